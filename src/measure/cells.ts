import { monthOf } from './calendar.ts';
import type { Contribution } from './counting.ts';
import { addExact, type Exact, mergeExact, nothing, sumsqText, sumText } from './exact.ts';

/** Where and when a contribution falls. */
export interface Place {
  /** 0: not placed on any touchpoint. */
  touchpointId: number;
  sliceId: number;
  /** YYYY-MM-DD in the organisation's calendar. */
  day: string;
}

interface Sums extends Exact {
  metricId: number;
  touchpointId: number;
  sliceId: number;
  day: string;
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
      const sums = at(this.days, one.metricId, place.touchpointId, place.sliceId, place.day);
      sums.n += sign;
      addExact(sums, one.value, sign);
      if (one.bin >= 0) {
        sums.bins ??= new Array<number>(BARS).fill(0);
        sums.bins[one.bin]! += sign;
      }
    }
  }

  /**
   * The changes of all four spans, (day or month) × (one slice or all of them), in the order of the primary key:
   * two batches that meet in several cells lock them in the same order and cannot deadlock.
   */
  rows(): CellRow[] {
    const spans: [string, Map<string, Sums>][] = [
      ['d', this.days],
      ['m', new Map()],
    ];
    for (const sums of this.days.values()) merge(spans[1]![1], sums, sums.sliceId, monthOf(sums.day));
    const rows: CellRow[] = [];
    for (const [span, cells] of spans) {
      const all = new Map<string, Sums>();
      for (const sums of cells.values()) merge(all, sums, 0, sums.day);
      for (const sums of [...cells.values(), ...all.values()])
        if (changes(sums)) rows.push(rowOf(sums, span));
    }
    return rows.sort(byKey);
  }
}

function at(
  into: Map<string, Sums>,
  metricId: number,
  touchpointId: number,
  sliceId: number,
  day: string,
): Sums {
  const key = `${sliceId} ${metricId} ${touchpointId} ${day}`;
  let sums = into.get(key);
  if (!sums) {
    sums = { metricId, touchpointId, sliceId, day, n: 0, bins: undefined, ...nothing() };
    into.set(key, sums);
  }
  return sums;
}

function merge(into: Map<string, Sums>, from: Sums, sliceId: number, day: string): void {
  const sums = at(into, from.metricId, from.touchpointId, sliceId, day);
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
