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

export interface MonthCount {
  metricId: number;
  touchpointId: number;
  month: string;
  n: number;
}

/** slice, metric, span, touchpoint, day, n, sum, sumsq, h0 … h10: the columns of `cells`, key first. */
export type CellRow = unknown[];

const BARS = 11;

/** Adds up what a batch contributes, so that each cell is written once per batch however many facts fell into it. */
export class Tally {
  private readonly days = new Grid();

  add(contributions: readonly Contribution[], place: Place, sign: 1 | -1): void {
    for (const one of contributions) {
      const sums = this.days.at(one.metricId, place);
      sums.n += sign;
      addExact(sums, one.value, sign);
      if (one.bin >= 0) {
        sums.bins ??= new Array<number>(BARS).fill(0);
        sums.bins[one.bin]! += sign;
      }
    }
  }

  /** How many were added and taken out in all slices, by the first of the month. */
  counts(): MonthCount[] {
    const months = added(this.days, (sums) => ({ ...sums, sliceId: ALL_SLICES, day: monthOf(sums.day) }));
    return months.all.map(({ metricId, touchpointId, day, n }) => ({
      metricId,
      touchpointId,
      month: day,
      n,
    }));
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
        for (const sums of each.all) if (changes(sums)) rows.push(rowOf(sums, span));
    }
    return rows.sort(byKey);
  }
}

/** What lies in `cells`, added up where `to` puts it. */
function added(cells: Grid, to: (sums: Sums) => CellOf): Grid {
  const into = new Grid();
  for (const sums of cells.all) merge(into, sums, to(sums));
  return into;
}

/** Sums by metric, touchpoint, slice and day. Found by whole numbers: a text put together for each fact costs more than the adding up. */
class Grid {
  private readonly metrics = new Map<number, Map<number, Map<number, Map<string, Sums>>>>();
  readonly all: Sums[] = [];

  at(metricId: number, { touchpointId, sliceId, day }: Place): Sums {
    const days = inside(inside(inside(this.metrics, metricId), touchpointId), sliceId);
    let sums = days.get(day);
    if (!sums) {
      sums = { metricId, touchpointId, sliceId, day, n: 0, bins: undefined, ...nothing() };
      days.set(day, sums);
      this.all.push(sums);
    }
    return sums;
  }
}

function inside<K, V>(map: Map<number, Map<K, V>>, key: number): Map<K, V> {
  let inner = map.get(key);
  if (!inner) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}

function merge(into: Grid, from: Sums, to: CellOf): void {
  const sums = into.at(to.metricId, to);
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
