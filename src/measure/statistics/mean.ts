import type { Estimate } from './nps.ts';
import { t95 } from './student.ts';

export interface Sums {
  n: number;
  sum: number;
  sumsq: number;
}

/** Unbiased variance of one value; 0 where fewer than two. */
export function variance({ n, sum, sumsq }: Sums): number {
  // Rounding may leave a tiny negative where all values are alike.
  return n < 2 ? 0 : Math.max(0, (sumsq - (sum * sum) / n) / (n - 1));
}

/** Mean with its t interval (95 %); no interval from a single value. */
export function meanInterval(sums: Sums): { value: number; low: number | null; high: number | null } {
  const value = sums.sum / sums.n;
  if (sums.n < 2) return { value, low: null, high: null };
  const half = t95(sums.n - 1) * Math.sqrt(variance(sums) / sums.n);
  return { value, low: value - half, high: value + half } satisfies Estimate;
}
