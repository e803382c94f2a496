import { chiSquare, wilson } from '../../measure/measure.ts';
import { suppress } from '../../platform/suppression.ts';
import type { Compared, Rate } from './response.ts';

/** `x` of `n` with Wilson's interval; hidden where few people stand behind it. */
export function rateOf(x: number, n: number, hidden = false): Rate {
  if (n === 0 || hidden) return { x: hidden ? null : x, n, rate: null, low: null, high: null, hidden };
  const { value, low, high } = wilson(x, n);
  return { x, n, rate: value, low, high, hidden };
}

export interface Split {
  value: string;
  yes: number;
  no: number;
}

/**
 * Whether those with “yes” (answered, invited) are like those without: the rate of each group, how its share of the two
 * sides differs — d = (p₁ − p₂) / √((p₁(1 − p₁) + p₂(1 − p₂)) / 2), Austin (2009), Statistics in Medicine 28 — and
 * Pearson's χ² over all groups. Small groups are hidden, and count in the test, which tells nothing about any one of them.
 */
export function compare(dimension: { key: string; name: string }, splits: readonly Split[]): Compared {
  const sums = { yes: 0, no: 0 };
  for (const { yes, no } of splits) {
    sums.yes += yes;
    sums.no += no;
  }
  const hidden = suppress(splits.map(({ yes, no }) => yes + no));
  const groups = splits.map(({ value, yes, no }, i) => ({
    value,
    ...rateOf(yes, yes + no, hidden[i]),
    difference: hidden[i] ? null : standardised(yes, sums.yes, no, sums.no),
  }));
  const test = chiSquare(splits.map(({ yes, no }) => [yes, no]));
  return { ...dimension, groups, ...test };
}

/** Standardised difference of two shares; null where a side is empty, 0 where both are all or nothing. */
export function standardised(x1: number, n1: number, x2: number, n2: number): number | null {
  if (n1 === 0 || n2 === 0) return null;
  const [p1, p2] = [x1 / n1, x2 / n2];
  const spread = Math.sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / 2);
  return spread === 0 ? (p1 === p2 ? 0 : null) : (p1 - p2) / spread;
}
