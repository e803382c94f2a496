import { z } from 'zod';
import { isTimezone, offsetReader } from '../timezone.ts';
import { stretchesOf } from './offsets.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A minute of the local day, `09:00`; `24:00` is its end. */
const Clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Give a time such as 09:00.');

/** From and until, local; `until` is no longer within. */
const Span = z
  .tuple([Clock, Clock])
  .refine(([from, until]) => from < until, 'The end must be later than the beginning.');

/** When work is done. Monday first. A day of no spans is a day off; holidays are days off whatever the weekday. */
export const WorkingHours = z.object({
  timezone: z.string().refine(isTimezone, 'This is not a time zone such as Europe/Berlin.'),
  week: z.array(z.array(Span).max(6)).length(7, 'Give seven days, Monday first.'),
  holidays: z.array(z.iso.date()).max(1000).default([]),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Around the clock: calendar hours. */
export const alwaysOpen = (timezone = 'UTC'): WorkingHours => ({
  timezone,
  week: Array.from({ length: 7 }, () => [['00:00', '24:00']] as [string, string][]),
  holidays: [],
});

/** A stretch of time, in ms; `until` is no longer within. */
export interface Interval {
  from: number;
  until: number;
}

/** Where nothing is worked for as long as this, an endless search ends: the calendar has no working time. */
const HORIZON_DAYS = 3660;

interface Compiled {
  zone: string;
  week: Interval[][];
  holidays: Set<string>;
  days: Map<number, Interval[]>;
}
const compiled = new WeakMap<WorkingHours, Compiled>();

function compile(hours: WorkingHours): Compiled {
  const known = compiled.get(hours);
  if (known) return known;
  const ms = (text: string) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE;
  const made: Compiled = {
    zone: hours.timezone,
    week: hours.week.map((spans) =>
      merged(spans.map(([from, until]) => ({ from: ms(from), until: ms(until) }))),
    ),
    holidays: new Set(hours.holidays),
    days: new Map(),
  };
  compiled.set(hours, made);
  return made;
}

/** In order, with what touches or overlaps made one. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const one of intervals.toSorted((a, b) => a.from - b.from)) {
    if (one.until <= one.from) continue;
    const last = out.at(-1);
    if (last && one.from <= last.until) last.until = Math.max(last.until, one.until);
    else out.push({ ...one });
  }
  return out;
}

/**
 * The instants at which work is done on a local day (days since 1970-01-01). A local time that happens twice is worked
 * twice, one that is skipped is not worked: what counts is the time that passes.
 */
function workOn(calendar: Compiled, day: number): Interval[] {
  const known = calendar.days.get(day);
  if (known) return known;
  // 1 January 1970 was a Thursday.
  const spans = calendar.holidays.has(new Date(day * DAY).toISOString().slice(0, 10))
    ? []
    : (calendar.week[(((day + 3) % 7) + 7) % 7] as Interval[]);
  const found: Interval[] = [];
  if (spans.length > 0) {
    const midnight = day * DAY;
    // No place is further than 14 hours from UTC: the local day lies within these years.
    const years = new Set([midnight - DAY, midnight + 2 * DAY].map((ms) => new Date(ms).getUTCFullYear()));
    for (const year of years) {
      for (const { from, until, offset } of stretchesOf(calendar.zone, year)) {
        for (const span of spans) {
          const start = Math.max(from, midnight + span.from - offset);
          const end = Math.min(until, midnight + span.until - offset);
          if (start < end) found.push({ from: start, until: end });
        }
      }
    }
  }
  const work = merged(found);
  if (calendar.days.size > 5000) calendar.days.clear();
  calendar.days.set(day, work);
  return work;
}

/** Working intervals from an instant on, in order, up to the horizon. */
function* workFrom(calendar: Compiled, from: number): Generator<Interval> {
  const first = Math.floor((from + offsetReader(calendar.zone)(from)) / DAY) - 1;
  let seen = from;
  for (let day = first; day < first + HORIZON_DAYS; day++) {
    for (const { from: start, until } of workOn(calendar, day)) {
      // A clock set back over midnight makes two local days share instants' neighbourhood; never count one twice.
      const begin = Math.max(start, seen);
      if (begin >= until) continue;
      seen = until;
      yield { from: begin, until };
    }
  }
}

/** Takes `holes` (any order) out of an interval. */
function* without(interval: Interval, holes: readonly Interval[]): Generator<Interval> {
  let from = interval.from;
  for (const hole of holes) {
    if (hole.until <= from) continue;
    if (hole.from >= interval.until) break;
    if (hole.from > from) yield { from, until: hole.from };
    from = Math.max(from, hole.until);
    if (from >= interval.until) return;
  }
  if (from < interval.until) yield { from, until: interval.until };
}

/**
 * The instant at which so many working minutes have passed since `start`, pauses left out.
 * Zero minutes are over at once, even outside the hours. Null where a pause has no end yet, or no work is ever done.
 */
export function afterWorking(
  hours: WorkingHours,
  start: Date,
  minutes: number,
  pauses: readonly Interval[] = [],
): Date | null {
  if (minutes <= 0) return new Date(start);
  const holes = merged(pauses);
  let left = minutes * MINUTE;
  for (const work of workFrom(compile(hours), start.getTime())) {
    for (const { from, until } of without(work, holes)) {
      if (until - from >= left) return new Date(from + left);
      left -= until - from;
    }
    if (holes.some((hole) => hole.until === Number.POSITIVE_INFINITY && hole.from <= work.until)) return null;
  }
  return null;
}

/** Working minutes between two instants, pauses left out; 0 where the second is not later. */
export function workingMinutes(
  hours: WorkingHours,
  start: Date,
  end: Date,
  pauses: readonly Interval[] = [],
): number {
  const [from, until] = [start.getTime(), end.getTime()];
  if (until <= from) return 0;
  const holes = merged(pauses);
  let sum = 0;
  for (const work of workFrom(compile(hours), from)) {
    if (work.from >= until) break;
    const within = { from: work.from, until: Math.min(work.until, until) };
    for (const piece of without(within, holes)) sum += piece.until - piece.from;
  }
  return sum / MINUTE;
}

/** The instant itself where work is being done, else when it next begins; null where it never does. */
export function nextWorking(hours: WorkingHours, at: Date): Date | null {
  for (const { from } of workFrom(compile(hours), at.getTime())) return new Date(from);
  return null;
}
