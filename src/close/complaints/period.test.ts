import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkingHours } from '../../platform/hours/hours.ts';
import { units } from './names.ts';
import { periodEnd } from './period.ts';

const DAY = 86_400_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
];
const format = new Map<string, Intl.DateTimeFormat>();
/** The local day and weekday at an instant, as a wall clock and a calendar on the wall show them. */
function wall(zone: string, ms: number): { day: string; weekday: number } {
  let one = format.get(zone);
  if (!one) {
    one = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'short',
    });
    format.set(zone, one);
  }
  const part = Object.fromEntries(one.formatToParts(ms).map(({ type, value }) => [type, value]));
  return {
    day: `${part.year}-${part.month}-${part.day}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday ?? ''),
  };
}
const MINUTE = 60_000;

/** Goes on by a quarter of an hour, looks at the wall, and crosses out a day when it is over. */
function walked(
  hours: WorkingHours,
  from: Date,
  period: { n: number; unit: (typeof units)[number] },
  pauses: { from: number; until: number }[],
): Date {
  let left = period.unit === 'weeks' ? period.n * 7 : period.n;
  const step = 15 * MINUTE;
  let ms = Math.floor(from.getTime() / step) * step;
  let today = wall(hours.timezone, from.getTime());
  let crossing = false;
  let awake = false;
  for (; ; ms += step) {
    const now = wall(hours.timezone, ms);
    if (now.day !== today.day) {
      if (crossing && awake && --left === 0) return new Date(ms - 1);
      today = now;
      crossing =
        period.unit !== 'working_days' ||
        (!hours.holidays.includes(now.day) && (hours.week[now.weekday]?.length ?? 0) > 0);
      awake = false;
    }
    if (!pauses.some((one) => ms >= one.from && ms < one.until)) awake = true;
  }
}

test('statutory periods end where a walk over the days of the wall calendar ends, over zones, holidays, pauses and changes of the clock', () => {
  const calendar = fc.record({
    timezone: fc.constantFrom(...zones),
    off: fc.uniqueArray(fc.nat(6), { maxLength: 4 }),
    holidays: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
    start: fc.integer({ min: Date.parse('2026-01-01') / MINUTE, max: Date.parse('2026-12-31') / MINUTE }),
    n: fc.integer({ min: 1, max: 20 }),
    unit: fc.constantFrom(...units),
    pauses: fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * 96 }), fc.integer({ min: 1, max: 6 * 96 })), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(calendar, ({ timezone, off, holidays, start, n, unit, pauses }) => {
      const from = new Date(start * MINUTE);
      const hours = WorkingHours.parse({
        timezone,
        week: Array.from({ length: 7 }, (_, day) => (off.includes(day) ? [] : [['09:00', '17:00']])),
        holidays: holidays.map((day) => new Date(from.getTime() + day * DAY).toISOString().slice(0, 10)),
      });
      const holes = pauses.map(([begins, long]) => {
        const at = Math.floor(from.getTime() / (15 * MINUTE)) * 15 * MINUTE + begins * 15 * MINUTE;
        return { from: at, until: at + long * 15 * MINUTE };
      });
      const period = { n: unit === 'weeks' ? Math.ceil(n / 7) : n, unit };
      expect(periodEnd(hours, from, period, holes).toISOString()).toBe(
        walked(hours, from, period, holes).toISOString(),
      );
    }),
    { numRuns: 150 },
  );
}, 120_000);
