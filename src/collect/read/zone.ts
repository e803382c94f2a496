import { Refusal } from '../../platform/errors.ts';
import { isTimezone, offsetReader } from '../../platform/timezone.ts';

const DAY = 86_400_000;

/** Turns a wall clock reading (milliseconds as if it were UTC) into an instant. */
export type ToInstant = (wall: number) => number;

const known = new Map<string, ToInstant>();

/**
 * A converter for an IANA time zone. Intl is asked twice for each new day, never per value (a call costs about
 * 2 µs, a million rows would spend seconds). Clock changes: a time that happens twice is the earlier one, a time that is skipped
 * moves on by the gap, as Temporal's `compatible` does.
 * @throws Refusal `unknown_zone`
 */
export function zoneConverter(zone: string): ToInstant {
  if (zone === 'UTC') return (wall) => wall;
  const made = known.get(zone) ?? build(zone);
  known.set(zone, made);
  return made;
}

function build(zone: string): ToInstant {
  if (!isTimezone(zone)) {
    throw new Refusal('unknown_zone', `“${zone}” is no time zone. Name one like Europe/Berlin.`, { zone });
  }
  // Only asked on the two or so days a year when clocks change.
  const offsetAt = offsetReader(zone);
  const steady = new Map<number, number | null>();
  return (wall) => {
    const day = Math.floor(wall / DAY);
    let offset = steady.get(day);
    if (offset === undefined) {
      const before = offsetAt((day - 1) * DAY);
      offset = before === offsetAt((day + 2) * DAY) ? before : null;
      // A file of dates spans some tens of years at most; a stream of random days must not grow this for ever.
      if (steady.size > 100_000) steady.clear();
      steady.set(day, offset);
    }
    if (offset !== null) return wall - offset;
    const before = offsetAt(wall - DAY);
    const after = offsetAt(wall + DAY);
    if (offsetAt(wall - before) === before) return wall - before;
    return offsetAt(wall - after) === after ? wall - after : wall - before;
  };
}
