import { expect, test } from 'vitest';
import { adjusted, chanceOfGrowth, wordsOf } from './pattern.ts';
import type { Arrived } from './seen.sql.ts';
import { patternsOf } from './view.ts';

test('so many by chance: tosses of a coin', () => {
  // 5 of 5, 4 or more of 5, 8 or more of 10 heads; 60 or more of 100 (Feller: 0.0284).
  expect(chanceOfGrowth({ n: 5, before: 0 })).toBeCloseTo(1 / 32, 12);
  expect(chanceOfGrowth({ n: 4, before: 1 })).toBeCloseTo(6 / 32, 12);
  expect(chanceOfGrowth({ n: 8, before: 2 })).toBeCloseTo(56 / 1024, 12);
  expect(chanceOfGrowth({ n: 60, before: 40 })).toBeCloseTo(0.02844, 5);
  expect(chanceOfGrowth({ n: 3, before: 9 })).toBeGreaterThan(0.9);
  // Where the normal takes over, the two agree.
  expect(chanceOfGrowth({ n: 480, before: 421 })).toBeCloseTo(chanceOfGrowth({ n: 480, before: 420 }), 1);
  expect(chanceOfGrowth({ n: 700, before: 700 })).toBeCloseTo(0.5107, 3);
});

test('many looks: Benjamini and Hochberg', () => {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "BH") of R.
  expect(adjusted([0.01, 0.04, 0.03, 0.005]).map((p) => Math.round(p * 1e6) / 1e6)).toEqual([
    0.02, 0.04, 0.04, 0.02,
  ]);
  expect(adjusted([])).toEqual([]);
});

test('words that say what it is about', () => {
  expect(wordsOf('The router, the ROUTER again! Nobody came.')).toEqual(['router']);
  expect(wordsOf('Die Rechnung war falsch, und die Straße auch.')).toEqual(['rechnung', 'falsch', 'straße']);
  expect(wordsOf('')).toEqual([]);
});

let at = 0;
const came = (quote: string, touchpointId = 1, cause = 'Low score'): Arrived => ({
  caseId: `case ${++at}`,
  touchpointId,
  touchpointKey: `t${touchpointId}`,
  touchpointName: `T${touchpointId}`,
  cause,
  quote,
  urgent: false,
  openedAt: new Date(),
});

test('what grows stands first, with its cases; what came less than three times is no pattern', () => {
  const now = [
    ...Array.from({ length: 12 }, () => came('Router broken')),
    ...Array.from({ length: 2 }, () => came('Late bill', 2)),
  ];
  const before = [came('Slow'), came('Slow')];
  const found = patternsOf(now, before);
  expect(found.map(({ word, cause, n, before, grows }) => [word ?? cause, n, before, grows])).toEqual([
    ['Low score', 12, 2, true],
    ['router', 12, 0, true],
    ['broken', 12, 0, true],
  ]);
  expect(found[1]?.caseIds).toEqual(now.slice(0, 12).map(({ caseId }) => caseId));
  expect(patternsOf(before, now)).toEqual([]);
});
