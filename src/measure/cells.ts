import { monthOf } from './calendar.ts';
import type { Contribution } from './counting.ts';
import { addExact, type Exact, mergeExact, nothing, sumsqText, sumText } from './exact.ts';

/** Stand for all of them together, in cells that are kept beside those of each. */
export const ALL_SLICES = 0;
export const ALL_TOUCHPOINTS = -1;

/** Where and when a contribution falls. */
export interface Place {
  /** 0: not placed on any touchpoint. */
  touchpointId: number;
  sliceId: number;
  /** YYYY-MM-DD in the organisation's calendar. */
  day: string;
}

interface CellOf extends Place {
  metricId: number;
}

interface Sums extends Exact, CellOf {
  n: number;
  bins: number[] | undefined;
}

/** slice, metric, span, touchpoint, day, n, sum, sumsq, h0 … h10: the columns of `cells`, key first. */
export type CellRow = unknown[];

const BARS = 11;

/** Adds up what a batch contributes, so that each cell is written once per batch however many facts fell into it. */
export class Tally {
  private readonly days = new Map<string, Sums>();

  add(contributions: readonly Contribution[], place: Place, sign: 1 | -1): void {
    for (const one of contributions) {
      const sums = at(this.days, one.metricId, place);
      sums.n += sign;
      addExact(sums, one.value, sign);
      if (one.bin >= 0) {
        sums.bins ??= new Array<number>(BARS).fill(0);
        sums.bins[one.bin]! += sign;
      }
    }
  }

  /**
   * The changes of all spans, (day or month) × (one slice or all) × (one touchpoint or all), in the order of the primary
   * key: two batches that meet in several cells lock them in the same order and cannot deadlock.
   */
  rows(): CellRow[] {
    const months = added(this.days, (sums) => ({ ...sums, day: monthOf(sums.day) }));
    const rows: CellRow[] = [];
    for (const [span, cells] of [
      ['d', this.days],
      ['m', months],
    ] as const) {
      const slices = added(cells, (sums) => ({ ...sums, touchpointId: ALL_TOUCHPOINTS }));
      const touchpoints = added(cells, (sums) => ({ ...sums, sliceId: ALL_SLICES }));
      const all = added(slices, (sums) => ({ ...sums, sliceId: ALL_SLICES }));
      for (const each of [cells, slices, touchpoints, all])
        for (const sums of each.values()) if (changes(sums)) rows.push(rowOf(sums, span));
    }
    return rows.sort(byKey);
  }
}

/** What lies in `cells`, added up where `to` puts it. */
function added(cells: ReadonlyMap<string, Sums>, to: (sums: Sums) => CellOf): Map<string, Sums> {
  const into = new Map<string, Sums>();
  for (const sums of cells.values()) merge(into, sums, to(sums));
  return into;
}

function at(into: Map<string, Sums>, metricId: number, { touchpointId, sliceId, day }: Place): Sums {
  const key = `${sliceId} ${metricId} ${touchpointId} ${day}`;
  let sums = into.get(key);
  if (!sums) {
    sums = { metricId, touchpointId, sliceId, day, n: 0, bins: undefined, ...nothing() };
    into.set(key, sums);
  }
  return sums;
}

function merge(into: Map<string, Sums>, from: Sums, to: CellOf): void {
  const sums = at(into, to.metricId, to);
  sums.n += from.n;
  mergeExact(sums, from);
  if (!from.bins) return;
  sums.bins ??= new Array<number>(BARS).fill(0);
  for (let i = 0; i < BARS; i++) sums.bins[i]! += from.bins[i]!;
}

/** A correction that leaves a cell as it was (a changed comment, a score put back) need not touch it. */
function changes(sums: Sums): boolean {
  return (
    sums.n !== 0 ||
    Number(sums.sum) !== 0 ||
    Number(sums.sumsq) !== 0 ||
    (sums.bins?.some((bar) => bar !== 0) ?? false)
  );
}

function rowOf(sums: Sums, span: string): CellRow {
  const bins = sums.bins ?? new Array<number>(BARS).fill(0);
  return [
    sums.sliceId,
    sums.metricId,
    span,
    sums.touchpointId,
    sums.day,
    sums.n,
    sumText(sums),
    sumsqText(sums),
    ...bins,
  ];
}

/** The first five columns, the primary key. */
function byKey(a: CellRow, b: CellRow): number {
  for (let i = 0; i < 5; i++) {
    const x = a[i] as number | string;
    const y = b[i] as number | string;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
