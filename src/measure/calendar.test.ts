import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, calendar, monthOf } from './calendar.ts';
import { stretches } from './span.ts';

test('the day is the one Intl says, in zones that change in the middle of an hour too', () => {
  for (const zone of [
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Africa/Monrovia',
    'Pacific/Apia',
    'Asia/Kathmandu',
  ]) {
    const day = calendar(zone);
    const said = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2030, 0, 1) }), (at) => {
        expect(day(at)).toBe(said.format(at));
      }),
      { numRuns: 300 },
    );
  }
});

test('months and days at the edges cover every day of a period once', () => {
  const at = fc.integer({ min: 0, max: 1500 }).map((i) => addDays('2024-01-15', i));
  fc.assert(
    fc.property(at, fc.nat({ max: 800 }), (from, length) => {
      const to = addDays(from, length);
      const counted = new Map<string, number>();
      for (const { span, from: start, until, sign } of stretches(from, to)) {
        if (span === 'm') expect([start, until]).toEqual([monthOf(start), monthOf(until)]);
        for (let day = start; day < until; day = addDays(day, 1))
          counted.set(day, (counted.get(day) ?? 0) + sign);
      }
      const days = [...counted].filter(([, times]) => times !== 0).sort();
      expect(days.every(([, times]) => times === 1)).toBe(true);
      expect([days.length, days[0]?.[0], days.at(-1)?.[0]]).toEqual([length + 1, from, to]);
    }),
    { numRuns: 200 },
  );
});
