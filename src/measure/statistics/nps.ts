import { twoSided, z95 } from './normal.ts';

/** Answers 0–6, 7–8 and 9–10. */
export interface Promoting {
  detractors: number;
  passives: number;
  promoters: number;
}

export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** Share of promoters minus share of detractors, −1 to 1, with variance of one answer pP + pD − NPS² and SE = √(v/n). */
export function netPromoter({ detractors, passives, promoters }: Promoting) {
  const n = detractors + passives + promoters;
  const value = (promoters - detractors) / n;
  const variance = (promoters + detractors) / n - value * value;
  return { n, value, variance, se: Math.sqrt(variance / n) };
}

/** Adds ¾, 1½, ¾: the adjusted Wald interval keeps its coverage where n is small or one group is empty. */
function adjusted({ detractors, passives, promoters }: Promoting) {
  return netPromoter({
    detractors: detractors + 0.75,
    passives: passives + 1.5,
    promoters: promoters + 0.75,
  });
}

/** The score with its adjusted Wald 95 % interval, as fractions. The interval may lie askew: it is centred on the adjusted score. */
export function npsInterval(answers: Promoting): Estimate {
  const around = adjusted(answers);
  return {
    value: netPromoter(answers).value,
    low: Math.max(-1, around.value - z95 * around.se),
    high: Math.min(1, around.value + z95 * around.se),
  };
}

/** Difference a − b of two adjusted scores, its z and two-sided p. */
export function npsDifference(a: Promoting, b: Promoting) {
  const [one, two] = [adjusted(a), adjusted(b)];
  const difference = one.value - two.value;
  const se = Math.hypot(one.se, two.se);
  const z = difference / se;
  return { difference, se, z, p: twoSided(z) };
}
