import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { JourneysNav } from '../journeys/JourneysNav.tsx';
import { type MapPromise, toneOfKept } from '../journeys/useLive.ts';
import { Broken } from './Broken.tsx';
import { usePromiseWords } from './messages.ts';
import { PromiseForm } from './PromiseForm.tsx';
import styles from './Promises.module.css';

/** Who promised what to whom, where, and how often it was kept. */
export function Promises() {
  const words = usePromiseWords();
  const may = useMay('journey:write');
  const [period] = usePeriod();
  const [url, setUrl] = useUrl();
  const [making, setMaking] = useState(false);
  const query = useApi<{ items: MapPromise[] }>(['promises', ''], '/promises', {
    query: { from: period.from, to: period.to },
  });
  const items = query.data?.items ?? [];
  const broken = items.filter((one) => one.keptShare !== null && toneOfKept(one.keptShare) !== 'good').length;
  const chosen = items.find((one) => one.key === url.edit);
  const make = may ? (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {words.make}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={items.length > 0 ? words.sentence(items.length, broken) : words.none}
        actions={
          <>
            <PeriodPicker />
            {items.length > 0 ? make : null}
          </>
        }
      />
      <JourneysNav />
      <Loaded query={query}>
        {({ items: all }) =>
          all.length === 0 ? (
            <EmptyState title={words.emptyTitle} text={words.emptyText} action={make} />
          ) : (
            <div className={styles.grid}>
              {all.map((promise) => (
                <OnePromise
                  key={promise.key}
                  promise={promise}
                  chosen={promise.key === url.promise}
                  change={may ? () => setUrl({ edit: promise.key }, { push: true }) : undefined}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {url.broken ? (
        <Broken
          promise={items.find((one) => one.key === url.broken)}
          promiseKey={url.broken}
          period={period}
          close={() => setUrl({ broken: undefined })}
        />
      ) : null}
      {making ? <PromiseForm close={() => setMaking(false)} /> : null}
      {chosen ? (
        <PromiseForm key={chosen.key} promise={chosen} close={() => setUrl({ edit: undefined })} />
      ) : null}
    </>
  );
}

interface OneProps {
  promise: MapPromise;
  chosen: boolean;
  change: (() => void) | undefined;
}

function OnePromise({ promise, chosen, change }: OneProps) {
  const words = usePromiseWords();
  const format = useFormat();
  const [url] = useUrl();
  const { person, department, keptShare } = promise;
  const limit =
    promise.limit === null ? '' : `${format.number(promise.limit)}${promise.unit ? ` ${promise.unit}` : ''}`;
  return (
    <Card className={chosen ? styles.chosen : undefined}>
      <div className={styles.head}>
        {person && !person.left ? <Face person={person} size="m" /> : <Seat />}
        <div>
          <h2>{promise.name}</h2>
          <p className="quote">
            <q>{promise.words}</q>
          </p>
        </div>
        <Chip tone={toneOfKept(keptShare)}>
          {keptShare === null
            ? promise.measuredBy
              ? words.noneYet
              : words.unmeasured
            : `${words.kept} ${words.keptOf(format.percent(keptShare, 1), format.number(promise.n))}`}
        </Chip>
      </div>
      <dl className={styles.facts}>
        <dt>{words.promiser}</dt>
        <dd>
          {[person ? `${person.name}${person.left ? ` (${words.left})` : ''}` : null, department?.name]
            .filter(Boolean)
            .join(', ') || words.nobody}
        </dd>
        {promise.toWhom ? (
          <>
            <dt>{words.toWhom}</dt>
            <dd>{promise.toWhom}</dd>
          </>
        ) : null}
        {promise.touchpoint ? (
          <>
            <dt>{words.touchpoint}</dt>
            <dd>
              <Go to={`/journeys/${promise.touchpoint.journey}?touchpoint=${promise.touchpoint.key}`}>
                {promise.touchpoint.name}
              </Go>
            </dd>
          </>
        ) : null}
        {promise.broken > 0 ? (
          <>
            <dt>{words.broken}</dt>
            <dd>
              <Go to={`/promises?${new URLSearchParams({ ...url, broken: promise.key })}`}>
                {words.times(promise.broken, promise.customers)}
              </Go>
            </dd>
          </>
        ) : null}
        {promise.measuredKey ? (
          <>
            <dt>{words.measuredBy}</dt>
            <dd>
              {words.rule(promise.measuredKey, words.when[promise.brokenWhen], limit)}
              {promise.at ? ` · ${promise.at.name}` : ''}
            </dd>
          </>
        ) : null}
      </dl>
      {change ? (
        <Button size="xs" aria-label={words.change(promise.name)} onClick={change}>
          {words.edit}
        </Button>
      ) : null}
    </Card>
  );
}
