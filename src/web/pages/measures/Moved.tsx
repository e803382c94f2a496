import { Fragment } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Bridge } from '../../charts/Bridge.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import type { Period } from '../../parts/period.ts';
import { useFigure } from '../../parts/useFigure.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import styles from './Measures.module.css';
import { type Metric, type Movers, measuresPath, useScope } from './measures.ts';
import { useMeasuresWords } from './messages.ts';

export function useMovers(metric: Metric | undefined, query: Record<string, string>) {
  return useApi<Movers>(['movers', metric?.key], `/metrics/${metric?.key}/movers`, {
    query,
    when: metric !== undefined && metric.kind !== 'count',
  });
}

/** From the period before to this one: what moved the figure, and by how much. */
export function Moved({ metric }: { metric: Metric }) {
  const words = useMeasuresWords();
  const format = useFormat();
  const [period] = usePeriod();
  const scope = useScope();
  const query = useMovers(metric, { ...scope, from: period.from, to: period.to });
  if (metric.kind === 'count') return null;
  const data = query.data;
  const aside = data ? words.movedAside(format.day(data.beforeFrom), format.day(data.beforeTo)) : undefined;
  return (
    <Card title={words.moved} aside={aside}>
      <Loaded query={query}>
        {(movers) => <MovedBridge metric={metric} movers={movers} period={period} />}
      </Loaded>
    </Card>
  );
}

interface Props {
  metric: Metric;
  movers: Movers;
  period: Pick<Period, 'from' | 'to'>;
  labels?: { before: string; now: string };
}

/** The four strongest by themselves; the rest and the mix as one step each, so that the steps add up. */
const own = 4;

export function MovedBridge({ metric, movers, period, labels }: Props) {
  const words = useMeasuresWords();
  if (movers.change === null) return <p className="muted">{words.noChange}</p>;
  // A bridge writes tenths: shares are shown as points, everything else as it is.
  const scale = metric.unit === 'share' ? 100 : 1;
  const named = movers.movers
    .filter((mover) => mover.key !== 'others' && Math.abs(mover.rate * scale) >= 0.05)
    .slice(0, own);
  const rest = movers.rate - named.reduce((sum, mover) => sum + mover.rate, 0);
  const steps = named.map((mover) => ({
    label: mover.key === 'unplaced' ? words.unplaced : mover.label,
    change: mover.rate * scale,
    to: measuresPath(metric.key, { touchpoint: mover.key }, period),
  }));
  if (Math.abs(rest * scale) >= 0.05) steps.push({ label: words.otherPlaces, change: rest * scale, to: '' });
  const ends = { before: labels?.before ?? words.before, now: labels?.now ?? words.now };
  const mixStep = { label: words.mix, change: movers.mix * scale, neutral: true };
  if (!metric.unit?.match(/points|%|share/) || metric.kind === 'mean') {
    return <MovedList metric={metric} movers={movers} steps={[...steps, mixStep]} ends={ends} />;
  }
  return (
    <>
      <Bridge
        from={{ label: ends.before, value: (movers.before.value ?? 0) * scale }}
        steps={[...steps.map(({ to, ...step }) => (to ? { ...step, to } : step)), mixStep]}
        until={{ label: ends.now, value: (movers.after.value ?? 0) * scale }}
        lowerIsBetter={!metric.higherIsBetter}
      />
      <p className="tiny dim">{words.mixNote}</p>
    </>
  );
}

interface ListProps {
  metric: Metric;
  movers: Movers;
  steps: { label: string; change: number; to?: string }[];
  ends: { before: string; now: string };
}

/** The same steps in the metric's own unit, where points from 0 would say nothing: means and durations. */
function MovedList({ metric, movers, steps, ends }: ListProps) {
  const figure = useFigure(metric);
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${figure(Math.abs(value))}`;
  return (
    <dl className={styles.steps}>
      <dt>{ends.before}</dt>
      <dd>{figure(movers.before.value ?? 0)}</dd>
      {steps.map((step) => (
        <Fragment key={step.label}>
          <dt className="muted">{step.to ? <Go to={step.to}>{step.label}</Go> : step.label}</dt>
          <dd className="muted">{signed(step.change)}</dd>
        </Fragment>
      ))}
      <dt>{ends.now}</dt>
      <dd>{figure(movers.after.value ?? 0)}</dd>
    </dl>
  );
}
