import { expect, test } from 'vitest';
import { deadlineWords, untilDeadline } from './deadline.ts';

const now = new Date('2026-11-22T14:00:00Z');
const says = (at: string, language: 'en' | 'de' = 'en') =>
  deadlineWords(untilDeadline(new Date(at), now, 'Europe/Berlin'), language);

test.each([
  ['2026-11-22T16:00:00Z', 'soon', '2 h left'],
  ['2026-11-22T14:20:00Z', 'soon', '20 min left'],
  ['2026-11-22T20:00:00Z', 'today', 'today'],
  ['2026-11-23T09:00:00Z', 'later', 'tomorrow'],
  ['2026-11-25T09:00:00Z', 'later', 'in 3 days'],
  ['2026-11-22T12:00:00Z', 'late', 'late by 2 h'],
  ['2026-11-19T14:00:00Z', 'late', 'late by 3 days'],
] as const)('%s is %s: %s', (at, urgency, text) => {
  expect(says(at)).toEqual({ urgency, text });
});

test('the day ends at midnight of the organisation, not of Greenwich', () => {
  // 23:30 in Greenwich is half past midnight in Berlin: tomorrow.
  expect(says('2026-11-22T23:30:00Z').text).toBe('tomorrow');
});

test('in German', () => {
  expect(says('2026-11-22T12:00:00Z', 'de').text).toBe('2 h zu spät');
  expect(says('2026-11-25T09:00:00Z', 'de').text).toBe('in 3 Tagen');
});
