/** How far several raters agree on things sorted into categories. Shares from 0 to 1; κ from below 0 to 1. */
export interface Agreement<Key> {
  /** Σ pⱼ²: how often two raters would agree by chance. Null without a pair of raters anywhere. */
  expected: number | null;
  /** Mean share of agreeing pairs. */
  observed: number | null;
  /** (observed − expected) ÷ (1 − expected); null where chance explains everything, as where all gave one same answer. */
  kappa: number | null;
  /** Of each thing with two raters or more: the share of pairs of raters that agree, and the same corrected for chance. */
  things: Map<Key, { n: number; observed: number; kappa: number | null }>;
}

/**
 * Fleiss' κ (J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76, 1971,
 * 378–382), in the form for unequal numbers of raters (K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014,
 * ch. 2): each thing weighs the same, pⱼ is the mean over the things of their share in category j. With equal numbers
 * it is Fleiss' own. The κ of a thing is corrected by the chance of the whole table, so that their mean is the whole κ.
 */
export function fleissKappa<Key>(table: ReadonlyMap<Key, ReadonlyMap<string, number>>): Agreement<Key> {
  const rated = [...table]
    .map(([key, counts]) => ({ key, counts: [...counts], n: sum([...counts.values()]) }))
    .filter(({ n }) => n >= 2);
  if (rated.length === 0) return { expected: null, observed: null, kappa: null, things: new Map() };
  const shares = new Map<string, number>();
  for (const { counts, n } of rated)
    for (const [category, count] of counts)
      shares.set(category, (shares.get(category) ?? 0) + count / n / rated.length);
  const expected = sum([...shares.values()].map((share) => share * share));
  // A table in which everybody gave the same one answer adds up to 1 but for rounding.
  const corrected = (observed: number) =>
    1 - expected < 1e-12 ? null : (observed - expected) / (1 - expected);
  const things = new Map(
    rated.map(({ key, counts, n }) => {
      const observed = (sum(counts.map(([, count]) => count * count)) - n) / (n * (n - 1));
      return [key, { n, observed, kappa: corrected(observed) }] as const;
    }),
  );
  const observed = sum([...things.values()].map((thing) => thing.observed)) / things.size;
  return { expected, observed, kappa: corrected(observed), things };
}

export interface Modal {
  category: string;
  n: number;
  /** Of all who answered. */
  share: number;
  /** Another answer was given as often. */
  tied: boolean;
}

/** The answer given most often; of several, the first by name, and `tied` says so. */
export function modal(counts: ReadonlyMap<string, number>): Modal | null {
  const sorted = [...counts]
    .filter(([, n]) => n > 0)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : a > b ? 1 : 0));
  const [first, second] = sorted;
  if (!first) return null;
  const [category, n] = first;
  return { category, n, share: n / sum([...counts.values()]), tied: second?.[1] === n };
}

export function countBy<T>(items: Iterable<T>, of: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(of(item), (counts.get(of(item)) ?? 0) + 1);
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
