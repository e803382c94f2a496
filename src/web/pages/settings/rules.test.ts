import { expect, test } from 'vitest';
import { bodyOf, draftOf, keyOf } from './rules.ts';

test('a key from a name, whatever the language', () => {
  expect(keyOf('Very unhappy (0–2)')).toBe('very_unhappy_0_2');
  expect(keyOf('Größter Ärger')).toBe('gro_ter_arger');
  expect(keyOf('???')).toBe('rule');
});

test('an empty figure is none, and a rule about answers carries nothing about events', () => {
  const draft = { ...draftOf(undefined), name: ' Low ', atMost: '2', atLeast: '30', failed: true };
  expect(bodyOf(draft)).toMatchObject({
    name: 'Low',
    atMost: 2,
    atLeast: null,
    failed: false,
    metricKey: null,
  });
  expect(bodyOf({ ...draft, atMost: ' ' }).atMost).toBeNull();
  expect(bodyOf({ ...draft, appliesTo: 'interaction' })).toMatchObject({
    atMost: null,
    atLeast: 30,
    failed: true,
  });
});
