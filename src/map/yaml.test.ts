import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyJourney } from '../../test/anyJourney.ts';
import { JourneyDocument } from './document.ts';
import { readYaml, writeYaml } from './yaml.ts';

test('any journey comes back from its file as it went in, and the file as it was', () => {
  fc.assert(
    fc.property(anyJourney, (raw) => {
      const journey = JourneyDocument.parse(raw);
      const file = writeYaml(journey);
      const again = readYaml(file);
      expect(again).toEqual([journey]);
      expect(writeYaml(again[0]!)).toBe(file);
    }),
    { numRuns: 300 },
  );
});

const refusals: [string, string, string, RegExp][] = [
  ['not YAML', 'journey: [', 'yaml_unreadable', /Line 1/],
  ['nothing', '', 'yaml_empty', /no journey/],
  ['the same key twice in one map', 'journey: a\njourney: b\nname: x', 'yaml_unreadable', /Line 2/],
  ['an empty name', 'journey: a\nname: "  "', 'journey_invalid', /Line 2, name: A name must not be empty/],
  ['an unknown field', 'journey: a\nname: A\ncolour: red', 'journey_invalid', /colour/],
  [
    'an unknown lane',
    'journey: a\nname: A\nphases:\n  - key: p\n    name: P\n    notes: {smells: [x]}',
    'journey_invalid',
    /Line 6/,
  ],
  [
    'a key with capitals',
    'journey: Join\nname: A',
    'journey_invalid',
    /Line 1, journey: Use 1 to 100 lower-case/,
  ],
  [
    'a phase twice',
    'journey: a\nname: A\nphases:\n  - {key: p, name: P}\n  - {key: p, name: Q}',
    'journey_invalid',
    /Line 5.*“p” appears twice/,
  ],
  [
    'a touchpoint twice',
    'journey: a\nname: A\nphases:\n  - {key: p, name: P, touchpoints: [{key: t, name: T}]}\n  - {key: q, name: Q, touchpoints: [{key: t, name: T}]}',
    'journey_invalid',
    /touchpoint key “t” appears twice/,
  ],
  [
    'a rule to nowhere',
    'journey: a\nname: A\nplacement:\n  - {touchpoint: gone, when: {kind: x}}',
    'journey_invalid',
    /“gone”, which is not/,
  ],
  [
    'a condition on anything',
    'journey: a\nname: A\nplacement:\n  - {touchpoint: t, when: {mood: x}}',
    'journey_invalid',
    /Line 4/,
  ],
];

test.each(refusals)('refuses %s', (_, file, code, words) => {
  expect(() => readYaml(file)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(words) }),
  );
});

test('a bomb of aliases is refused, not unfolded', () => {
  const level = (n: number) =>
    `x${n}: &x${n} [${Array(10)
      .fill(`*x${n - 1}`)
      .join(',')}]`;
  const bomb = `x0: &x0 [a]\n${Array.from({ length: 8 }, (_, i) => level(i + 1)).join('\n')}`;
  expect(() => readYaml(bomb)).toThrow(expect.objectContaining({ code: 'yaml_unreadable' }));
});

test('several journeys stand in one file', () => {
  expect(readYaml('journey: a\nname: A\n---\njourney: b\nname: B\n').map((journey) => journey.key)).toEqual([
    'a',
    'b',
  ]);
});
