import type { Calendar as CalendarShape } from '../../../close/clocks/terms.ts';
import type { Wire } from '../../api/wire.ts';

export type Calendar = Wire<CalendarShape>;
type Week = Calendar['hours']['week'];

/** “09:00–12:00, 13:00–17:00” */
export function dayText(spans: Week[number]): string {
  return spans.map(([from, until]) => `${from}–${until}`).join(', ');
}

/** The other way round; undefined where it cannot be read. A hyphen does for the dash, and 9:00 for 09:00. */
export function dayOf(text: string): Week[number] | undefined {
  const spans: Week[number] = [];
  for (const part of text.split(/[,;]/)) {
    if (part.trim() === '') continue;
    const found = /^\s*(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)\s*$/.exec(part);
    if (!found) return undefined;
    const [, h1 = '', m1 = '', h2 = '', m2 = ''] = found;
    const [from, until] = [`${h1.padStart(2, '0')}:${m1}`, `${h2.padStart(2, '0')}:${m2}`];
    const real = (time: string) => time === '24:00' || (time < '24:00' && time.slice(3) < '60');
    if (!real(from) || !real(until) || from >= until) return undefined;
    spans.push([from, until]);
  }
  return spans.length > 6 ? undefined : spans;
}

/** Days in any order, apart by anything that is no part of one. */
export function holidaysOf(text: string): { days: string[]; wrong?: string } {
  const days = [...new Set(text.split(/[\s,;]+/).filter(Boolean))].sort();
  const wrong = days.find(
    (day) => !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`)),
  );
  return wrong ? { days, wrong } : { days };
}

/** Days with the same hours in one: “Monday–Friday 09:00–17:00 · Saturday, Sunday off”. */
export function weekText(week: Week, names: readonly string[], off: string): string {
  const runs: { from: number; until: number; text: string }[] = [];
  week.forEach((spans, day) => {
    const text = dayText(spans) || off;
    const last = runs.at(-1);
    if (last?.text === text) last.until = day;
    else runs.push({ from: day, until: day, text });
  });
  return runs
    .map(({ from, until, text }) =>
      from === until ? `${names[from]} ${text}` : `${names[from]}–${names[until]} ${text}`,
    )
    .join(' · ');
}
