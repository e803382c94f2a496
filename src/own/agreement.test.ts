import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBy, fleissKappa, modal } from './agreement.ts';

/** Ten things, fourteen raters, five categories: the worked example after Fleiss 1971. */
const example = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];
const tableOf = (rows: number[][]) =>
  new Map(rows.map((row, i) => [i, new Map(row.map((n, j) => [String(j), n]))]));
const rows = fc.array(fc.array(fc.nat({ max: 9 }), { minLength: 4, maxLength: 4 }), {
  minLength: 1,
  maxLength: 12,
});

describe('Fleiss’ κ', () => {
  test('the worked example', () => {
    const found = fleissKappa(tableOf(example));
    expect(found.kappa).toBeCloseTo(0.2099307044, 10);
    expect(found.observed).toBeCloseTo(0.378022, 6);
    expect(found.expected).toBeCloseTo(0.2127551, 6);
    expect(found.things.get(0)).toMatchObject({ n: 14, observed: 1 });
    expect(found.things.get(1)?.observed).toBeCloseTo(0.2527473, 6);
  });

  test('with equal numbers of raters it is what the paper’s own formula gives', () => {
    const same = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 10 })).chain(([n, N]) =>
      fc.array(fc.array(fc.nat({ max: 3 }), { minLength: n, maxLength: n }), {
        minLength: N,
        maxLength: N,
      }),
    );
    fc.assert(
      fc.property(same, (votes) => {
        const N = votes.length;
        const n = (votes[0] as number[]).length;
        const counts = votes.map((row) => [0, 1, 2, 3].map((j) => row.filter((vote) => vote === j).length));
        const p = [0, 1, 2, 3].map((j) => counts.reduce((s, row) => s + (row[j] as number), 0) / (N * n));
        const P =
          counts.reduce((s, row) => s + (row.reduce((t, x) => t + x * x, 0) - n) / (n * (n - 1)), 0) / N;
        const Pe = p.reduce((s, x) => s + x * x, 0);
        const { kappa } = fleissKappa(tableOf(counts));
        if (1 - Pe < 1e-12) expect(kappa).toBeNull();
        else expect(kappa).toBeCloseTo((P - Pe) / (1 - Pe), 10);
      }),
    );
  });

  test('the κ of the whole is the mean of the κ of its things, whatever their numbers of raters', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { kappa, things } = fleissKappa(tableOf(given));
        const each = [...things.values()].map((thing) => thing.kappa);
        if (kappa === null) return each.every((one) => one === null);
        const mean = each.reduce((s: number, one) => s + (one as number), 0) / each.length;
        return Math.abs(mean - kappa) < 1e-9 && kappa <= 1 + 1e-12;
      }),
    );
  });

  test('nobody, one rater, one single answer of all', () => {
    expect(fleissKappa(new Map()).kappa).toBeNull();
    expect(fleissKappa(tableOf([[1, 0, 0]])).observed).toBeNull();
    expect(fleissKappa(tableOf([[5], [7]]))).toMatchObject({ observed: 1, expected: 1, kappa: null });
  });
});

test('the modal answer, its share, and whether another was as frequent', () => {
  expect(modal(countBy(['a', 'b', 'b', 'c'], (one) => one))).toEqual({
    category: 'b',
    n: 2,
    share: 0.5,
    tied: false,
  });
  expect(modal(countBy(['b', 'a'], (one) => one))).toMatchObject({ category: 'a', tied: true });
  expect(modal(new Map())).toBeNull();
});
