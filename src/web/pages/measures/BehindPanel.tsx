import { Button, Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { toneOfValue } from '../../parts/reading.ts';
import { useFigure } from '../../parts/useFigure.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import styles from './Measures.module.css';
import { type Fact, type Metric, useBehind, usePlaceNames, useScope } from './measures.ts';
import { useMeasuresWords } from './messages.ts';

interface Page {
  items: Fact[];
  next: string | null;
}

/** Every number opens: the customers, words and events it was counted from. */
export function BehindPanel({ metric }: { metric: Metric }) {
  const words = useMeasuresWords();
  const behind = useBehind();
  return (
    <SidePanel open={behind.isOpen} close={behind.close} title={`${words.behind}: ${metric.name}`}>
      {behind.isOpen ? <Behind metric={metric} /> : null}
    </SidePanel>
  );
}

function Behind({ metric }: { metric: Metric }) {
  const words = useMeasuresWords();
  const [period] = usePeriod();
  const scope = useScope();
  const { narrowed } = useBehind();
  const nameOf = usePlaceNames();
  const [onlyWords, setOnlyWords] = useState(false);
  const query = {
    from: period.from,
    to: period.to,
    ...scope,
    ...narrowed,
    ...(onlyWords ? { words: 'true' } : {}),
  };
  const path = `/metrics/${metric.key}/behind`;
  const pages = useInfiniteQuery({
    queryKey: ['behind', metric.key, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(path, { ...query, after: pageParam, limit: 30 }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const facts = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowing = Object.entries({ ...scope, ...narrowed }).filter(
    ([name]) => name !== 'from' && name !== 'to',
  );
  return (
    <>
      <p className="muted tiny">{words.behindSays}</p>
      <div className={styles.tools}>
        {narrowing.map(([name, value]) => (
          <Chip key={name} tone="accent">
            {nameOf(name, value) || words.notStated}
          </Chip>
        ))}
        <Switch
          label={words.withWords}
          checked={onlyWords}
          onChange={(event) => setOnlyWords(event.currentTarget.checked)}
        />
        <Button component="a" href={apiPath(path, { ...query, format: 'csv' })} download size="compact-sm">
          {words.export}
        </Button>
      </div>
      {pages.error ? <p role="alert">{pages.error.message}</p> : null}
      {pages.isSuccess && facts.length === 0 ? (
        <EmptyState title={words.behindNone} text={words.behindNoneText} />
      ) : null}
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <FactLine key={fact.id} fact={fact} metric={metric} />
        ))}
      </ul>
      {pages.hasNextPage ? (
        <Button onClick={() => pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}

/** Where one answer is good, passive or bad: NPS by its own groups, others where the metric's figure would be. */
function toneOf(value: number, metric: Metric) {
  if (metric.kind === 'nps') return value >= 9 ? 'good' : value >= 7 ? 'pass' : 'bad';
  if (metric.kind === 'csat') return value >= (metric.scaleMax ?? 5) - 1 ? 'good' : 'bad';
  if (metric.kind === 'rate') return value > 0 === metric.higherIsBetter ? 'good' : 'bad';
  return toneOfValue(value, metric);
}

function FactLine({ fact, metric }: { fact: Fact; metric: Metric }) {
  const words = useMeasuresWords();
  const format = useFormat();
  const figure = useFigure({ kind: metric.kind === 'duration' ? 'duration' : 'count', unit: metric.unit });
  const whole =
    fact.value === null || metric.kind === 'duration' ? fact.value : Math.round(fact.value * 100) / 100;
  const said = whole === null ? '–' : metric.kind === 'duration' ? figure(whole) : format.number(whole);
  return (
    <li>
      <span>{fact.value === null ? '–' : <Chip tone={toneOf(fact.value, metric)}>{said}</Chip>}</span>
      <span>
        {fact.customer ? (
          <Go to={`/customers/${fact.customer.id}`} className={styles.name}>
            <b>{fact.customer.name ?? words.unknown}</b>
          </Go>
        ) : (
          <b>{words.anyone}</b>
        )}
        {fact.touchpoint ? ` · ${fact.touchpoint.name}` : ` · ${words.unplaced}`}
        {fact.words ? <q className="quote">{fact.words}</q> : null}
        <span className="tiny muted" style={{ display: 'block' }}>
          {[format.moment(fact.at), fact.kind ?? '', fact.source, ...Object.values(fact.dims)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </li>
  );
}
