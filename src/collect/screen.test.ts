import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fact } from './facts.ts';
import { screen } from './screen.ts';

const known = {
  metrics: new Map([['nps', { scaleMin: 0, scaleMax: 10 }]]),
  touchpoints: new Set(['desk']),
  dimensions: new Set(['region']),
};
const now = new Date('2026-03-02T09:00:00Z');
const answer = (more: object) =>
  screen(
    { type: 'response', key: 'k', metric: 'nps', value: 9, at: '2026-01-01T00:00:00Z', ...more } as Fact,
    known,
    now,
  );

test('what cannot be taken in, and why', () => {
  expect(answer({})).toBeUndefined();
  expect(answer({ value: null, comment: 'words' })).toBeUndefined();
  expect(answer({ at: '2026-03-03T08:00:00Z' })).toBeUndefined(); // clocks differ: a day is allowed
  expect(answer({ at: '2026-03-03T10:00:00Z' })).toMatchObject({ field: 'at' });
  expect(answer({ at: '1969-12-31T23:59:59Z' })).toMatchObject({ field: 'at' });
  expect(answer({ value: 10.5 })).toMatchObject({ field: 'value' });
  expect(answer({ value: Number.NaN })).toMatchObject({ field: 'value' });
  expect(answer({ value: null, comment: ' ' })).toMatchObject({ field: 'value' });
  expect(answer({ metric: 'csat' })).toMatchObject({ field: 'metric' });
  expect(answer({ touchpoint: 'attic' })).toMatchObject({ field: 'touchpoint' });
  expect(answer({ comment: 'half \ud800' })).toMatchObject({ field: 'comment' });
  expect(answer({ attributes: { a: 'nul \0' } })).toMatchObject({ field: 'attributes.a' });
  expect(answer({ dims: { region: 'x'.repeat(201) } })).toMatchObject({
    field: expect.stringContaining('region'),
  });
});

test('whatever comes, the answer is a reason or none, never an error; and what the screen lets pass the shape does too', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ minLength: 195, maxLength: 320 }),
    fc.constant('a\0b'),
  );
  const fact = fc.record({
    type: fc.constant('response'),
    key: text.filter((key) => key.length > 0),
    metric: fc.constantFrom('nps', 'csat'),
    value: fc.oneof(fc.double(), fc.integer({ min: -2, max: 12 }), fc.constant(null)),
    comment: fc.oneof(text, fc.constant(null)),
    at: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), fc.constant('soon')),
    dims: fc.dictionary(fc.constantFrom('region', 'shoe'), text),
  });
  fc.assert(
    fc.property(fact, (given) => {
      const objection = screen(given as Fact, known, now);
      if (objection) expect(objection.reason.length).toBeGreaterThan(0);
      else expect(Fact.safeParse(given).success).toBe(true);
    }),
    { numRuns: 120 },
  );
});
