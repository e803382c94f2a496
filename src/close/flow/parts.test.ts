import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkingHours } from '../../platform/hours/hours.ts';
import { partsOf } from './parts.ts';

const MINUTE = 60_000;
const office = WorkingHours.parse({
  timezone: 'Europe/Berlin',
  week: [
    ...Array.from({ length: 5 }, () => [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ]),
    [],
    [],
  ],
  holidays: ['2026-12-25'],
});
const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  hourCycle: 'h23',
  dateStyle: 'short',
  timeStyle: 'short',
});
const weekday = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', weekday: 'short' });

function works(at: number): boolean {
  const [day, time] = format.format(at).split(', ') as [string, string];
  if (day === '2026-12-25' || ['Sat', 'Sun'].includes(weekday.format(at))) return false;
  return (time >= '09:00' && time < '12:00') || (time >= '13:00' && time < '17:00');
}

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 1500 }))
  .map(([from, length]) => ({ from, until: from + length }));

test('each minute falls to one part: as a walk from minute to minute sorts them, over nights, clock changes and holidays', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('2026-10-23T10:00Z', '2026-03-27T08:00Z', '2026-12-23T15:30Z'),
      fc.array(fc.integer({ min: 1, max: 2500 }), { minLength: 1, maxLength: 3 }),
      fc.array(stretch, { maxLength: 3 }),
      fc.array(stretch, { maxLength: 3 }),
      fc.option(fc.integer({ min: 0, max: 3000 })),
      (begin, lengths, pauses, offers, seen) => {
        const start = Date.parse(begin);
        const on = (minute: number) => start + minute * MINUTE;
        let at = 0;
        // Open for a while, closed for 100 minutes, open again.
        const spans = lengths.map((length) => {
          const span = { from: at, until: at + length };
          at = span.until + 100;
          return span;
        });
        const real = (of: { from: number; until: number }[]) =>
          of.map(({ from, until }) => ({ from: on(from), until: on(until) }));
        const counted = { outside: 0, paused: 0, offered: 0, unseen: 0, worked: 0 };
        const within = (of: { from: number; until: number }[], minute: number) =>
          of.some(({ from, until }) => minute >= from && minute < until);
        for (let minute = 0; minute < at; minute++) {
          if (!within(spans, minute)) continue;
          if (!works(on(minute))) counted.outside++;
          else if (within(pauses, minute)) counted.paused++;
          else if (within(offers, minute)) counted.offered++;
          else if (seen === null || minute < seen) counted.unseen++;
          else counted.worked++;
        }
        expect(
          partsOf({
            hours: office,
            spans: real(spans),
            pauses: real(pauses),
            offers: real(offers),
            seenAt: seen === null ? null : on(seen),
          }),
        ).toEqual(counted);
      },
    ),
    { numRuns: 40 },
  );
});
