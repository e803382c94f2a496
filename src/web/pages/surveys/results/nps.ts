/** Share of promoters (9, 10) less share of detractors (0 to 6), −100 to 100 (Reichheld 2003). 0 where nobody answered. */
export function npsOf(counts: readonly { key: string; n: number }[]): {
  score: number;
  promoters: number;
  passives: number;
  detractors: number;
} {
  const sum = (from: number, to: number) =>
    counts.reduce((total, { key, n }) => (Number(key) >= from && Number(key) <= to ? total + n : total), 0);
  const [detractors, passives, promoters] = [sum(0, 6), sum(7, 8), sum(9, 10)];
  const all = detractors + passives + promoters;
  return { score: all === 0 ? 0 : (100 * (promoters - detractors)) / all, promoters, passives, detractors };
}
