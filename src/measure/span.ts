import { addDays, monthOf, nextMonth } from './calendar.ts';

/** One range of cells: days or months, `from` included, `until` not. */
export interface Stretch {
  span: 'd' | 'm';
  from: string;
  until: string;
}

/** Earliest and latest day PostgreSQL and a four-digit year both hold; stand for "no limit". */
const EVER = ['0001-01-01', '9999-12-01'] as const;

/**
 * The cells of the days `from` to `to` (both included): months for the whole months among them, days at the edges.
 * A year then takes 12 to 72 cells a touchpoint instead of 365.
 */
export function stretches(from: string | undefined, to: string | undefined, only?: 'd'): Stretch[] {
  const start = from ?? EVER[0];
  const until = to === undefined ? EVER[1] : addDays(to, 1);
  if (only) return [{ span: 'd', from: start, until }];
  const first = start === monthOf(start) ? start : nextMonth(start);
  const last = monthOf(until);
  if (first >= last) return [{ span: 'd', from: start, until }];
  const found: Stretch[] = [
    { span: 'd', from: start, until: first },
    { span: 'm', from: first, until: last },
    { span: 'd', from: last, until },
  ];
  return found.filter((stretch) => stretch.from < stretch.until);
}
