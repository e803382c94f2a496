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
      const days: string[] = [];
      for (const stretch of stretches(from, to)) {
        if (stretch.span === 'm')
          expect([stretch.from, stretch.until]).toEqual([monthOf(stretch.from), monthOf(stretch.until)]);
        for (let day = stretch.from; day < stretch.until; day = addDays(day, 1)) days.push(day);
      }
      expect(days).toHaveLength(length + 1);
      expect([days[0], days.at(-1), new Set(days).size]).toEqual([from, to, length + 1]);
    }),
    { numRuns: 200 },
  );
});
