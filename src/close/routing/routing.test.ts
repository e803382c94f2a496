import { expect, test } from 'vitest';
import { Condition, circleIn, compileRule, languageCode, type Routable } from './routing.ts';

const one: Routable = {
  touchpointId: 1,
  kind: 'response',
  metricKey: 'nps',
  kindKey: null,
  score: 3,
  words: 'Die Rechnung war doppelt. (Again!)',
  sourceKey: 'surveys',
  urgent: false,
  dims: { segment: 'business' },
  value: 900,
  language: 'de',
};
const places = new Map([[1, { key: 'bill', phaseKey: 'start', journeyKey: 'join' }]]);
const met = (conditions: unknown[], matches: 'all' | 'any' = 'all', about: Partial<Routable> = {}) =>
  compileRule({ matches, conditions: conditions.map((c) => Condition.parse(c)) }, (id) => places.get(id))({
    ...one,
    ...about,
  });

test('each condition asks what it says', () => {
  expect(met([{ about: 'touchpoint', keys: ['bill'] }])).toBe(true);
  expect(met([{ about: 'phase', keys: ['join/start'] }])).toBe(true);
  expect(met([{ about: 'phase', keys: ['start'] }])).toBe(false);
  expect(met([{ about: 'journey', keys: ['move', 'join'] }])).toBe(true);
  expect(met([{ about: 'score', metric: 'nps', atMost: 3 }])).toBe(true);
  expect(met([{ about: 'score', metric: 'nps', atMost: 2 }])).toBe(false);
  expect(met([{ about: 'score', metric: 'csat', atMost: 3 }])).toBe(false);
  expect(met([{ about: 'score', atLeast: 3, atMost: 4 }])).toBe(true);
  expect(met([{ about: 'dimension', dimension: 'segment', keys: ['business'] }])).toBe(true);
  expect(met([{ about: 'value', atLeast: 900 }])).toBe(true);
  expect(met([{ about: 'language', keys: ['DE'] }])).toBe(true);
  expect(met([{ about: 'source', keys: ['crm'] }])).toBe(false);
  expect(met([{ about: 'kind', keys: ['response'] }])).toBe(true);
  expect(
    met([{ about: 'kind', keys: ['visit.done'] }], 'all', { kind: 'interaction', kindKey: 'visit.done' }),
  ).toBe(true);
  expect(met([{ about: 'urgent' }])).toBe(false);
  expect(met([{ about: 'urgent', not: true }])).toBe(true);
});

test('words: the beginning of a word, whatever the case, signs taken as they are', () => {
  expect(met([{ about: 'words', keys: ['rechn'] }])).toBe(true);
  expect(met([{ about: 'words', keys: ['echnung'] }])).toBe(false);
  expect(met([{ about: 'words', keys: ['war  DOPPELT.'] }])).toBe(true);
  expect(met([{ about: 'words', keys: ['.*', '(x'] }])).toBe(false);
  expect(met([{ about: 'words', keys: ['bill'] }], 'all', { words: null })).toBe(false);
});

test('what is not known meets nothing but “not”', () => {
  const nothing = { value: null, language: null, score: null, dims: {}, touchpointId: 0 };
  for (const condition of [
    { about: 'value', atLeast: 0 },
    { about: 'language', keys: ['de'] },
    { about: 'score', atMost: 10 },
    { about: 'dimension', dimension: 'segment', keys: ['business'] },
    { about: 'touchpoint', keys: ['bill'] },
    { about: 'phase', keys: ['join/start'] },
  ]) {
    expect(met([condition], 'all', nothing)).toBe(false);
    expect(met([{ ...condition, not: true }], 'all', nothing)).toBe(true);
  }
});

test('all, any, none', () => {
  const yes = { about: 'urgent', not: true };
  const no = { about: 'urgent' };
  expect([met([yes, no]), met([yes, no], 'any'), met([]), met([], 'any')]).toEqual([false, true, true, true]);
});

test('a circle of departments is found, whatever the way into it', () => {
  const now = new Date('2026-03-02T09:00:00Z');
  const to = (
    from: string | null,
    department: string,
    given: { ended?: Date; by?: 'rules' | 'load' } = {},
  ) => ({
    departmentId: from,
    goes: {
      to: 'department' as const,
      departmentId: department,
      by: given.by ?? ('rules' as const),
      skills: [],
    },
    endedAt: given.ended ?? null,
  });
  expect(circleIn([to(null, 'a'), to('a', 'b'), to('b', 'c')], now)).toBeUndefined();
  expect(circleIn([to(null, 'a'), to('a', 'b'), to('b', 'c'), to('c', 'b')], now)).toEqual(['b', 'c', 'b']);
  expect(circleIn([to('a', 'a')], now)).toEqual(['a', 'a']);
  expect(circleIn([to('a', 'b'), to('b', 'a', { by: 'load' })], now)).toBeUndefined();
  expect(circleIn([to('a', 'b'), to('b', 'a', { ended: now })], now)).toBeUndefined();
  expect(circleIn([to('a', 'b'), to('b', 'a', { ended: new Date('2026-04-01') })], now)).toEqual([
    'a',
    'b',
    'a',
  ]);
});

test('languages by their code', () => {
  expect(['de', 'de-AT', 'EN_gb', 'german', '', 7, null].map(languageCode)).toEqual([
    'de',
    'de',
    'en',
    null,
    null,
    null,
    null,
  ]);
});
