import { expect, test } from 'vitest';
import { npsOf } from './nps.ts';

test('promoters less detractors, of all who answered', () => {
  const counts = [
    { key: '0', n: 1 },
    { key: '6', n: 1 },
    { key: '7', n: 2 },
    { key: '9', n: 1 },
    { key: '10', n: 5 },
  ];
  expect(npsOf(counts)).toEqual({ score: 40, promoters: 6, passives: 2, detractors: 2 });
  expect(npsOf([]).score).toBe(0);
});
