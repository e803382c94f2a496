import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matrixOf } from './matrix.ts';
import type { Pair } from './paths.sql.ts';

const pair = (from: string, to: string, count: number): Pair => ({
  from,
  to,
  count,
  bounces: 0,
  cases: count,
  waitHours: null,
  lost: 0,
});

test('the busiest groups stand for themselves, the rest for each other', () => {
  const { groups, other, counts } = matrixOf(
    [pair('a', 'b', 5), pair('b', 'a', 4), pair('c', 'a', 1), pair('c', 'd', 1)],
    2,
  );
  expect({ groups, other, counts }).toEqual({
    groups: ['a', 'b'],
    other: true,
    counts: [
      [0, 5, 0],
      [4, 0, 0],
      [1, 0, 1],
    ],
  });
});

test('no crossing is lost, whatever is cut off', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const pairs = fc.uniqueArray(fc.tuple(name, name, fc.integer({ min: 1, max: 99 })), {
    selector: ([from, to]) => `${from} ${to}`,
  });
  fc.assert(
    fc.property(pairs, fc.integer({ min: 1, max: 6 }), (given, size) => {
      const { counts } = matrixOf(
        given.map(([from, to, count]) => pair(from, to, count)),
        size,
      );
      const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
      expect(sum(counts.flat())).toBe(sum(given.map(([, , count]) => count)));
    }),
  );
});
