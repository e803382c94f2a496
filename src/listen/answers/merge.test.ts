import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Brought, merge, nothingSaid } from './merge.ts';

const form = (turn: number) =>
  fc.record({
    answers: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 10 })),
    emptied: fc.subarray(['d', 'e']),
    finish: fc.boolean(),
    turn: fc.constant(turn),
  }) as fc.Arbitrary<Brought>;
/** Forms of one person: each has a number of its own. */
const forms = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => form(i + 1))));

test('forms in any order, each any number of times, say the same', () => {
  fc.assert(
    fc.property(forms, fc.array(fc.nat(), { maxLength: 20 }), (sent, again) => {
      const inOrder = sent.reduce(merge, nothingSaid);
      const repeats = again.map((n) => sent[n % sent.length] as Brought);
      const mixed = [...sent, ...repeats].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? 1 : -1));
      expect(mixed.reduce(merge, nothingSaid)).toEqual(inOrder);
    }),
  );
});
