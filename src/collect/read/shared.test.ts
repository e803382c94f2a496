import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewRecords } from './preview.ts';
import { readRecords } from './records.ts';

const DATA = process.env.ONUS_SHARED_DATA ?? join(import.meta.dirname, '../../../../shared/data');
const missing = !existsSync(DATA);

/** Rows and columns as the files' own description counts them. */
const FILES: [string, number, number][] = [
  ['olist/olist_orders_dataset.csv', 6_887, 8],
  ['olist/olist_order_reviews_dataset.csv', 6_866, 7],
  ['olist/olist_closed_deals_dataset.csv', 842, 14],
  ['olist/olist_products_dataset.csv', 32_951, 9],
  ['olist/product_category_name_translation.csv', 71, 2],
  ['bpic2013/incidents.csv', 65_533, 11],
  ['sfo2017/sfo_2017.csv', 2_831, 97],
  ['airline_satisfaction/airline_passenger_satisfaction.csv', 129_880, 24],
  ['airline_tweets/tweets.csv', 14_640, 6],
  ['people/fake_1000.csv', 1_000, 7],
  ['people/historical_figures.csv', 25_323, 11],
  ['people/febrl3.csv', 5_000, 11],
  ['people/household_100k.csv', 100_000, 11],
  ['people/household_1m.csv.gz', 1_000_000, 11],
];

describe.skipIf(missing)(missing ? 'skipped: no shared data' : 'real files', () => {
  it.each(FILES)('%s has %i rows of %i columns', async (file, count, width) => {
    let rows = 0;
    let bad = 0;
    let columns: string[] = [];
    let narrow = 0;
    for await (const batch of readRecords(join(DATA, file))) {
      rows += batch.rows.length;
      bad += batch.bad.length;
      columns = batch.columns;
      narrow += batch.rows.filter((row) => row.values.length !== width).length;
    }
    expect({ rows, bad, narrow, columns: columns.length }).toEqual({
      rows: count,
      bad: 0,
      narrow: 0,
      columns: width,
    });
    expect(columns[0]).not.toMatch(/^\ufeff/);
  });

  it.each([
    [
      'olist/olist_closed_deals_dataset.csv',
      'won_date',
      { type: 'date', date: { format: 'dmy', ambiguous: false } },
    ],
    [
      'olist/olist_marketing_qualified_leads_dataset.csv',
      'first_contact_date',
      { date: { label: 'DD-MM-YYYY' } },
    ],
    [
      'olist/olist_orders_dataset.csv',
      'order_approved_at',
      { type: 'date', date: { format: 'iso', hasTime: true } },
    ],
    ['olist/olist_order_items_dataset.csv', 'price', { type: 'number', number: { decimal: '.' } }],
    ['olist/olist_customers_dataset.csv', 'customer_zip_code_prefix', { type: 'text' }],
    [
      'airline_tweets/tweets.csv',
      'tweet_created',
      { type: 'date', date: { format: 'mdy', ambiguous: false } },
    ],
    ['bpic2013/incidents.csv', 'Change Date+Time', { type: 'date', date: { format: 'iso' } }],
    ['people/febrl3.csv', 'date_of_birth', { type: 'date', date: { format: 'compact', hasTime: false } }],
    ['people/fake_1000.csv', 'email', { type: 'email' }],
  ])('%s: %s', async (file, name, expected) => {
    const { columns } = await previewRecords(join(DATA, file));
    expect(columns.find((column) => column.name === name)).toMatchObject(expected);
  });
});
