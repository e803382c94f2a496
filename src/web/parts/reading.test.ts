import { expect, test } from 'vitest';
import { toneOf, toneOfValue } from './reading.ts';

test('NPS turns good at +20 and bad below zero', () => {
  expect([41, 20, 12, 0, -1, -29].map((value) => toneOfValue(value))).toEqual([
    'good',
    'good',
    'pass',
    'pass',
    'bad',
    'bad',
  ]);
});

test('a metric’s own thresholds hold, also where lower is better', () => {
  const noShows = { kind: 'rate', higherIsBetter: false, goodAt: 5, badAt: 20 };
  expect([2, 10, 38].map((value) => toneOfValue(value, noShows))).toEqual(['good', 'pass', 'bad']);
});

test('without thresholds nothing is called good or bad', () => {
  expect(toneOfValue(12, { kind: 'duration' })).toBe('few');
});

test('too few and suppressed are grey whatever the value', () => {
  expect(toneOf({ value: -80, n: 12 })).toBe('few');
  expect(toneOf({ value: null, n: null, suppressed: true })).toBe('few');
  expect(toneOf({ value: -80, n: 29, few: false })).toBe('bad');
});
