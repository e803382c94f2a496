import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Drawn, discover, type Walked } from './discover.ts';

/** Four touchpoints in two phases; 9 is somewhere else. */
const drawn: Drawn[] = [1, 2, 3, 4].map((id) => ({
  id,
  key: `t${id}`,
  name: `T${id}`,
  phaseKey: id < 3 ? 'a' : 'b',
  phaseAt: id < 3 ? 0 : 1,
}));
const walk = (n: number, ...path: number[]): Walked => ({ path, n, examples: [`c${path.join('')}`] });

test('order, detours, loops and what is skipped are counted in customers', () => {
  const found = discover(drawn, [
    walk(10, 1, 2, 3, 4),
    walk(5, 1, 3, 4),
    walk(3, 1, 2, 9, 2, 3),
    walk(2, 2, 1, 3, 1),
    walk(7, 9),
  ]);
  expect(found.customers).toBe(20);
  expect(found.agreeing).toEqual({ touchpoints: 18, phases: 18 });
  expect(found.variants.map(({ path, n, agrees }) => [path.join(''), n, agrees])).toEqual([
    ['1234', 10, true],
    ['134', 5, true],
    ['123', 3, true],
    ['2131', 2, false],
  ]);
  expect(found.edges.filter(({ kind }) => kind !== 'next')).toEqual([
    { from: 1, to: 3, customers: 7, kind: 'skip' },
    { from: 2, to: 1, customers: 2, kind: 'back' },
    { from: 3, to: 1, customers: 2, kind: 'back' },
  ]);
  expect(found.visited.get(1)).toEqual({ customers: 20, returned: 2 });
  expect(found.passed[1]).toEqual({ id: 2, passers: 20, skippers: 5 });
  expect(found.outside).toEqual([{ after: 2, via: 9, customers: 3 }]);
  expect(found.starts.get(1)).toBe(18);
});

test('every customer is in one variant, starts once and ends once, whatever they did', () => {
  const ways = fc.array(
    fc.record({
      path: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }),
      n: fc.integer({ min: 1, max: 9 }),
      examples: fc.constant<string[]>([]),
    }),
  );
  fc.assert(
    fc.property(ways, (walked) => {
      const found = discover(drawn, walked);
      const here = walked.filter(({ path }) => path.some((id) => id <= 4));
      const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
      expect(found.customers).toBe(sum(here.map(({ n }) => n)));
      for (const counts of [found.starts.values(), found.ends.values(), found.variants.map(({ n }) => n)])
        expect(sum(counts)).toBe(found.customers);
      expect(found.agreeing.touchpoints).toBeLessThanOrEqual(found.agreeing.phases);
      expect(found.agreeing.touchpoints).toBe(
        sum(found.variants.filter(({ agrees }) => agrees).map(({ n }) => n)),
      );
      for (const { path } of found.variants) expect(path.every((id, at) => id !== path[at - 1])).toBe(true);
    }),
  );
});
