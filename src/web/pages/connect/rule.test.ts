import { expect, test } from 'vitest';
import { EventMapping } from '../../../collect/conventions/eventMapping.ts';
import { type Draft, pathsOf, ruleOf } from './rule.ts';

const empty: Draft = {
  kind: 'interaction',
  when: '',
  is: '',
  who: '',
  what: '',
  metric: '',
  value: '',
  comment: '',
  name: '',
  email: '',
};

test('the values of an event, each by its path', () => {
  expect(pathsOf({ a: 1, b: { c: 'x', d: { e: true } }, f: [1], g: null }, false)).toEqual([
    { path: 'a', example: '1' },
    { path: 'b.c', example: 'x' },
    { path: 'b.d.e', example: 'true' },
  ]);
  expect(pathsOf('text', true)).toEqual([{ path: 'onus.who', example: '' }]);
});

test.each<[Partial<Draft>]>([
  [{ kind: 'interaction', what: 'order.placed', who: 'user', when: 'type', is: 'order', value: 'sum' }],
  [{ kind: 'response', metric: 'nps', value: 'score', comment: 'words' }],
  [{ kind: 'identity', who: 'user.id', name: 'user.name', email: 'user.email', when: 'user.id' }],
])('what is chosen is a rule the server takes', (chosen) => {
  const rule = ruleOf({ ...empty, ...chosen });
  expect(EventMapping.safeParse({ yields: [rule] }).error).toBeUndefined();
  expect(JSON.stringify(rule)).not.toContain('""');
});
