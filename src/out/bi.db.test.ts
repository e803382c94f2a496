import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import type { TestPlatform } from '../../test/platform.ts';
import { tellingPlatform } from '../../test/telling.ts';
import { takeIn } from '../loop.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let sourceId: number;
beforeAll(async () => {
  fresh = await freshDatabase();
  ({ platform, sourceId } = await tellingPlatform(fresh.db));
  const facts = ['a', 'b', 'c'].flatMap((who, i) => [
    { type: 'identity' as const, key: who, name: `Name ${who}`, email: `${who}@kunde.example` },
    {
      type: 'response' as const,
      key: `r${who}`,
      who,
      metric: 'nps',
      value: i * 5,
      at: '2026-03-01T10:00:00Z',
      comment: 'My words',
      touchpoint: 'delivery',
    },
    {
      type: 'interaction' as const,
      key: `i${who}`,
      who,
      kind: 'delivery.done',
      at: '2026-03-01T09:00:00Z',
      value: 2,
      failed: i === 0,
    },
  ]);
  await takeIn(platform, { sourceId, facts } as never);
});
afterAll(() => fresh.close());

const rows = async (text: string) => (await fresh.db.raw(text)).rows;

interface Column {
  view: string;
  about: string | null;
  name: string;
  kind: string;
  says: string | null;
}
const columns = () =>
  fresh.db.all<Column>(sql`
    select c.relname as view, obj_description(c.oid) as about, a.attname as name, format_type(a.atttypid, a.atttypmod) as kind,
      col_description(c.oid, a.attnum) as says
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'bi' and a.attnum > 0 order by c.relname, a.attnum`);

test('the views count what was taken in, as the rest of Onus does', async () => {
  expect(await rows('select count(*)::int as n from bi.customers')).toEqual([{ n: 3 }]);
  expect(await rows('select source, key from bi.customer_keys order by key')).toEqual([
    { source: 'shop', key: 'a' },
    { source: 'shop', key: 'b' },
    { source: 'shop', key: 'c' },
  ]);
  expect(
    await rows(
      "select metric, sum(n)::int as n, sum(sum)::int as sum, bool_and(few) as few from bi.readings where metric = 'nps' group by metric",
    ),
  ).toEqual([{ metric: 'nps', n: 3, sum: 15, few: true }]);
  expect(
    await rows('select touchpoint, count(*)::int as n, sum(value)::int as sum from bi.responses group by 1'),
  ).toEqual([{ touchpoint: 'delivery', n: 3, sum: 15 }]);
  expect(
    await rows('select touchpoint, rule, closed_at, waived, changed_at = opened_at as fresh from bi.cases'),
  ).toEqual(
    Array(2).fill({ touchpoint: 'delivery', rule: 'low', closed_at: null, waived: false, fresh: true }),
  );
  const [reading] = await rows(
    "select round(sum(nps * n) / sum(n)) as nps from bi.readings where metric = 'nps'",
  );
  // 0, 5 and 10: one promoter, two detractors.
  expect(Number(reading!.nps)).toBe(-33);
});

test('no name, address or word of a customer, and no colleague, stands in any view', async () => {
  const views = [...new Set((await columns()).map(({ view }) => view))];
  for (const view of views) {
    const all = JSON.stringify(await rows(`select * from bi.${view}`));
    expect(all).not.toMatch(/Name [abc]|kunde\.example|My words|Ada/);
  }
  const names = (await columns()).map(({ name }) => name);
  expect(names.filter((name) => /person|owner|email|phone|^comment$/.test(name))).toEqual([]);
});

test('departments too small to be counted are not named, nor the next one', async () => {
  const sizes = { one: 1, six: 6, seven: 7, nine: 9 };
  for (const [key, size] of Object.entries(sizes)) {
    const id = newId();
    await fresh.db.run(
      sql`insert into departments (department_id, key, name) values (${id}::uuid, ${key}, ${key})`,
    );
    for (let i = 0; i < size; i++)
      await fresh.db.run(sql`insert into people (person_id, name, email, colour, department_id, made_at)
        values (${newId()}::uuid, 'x', ${`${key}${i}@x.example`}, '#555555', ${id}::uuid, now())`);
  }
  expect(await rows('select department from bi.departments order by 1')).toEqual([
    { department: 'nine' },
    { department: 'seven' },
  ]);
  await fresh.db.raw("delete from people where email like 'one%'; delete from departments where key = 'one'");
  expect((await rows('select department from bi.departments')).length).toBe(3);
});

test('a role for BI reads the views and nothing else, and writes nothing', async () => {
  const role = `onus_bi_${newId().replaceAll('-', '')}`;
  // As docs/bi.md tells it, without the password.
  await fresh.db.raw(
    `create role ${role}; grant usage on schema bi to ${role}; grant select on all tables in schema bi to ${role}`,
  );
  const as = (text: string) =>
    fresh.db.tx(async (tx) => {
      await tx.raw(`set local role ${role}`);
      return (await tx.raw(text)).rows;
    });
  try {
    for (const view of new Set((await columns()).map((column) => column.view)))
      await as(`select * from bi.${view} limit 1`);
    await expect(as('select * from customers')).rejects.toThrow(/permission denied/);
    await expect(as('select * from people')).rejects.toThrow(/permission denied/);
    await expect(as('delete from bi.metrics')).rejects.toThrow(/permission denied/);
  } finally {
    await fresh.db.raw(`drop owned by ${role}; drop role ${role}`);
  }
});

/** `vitest run --project pglite src/out/bi -u` writes it anew. */
test('every column is described, and the page of the documentation is these views', async () => {
  const all = await columns();
  expect(all.filter(({ about, says }) => !about || !says)).toEqual([]);
  const parts = [...Map.groupBy(all, ({ view }) => view)].map(([view, of]) =>
    [
      `## bi.${view}`,
      of[0]!.about,
      [
        '| column | kind | |',
        '| --- | --- | --- |',
        ...of.map(({ name, kind, says }) => `| \`${name}\` | ${kind} | ${says} |`),
      ].join('\n'),
    ].join('\n\n'),
  );
  const page = [
    '# Views for BI',
    'Made from the views themselves; how to read them stands in [BI and reverse ETL](bi.md).',
    ...parts,
  ];
  await expect(`${page.join('\n\n')}\n`).toMatchFileSnapshot('../../docs/bi-views.md');
});
