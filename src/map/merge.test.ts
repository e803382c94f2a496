import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyJourney } from '../../test/anyJourney.ts';
import { diffOf } from './diff.ts';
import { JourneyDocument } from './document.ts';
import { mergeJourneys } from './merge.ts';

const two = fc
  .tuple(anyJourney, anyJourney)
  .map(([a, b]) => [JourneyDocument.parse(a), JourneyDocument.parse({ ...b, key: a.key })] as const);

const base = JourneyDocument.parse({
  key: 'join',
  name: 'Join',
  phases: [
    {
      key: 'look',
      name: 'Look',
      touchpoints: [
        { key: 'ad', name: 'Ad' },
        { key: 'site', name: 'Site' },
      ],
      notes: [{ lane: 'pain', text: 'Slow' }],
    },
    { key: 'buy', name: 'Buy', touchpoints: [{ key: 'shop', name: 'Shop' }] },
  ],
  placement: [{ touchpoint: 'ad', when: { kind: 'ad.seen' } }],
});
const edited = (change: (journey: JourneyDocument) => void): JourneyDocument => {
  const copy = structuredClone(base);
  change(copy);
  return copy;
};

test('what only one side changed is taken as it is, whichever side it is', () => {
  fc.assert(
    fc.property(two, ([was, is]) => {
      expect(mergeJourneys(was, is, was, 'theirs')).toEqual({ document: is, clashes: [] });
      expect(mergeJourneys(was, was, is, 'mine')).toEqual({ document: is, clashes: [] });
    }),
    { numRuns: 200 },
  );
});

test('a map has no difference to itself, and some to any other', () => {
  fc.assert(
    fc.property(two, ([was, is]) => {
      expect(diffOf(was, was)).toEqual([]);
      expect(diffOf(was, is).length > 0).toBe(JSON.stringify(was) !== JSON.stringify(is));
    }),
    { numRuns: 200 },
  );
});

test('two edits of different things are both kept, in order', () => {
  const mine = edited((journey) => {
    journey.phases[0]!.touchpoints.reverse();
    journey.phases[0]!.notes.push({ lane: 'pain', text: 'Dear', owner: null });
    journey.phases[1]!.touchpoints[0]!.name = 'Our shop';
  });
  const theirs = edited((journey) => {
    journey.phases[0]!.touchpoints.push({ ...journey.phases[0]!.touchpoints[0]!, key: 'fair', name: 'Fair' });
    journey.phases[0]!.notes[0]!.text = 'Very slow';
    journey.phases.reverse();
    journey.placement = [];
  });
  const { document, clashes } = mergeJourneys(base, mine, theirs, 'mine');
  expect(clashes).toEqual([]);
  expect(document.phases.map(({ key }) => key)).toEqual(['buy', 'look']);
  expect(document.phases[1]?.touchpoints.map(({ key }) => key)).toEqual(['site', 'fair', 'ad']);
  expect(document.phases[1]?.notes.map(({ text }) => text).sort()).toEqual(['Dear', 'Very slow']);
  expect(document.phases[0]?.touchpoints[0]?.name).toBe('Our shop');
  expect(document.placement).toEqual([]);
});

test('one field set to two values is a clash, decided as told; removing never beats a change', () => {
  const mine = edited((journey) => {
    journey.phases[1]!.name = 'Order';
    journey.phases[0]!.touchpoints[0]!.channel = 'web';
  });
  const theirs = edited((journey) => {
    journey.phases[1]!.name = 'Purchase';
    journey.phases[0]!.touchpoints.shift();
  });
  for (const [prefer, name] of [
    ['mine', 'Order'],
    ['theirs', 'Purchase'],
  ] as const) {
    const { document, clashes } = mergeJourneys(base, mine, theirs, prefer);
    expect(document.phases[1]?.name).toBe(name);
    expect(document.phases[0]?.touchpoints.map(({ key }) => key)).toEqual(['ad', 'site']);
    expect(clashes).toMatchObject([
      { object: 'phase', key: 'buy', field: 'name', mine: 'Order', theirs: 'Purchase' },
    ]);
  }
});

test('a difference reads as a sentence would: what, where, from what to what', () => {
  const after = edited((journey) => {
    journey.phases[1]!.touchpoints.push(journey.phases[0]!.touchpoints.shift()!);
    journey.phases[0]!.notes[0]!.text = 'Too slow';
    journey.phases[1]!.prospect = true;
    journey.phases[1]!.touchpoints[0]!.momentOfTruth = true;
  });
  expect(diffOf(base, after)).toMatchObject([
    { act: 'changed', object: 'phase', name: 'Buy', field: 'prospect', before: 'false', after: 'true' },
    { act: 'changed', object: 'touchpoint', name: 'Shop', phase: 'Buy', field: 'momentOfTruth' },
    { act: 'moved', object: 'touchpoint', name: 'Ad', before: 'Look', after: 'Buy' },
    {
      act: 'changed',
      object: 'note',
      phase: 'Look',
      lane: 'pain',
      field: 'text',
      before: 'Slow',
      after: 'Too slow',
    },
  ]);
});

test('a rule that stands twice stays twice, and a second one taken away leaves the first', () => {
  const twice = edited((journey) => {
    journey.placement.push(structuredClone(journey.placement[0]!));
  });
  expect(mergeJourneys(base, twice, base, 'theirs').document.placement).toHaveLength(2);
  expect(mergeJourneys(twice, twice, base, 'mine').document.placement).toEqual(base.placement);
});
