const DAY = 86_400_000;

/** Monday of a day's week, days as `2026-11-22`. */
export function mondayOf(day: string): string {
  const at = Date.parse(day);
  return isoDay(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY);
}

export function addWeeks(monday: string, weeks: number): string {
  return isoDay(Date.parse(monday) + weeks * 7 * DAY);
}

/** Mondays from one up to, not with, the other. */
export function mondays(from: string, to: string): string[] {
  const all: string[] = [];
  for (let week = from; week < to; week = addWeeks(week, 1)) all.push(week);
  return all;
}

const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
