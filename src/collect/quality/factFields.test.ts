import { expect, test } from 'vitest';
import type { Fact } from '../facts.ts';
import { profileFacts } from './factFields.ts';

const at = '2026-03-01T10:00:00Z';

test('letters are a shape of their own beside the answers to a form, so that neither lacks what only the other has', () => {
  const facts: Fact[] = [
    { type: 'response', key: '1', who: 'a@x.de', metric: 'csat', value: 4, at },
    {
      type: 'response',
      key: '2',
      who: 'a@x.de',
      metric: 'csat',
      comment: 'Nobody came.',
      at,
      attributes: { channel: 'email', subject: 'Tuesday' },
    },
    { type: 'response', key: '3', who: 'b@x.de', metric: 'csat', comment: 'no score given', at },
  ];
  const { feeds } = profileFacts(
    facts,
    facts.map(() => ({ outcome: 'accepted' })),
  );
  expect([...feeds].map(([key, { records, fields }]) => [key, records, [...fields.keys()]])).toEqual([
    ['answer:csat', 2, expect.not.arrayContaining(['attributes.subject'])],
    ['letter:csat', 1, expect.arrayContaining(['attributes.subject'])],
  ]);
});
