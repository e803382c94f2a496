import { wilson } from '../../measure/measure.ts';

/** Fewer similar cases than this say too little; then all of the same urgency are asked. */
export const SIMILAR = 30;

export interface Chance {
  /** Of `n` similar cases that were open as long, how many were not closed within the time that is left. */
  late: number;
  n: number;
  value: number;
  low: number;
  high: number;
}

/**
 * The chance that a case open for `age` minutes is still open `left` minutes later: of the similar cases that were still
 * open at that age the share that closed later than age + left, with Wilson's interval. It is the ratio S(age + left) / S(age)
 * of the empirical survival function (Kaplan & Meier 1958, where nothing is censored). Null where none was open so long.
 * `totals`: minutes from opening to closing, ascending.
 */
export function chanceOfBreach(totals: Int32Array, age: number, left: number): Chance | null {
  const n = totals.length - above(totals, age);
  if (n === 0) return null;
  const late = totals.length - above(totals, age + left);
  return { late, n, ...wilson(late, n) };
}

/** How many are at most this. */
function above(totals: Int32Array, minutes: number): number {
  let [low, high] = [0, totals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (totals[middle]! <= minutes) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many of these will breach: Σp, ± 1.96·√Σp(1 − p), the variance of a sum of independent yes-or-noes (Poisson binomial;
 * Hodges & Le Cam 1960). That the p are estimates themselves is not in it.
 */
export function expectedBreaches(chances: readonly number[]): { value: number; low: number; high: number } {
  const value = chances.reduce((sum, p) => sum + p, 0);
  const half = 1.959963984540054 * Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0));
  return { value, low: Math.max(0, value - half), high: Math.min(chances.length, value + half) };
}
