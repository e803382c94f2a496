import { type Lane, lanes } from './journey.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const arrows: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function arrowOf(event: { key: string }): Direction | undefined {
  return arrows[event.key];
}

/** Alt and an arrow key move what has the focus; undefined for every other key. */
export function directionOf(event: { altKey: boolean; key: string }): Direction | undefined {
  return event.altKey ? arrowOf(event) : undefined;
}

/** Something that can be moved, by where it stands: a note by its place among those of its lane. */
export type Item =
  | { kind: 'phase'; phase: number }
  | { kind: 'touchpoint'; phase: number; index: number }
  | { kind: 'note'; phase: number; lane: Lane; index: number };

/** Where it goes: the place it will have, counted without itself. Of a phase `phase` is that place. */
export interface Spot {
  phase: number;
  index: number;
  lane?: Lane | undefined;
}

interface Movable {
  phases: { touchpoints: unknown[]; notes: { lane: Lane }[] }[];
}

export const spotOf = (item: Item): Spot =>
  item.kind === 'phase'
    ? { phase: item.phase, index: 0 }
    : { phase: item.phase, index: item.index, lane: item.kind === 'note' ? item.lane : undefined };

export const samePlace = (a: Spot, b: Spot): boolean =>
  a.phase === b.phase && a.index === b.index && a.lane === b.lane;

/** How many of its kind stand there, without itself. */
function others(map: Movable, item: Item, spot: Spot): number {
  if (item.kind === 'phase') return map.phases.length - 1;
  const phase = map.phases[spot.phase];
  const all =
    item.kind === 'touchpoint'
      ? phase?.touchpoints
      : phase?.notes.filter((note) => note.lane === (spot.lane ?? item.lane));
  const here = item.phase === spot.phase && (item.kind === 'touchpoint' || item.lane === spot.lane);
  return (all?.length ?? 0) - (here ? 1 : 0);
}

/** Where one step leads from a spot; undefined at the edge of the map. */
export function step(map: Movable, item: Item, from: Spot, to: Direction): Spot | undefined {
  const side = to === 'left' ? -1 : to === 'right' ? 1 : 0;
  if (side !== 0) {
    const phase = from.phase + side;
    if (phase < 0 || phase >= map.phases.length) return undefined;
    if (item.kind === 'phase') return { ...from, phase };
    return { ...from, phase, index: Math.min(from.index, others(map, item, { ...from, phase })) };
  }
  if (item.kind === 'phase') return undefined;
  const index = from.index + (to === 'up' ? -1 : 1);
  if (index >= 0 && index <= others(map, item, from)) return { ...from, index };
  if (item.kind === 'touchpoint') return undefined;
  const lane = lanes[lanes.indexOf(from.lane ?? item.lane) + (to === 'up' ? -1 : 1)];
  if (!lane) return undefined;
  return { ...from, lane, index: to === 'up' ? others(map, item, { ...from, lane }) : 0 };
}

/** Moves it within the map given. */
export function moveItem(map: Movable, item: Item, to: Spot): void {
  if (item.kind === 'phase') {
    const [phase] = map.phases.splice(item.phase, 1);
    if (phase) map.phases.splice(to.phase, 0, phase);
    return;
  }
  const from = map.phases[item.phase];
  const target = map.phases[to.phase];
  if (!from || !target) return;
  if (item.kind === 'touchpoint') {
    const [touchpoint] = from.touchpoints.splice(item.index, 1);
    if (touchpoint) target.touchpoints.splice(to.index, 0, touchpoint);
    return;
  }
  const note = from.notes.filter((one) => one.lane === item.lane)[item.index];
  if (!note) return;
  from.notes.splice(from.notes.indexOf(note), 1);
  const lane = to.lane ?? item.lane;
  const before = target.notes.filter((one) => one.lane === lane)[to.index];
  note.lane = lane;
  target.notes.splice(before ? target.notes.indexOf(before) : target.notes.length, 0, note);
}
