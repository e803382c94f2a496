import { expect, test } from 'vitest';
import { clearChange } from './change.ts';

const reading = (value: number, half: number, n = 200) => ({
  value,
  n,
  low: value - half,
  high: value + half,
});

test('a change beyond what both intervals explain together is said', () => {
  // Half widths 10 and 10: differences beyond √200 ≈ 14.1 are clear, although the intervals overlap until 20.
  expect(clearChange(reading(0, 10), reading(-15, 10))).toBe(-15);
  expect(clearChange(reading(0, 10), reading(14, 10))).toBeNull();
});

test('few answers, no figure or no interval say nothing', () => {
  expect(clearChange(reading(0, 1, 29), reading(50, 1))).toBeNull();
  expect(clearChange(reading(0, 1), { value: null, n: null })).toBeNull();
  expect(clearChange(reading(0, 1), { value: 50, n: 100 })).toBeNull();
});
