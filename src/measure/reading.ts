import { z } from 'zod';
import { suppress } from '../platform/suppression.ts';
import type { Metric } from './metric.ts';
import { meanInterval, variance } from './statistics/mean.ts';
import { z95 } from './statistics/normal.ts';
import { npsDifference, npsInterval } from './statistics/nps.ts';
import { twoProportions, wilson } from './statistics/proportion.ts';
import { FEW, WIDE } from './statistics/suppression.ts';

/** What the cells hold, added up. */
export interface Counted {
  n: number;
  sum: number;
  sumsq: number;
  /** Histogram of the scale, from scale_min upwards; eleven bars. */
  bars: number[];
}

export const Reading = z
  .object({
    key: z
      .string()
      .meta({ description: 'What it is of: a touchpoint’s key, a first day, a value; “all” for the total.' }),
    label: z.string(),
    value: z.number().nullable().meta({
      description:
        'NPS −100 to 100; CSAT and rates in percent (0 to 1 where the unit is “share”); means on their scale; durations in the metric’s unit.',
    }),
    n: z.number().nullable().meta({ description: 'Answers behind it; null where suppressed.' }),
    low: z.number().nullable().meta({ description: 'Lower end of the 95 % interval.' }),
    high: z.number().nullable(),
    suppressed: z.boolean().meta({
      description: 'Fewer than 5 answers, or hidden so that fewer than 5 cannot be found by subtraction.',
    }),
    few: z.boolean().meta({ description: 'Fewer than 30 answers.' }),
    wide: z.boolean().meta({ description: 'The interval is wider than 20 points.' }),
  })
  .meta({ id: 'Reading' });
export type Reading = z.infer<typeof Reading>;

export interface Figure {
  value: number | null;
  low: number | null;
  high: number | null;
}

const none: Figure = { value: null, low: null, high: null };

type Shape = Pick<Metric, 'kind' | 'take' | 'scaleMin' | 'scaleMax' | 'unit'>;

/** A metric's figure and its 95 % interval from sums, in the unit of its readings. */
export function figure(metric: Shape, counted: Counted): Figure {
  const { n, sum, bars } = counted;
  if (metric.kind === 'count') return { value: metric.take === 'value' ? sum : n, low: null, high: null };
  if (n <= 0) return none;
  if (metric.kind === 'nps') return times(100, npsInterval(promoting(bars)));
  if (metric.kind === 'csat') return times(whole(metric), wilson(topTwo(metric, bars), n));
  if (metric.kind === 'rate') return times(whole(metric), wilson(sum, n));
  return meanInterval(counted);
}

/** Whether two figures of a metric differ by more than chance explains, at 95 %. Fewer than 30 answers never say so. */
export function differs(metric: Shape, a: Counted, b: Counted): boolean {
  if (a.n < FEW || b.n < FEW || metric.kind === 'count') return false;
  return Math.abs(zOf(metric, a, b)) > z95;
}

function zOf(metric: Shape, a: Counted, b: Counted): number {
  if (metric.kind === 'nps') return npsDifference(promoting(a.bars), promoting(b.bars)).z;
  if (metric.kind === 'csat')
    return twoProportions(topTwo(metric, a.bars), a.n, topTwo(metric, b.bars), b.n).z || 0;
  if (metric.kind === 'rate') return twoProportions(a.sum, a.n, b.sum, b.n).z || 0;
  const se = Math.sqrt(variance(a) / a.n + variance(b) / b.n);
  return se === 0 ? 0 : (a.sum / a.n - b.sum / b.n) / se;
}

function promoting(bars: number[]) {
  const between = (from: number, to: number) => bars.slice(from, to + 1).reduce((a, b) => a + b, 0);
  return { detractors: between(0, 6), passives: between(7, 8), promoters: between(9, 10) };
}

/** Answers in the two best boxes of the scale. */
function topTwo({ scaleMin, scaleMax }: Pick<Metric, 'scaleMin' | 'scaleMax'>, bars: number[]): number {
  const top = (scaleMax ?? 0) - (scaleMin ?? 0);
  return (bars[top] ?? 0) + (bars[top - 1] ?? 0);
}

function times(by: number, { value, low, high }: { value: number; low: number; high: number }): Figure {
  return { value: value * by, low: low * by, high: high * by };
}

/** What all of them is called: 100 per cent, or 1 where the unit is a share. */
function whole({ unit }: Pick<Metric, 'unit'>): number {
  return unit === 'share' ? 1 : 100;
}

export interface Group {
  key: string;
  label: string;
  counted: Counted;
}

/** The readings of one answer: what must be hidden depends on all its groups together. */
export function readingsOf(metric: Metric, groups: readonly Group[]): Reading[] {
  const hidden = suppress(groups.map(({ counted }) => counted.n));
  return groups.map(({ key, label, counted }, i) => {
    if (hidden[i]) return { key, label, ...none, n: null, suppressed: true, few: true, wide: false };
    const found = figure(metric, counted);
    return {
      key,
      label,
      ...found,
      n: counted.n,
      suppressed: false,
      few: metric.kind !== 'count' && counted.n < FEW,
      wide: isWide(metric, found),
    };
  });
}

export function addCounted(a: Counted, b: Counted): Counted {
  return {
    n: a.n + b.n,
    sum: a.sum + b.sum,
    sumsq: a.sumsq + b.sumsq,
    bars: a.bars.map((bar, i) => bar + b.bars[i]!),
  };
}

export const uncounted = (): Counted => ({ n: 0, sum: 0, sumsq: 0, bars: new Array<number>(11).fill(0) });

/** Only of what is read in points: a mean's interval says nothing without its scale. */
function isWide(metric: Metric, { low, high }: Figure): boolean {
  if (low === null || high === null) return false;
  if (metric.kind === 'nps') return high - low > WIDE;
  return (metric.kind === 'csat' || metric.kind === 'rate') && ((high - low) * 100) / whole(metric) > WIDE;
}
