import { offsetReader } from '../platform/timezone.ts';

const HOUR = 3_600_000;

/**
 * The calendar day of an instant in a time zone, as PostgreSQL's `(at at time zone zone)::date` gives it.
 * Intl costs 2 µs a call; the offset of each hour is asked once, and both its ends, because a few zones
 * change in the middle of an hour.
 */
export function calendar(timezone: string): (at: Date | number) => string {
  const offsetAt = offsetReader(timezone);
  const offsets = new Map<number, number | undefined>();
  const days = new Map<number, string>();

  return (at) => {
    const ms = typeof at === 'number' ? at : at.getTime();
    const hour = Math.floor(ms / HOUR);
    let offset = offsets.get(hour);
    if (offset === undefined && !offsets.has(hour)) {
      const first = offsetAt(hour * HOUR);
      offset = first === offsetAt(hour * HOUR + HOUR - 1000) ? first : undefined;
      // Ten years of hours; a file with one instant per century must not fill the memory.
      if (offsets.size > 100_000) offsets.clear();
      offsets.set(hour, offset);
    }
    const day = Math.floor((ms + (offset ?? offsetAt(ms))) / (24 * HOUR));
    let text = days.get(day);
    if (text === undefined) {
      text = new Date(day * 24 * HOUR).toISOString().slice(0, 10);
      if (days.size > 40_000) days.clear();
      days.set(day, text);
    }
    return text;
  };
}

/** The first of the month of a day. */
export function monthOf(day: string): string {
  return `${day.slice(0, 8)}01`;
}

/** `day` plus so many days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * HOUR).toISOString().slice(0, 10);
}

/** The first day of the next month. */
export function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
