/** One slice in two periods: its share of all answers and its level. Level is null where it had no answers. */
export interface Slice {
  key: string;
  before: { weight: number; level: number | null };
  after: { weight: number; level: number | null };
}

export interface Effect {
  key: string;
  /** w̄ Δr: it became better or worse. */
  rate: number;
  /** (r̄ᵢ − r̄) Δw: its customers became more or fewer. */
  mix: number;
}

/**
 * Kitagawa's decomposition of Δ Σ w r: Σ w̄ᵢ Δrᵢ + Σ (r̄ᵢ − r̄) Δwᵢ, r̄ being the mean of the two totals. It adds up exactly
 * as long as the weights of either period add up to 1. A slice that is new or gone has only a mix effect: it is
 * compared at its one known level.
 */
export function decompose(slices: readonly Slice[]): {
  change: number;
  rate: number;
  mix: number;
  effects: Effect[];
} {
  const total = (when: 'before' | 'after') =>
    slices.reduce((sum, slice) => sum + slice[when].weight * (slice[when].level ?? 0), 0);
  const [before, after] = [total('before'), total('after')];
  const middle = (before + after) / 2;
  const effects = slices.map(({ key, before: b, after: a }) => {
    const was = b.level ?? a.level ?? 0;
    const is = a.level ?? b.level ?? 0;
    return {
      key,
      rate: ((b.weight + a.weight) / 2) * (is - was),
      mix: ((was + is) / 2 - middle) * (a.weight - b.weight),
    };
  });
  const sum = (of: 'rate' | 'mix') => effects.reduce((all, effect) => all + effect[of], 0);
  return { change: after - before, rate: sum('rate'), mix: sum('mix'), effects };
}
