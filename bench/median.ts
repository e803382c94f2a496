/** The value below which this share lies (nearest rank), of numbers in any order. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Milliseconds that `work` took, and what it answered. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/**
 * The median milliseconds of each work over `runs` rounds. Every round runs all of them, so that whatever else the
 * machine does falls on all alike. The first `warm` rounds do not count.
 */
export async function medians<K extends string>(
  works: Record<K, () => Promise<unknown>>,
  { runs, warm = 3 }: { runs: number; warm?: number },
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < warm + runs; round++) {
    for (const name of names) {
      const { ms } = await timed(works[name]);
      if (round >= warm) times[name].push(ms);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>;
}
