import { addDays, monthOf, nextMonth } from './calendar.ts';

/** One range of cells: days or months, `from` included, `until` not. */
export interface Stretch {
  span: 'd' | 'm';
  from: string;
  until: string;
  /** −1: taken off again, being part of a month that is counted whole. */
  sign: 1 | -1;
}

/** Earliest and latest day PostgreSQL and a four-digit year both hold; stand for "no limit". */
const EVER = ['0001-01-01', '9999-12-01'] as const;

/**
 * The cells of the days `from` to `to` (both included): months for the whole months among them, and at either edge days, or
 * the month without its other days where those are fewer. A year then takes 13 to 42 cells a touchpoint instead of 365, and
 * one that ends today, as most do, takes the current month as it stands.
 */
export function stretches(from: string | undefined, to: string | undefined, only?: 'd'): Stretch[] {
  const start = from ?? EVER[0];
  const until = to === undefined ? EVER[1] : addDays(to, 1);
  const days = (at: string, end: string, sign: 1 | -1 = 1): Stretch => ({
    span: 'd',
    from: at,
    until: end,
    sign,
  });
  if (only) return [days(start, until)];
  const first = start === monthOf(start) ? start : nextMonth(start);
  const last = monthOf(until);
  if (first > last) return [days(start, until)];
  const head = nearer(monthOf(start), start, first);
  const tail = until === last ? 'start' : nearer(last, until, nextMonth(until));
  const found: Stretch[] = [
    head === 'start' ? days(monthOf(start), start, -1) : days(start, first),
    {
      span: 'm',
      from: head === 'start' ? monthOf(start) : first,
      until: tail === 'start' ? last : nextMonth(until),
      sign: 1,
    },
    tail === 'start' ? days(last, until) : days(until, nextMonth(until), -1),
  ];
  return found.filter((stretch) => stretch.from < stretch.until);
}

/** Which end of the month a day is nearer to. */
function nearer(start: string, day: string, end: string): 'start' | 'end' {
  return Date.parse(day) - Date.parse(start) < Date.parse(end) - Date.parse(day) ? 'start' : 'end';
}
