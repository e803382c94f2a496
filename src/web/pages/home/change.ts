import { fewBelow, type Reading } from '../../parts/reading.ts';

/** Two-sided 95 % of the normal distribution. */
const z95 = 1.959964;

/**
 * How much a figure changed, where chance does not explain it: the difference against the standard error that the two
 * 95 % intervals (adjusted Wald for NPS) carry together. Null below 30 answers in either, and where nothing is clear.
 */
export function clearChange(before: Reading, after: Reading): number | null {
  if (before.value === null || after.value === null) return null;
  if ((before.n ?? 0) < fewBelow || (after.n ?? 0) < fewBelow) return null;
  const error = Math.hypot(errorOf(before), errorOf(after));
  const change = after.value - before.value;
  return Math.abs(change) > z95 * error ? change : null;
}

function errorOf({ low, high }: Reading): number {
  if (typeof low !== 'number' || typeof high !== 'number') return Number.POSITIVE_INFINITY;
  return (high - low) / (2 * z95);
}
