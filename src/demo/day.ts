/** Milliseconds. */
export const DAY = 86_400_000;

/** A day of the calendar, so many days before the story ends. */
export function dayBefore(end: number, days: number): string {
  return new Date(end - days * DAY).toISOString().slice(0, 10);
}
