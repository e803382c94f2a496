import { expect, test } from 'vitest';
import { guessColumns } from '../read/columns.ts';
import { Mapping } from './mapping.ts';
import { suggestMapping } from './suggest.ts';

const context = {
  metrics: [
    { key: 'nps', kind: 'nps', scaleMin: 0, scaleMax: 10, common: true },
    { key: 'csat', kind: 'csat', scaleMin: 1, scaleMax: 5, common: false },
  ],
  dimensions: ['region'],
};
const suggest = (columns: string[], ...rows: string[][]) => {
  const mapping = suggestMapping(guessColumns(columns, rows), context);
  expect(Mapping.safeParse(mapping).success).toBe(true);
  return mapping.yields;
};

test('an English survey', () => {
  const rows = Array.from({ length: 20 }, (_, i) => [
    `r${i}`,
    `p${i}@post.example`,
    String(i % 11),
    'Fine',
    `2026-01-0${1 + (i % 9)}`,
    'north',
  ]);
  expect(
    suggest(
      ['response_id', 'Email', 'How likely to recommend (NPS)', 'Comment', 'Submitted date', 'Region'],
      ...rows,
    ),
  ).toEqual([
    { type: 'identity', key: 'Email', email: 'Email' },
    {
      type: 'response',
      metric: '=nps',
      at: 'Submitted date',
      key: 'response_id',
      who: 'Email',
      dims: { region: 'Region' },
      value: 'How likely to recommend (NPS)',
      comment: 'Comment',
    },
  ]);
});

test('a German one, with decimal commas and days first', () => {
  const rows = Array.from({ length: 20 }, (_, i) => [
    `K${i}`,
    `${1 + (i % 4)},5`,
    'Schön',
    `${String(1 + i).padStart(2, '0')}.12.2025`,
  ]);
  expect(suggest(['Kundennummer', 'CSAT Bewertung', 'Anmerkung', 'Datum'], ...rows)).toEqual([
    { type: 'identity', key: 'Kundennummer' },
    {
      type: 'response',
      metric: '=csat',
      at: { column: 'Datum', format: 'dmy' },
      who: 'Kundennummer',
      value: { column: 'CSAT Bewertung', decimal: ',' },
      comment: 'Anmerkung',
    },
  ]);
});

test('events, and plain lists of customers', () => {
  const events = Array.from({ length: 20 }, (_, i) => [
    `c${i}`,
    'order.placed',
    String(10 + i),
    `2026-01-0${1 + (i % 9)}`,
  ]);
  expect(suggest(['customer_id', 'event', 'amount', 'created_at'], ...events)[1]).toMatchObject({
    type: 'interaction',
    kind: 'event',
    value: 'amount',
    at: 'created_at',
    who: 'customer_id',
  });
  const people = Array.from({ length: 20 }, (_, i) => [
    `c${i}`,
    `Ada ${i}`,
    `p${i}@post.example`,
    `shoe ${i}`,
  ]);
  expect(suggest(['customer_id', 'name', 'mail', 'hobby'], ...people)).toEqual([
    { type: 'identity', key: 'customer_id', name: 'name', email: 'mail', attributes: { hobby: 'hobby' } },
  ]);
});
