/** z of a two-sided 95 % interval. */
export const z95 = 1.959963984540054;

/** Share of a standard normal below z; error under 1e−14. */
export function normalBelow(z: number): number {
  const tail = 0.5 * upperGammaHalf((z * z) / 2);
  return z > 0 ? 1 - tail : tail;
}

/** Chance of a |z| at least this large where there is no difference. */
export function twoSided(z: number): number {
  return Math.min(1, upperGammaHalf((z * z) / 2));
}

/** Q(½, x) = erfc(√x), by series below 1.5 and by continued fraction (Lentz) above; Numerical Recipes 6.2. */
function upperGammaHalf(x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(-x + 0.5 * Math.log(x)) / Math.sqrt(Math.PI);
  if (x < 1.5) {
    let term = 2;
    let sum = 2;
    for (let a = 1.5; Math.abs(term) > Math.abs(sum) * 1e-17; a++) {
      term *= x / a;
      sum += term;
    }
    return 1 - sum * front;
  }
  let b = x + 0.5;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 500; i++) {
    const an = -i * (i - 0.5);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return front * h;
}
