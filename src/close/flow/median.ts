/** A middle value, where it may lie in the population sampled, and the value that one in ten exceeds. */
export interface Middle {
  n: number;
  median: number;
  /** Null where there are too few for an interval: under six. */
  low: number | null;
  high: number | null;
  p90: number;
}

/**
 * Ranks (1 is the smallest) whose values hold the median between them with at least 95 %: the largest r for which
 * P(Bin(n, ½) < r) ≤ 2.5 %, and n + 1 − r (Conover 1999, Practical Nonparametric Statistics, 3.2; free of any distribution).
 * Beyond a thousand the binomial is a normal: r = ⌊n/2 − 1.96·√n/2⌋. Null below six, where no pair of ranks reaches 95 %.
 */
export function medianRanks(n: number): [number, number] | null {
  if (n < 6) return null;
  let r = 0;
  if (n > 1000) r = Math.floor(n / 2 - (1.959963984540054 * Math.sqrt(n)) / 2);
  else {
    // P(Bin = 0) = 2⁻ⁿ underflows at 1,074: hence the limit above.
    let chance = 2 ** -n;
    for (let below = chance; below <= 0.025; r++) {
      chance *= (n - r) / (r + 1);
      below += chance;
    }
  }
  return [r, n + 1 - r];
}

/** Minutes as they come; they are put in another order. Exact: the values of the ranks, not of a histogram. */
export function middle(values: Int32Array): Middle | null {
  const n = values.length;
  if (n === 0) return null;
  const at = (rank: number) => select(values, rank - 1);
  const lower = at(Math.ceil(n / 2));
  const median = n % 2 === 1 ? lower : (lower + at(n / 2 + 1)) / 2;
  const ranks = medianRanks(n);
  return {
    n,
    median,
    low: ranks && at(ranks[0]),
    high: ranks && at(ranks[1]),
    p90: at(Math.max(1, Math.ceil(0.9 * n))),
  };
}

/** The k-th smallest (from 0), in a time that grows as their number does (Hoare 1961, Find). */
function select(values: Int32Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[k]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const other = values[i]!;
      values[i++] = values[j]!;
      values[j--] = other;
    }
    if (j < k) left = i;
    if (k < i) right = j;
  }
  return values[k]!;
}
