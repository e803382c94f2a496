import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derivedId } from '../platform/ids.ts';
import { factIds } from './factIds.ts';

const key = fc.string({ minLength: 1, maxLength: 12 });
const fact = fc.record({ type: fc.constantFrom('interaction' as const, 'response' as const), key });

test('the same key is the same id, in whatever order they come; another key or type is another one', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 40 }), (facts) => {
      const source = { key: 'shop', factIds: 2 as const };
      const together = factIds(source);
      const ids = facts.map(together);
      expect(ids).toEqual(facts.map((one) => factIds(source)(one)));
      const names = new Set(facts.map(({ type, key: own }) => `${type} ${own}`));
      expect(new Set(ids).size).toBe(names.size);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }),
  );
});

test('neighbours lie together, and a source of old finds what it has', () => {
  const idOf = factIds({ key: 'shop', factIds: 2 });
  const places = Array.from({ length: 1000 }, (_, n) =>
    idOf({ type: 'response', key: `order-${17000 + n}` }).slice(0, 8),
  );
  expect(new Set(places).size).toBe(1);
  expect(idOf({ type: 'response', key: 'order-18000' }).slice(0, 8)).not.toBe(places[0]);
  expect(idOf({ type: 'interaction', key: 'order-17000' }).slice(0, 8)).not.toBe(places[0]);
  expect(factIds({ key: 'shop', factIds: 1 })({ type: 'response', key: 'a' })).toBe(
    derivedId('shop', 'response\x1fa'),
  );
});
