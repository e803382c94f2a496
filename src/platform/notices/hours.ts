import { offsetReader } from '../timezone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** When a person wants to hear what, in their own time. Minutes of the day; days 1 Monday … 7 Sunday. */
export interface Hours {
  timezone: string;
  quietFrom: number | null;
  quietUntil: number | null;
  quietDays: number[];
  urgentPasses: boolean;
  digest: 'daily' | 'weekly';
  digestAt: number;
  digestOn: number;
}

export function usualHours(timezone: string): Hours {
  return {
    timezone,
    quietFrom: null,
    quietUntil: null,
    quietDays: [],
    urgentPasses: true,
    digest: 'daily',
    digestAt: 480,
    digestOn: 1,
  };
}

/** The end of the quiet time the moment lies in; undefined where it lies in none, or in one without an end. */
export function quietUntil(at: Date, hours: Hours): Date | undefined {
  let ms = at.getTime();
  // A quiet night, seven quiet days and another night at most; whoever is always quiet hears by digest or in the bell.
  for (let step = 0; step < 20; step++) {
    const end = endOfQuiet(ms, hours);
    if (end === undefined) return ms === at.getTime() ? undefined : new Date(ms);
    ms = end;
  }
  return undefined;
}

export function isQuiet(at: Date, hours: Hours): boolean {
  return endOfQuiet(at.getTime(), hours) !== undefined;
}

function endOfQuiet(ms: number, { timezone, quietFrom, quietUntil, quietDays }: Hours): number | undefined {
  const { day, minute } = local(ms, timezone);
  if (quietDays.includes(weekday(day))) return instant(day + 1, 0, timezone);
  if (quietFrom === null || quietUntil === null) return undefined;
  const overnight = quietFrom > quietUntil;
  if (overnight && minute >= quietFrom) return instant(day + 1, quietUntil, timezone);
  if (overnight ? minute < quietUntil : minute >= quietFrom && minute < quietUntil)
    return instant(day, quietUntil, timezone);
  return undefined;
}

/** The next time after the moment at which the digest goes out. */
export function nextDigest(at: Date, { timezone, digest, digestAt, digestOn }: Hours): Date {
  const { day } = local(at.getTime(), timezone);
  for (let ahead = 0; ; ahead++) {
    if (digest === 'weekly' && weekday(day + ahead) !== digestOn) continue;
    const then = instant(day + ahead, digestAt, timezone);
    if (then > at.getTime()) return new Date(then);
  }
}

/** Days since 1970 and minutes of that day, on the person's wall. */
function local(ms: number, zone: string): { day: number; minute: number } {
  const wall = ms + offsetReader(zone)(ms);
  const day = Math.floor(wall / DAY);
  return { day, minute: Math.floor((wall - day * DAY) / MINUTE) };
}

/** 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The instant of a time on the wall; one that is skipped in spring is an hour later, one that is there twice the first. */
function instant(day: number, minute: number, zone: string): number {
  const wall = day * DAY + minute * MINUTE;
  const offset = offsetReader(zone);
  const early = wall - offset(wall - DAY);
  if (early + offset(early) === wall) return early;
  const late = wall - offset(early);
  return late + offset(late) === wall ? late : early;
}
