import { expect, test } from 'vitest';
import { addDays, dayOf, readPeriod } from './period.ts';

test('a preset ends today and counts today', () => {
  expect(readPeriod('30d', '2026-11-22')).toEqual({ key: '30d', from: '2026-10-24', to: '2026-11-22' });
});

test('own days are taken as written; nonsense becomes the usual period', () => {
  expect(readPeriod('2026-01-01~2026-03-31', '2026-11-22').from).toBe('2026-01-01');
  expect(readPeriod('2026-03-31~2026-01-01', '2026-11-22').key).toBe('90d');
  expect(readPeriod('<script>', '2026-11-22').key).toBe('90d');
});

test('days cross months, leap years and the end of summer time', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('the day of a moment depends on where one stands', () => {
  const at = new Date('2026-11-22T23:30:00Z');
  expect(dayOf(at, 'Europe/Berlin')).toBe('2026-11-23');
  expect(dayOf(at, 'America/New_York')).toBe('2026-11-22');
});
