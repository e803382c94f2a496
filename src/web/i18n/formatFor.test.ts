import { expect, test } from 'vitest';
import { formatFor } from './formatFor.ts';

const english = formatFor({ language: 'en', timezone: 'Europe/Berlin', currency: 'EUR' });
const german = formatFor({ language: 'de', timezone: 'Europe/Berlin', currency: 'EUR' });

test('signed figures carry a real minus and a plus', () => {
  expect(english.signed(18)).toBe('+18');
  expect(english.signed(-29.4)).toBe('−29');
  expect(english.signed(-4.12, true)).toBe('−4.1');
  expect(german.signed(-4.12, true)).toBe('−4,1');
  expect(english.signed(0)).toBe('0');
});

test('an interval drops the plus but keeps the minus', () => {
  expect(english.interval(16, 20)).toBe('16 to 20');
  expect(german.interval(-34, -24)).toBe('−34 bis −24');
  expect(english.interval(-3, 5)).toBe('−3 to 5');
});

test('a moment is written in the organisation’s zone, a calendar day never shifts', () => {
  expect(english.date('2026-11-22T23:30:00Z')).toBe('23 Nov 2026');
  expect(english.date('2026-11-22')).toBe('22 Nov 2026');
  expect(formatFor({ language: 'en', timezone: 'America/Los_Angeles' }).date('2026-11-22')).toBe(
    '22 Nov 2026',
  );
});

test('money has no cents from a hundred upwards', () => {
  expect(english.money(1140)).toBe('€1,140');
  expect(english.money(9.5)).toBe('€9.50');
  expect(german.money(1140).replace(/\s/g, ' ')).toBe('1.140 €');
});

test('durations change their unit where the eye would', () => {
  expect([45, 720, 12_600, 181_440].map(english.duration)).toEqual(['45 s', '12 min', '3.5 h', '2.1 days']);
});

test('ago speaks in the largest unit that fits', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  expect(english.ago('2026-11-22T11:55:00Z', now)).toBe('5 minutes ago');
  expect(english.ago('2026-11-21T11:00:00Z', now)).toBe('yesterday');
  expect(german.ago('2026-11-22T10:00:00Z', now)).toBe('vor 2 Stunden');
});
