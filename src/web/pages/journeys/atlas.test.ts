import { expect, test } from 'vitest';
import { inTree, worstPhase } from './atlas.ts';
import type { AtlasJourney } from './useAtlas.ts';

const journey = (key: string, parent: string | null = null): AtlasJourney => ({
  id: 1,
  key,
  name: key,
  description: '',
  persona: null,
  personas: [],
  parent,
  version: 1,
  changedAt: '2026-01-01T00:00:00Z',
  warnings: [],
  phases: ['a', 'b', 'c'].map((phase) => ({
    key: phase,
    name: phase,
    prospect: false,
    touchpoints: 1,
    momentsOfTruth: 0,
  })),
  touchpoints: 3,
  pains: 0,
  opportunities: 0,
  openComments: 0,
});

test('parts stand under their whole, and by themselves where it is not shown', () => {
  const tree = inTree([
    journey('part', 'whole'),
    journey('whole'),
    journey('stray', 'elsewhere'),
    journey('deep', 'part'),
  ]);
  expect(tree.map(({ journey: { key }, depth }) => [key, depth])).toEqual([
    ['whole', 0],
    ['part', 1],
    ['deep', 2],
    ['stray', 0],
  ]);
});

test('the worst phase is one of which enough was said, and none where all is good', () => {
  const reading = (value: number, n = 100) => ({ value, n });
  const scores = new Map([
    ['join/a', reading(-20)],
    ['join/b', reading(-90, 8)],
    ['join/c', reading(50)],
  ]);
  expect(worstPhase(journey('join'), scores, { kind: 'nps' })?.name).toBe('a');
  expect(worstPhase(journey('join'), new Map([['join/c', reading(50)]]), { kind: 'nps' })).toBeUndefined();
});
