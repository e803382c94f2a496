import { expect, test } from 'vitest';
import { type Hours, isQuiet, nextDigest, quietUntil, usualHours } from './hours.ts';

const berlin: Hours = { ...usualHours('Europe/Berlin'), quietFrom: 20 * 60, quietUntil: 7 * 60 };
const at = (text: string) => new Date(text);

test('a quiet night ends in the morning of the person’s own place', () => {
  expect(quietUntil(at('2026-03-02T21:00:00Z'), berlin)).toEqual(at('2026-03-03T06:00:00Z'));
  expect(quietUntil(at('2026-03-03T05:59:00Z'), berlin)).toEqual(at('2026-03-03T06:00:00Z'));
  expect(quietUntil(at('2026-03-03T06:00:00Z'), berlin)).toBeUndefined();
  expect(isQuiet(at('2026-03-02T18:59:59Z'), berlin)).toBe(false);
  expect(isQuiet(at('2026-03-02T19:00:00Z'), berlin)).toBe(true);
});

test('a quiet weekend runs from Friday night to Monday morning, also over a change of the clock', () => {
  const weekend = { ...berlin, quietDays: [6, 7] };
  // 2026-03-29 the clocks of Berlin go forward.
  expect(quietUntil(at('2026-03-27T20:00:00Z'), weekend)).toEqual(at('2026-03-30T05:00:00Z'));
  expect(quietUntil(at('2026-03-28T12:00:00Z'), weekend)).toEqual(at('2026-03-30T05:00:00Z'));
});

test('noon can be quiet too, and a person who is quiet every day is never called', () => {
  const noon = { ...usualHours('UTC'), quietFrom: 720, quietUntil: 780 };
  expect(quietUntil(at('2026-03-02T12:30:00Z'), noon)).toEqual(at('2026-03-02T13:00:00Z'));
  expect(isQuiet(at('2026-03-02T13:00:00Z'), noon)).toBe(false);
  const always = { ...usualHours('UTC'), quietDays: [1, 2, 3, 4, 5, 6, 7] };
  expect(isQuiet(at('2026-03-02T13:00:00Z'), always)).toBe(true);
  expect(quietUntil(at('2026-03-02T13:00:00Z'), always)).toBeUndefined();
});

test('the digest comes at the person’s hour, daily or on their day', () => {
  const daily = { ...usualHours('America/New_York'), digestAt: 7 * 60 + 30 };
  expect(nextDigest(at('2026-03-02T12:29:00Z'), daily)).toEqual(at('2026-03-02T12:30:00Z'));
  expect(nextDigest(at('2026-03-02T12:30:00Z'), daily)).toEqual(at('2026-03-03T12:30:00Z'));
  const weekly = { ...daily, digest: 'weekly' as const, digestOn: 3 };
  expect(nextDigest(at('2026-03-02T12:30:00Z'), weekly)).toEqual(at('2026-03-04T12:30:00Z'));
  // 2026-03-08 the clocks of New York go forward: half past seven is an hour earlier.
  expect(nextDigest(at('2026-03-07T13:00:00Z'), daily)).toEqual(at('2026-03-08T11:30:00Z'));
});

test('an hour that is skipped in spring is the one after it', () => {
  const two = { ...usualHours('Europe/Berlin'), digestAt: 150 };
  expect(nextDigest(at('2026-03-29T00:00:00Z'), two)).toEqual(at('2026-03-29T01:30:00Z'));
});
