import { expect, test } from 'vitest';
import { fromMapping, toMapping, withRole } from './draft.ts';

const columns = ['id', 'mail', 'score', 'words', 'day', 'region', 'shoe size'];
const mapping = {
  yields: [
    { type: 'identity', key: 'mail', email: 'mail' },
    {
      type: 'response',
      metric: '=nps',
      at: { column: 'day', format: 'dmy' },
      key: 'id',
      value: 'score',
      comment: 'words',
      who: 'mail',
      dims: { region: 'region' },
      attributes: { 'shoe size': { column: 'shoe size', number: true } },
    },
  ],
};

test('a mapping comes back from the wizard as it went in', () => {
  const draft = fromMapping(mapping, columns);
  expect(draft).toMatchObject({
    row: 'answer',
    metric: 'nps',
    columns: { mail: 'email', day: 'date', region: 'dim:region' },
  });
  expect(toMapping(draft)).toEqual(mapping);
});

test('a role belongs to one column; attributes to any number', () => {
  const draft = withRole(fromMapping(mapping, columns), 'words', 'score');
  expect(draft.columns).toMatchObject({ words: 'score', score: 'ignore' });
  const two = withRole(withRole(draft, 'score', 'attribute'), 'words', 'attribute');
  expect(two.columns).toMatchObject({ score: 'attribute', words: 'attribute', 'shoe size': 'attribute' });
});

test('customers without an event: dimensions and attributes become what is known of them', () => {
  const draft = { ...fromMapping(mapping, columns), row: 'customer' as const };
  expect(toMapping(draft).yields).toEqual([
    {
      type: 'identity',
      key: 'mail',
      email: 'mail',
      attributes: { 'shoe size': { column: 'shoe size', number: true }, region: 'region' },
    },
  ]);
});
