import { type Interval, merged, WorkingHours } from '../../platform/hours/hours.ts';
import { instantOf, localOf } from '../telling/localTime.ts';
import type { units } from './names.ts';

/** As laws count: whole days after the day on which it came. */
export interface Period {
  n: number;
  unit: (typeof units)[number];
}

const DAY = 86_400_000;
/** A calendar without a working day in so long has none: then every day counts. */
const HORIZON_DAYS = 3660;

/** Monday to Friday, for rules without a calendar of their own. */
export const weekdays = (timezone: string): WorkingHours =>
  WorkingHours.parse({
    timezone,
    week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [['00:00', '24:00']] : [])),
  });

const dayAfter = (day: string, n = 1) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);

/**
 * The last millisecond of the n-th counted day after the day of `from`, where the calendar is. A working day is one on which any hour is
 * worked; a day that lies within a pause from its first to its last moment does not count.
 */
export function periodEnd(
  hours: WorkingHours,
  from: Date,
  { n, unit }: Period,
  pauses: readonly Interval[] = [],
): Date {
  const holes = merged(pauses);
  const holidays = new Set(hours.holidays);
  const midnight = (day: string) => instantOf(hours.timezone, `${day}T00:00`).getTime();
  const works = (day: string) => {
    const weekday = (new Date(day).getUTCDay() + 6) % 7;
    return !holidays.has(day) && (hours.week[weekday]?.length ?? 0) > 0;
  };
  const first = localOf(hours.timezone, from).slice(0, 10);
  const counted = unit === 'weeks' ? n * 7 : n;
  let day = first;
  for (let left = counted, seen = 0; left > 0; seen++) {
    day = dayAfter(day);
    const counts = unit !== 'working_days' || works(day) || seen > HORIZON_DAYS;
    const [start, end] = [midnight(day), midnight(dayAfter(day))];
    if (counts && !holes.some((hole) => hole.from <= start && hole.until >= end)) left--;
  }
  return new Date(midnight(dayAfter(day)) - 1);
}

/** When three quarters of the time are gone. */
export function warnOf(from: Date, due: Date): Date {
  return new Date(from.getTime() + Math.floor((due.getTime() - from.getTime()) * 0.75));
}
