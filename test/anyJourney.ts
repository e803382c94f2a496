import fc from 'fast-check';
import { lanes } from '../src/map/lanes.ts';

/** Text as people paste it: quotes, colons, leading dashes, line breaks, umlauts, emoji, numbers that are words. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '12',
    '1e3',
    '- x',
    '# x',
    'a: b',
    '“Zitat”',
    'zwei\nZeilen',
    '{a}',
    '0x1f',
    "'",
    '2026-01-01',
    'x\n\n  y',
    '\ttab',
  ),
);
const text = words
  .map((value) => value.replaceAll('\0', ''))
  .filter((value) => value.trim() !== '' && value.isWellFormed());
const scalar = fc.oneof(
  text.filter((value) => value.length > 0),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
);
const conditions = fc.dictionary(
  fc.constantFrom(
    'source',
    'kind',
    'metric',
    'channel',
    'attributes.reason',
    'attributes.zone',
    'attributes.a b',
  ),
  fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 })),
);
const key = fc.stringMatching(/^[a-z0-9]([a-z0-9_-]{0,8}[a-z0-9])?$/);

const touchpoint = (at: string) =>
  fc.record(
    {
      key: fc.constant(at),
      name: text,
      description: text,
      channel: fc.option(text),
      momentOfTruth: fc.boolean(),
      expectation: fc.option(fc.integer({ min: -1000, max: 1000 }).map((n) => n / 10)),
      emotion: fc.option(fc.integer({ min: -2, max: 2 })),
    },
    { requiredKeys: ['key', 'name'] },
  );

/** Every journey a person could draw, as sent: defaults missing, notes in any order, keys not used twice. */
export const anyJourney = fc
  .record({
    key,
    phaseKeys: fc.uniqueArray(key, { maxLength: 4 }),
    touchpointKeys: fc.uniqueArray(key, { maxLength: 7 }),
    rules: fc.array(
      fc.record({ applies: fc.constantFrom('interaction', 'response', 'any'), when: conditions }),
      { maxLength: 4 },
    ),
  })
  .chain(({ key: journeyKey, phaseKeys, touchpointKeys, rules }) =>
    fc.record(
      {
        key: fc.constant(journeyKey),
        name: text,
        description: text,
        persona: fc.option(text),
        personas: fc.subarray(['family', 'small-shop', 'reseller']),
        parent: fc.option(fc.constant('whole-of-it')),
        scenario: fc.option(text),
        expectations: fc.option(text),
        phases: fc.tuple(
          ...phaseKeys.map((phaseKey, p) =>
            fc.record(
              {
                key: fc.constant(phaseKey),
                name: text,
                prospect: fc.boolean(),
                emotion: fc.option(fc.integer({ min: -2, max: 2 })),
                touchpoints: fc.tuple(
                  ...touchpointKeys.filter((_, t) => t % phaseKeys.length === p).map(touchpoint),
                ),
                notes: fc.array(fc.record({ lane: fc.constantFrom(...lanes), text }), { maxLength: 5 }),
              },
              { requiredKeys: ['key', 'name', 'touchpoints'] },
            ),
          ),
        ),
        placement: fc.constant(
          phaseKeys.length === 0
            ? []
            : rules.flatMap((rule, r) => {
                const at = touchpointKeys[r % Math.max(1, touchpointKeys.length)];
                return at ? [{ touchpoint: at, ...rule }] : [];
              }),
        ),
      },
      { requiredKeys: ['key', 'name', 'phases', 'placement'] },
    ),
  );
