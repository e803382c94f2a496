import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterWorking,
  alwaysOpen,
  type Interval,
  nextWorking,
  WorkingHours,
  workingMinutes,
} from './hours.ts';

const MINUTE = 60_000;
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b, Math.min(a, b) + 1)] as const)
  .map(([from, until]) => [clock(from), clock(until)] as [string, string]);

/** Zones with every oddity: half an hour's summer time, changes at midnight, none, 13 and −11 hours, a day that never was. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Havana',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Africa/Casablanca',
  'Asia/Beirut',
  'UTC',
];

/** A day on which some of the zones change their clocks, so that the changes are met often. */
const turningDays = [
  '2026-03-29',
  '2026-10-25',
  '2026-03-08',
  '2026-11-01',
  '2026-04-05',
  '2026-10-04',
  '2011-12-30',
];

const anyHours = fc
  .record({
    timezone: fc.constantFrom(...zones),
    week: fc.array(fc.array(span, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
    holidays: fc.subarray([...turningDays, '2026-03-30', '2026-12-25']),
  })
  .map((hours) => WorkingHours.parse(hours));

const anyStart = fc
  .tuple(fc.constantFrom(...turningDays), fc.integer({ min: -3 * 1440, max: 1440 }))
  .map(([day, minutes]) => Date.parse(day) + minutes * MINUTE);

const anyPauses = (start: number) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -600, max: 6000 }), fc.integer({ min: 0, max: 3000 }))
      .map(([after, length]) => ({
        from: start + after * MINUTE,
        until: start + (after + length) * MINUTE,
      })),
    { maxLength: 4 },
  );

/** Minute by minute: is it within the hours where they are, is it no holiday, is it not paused? */
function naive(hours: WorkingHours, pauses: Interval[]): (ms: number) => boolean {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: hours.timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  });
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return (ms) => {
    if (pauses.some(({ from, until }) => ms >= from && ms < until)) return false;
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    if (hours.holidays.includes(`${part.year}-${part.month}-${part.day}`)) return false;
    const time = `${part.hour}:${part.minute}`;
    return (hours.week[weekdays.indexOf(part.weekday as string)] ?? []).some(
      ([from, until]) => time >= from && time < until,
    );
  };
}

const situation = fc
  .tuple(anyHours, anyStart)
  .chain(([hours, start]) => fc.tuple(fc.constant(hours), fc.constant(start), anyPauses(start)));

test('working minutes are those of a walk from minute to minute, over clock changes, holidays and pauses', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 0, max: 6000 }), ([hours, start, pauses], minutes) => {
      const works = naive(hours, pauses);
      let expected = 0;
      for (let minute = 0; minute < minutes; minute++) if (works(start + minute * MINUTE)) expected++;
      const end = new Date(start + minutes * MINUTE);
      expect(workingMinutes(hours, new Date(start), end, pauses)).toBe(expected);
    }),
    { numRuns: 60 },
  );
});

test('a deadline is the minute at which a walk has counted enough', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 900 }), ([hours, start, pauses], minutes) => {
      const works = naive(hours, pauses);
      let left = minutes;
      let at = start;
      const end = start + 12 * 1440 * MINUTE;
      for (; left > 0 && at < end; at += MINUTE) if (works(at)) left--;
      const due = afterWorking(hours, new Date(start), minutes, pauses);
      if (left > 0) expect(due === null || due.getTime() > end).toBe(true);
      else expect(due?.toISOString()).toBe(new Date(at).toISOString());
    }),
    { numRuns: 60 },
  );
});

test('the deadline and the count agree', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 20_000 }), ([hours, start, pauses], minutes) => {
      const due = afterWorking(hours, new Date(start), minutes, pauses);
      if (due) expect(workingMinutes(hours, new Date(start), due, pauses)).toBe(minutes);
    }),
  );
});

test('48 hours around the clock are 48 hours; 8 of office time from Friday noon end on Monday noon', () => {
  const start = new Date('2026-11-27T11:00:00Z');
  expect(afterWorking(alwaysOpen('Europe/Berlin'), start, 48 * 60)?.toISOString()).toBe(
    '2026-11-29T11:00:00.000Z',
  );
  const office = WorkingHours.parse({
    timezone: 'Europe/Berlin',
    week: [...Array.from({ length: 5 }, () => [['09:00', '17:00']]), [], []],
  });
  expect(afterWorking(office, start, 8 * 60)?.toISOString()).toBe('2026-11-30T11:00:00.000Z');
  expect(nextWorking(office, new Date('2026-11-28T10:00:00Z'))?.toISOString()).toBe(
    '2026-11-30T08:00:00.000Z',
  );
});

test('a pause without end has no deadline, and hours without work have none', () => {
  const start = new Date('2026-11-27T11:00:00Z');
  const pause = [{ from: start.getTime() + 60 * MINUTE, until: Number.POSITIVE_INFINITY }];
  expect(afterWorking(alwaysOpen(), start, 61, pause)).toBeNull();
  expect(afterWorking(alwaysOpen(), start, 60, pause)?.toISOString()).toBe('2026-11-27T12:00:00.000Z');
  expect(afterWorking({ ...alwaysOpen(), week: Array.from({ length: 7 }, () => []) }, start, 1)).toBeNull();
});

test('wrong hours are refused with what is wrong', () => {
  const wrong = (week: unknown) => WorkingHours.safeParse({ timezone: 'Europe/Berlin', week }).success;
  expect(wrong([[['09:00', '08:00']], [], [], [], [], [], []])).toBe(false);
  expect(wrong([[['9:00', '17:00']], [], [], [], [], [], []])).toBe(false);
  expect(wrong([[], []])).toBe(false);
  expect(WorkingHours.safeParse({ timezone: 'Mars/Base', week: [[], [], [], [], [], [], []] }).success).toBe(
    false,
  );
});
