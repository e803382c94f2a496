import { expect, test } from 'vitest';
import { byTrouble } from './trouble.ts';

const readings: Record<
  string,
  { value: number | null; n: number | null; few?: boolean; suppressed?: boolean }
> = {
  fine: { value: 40, n: 100 },
  bad: { value: -20, n: 60 },
  worseButFew: { value: -80, n: 9, few: true },
  hidden: { value: null, n: null, suppressed: true },
};
const places = ['hidden', 'worseButFew', 'fine', 'bad', 'silent'];

test('the worst with enough answers first, few answers after them, the rest untold', () => {
  const { told, untold } = byTrouble(places, (key) => readings[key], true);
  expect(told).toEqual(['bad', 'fine', 'worseButFew']);
  expect(untold).toEqual(['hidden', 'silent']);
});

test('where less is better the highest is worst', () => {
  expect(byTrouble(['bad', 'fine'], (key) => readings[key], false).told).toEqual(['fine', 'bad']);
});
