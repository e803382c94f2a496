import type { ReactNode } from 'react';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useParam } from '../../parts/useUrl.ts';
import styles from './Discovered.module.css';
import { useDiscoveredWords } from './discovered.messages.ts';
import type { Found } from './discovered.ts';
import { Flow } from './Flow.tsx';
import { JourneyTop } from './JourneyTop.tsx';
import type { Journey } from './journey.ts';

/** What customers did, read from the order of what happened to them, beside what is drawn. */
export function Discovered() {
  const words = useDiscoveredWords();
  const format = useFormat();
  const key = useParam('key');
  const [period] = usePeriod();
  const journey = useApi<Journey>(['journeys', key], `/journeys/${key}`).data;
  const query = useApi<Found>(['discovered', key], `/journeys/${key}/discovered`, {
    query: { from: period.from, to: period.to },
  });
  const found = query.data;
  const percent = (share: number | null) =>
    share === null ? '–' : format.percent(share, share < 0.1 ? 1 : 0);
  return (
    <>
      <JourneyTop
        journeyKey={key}
        title={journey?.name ?? words.title}
        sentence={
          found && found.n > 0
            ? words.sentence(percent(found.conformance.touchpoints), format.number(found.n))
            : words.sentenceNone
        }
        actions={<PeriodPicker />}
      />
      <Loaded query={query}>
        {(data) =>
          data.n === 0 ? (
            <EmptyState title={words.emptyTitle} text={words.emptyText} />
          ) : (
            <div className="stack">
              <div className={styles.figures}>
                <Figure name={words.order} value={percent(data.conformance.touchpoints)} />
                <Figure name={words.phases} value={percent(data.conformance.phases)} />
                <Figure
                  name={words.customers}
                  value={format.number(data.customers)}
                  aside={
                    data.sampled
                      ? words.sampled(format.number(data.n), format.number(data.customers))
                      : words.all
                  }
                />
              </div>
              <Card title={words.flow}>
                <p className="tiny muted">{words.flowHint}</p>
                <Flow found={data} />
              </Card>
              <Card
                title={words.variants}
                aside={words.variantsOf(data.variants.length, format.number(data.variantsInAll))}
              >
                <ol className={styles.variants}>
                  {data.variants.map((variant) => (
                    <li key={variant.path.join()}>
                      <span className={styles.share}>
                        <b>{percent(variant.share)}</b>{' '}
                        <span className="tiny muted">n {format.number(variant.customers)}</span>
                      </span>
                      <Chip tone={variant.agrees ? 'good' : 'pass'}>
                        {variant.agrees ? words.agrees : words.differs}
                      </Chip>
                      <span className={styles.path}>
                        {variant.path.map((step) => nameOf(data, step)).join(' → ')}
                      </span>
                    </li>
                  ))}
                </ol>
              </Card>
              <div className={styles.lists}>
                <Lines
                  title={words.skipped}
                  none={words.skippedNone}
                  lines={data.touchpoints
                    .filter((one) => (one.skippedShare ?? 0) > 0.1)
                    .sort((a, b) => (b.skippedShare ?? 0) - (a.skippedShare ?? 0))
                    .map((one) =>
                      words.skippedLine(one.name, percent(one.skippedShare), format.number(one.passedBy)),
                    )}
                />
                <Lines
                  title={words.loops}
                  none={words.loopsNone}
                  lines={data.touchpoints
                    .filter((one) => one.returned > 0)
                    .sort((a, b) => b.returned - a.returned)
                    .map((one) => words.loopLine(one.name, format.number(one.returned)))}
                />
                <Lines
                  title={words.back}
                  none={words.backNone}
                  lines={data.edges
                    .filter((edge) => edge.kind === 'back')
                    .map((edge) =>
                      words.backLine(
                        nameOf(data, edge.from),
                        nameOf(data, edge.to),
                        format.number(edge.customers),
                      ),
                    )}
                />
                <Lines
                  title={words.detours}
                  none={words.detoursNone}
                  lines={data.outside.map((one) =>
                    words.detourLine(
                      nameOf(data, one.after),
                      one.viaName,
                      one.viaJourney,
                      format.number(one.customers),
                    ),
                  )}
                />
              </div>
              <p className="tiny muted">{words.how}</p>
            </div>
          )
        }
      </Loaded>
    </>
  );
}

const nameOf = (found: Found, key: string): string =>
  found.touchpoints.find((one) => one.key === key)?.name ?? key;

function Figure({ name, value, aside }: { name: string; value: string; aside?: string }) {
  return (
    <Card>
      <div className={styles.figure}>
        <span className="tiny muted">{name}</span>
        <b>{value}</b>
        {aside ? <span className="tiny muted">{aside}</span> : null}
      </div>
    </Card>
  );
}

function Lines({ title, lines, none }: { title: string; lines: ReactNode[]; none: string }) {
  return (
    <Card title={title}>
      {lines.length === 0 ? <p className="muted">{none}</p> : null}
      <ul className={styles.lines}>
        {lines.slice(0, 8).map((line) => (
          <li key={String(line)}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}
