import type { Random } from './random.ts';

/** How much people differ in what they answer to the same experience. */
const DEVIATION = 2.4;

/** Mean of the underlying feeling at which the rounded, clipped answers have this NPS (−100…100). */
export function feelingFor(nps: number): number {
  let low = -5;
  let high = 15;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (npsAt(middle) < nps) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function npsAt(mean: number): number {
  return 100 * (1 - below((8.5 - mean) / DEVIATION) - below((6.5 - mean) / DEVIATION));
}

/** Normal distribution function; Zelen and Severo (1964), error below 7.5e-8. */
function below(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}

/** One answer of 0–10. */
export function answer(luck: Random, feeling: number): number {
  return Math.min(10, Math.max(0, Math.round(luck.normal(feeling, DEVIATION))));
}
