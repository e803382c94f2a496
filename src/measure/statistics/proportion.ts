import { normalBelow, twoSided, z95 } from './normal.ts';
import type { Estimate } from './nps.ts';

/** A share with Wilson's 95 % interval, as fractions. `x` of `n`. */
export function wilson(x: number, n: number): Estimate {
  const share = x / n;
  const z2 = z95 * z95;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // At none and at all of n the formula ends there exactly; rounding must not keep it from it.
  return { value: share, low: x === 0 ? 0 : middle - half, high: x === n ? 1 : middle + half };
}

/** Pooled z of x1/n1 against x2/n2, two-sided p and the one-sided p that the first is not lower. */
export function twoProportions(x1: number, n1: number, x2: number, n2: number) {
  const pooled = (x1 + x2) / (n1 + n2);
  const z = (x1 / n1 - x2 / n2) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  return { z, p: twoSided(z), oneSided: normalBelow(z) };
}
