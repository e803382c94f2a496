import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rungsAbove } from './escalation.ts';
import { byRank, stands, stateOf, weightOf } from './greyArea.ts';

const at = (day: number) => new Date(Date.UTC(2026, 0, day));

test('the state follows from decision, appointment and what happened since', () => {
  const quiet = [{ fresh: 0, strong: true }];
  const again = [{ fresh: 1, strong: true }];
  expect(stateOf(again, undefined, undefined)).toBe('open');
  expect(stateOf(quiet, { decidedAt: at(2) }, { appointedAt: at(1) })).toBe('decided');
  expect(stateOf(again, { decidedAt: at(2) }, { appointedAt: at(1) })).toBe('reopened');
  expect(stateOf(again, { decidedAt: at(2) }, { appointedAt: at(3) })).toBe('clarifying');
  // One missed deadline after the decision does not undo it.
  expect(stateOf([{ fresh: 1, strong: false }], { decidedAt: at(2) }, undefined)).toBe('decided');
});

test('hand-overs and missed deadlines speak of a grey area only where there are many', () => {
  expect(stands([{ count: 9, strong: false }])).toBe(false);
  expect(
    stands([
      { count: 6, strong: false },
      { count: 4, strong: false },
    ]),
  ).toBe(true);
  expect(stands([{ count: 1, strong: true }])).toBe(true);
  expect(stands([{ count: 0, strong: true }])).toBe(false);
});

test('a ruling to review is no empty seat; a seam is one whatever else is seen there', () => {
  expect(weightOf('touchpoint:a', [{ kind: 'structural', sign: 'ruling_review' }])).toBe('happened');
  expect(weightOf('touchpoint:a', [{ kind: 'structural', sign: 'left' }])).toBe('empty_seat');
  expect(weightOf('touchpoint:a', [{ kind: 'perceived', sign: 'disagreement' }])).toBe('seen_differently');
  expect(weightOf('seam:A~B', [{ kind: 'lived', sign: 'ping_pong' }])).toBe('seam');
});

const ranked = fc.record({
  key: fc.string({ minLength: 1, maxLength: 3 }),
  state: fc.constantFrom('open' as const, 'clarifying' as const, 'decided' as const, 'reopened' as const),
  weight: fc.constantFrom(
    'empty_seat' as const,
    'seen_differently' as const,
    'seam' as const,
    'happened' as const,
  ),
  revenue: fc.option(fc.nat(5)),
  customers: fc.nat(5),
});

test('the order is one: whatever it begins with, the same list comes out, undecided faults first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(ranked, { selector: (one) => one.key, maxLength: 12 }), (items) => {
      const keys = (list: typeof items) => [...list].sort(byRank).map((one) => one.key);
      expect(keys(items.toReversed())).toEqual(keys(items));
      const tiers = [...items]
        .sort(byRank)
        .map((one) => (one.state === 'decided' ? 2 : 0) + (one.weight === 'happened' ? 1 : 0));
      expect(tiers).toEqual([...tiers].sort((a, b) => a - b));
    }),
  );
});

test('the ladder goes up; whoever was appointed is followed by who appointed them', () => {
  expect(rungsAbove('dispute', [])).toEqual(['phase', 'journey', 'sponsor', 'lead']);
  expect(rungsAbove('grey_area', [{ rung: 'owner' }])[0]).toBe('accountable');
  expect(rungsAbove('grey_area', [{ rung: 'owner' }, { rung: 'heads' }, { rung: 'appointed' }])).toEqual([
    'heads',
    'lead',
    'sponsor',
  ]);
  expect(rungsAbove('improvement', [{ rung: 'sponsor' }])).toEqual([]);
});
