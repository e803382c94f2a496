import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Lane, lanes } from './journey.ts';
import { type Direction, type Item, moveItem, spotOf, step } from './moves.ts';

const map = () => ({
  phases: [
    { touchpoints: ['a', 'b'], notes: [note('pain', 'p1'), note('pain', 'p2'), note('opportunity', 'o1')] },
    { touchpoints: ['c'], notes: [] as ReturnType<typeof note>[] },
    { touchpoints: [] as string[], notes: [note('pain', 'p3')] },
  ],
});
const note = (lane: Lane, text: string) => ({ lane, text });
const everything = (of: ReturnType<typeof map>) =>
  of.phases.flatMap((phase) => [...phase.touchpoints, ...phase.notes.map((one) => one.text)]).sort();

const walk = (item: Item, way: Direction[]) => {
  const drawn = map();
  let spot = spotOf(item);
  for (const to of way) spot = step(drawn, item, spot, to) ?? spot;
  moveItem(drawn, item, spot);
  return drawn;
};

test('a touchpoint goes within its phase and into the next; a phase goes sideways', () => {
  expect(walk({ kind: 'touchpoint', phase: 0, index: 0 }, ['down']).phases[0]?.touchpoints).toEqual([
    'b',
    'a',
  ]);
  const moved = walk({ kind: 'touchpoint', phase: 0, index: 1 }, ['right']);
  expect(moved.phases.map((phase) => phase.touchpoints)).toEqual([['a'], ['c', 'b'], []]);
  expect(walk({ kind: 'phase', phase: 0 }, ['right', 'right', 'right']).phases[2]?.touchpoints).toEqual([
    'a',
    'b',
  ]);
});

test('a note goes on into the next lane at the end of its own', () => {
  const notes = walk({ kind: 'note', phase: 0, lane: 'pain', index: 0 }, ['down', 'down']).phases[0]?.notes;
  expect(notes).toEqual([note('pain', 'p2'), note('opportunity', 'p1'), note('opportunity', 'o1')]);
  expect(
    walk({ kind: 'note', phase: 0, lane: 'pain', index: 1 }, ['right', 'right']).phases[2]?.notes,
  ).toEqual([note('pain', 'p2'), note('pain', 'p3')]);
});

test('whatever is moved wherever: nothing is lost, and the same way back restores the map', () => {
  const items = fc.constantFrom<Item>(
    { kind: 'phase', phase: 1 },
    { kind: 'touchpoint', phase: 0, index: 1 },
    { kind: 'note', phase: 0, lane: 'pain', index: 0 },
  );
  const ways = fc.array(fc.constantFrom<Direction>('left', 'right', 'up', 'down'), { maxLength: 12 });
  fc.assert(
    fc.property(items, ways, (item, way) => {
      const drawn = map();
      let spot = spotOf(item);
      for (const to of way) spot = step(drawn, item, spot, to) ?? spot;
      moveItem(drawn, item, spot);
      expect(everything(drawn)).toEqual(everything(map()));
      const there: Item =
        item.kind === 'phase'
          ? { kind: 'phase', phase: spot.phase }
          : item.kind === 'touchpoint'
            ? { ...item, phase: spot.phase, index: spot.index }
            : { ...item, phase: spot.phase, index: spot.index, lane: spot.lane ?? item.lane };
      moveItem(drawn, there, spotOf(item));
      for (const lane of lanes)
        expect(drawn.phases.map((phase) => phase.notes.filter((one) => one.lane === lane))).toEqual(
          map().phases.map((phase) => phase.notes.filter((one) => one.lane === lane)),
        );
      expect(drawn.phases.map((phase) => phase.touchpoints)).toEqual(
        map().phases.map((phase) => phase.touchpoints),
      );
    }),
  );
});
