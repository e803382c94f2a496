import { expect, test } from 'vitest';
import { dayOf, dayText, holidaysOf, weekText } from './calendar.ts';

test('a day as people write it, and back', () => {
  expect(dayOf('9:00-12:00; 13:00 – 17:30')).toEqual([
    ['09:00', '12:00'],
    ['13:00', '17:30'],
  ]);
  expect(dayText(dayOf('9:00-12:00; 13:00 – 17:30') ?? [])).toBe('09:00–12:00, 13:00–17:30');
  expect(dayOf('')).toEqual([]);
  expect(dayOf('00:00–24:00')).toEqual([['00:00', '24:00']]);
  for (const wrong of ['9', '9–17', '17:00–09:00', '09:00–25:00', '09:60–10:00'])
    expect(dayOf(wrong)).toBeUndefined();
});

test('holidays in any order, the wrong one named', () => {
  expect(holidaysOf('2026-12-26\n2026-12-25, 2026-12-25')).toEqual({ days: ['2026-12-25', '2026-12-26'] });
  expect(holidaysOf('2026-12-25 25.12.2026').wrong).toBe('25.12.2026');
  expect(holidaysOf('2026-13-45').wrong).toBe('2026-13-45');
});

test('a week in few words', () => {
  const office = [['09:00', '17:00']] as [string, string][];
  expect(
    weekText(
      [office, office, office, office, office, [], []],
      ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
      'off',
    ),
  ).toBe('Mo–Fr 09:00–17:00 · Sa–Su off');
});
