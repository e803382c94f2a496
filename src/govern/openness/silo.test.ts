import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levels, needOf, type Pair, siloIndex } from './silo.ts';

const pair = fc.record({
  level: fc.option(fc.constantFrom(...levels), { nil: null }),
  fed: fc.boolean(),
  asked: fc.boolean(),
});
const pairs = fc.array(pair, { minLength: 1, maxLength: 60 });

test('it lies between 0 and 100, and the order of pairs is nothing to it', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const index = siloIndex(all)!;
      expect(index).toBeGreaterThanOrEqual(0);
      expect(index).toBeLessThanOrEqual(100);
      expect(siloIndex([...all].reverse())).toBeCloseTo(index, 9);
    }),
  );
});

test('opening any door never raises it, and helps most where it is needed most', () => {
  fc.assert(
    fc.property(pairs, fc.nat(), fc.nat(), (all, a, b) => {
      const open = (i: number) => all.map((one, j): Pair => (i === j ? { ...one, level: 'full' } : one));
      const [i, j] = [a % all.length, b % all.length];
      expect(siloIndex(open(i))).toBeLessThanOrEqual(siloIndex(all)! + 1e-9);
      const [first, second] = [all[i]!, all[j]!];
      if (first.level === second.level && needOf(first) >= needOf(second))
        expect(siloIndex(open(i))).toBeLessThanOrEqual(siloIndex(open(j))! + 1e-9);
    }),
  );
});

test('all open is 0, all closed or undecided is 100, no pair is nothing to tell', () => {
  const all = (level: Pair['level']) => [
    { level, fed: true, asked: false },
    { level, fed: false, asked: true },
  ];
  expect(siloIndex(all('full'))).toBe(0);
  expect(siloIndex(all('closed'))).toBe(100);
  expect(siloIndex(all(null))).toBe(100);
  expect(siloIndex([])).toBeNull();
  // Three needs shut of four: 3 × 1 + 1 × 0 of 4.
  expect(
    siloIndex([
      { level: 'closed', fed: true, asked: false },
      { level: 'full', fed: false, asked: false },
    ]),
  ).toBe(75);
});
