import { expect, test } from 'vitest';
import { type Draft, fresh, lacks } from './answers.ts';

test('what an answer lacks', () => {
  expect(lacks(undefined)).toEqual(['accountable', 'ownRole', 'clarity']);
  expect(lacks({ ...fresh, touches: false })).toEqual([]);
  const half: Draft = { ...fresh, accountable: { kind: 'unknown' }, clarity: 3 };
  expect(lacks(half)).toEqual(['ownRole']);
  expect(lacks({ ...half, ownRole: 'none' })).toEqual([]);
});
