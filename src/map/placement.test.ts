import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Conditions, compilePlacer, type Placeable, type PlacementRule } from './placement.ts';

const rule = (touchpointId: number, applies: PlacementRule['applies'], when: Conditions): PlacementRule => ({
  touchpointId,
  applies,
  when,
});

test('the first rule that matches wins, and nothing matching is 0', () => {
  const place = compilePlacer([
    rule(1, 'interaction', { kind: 'visit.done', 'attributes.outcome': ['no_show', 'late'] }),
    rule(2, 'interaction', { kind: ['visit.done', 'visit.moved'] }),
    rule(3, 'any', { channel: 'chat' }),
  ]);
  const fact = (extra: Partial<Placeable>): Placeable => ({
    applies: 'interaction',
    source: 'crm',
    ...extra,
  });
  expect(place(fact({ kind: 'visit.done', attributes: { outcome: 'late' } }))).toBe(1);
  expect(place(fact({ kind: 'visit.done', attributes: { outcome: 'fine' } }))).toBe(2);
  expect(place(fact({ kind: 'visit.moved' }))).toBe(2);
  expect(place(fact({ kind: 'ticket.closed', dims: { channel: 'chat' } }))).toBe(3);
  expect(place(fact({ kind: 'ticket.closed', attributes: { channel: 'chat' } }))).toBe(3);
  expect(place(fact({ kind: 'ticket.closed' }))).toBe(0);
  expect(place({ applies: 'response', source: 'crm', metric: 'nps', dims: { channel: 'chat' } })).toBe(3);
  expect(place({ applies: 'response', source: 'crm', metric: 'visit.done' })).toBe(0);
});

test('a code is the same code as text and as a number', () => {
  const place = compilePlacer([rule(5, 'response', { metric: 'csat', 'attributes.reason': 3 })]);
  expect(place({ applies: 'response', source: 's', metric: 'csat', attributes: { reason: '3' } })).toBe(5);
  expect(place({ applies: 'response', source: 's', metric: 'csat', attributes: { reason: 3 } })).toBe(5);
  expect(place({ applies: 'response', source: 's', metric: 'csat', attributes: { reason: null } })).toBe(0);
});

/** The definition, word for word and slow: every rule in order, every field. */
function plainly(rules: PlacementRule[], fact: Placeable): number {
  const value = (name: string): unknown => {
    if (name === 'source') return fact.source;
    if (name === 'kind') return fact.applies === 'interaction' ? fact.kind : undefined;
    if (name === 'metric') return fact.applies === 'response' ? fact.metric : undefined;
    if (name === 'channel') return fact.dims?.channel ?? fact.attributes?.channel;
    return fact.attributes?.[name.slice(11)];
  };
  const found = rules.find(
    (one) =>
      (one.applies === 'any' || one.applies === fact.applies) &&
      Object.entries(one.when).every(([name, wanted]) => {
        const is = value(name);
        return is != null && (Array.isArray(wanted) ? wanted : [wanted]).map(String).includes(String(is));
      }),
  );
  return found?.touchpointId ?? 0;
}

test('shelving changes nothing but the speed', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const wanted = fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 2 }));
  const rules = fc.array(
    fc.record({
      touchpointId: fc.integer({ min: 1, max: 9 }),
      applies: fc.constantFrom<PlacementRule['applies']>('interaction', 'response', 'any'),
      when: fc.record(
        { source: wanted, kind: wanted, metric: wanted, channel: wanted, 'attributes.x': wanted },
        { requiredKeys: [] },
      ) as fc.Arbitrary<Conditions>,
    }),
    { maxLength: 8 },
  );
  const facts: fc.Arbitrary<Placeable> = fc.record({
    applies: fc.constantFrom<Placeable['applies']>('interaction', 'response'),
    source: word,
    kind: fc.option(word),
    metric: fc.option(word),
    attributes: fc.option(fc.record({ x: word, channel: word }, { requiredKeys: [] })),
    dims: fc.option(fc.record({ channel: word }, { requiredKeys: [] })) as fc.Arbitrary<Record<
      string,
      string
    > | null>,
  });
  fc.assert(
    fc.property(rules, facts, (some, fact) => compilePlacer(some)(fact) === plainly(some, fact)),
    { numRuns: 2000 },
  );
});

test('conditions are written one way: fields in order, no list of one, no zero with a sign', () => {
  const given = Conditions.parse({ 'attributes.tries': [-0, 2], channel: ['chat'], kind: 'visit' });
  expect(Object.entries(given)).toEqual([
    ['kind', 'visit'],
    ['channel', 'chat'],
    ['attributes.tries', [0, 2]],
  ]);
});
