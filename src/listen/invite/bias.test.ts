import { expect, test } from 'vitest';
import { compare, rateOf, standardised } from './bias.ts';

test('standardised difference of two shares: (0.5 − 0.4) / √((0.25 + 0.24) / 2)', () => {
  expect(standardised(50, 100, 40, 100)).toBeCloseTo(0.2020305, 7);
  expect(standardised(0, 10, 0, 20)).toBe(0);
  expect(standardised(1, 0, 1, 2)).toBeNull();
});

test('answered by region: rates with their intervals, how far apart, and the test over all', () => {
  const found = compare({ key: 'region', name: 'Region' }, [
    { value: 'north', yes: 160, no: 40 },
    { value: 'south', yes: 60, no: 140 },
  ]);
  expect(found.groups[0]).toMatchObject({ value: 'north', x: 160, n: 200, rate: 0.8 });
  expect(found.groups[0]?.low).toBeCloseTo(0.7391448134, 9);
  expect(found.groups[0]?.difference).toBeCloseTo(
    (160 / 220 - 40 / 180) / Math.sqrt((0.19834711 + 0.17283951) / 2),
    6,
  );
  // 2 × 2: χ² = N (ad − bc)² / (rows · columns)
  expect(found.chi2).toBeCloseTo((400 * (160 * 140 - 40 * 60) ** 2) / (200 * 200 * 220 * 180), 9);
  expect(found.df).toBe(1);
  expect(found.p).toBeLessThan(1e-20);
});

test('groups of fewer than five are hidden, with one more where they could be worked out', () => {
  const { groups } = compare({ key: 'plan', name: 'Plan' }, [
    { value: 'a', yes: 30, no: 30 },
    { value: 'b', yes: 10, no: 10 },
    { value: 'c', yes: 1, no: 2 },
  ]);
  expect(groups.map(({ hidden, x }) => [hidden, x])).toEqual([
    [false, 30],
    [true, null],
    [true, null],
  ]);
  expect(rateOf(0, 0)).toMatchObject({ n: 0, rate: null });
});
