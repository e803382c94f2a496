import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IdentityFact } from '../collect/facts.ts';
import { lay, type Parts, read } from './parts.ts';

const value = fc.oneof(
  fc.constantFrom('a', 'b', 'c'),
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);
/** Few names, times and keys, so that they meet. */
const part: fc.Arbitrary<IdentityFact> = fc.record(
  {
    type: fc.constant('identity' as const),
    key: fc.constant('k'),
    partial: fc.constant(true),
    at: fc.integer({ min: 1, max: 4 }).map((day) => `2026-01-0${day}T00:00:00Z`),
    name: fc.constantFrom('Ines', 'Jon', null),
    email: fc.constantFrom('a@x.example', 'b@x.example', null),
    attributes: fc.dictionary(fc.constantFrom('plan', 'city'), value),
    keys: fc.dictionary(fc.constantFrom('user', 'visitor'), fc.constantFrom('1', '2', '3')),
  },
  { requiredKeys: ['type', 'key', 'at'] },
);
const all = (facts: IdentityFact[]): Parts =>
  facts.reduce<Parts | undefined>((known, fact) => lay(known, fact, 0), undefined) as Parts;

test('parts in any order, and any of them again, are the same in the end', () => {
  fc.assert(
    fc.property(
      fc
        .array(part, { minLength: 1, maxLength: 8 })
        .chain((facts) =>
          fc.tuple(
            fc.constant(facts),
            fc.shuffledSubarray(facts, { minLength: facts.length }),
            fc.subarray(facts),
          ),
        ),
      ([facts, other, again]) => {
        // Compared as what they say: the order of names in an object says nothing.
        expect(read('k', all([...other, ...again]))).toEqual(read('k', all(facts)));
      },
    ),
  );
});

test('the newest of each part stands; null takes it away; keys add up', () => {
  const parts = all([
    { type: 'identity', key: 'k', at: '2026-01-02T00:00:00Z', name: 'New', attributes: { plan: null } },
    {
      type: 'identity',
      key: 'k',
      at: '2026-01-01T00:00:00Z',
      name: 'Old',
      email: 'a@x.example',
      attributes: { plan: 'dsl', city: 'Ulm' },
      keys: { user: ['2', '1'] },
    },
    { type: 'identity', key: 'k', at: '2026-01-03T00:00:00Z', keys: { user: '3' } },
  ]);
  expect(read('k', parts)).toEqual({
    type: 'identity',
    key: 'k',
    name: 'New',
    email: 'a@x.example',
    attributes: { city: 'Ulm' },
    keys: { user: ['1', '2', '3'] },
  });
});
