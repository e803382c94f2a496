/**
 * Pearson's test that rows (groups) do not differ in how they fall on columns: χ² = Σ (O − E)² / E, E = row · column / all,
 * with (rows − 1)(columns − 1) degrees of freedom. `p` is null where the approximation does not hold: an expected count
 * under 1, or more than a fifth of them under 5 (Cochran 1954). Rows and columns of nothing are left out.
 */
export function chiSquare(table: readonly (readonly number[])[]): {
  chi2: number;
  df: number;
  p: number | null;
} {
  const sum = (of: readonly number[]) => of.reduce((all, n) => all + n, 0);
  const rows = table.filter((row) => sum(row) > 0);
  const totals = (rows[0] ?? []).map((_, j) => sum(rows.map((row) => row[j] ?? 0)));
  const columns = totals.filter((n) => n > 0).length;
  const all = sum(totals);
  const df = Math.max(0, rows.length - 1) * Math.max(0, columns - 1);
  if (df === 0) return { chi2: 0, df, p: null };
  let chi2 = 0;
  let small = 0;
  let tiny = false;
  for (const row of rows) {
    const inRow = sum(row);
    for (const [j, total] of totals.entries()) {
      if (total === 0) continue;
      const expected = (inRow * total) / all;
      chi2 += ((row[j] ?? 0) - expected) ** 2 / expected;
      if (expected < 5) small++;
      if (expected < 1) tiny = true;
    }
  }
  const holds = !tiny && small <= (rows.length * columns) / 5;
  return { chi2, df, p: holds ? chiSquareAbove(chi2, df) : null };
}

/** Chance of a χ² at least this large: Q(df/2, χ²/2), by series below a + 1 and by continued fraction above (Numerical Recipes 6.2). */
export function chiSquareAbove(chi2: number, df: number): number {
  const [a, x] = [df / 2, chi2 / 2];
  if (x <= 0) return 1;
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = a + 1; Math.abs(term) > Math.abs(sum) * 1e-16; n++) {
      term *= x / n;
      sum += term;
    }
    return 1 - sum * front;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 1000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return front * h;
}

/** ln Γ of n/2, exact up to rounding: Γ(½) = √π, Γ(1) = 1, Γ(a + 1) = a Γ(a). */
function logGamma(half: number): number {
  let value = Number.isInteger(half) ? 0 : Math.log(Math.PI) / 2;
  for (let a = Number.isInteger(half) ? 1 : 0.5; a < half; a++) value += Math.log(a);
  return value;
}
