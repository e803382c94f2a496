const DAY = 86_400_000;

/** Since the last huddle; a week where there was none, or it was longer ago than a month. */
export function sinceOf(last: Date | undefined, now: Date): Date {
  return last && now.getTime() - last.getTime() <= 31 * DAY ? last : new Date(now.getTime() - 7 * DAY);
}
