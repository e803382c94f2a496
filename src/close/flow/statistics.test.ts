import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drift, forecast } from './forecast.ts';
import { medianRanks, middle } from './median.ts';
import { chanceOfBreach, expectedBreaches } from './risk.ts';

describe('the median', () => {
  test('its interval ends at the ranks of the tables (two-sided, at least 95 %)', () => {
    // As the tables of the sign test have them; recomputed from binomial sums outside of this program.
    for (const [n, low, high] of [
      [6, 1, 6],
      [8, 1, 8],
      [9, 2, 8],
      [10, 2, 9],
      [15, 4, 12],
      [20, 6, 15],
      [25, 8, 18],
      [50, 18, 33],
      [100, 40, 61],
    ] as const)
      expect([n, medianRanks(n)]).toEqual([n, [low, high]]);
    expect(medianRanks(5)).toBeNull();
  });

  test('from a thousand on the normal takes over, where the two differ by a rank at most', () => {
    const at = (n: number) => medianRanks(n)![0];
    expect(at(1000)).toBe(469);
    expect(Math.abs(at(1001) - at(1000))).toBeLessThanOrEqual(1);
  });

  test('the ranks are those of a sorted list, whatever the order they come in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 300 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const n = sorted.length;
        const found = middle(Int32Array.from(values))!;
        expect(found.median).toBe((sorted[Math.floor((n - 1) / 2)]! + sorted[Math.floor(n / 2)]!) / 2);
        const ranks = medianRanks(n);
        expect([found.low, found.high]).toEqual(
          ranks ? [sorted[ranks[0] - 1], sorted[ranks[1] - 1]] : [null, null],
        );
        expect(found.p90).toBe(sorted[Math.ceil(0.9 * n) - 1]);
      }),
    );
  });

  test('in 95 of 100 samples or more it holds the true one', () => {
    // A fixed generator, so that the test says the same every time.
    let state = 7;
    const next = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    let held = 0;
    for (let i = 0; i < 2000; i++) {
      const found = middle(Int32Array.from({ length: 31 }, () => Math.round(-1000 * Math.log(next()))))!;
      if (found.low! <= 693 && found.high! >= 693) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.95);
    expect(held / 2000).toBeLessThan(0.985);
  });
});

describe('the forecast', () => {
  test('worked by hand: changes 4, −2, 8, −2; mean 2; s = √24', () => {
    const [one, two] = drift([100, 104, 102, 110, 108], 2);
    expect(one!.value).toBe(110);
    expect(one!.high - one!.value).toBeCloseTo(1.959963984540054 * Math.sqrt(24 * 1.25), 10);
    expect(two!.value).toBe(112);
    expect(two!.value - two!.low).toBeCloseTo(1.959963984540054 * Math.sqrt(24 * 3), 10);
  });

  test('a line goes on as it went, without doubt', () => {
    expect(drift([3, 5, 7, 9], 1)).toEqual([{ ahead: 1, value: 11, low: 11, high: 11 }]);
  });

  test('never under nought, and nothing from fewer than eight weeks', () => {
    const down = forecast([70, 60, 50, 40, 30, 20, 10, 5], 3)!;
    expect(down.map(({ value }) => value)).toEqual([0, 0, 0]);
    expect(forecast([1, 2, 3, 4, 5, 6, 7], 1)).toBeNull();
  });
});

describe('the risk', () => {
  const totals = Int32Array.from([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);

  test('of those still open at that age, who took longer than is left', () => {
    // Open 35 minutes: seven took longer. 30 more are left: four took more than 65. Wilson of 4 in 7.
    const found = chanceOfBreach(totals, 35, 30)!;
    expect(found).toMatchObject({ late: 4, n: 7 });
    expect(found.value).toBeCloseTo(0.571429, 6);
    expect(found.low).toBeCloseTo(0.25048, 4);
    expect(found.high).toBeCloseTo(0.84178, 4);
    expect(chanceOfBreach(totals, 0, 0)).toMatchObject({ late: 10, n: 10 });
    expect(chanceOfBreach(totals, 100, 5)).toBeNull();
  });

  test('how many of ten at even odds: five, give or take 3.1', () => {
    const found = expectedBreaches(Array.from({ length: 10 }, () => 0.5));
    expect(found.value).toBe(5);
    expect(found.high).toBeCloseTo(8.099, 4);
    expect(expectedBreaches([])).toEqual({ value: 0, low: 0, high: 0 });
  });
});
