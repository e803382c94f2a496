import { expect, test } from 'vitest';
import { chiSquare, chiSquareAbove } from './chiSquare.ts';

test('party by gender (Agresti 2007, p. 39)', () => {
  const { chi2, df, p } = chiSquare([
    [762, 327, 468],
    [484, 239, 477],
  ]);
  expect(chi2).toBeCloseTo(30.070149, 6);
  expect(df).toBe(2);
  expect(p).toBeCloseTo(2.953589e-7, 12);
});

test('critical values as the tables print them (NIST handbook 1.3.6.7.4)', () => {
  for (const [df, at] of [
    [1, 3.841],
    [2, 5.991],
    [5, 11.07],
    [10, 18.307],
    [30, 43.773],
    [100, 124.342],
  ] as const) {
    expect(chiSquareAbove(at, df)).toBeCloseTo(0.05, 4);
  }
});

test('no test where there is nothing to compare, and no p where too few are expected', () => {
  expect(chiSquare([[10, 20]])).toEqual({ chi2: 0, df: 0, p: null });
  expect(
    chiSquare([
      [10, 0],
      [20, 0],
    ]).df,
  ).toBe(0);
  expect(
    chiSquare([
      [3, 1],
      [1, 3],
    ]).p,
  ).toBeNull();
  expect(
    chiSquare([
      [50, 50],
      [0, 0],
      [30, 70],
    ]).df,
  ).toBe(1);
});
