import { expect, test } from 'vitest';
import { openRecipe } from './folder.ts';
import { matcher, type RecipeStep } from './recipe.ts';
import { factOf } from './rowFact.ts';
import { oneSelect } from './select.ts';

test('every recipe that comes with Onus reads, and so do its files', async () => {
  const { recipe, read } = await openRecipe(undefined, { shipped: 'olist' });
  for (const step of recipe.steps) expect(oneSelect(await read(step.sql), step.name)).toMatch(/^\(/);
  for (const journey of recipe.journeys) expect(await read(journey)).toContain('journey:');
  await expect(openRecipe(undefined, { shipped: '../../etc' })).rejects.toMatchObject({ code: 'not_found' });
});

test.each([
  ['select 1; drop table x', /more than one/],
  ['delete from x', /no SELECT/],
  ['select 1) x; --', /more than one|bracket/],
  ['select 1) union (select 2', /bracket/],
  ['select $$a;b$$ ; select 2', /more than one/],
])('refused: %s', (text, why) => {
  expect(() => oneSelect(text, 'Step')).toThrow(why);
});

test('semicolons and brackets inside quotes and comments are text', () => {
  expect(oneSelect('select \';)\', "a;b" -- ; )\nfrom x /* ; ( */ where y = $q$;)$q$;\n', 'S')).toMatch(
    /\$q\$\n\)$/,
  );
  expect(oneSelect('with a as (select 1) select * from a -- end', 'S').endsWith('-- end\n)')).toBe(true);
});

test('columns become fields and bags; strangers and missing ones are refused by name', () => {
  const step = { name: 'Answers', source: 's', yields: 'responses', sql: 'x.sql' } as RecipeStep;
  const at = new Date('2026-01-01T00:00:00Z');
  const make = factOf(step, ['key', 'metric', 'at', 'value', 'dims.region', 'attributes.n']);
  expect(
    make({ key: 'k', metric: 'nps', at, value: null, 'dims.region': 'north', 'attributes.n': 3 }),
  ).toEqual({
    type: 'response',
    key: 'k',
    metric: 'nps',
    at: '2026-01-01T00:00:00.000Z',
    dims: { region: 'north' },
    attributes: { n: 3 },
  });
  expect(make({ key: null, metric: 'nps', at, value: 1, 'dims.region': null, 'attributes.n': null })).toEqual(
    { problem: '“key” is empty.' },
  );
  expect(() => factOf(step, ['key', 'metric'])).toThrow('needs the column at');
  expect(() => factOf(step, ['key', 'metric', 'at', 'colour'])).toThrow('“colour”, which is no field');
});

test('file patterns', () => {
  expect(matcher('orders*.csv')('orders_2026.csv.gz')).toBe(true);
  expect(matcher('orders*.csv')('my_orders.csv')).toBe(false);
});
