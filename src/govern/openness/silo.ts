export const levels = ['full', 'aggregated', 'on_request', 'closed'] as const;
export type Level = (typeof levels)[number];

/** One department and one data set of another. */
export interface Pair {
  /** Null: nobody has said. What nobody has said may be seen is not seen. */
  level: Level | null;
  /** The data set feeds a touchpoint at which the department answers or works. */
  fed: boolean;
  /** The department asked for it within a year. */
  asked: boolean;
}

/** How shut a level is: figures without people are nearly open, having to ask is half a door. Ours; the order is what matters. */
const shut: Record<Level | 'undecided', number> = {
  full: 0,
  aggregated: 0.25,
  on_request: 0.5,
  closed: 1,
  undecided: 1,
};

/**
 * How much each pair matters. Everybody's openness counts once; where work depends on the data three times, because there a closed
 * door hurts a customer; one more where somebody asked.
 */
export function needOf({ fed, asked }: Pair): number {
  return 1 + (fed ? 2 : 0) + (asked ? 1 : 0);
}

/**
 * The silo index, 0 to 100: Σ need × shut ÷ Σ need over all pairs of a department and another one's data set, × 100. With all needs
 * equal and only open or closed it is 1 − the density of the sharing network (Wasserman & Faust, Social Network Analysis, 1994, §4.2),
 * in per cent. Null where there is no pair.
 */
export function siloIndex(pairs: readonly Pair[]): number | null {
  let sum = 0;
  let needs = 0;
  for (const pair of pairs) {
    const need = needOf(pair);
    needs += need;
    sum += need * shut[pair.level ?? 'undecided'];
  }
  return needs === 0 ? null : (100 * sum) / needs;
}
