import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suppress } from '../../platform/suppression.ts';
import { decompose } from './decomposition.ts';
import { meanInterval } from './mean.ts';
import { normalBelow } from './normal.ts';
import { netPromoter, npsDifference, npsInterval } from './nps.ts';
import { twoProportions, wilson } from './proportion.ts';
import { t95 } from './student.ts';

describe('net promoter score', () => {
  test('score, variance and standard error (R package NPS, test_01_basics)', () => {
    const { value, variance, se } = netPromoter({ detractors: 1, passives: 2, promoters: 3 });
    expect(value).toBeCloseTo(0.3333333333, 10);
    expect(variance).toBeCloseTo(0.5555555556, 10);
    expect(se).toBeCloseTo(0.3042903097, 10);
  });

  test('adjusted Wald interval at n = 324', () => {
    const { low, high } = npsInterval({ detractors: 54, passives: 108, promoters: 162 });
    expect(low).toBeCloseTo(0.2494525141, 10);
    expect(high).toBeCloseTo(0.4110979446, 10);
  });

  test('difference of two', () => {
    const found = npsDifference(
      { detractors: 40, passives: 60, promoters: 100 },
      { detractors: 54, passives: 108, promoters: 162 },
    );
    expect(found.difference).toBeCloseTo(-0.0347087269, 10);
    expect(found.se).toBeCloseTo(0.0685846193, 10);
    expect(found.z).toBeCloseTo(-0.5060715833, 10);
    expect(found.p).toBeCloseTo(0.6128063985, 9);
  });

  test('the interval keeps to the scale and holds the score, also where all answers agree', () => {
    const count = fc.nat({ max: 5000 });
    fc.assert(
      fc.property(count, count, count, (detractors, passives, promoters) => {
        fc.pre(detractors + passives + promoters > 0);
        const { value, low, high } = npsInterval({ detractors, passives, promoters });
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(high);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('Wilson interval of 160 in 200', () => {
  const { value, low, high } = wilson(160, 200);
  expect(value).toBe(0.8);
  expect(low).toBeCloseTo(0.7391448134, 9);
  expect(high).toBeCloseTo(0.8495479908, 9);
  expect(wilson(0, 10).low).toBe(0);
  expect(wilson(10, 10).high).toBe(1);
});

test('two proportions, pooled', () => {
  const one = twoProportions(28, 254, 36, 301);
  expect(one.z).toBeCloseTo(-0.344134865, 9);
  expect(one.p).toBeCloseTo(0.7307, 4);
  const two = twoProportions(140, 200, 255, 340);
  expect(two.z).toBeCloseTo(-1.266014826, 9);
  expect(two.oneSided).toBeCloseTo(0.102753887, 9);
});

test('quantiles of t as the tables print them (NIST handbook 1.3.6.7.2)', () => {
  const table = [
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [5, 2.571],
    [9, 2.262],
    [10, 2.228],
    [20, 2.086],
    [29, 2.045],
    [30, 2.042],
    [60, 2.0],
    [100, 1.984],
  ];
  for (const [df, t] of table) expect(t95(df!)).toBeCloseTo(t!, 3);
  expect(t95(1_000_000)).toBeCloseTo(1.95996, 4);
  expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 12);
  expect(normalBelow(-3)).toBeCloseTo(0.0013498980316, 12);
});

test('mean with t interval', () => {
  // 1…5: mean 3, s² = 2.5, half width 2.776445 · √(2.5/5).
  const { value, low, high } = meanInterval({ n: 5, sum: 15, sumsq: 55 });
  expect(value).toBe(3);
  expect(low).toBeCloseTo(3 - 2.776445 * Math.SQRT1_2, 5);
  expect(high).toBeCloseTo(3 + 2.776445 * Math.SQRT1_2, 5);
  expect(meanInterval({ n: 1, sum: 4, sumsq: 16 })).toEqual({ value: 4, low: null, high: null });
});

describe('suppression', () => {
  test('hides fewer than five, and one more where one alone would follow by subtraction', () => {
    expect(suppress([40, 20, 4])).toEqual([false, true, true]);
    expect(suppress([40, 4, 3])).toEqual([false, true, true]);
    expect(suppress([40, 12, 1, 2])).toEqual([false, true, true, true]);
    expect(suppress([40, 20, 0])).toEqual([false, false, false]);
    expect(suppress([4])).toEqual([true]);
  });

  test('nobody finds out about fewer than five by subtracting from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 12 }), (counts) => {
        const hidden = suppress(counts);
        counts.forEach((n, i) => {
          if (n > 0 && n < 5) expect(hidden[i]).toBe(true);
        });
        const rest = counts.filter((_, i) => hidden[i]);
        const shown = counts.filter((n, i) => n > 0 && !hidden[i]);
        if (rest.length > 0 && shown.length > 0) {
          expect(rest.length).toBeGreaterThanOrEqual(2);
          expect(rest.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });
});

describe('why a figure changed', () => {
  test('rate and mix of two factors (Das Gupta 1993)', () => {
    // Crude rate .6 × .5 → .3 × .45: the share took −.1425, the level −.0225; everybody else is at level 0.
    const { change, rate, mix } = decompose([
      { key: 'a', before: { weight: 0.6, level: 0.5 }, after: { weight: 0.3, level: 0.45 } },
      { key: 'rest', before: { weight: 0.4, level: 0 }, after: { weight: 0.7, level: 0 } },
    ]);
    expect(change).toBeCloseTo(-0.165, 12);
    expect(mix).toBeCloseTo(-0.1425, 12);
    expect(rate).toBeCloseTo(-0.0225, 12);
  });

  test('the effects add up to the change exactly', () => {
    const slice = fc.record({
      n1: fc.nat({ max: 500 }),
      n2: fc.nat({ max: 500 }),
      r1: fc.double({ min: -1, max: 1, noNaN: true }),
      r2: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(slice, { minLength: 1, maxLength: 15 }), (slices) => {
        const [all1, all2] = [slices.reduce((s, x) => s + x.n1, 0), slices.reduce((s, x) => s + x.n2, 0)];
        fc.pre(all1 > 0 && all2 > 0);
        const { change, effects } = decompose(
          slices.map((x, i) => ({
            key: String(i),
            before: { weight: x.n1 / all1, level: x.n1 ? x.r1 : null },
            after: { weight: x.n2 / all2, level: x.n2 ? x.r2 : null },
          })),
        );
        expect(effects.reduce((sum, effect) => sum + effect.rate + effect.mix, 0)).toBeCloseTo(change, 10);
      }),
    );
  });
});
