import { afterAll, expect, test } from 'vitest';
import { sql } from '../src/platform/database.ts';
import { migrations } from '../src/platform/migrate.ts';
import { engine, freshDatabase } from './engines.ts';

const first = await freshDatabase();
const second = await freshDatabase();
afterAll(async () => {
  await first.close();
  await second.close();
});

test('the leg runs on the engine it says', async () => {
  expect(first.db.engine).toBe(engine);
  const { version } = await first.db.one<{ version: string }>(sql`select version() as version`);
  expect(Number(/PostgreSQL (\d+)/.exec(version)?.[1])).toBeGreaterThanOrEqual(15);
});

test('a fresh database is migrated and shares nothing with another one', async () => {
  const names = await second.db.all<{ name: string }>(sql`select name from migrations order by name`);
  expect(names.map((row) => row.name)).toEqual(migrations().map((migration) => migration.name));
  await first.db.run(sql`create table only_here (n int)`);
  const found = await second.db.one<{ found: string | null }>(
    sql`select to_regclass('only_here')::text as found`,
  );
  expect(found.found).toBeNull();
});

test('values go in and come out alike on every engine', async () => {
  const at = new Date('2026-03-29T01:30:00.123Z');
  const values = [
    true,
    7,
    '9007199254740991',
    1.5,
    '12.340',
    'a"b,{c}\\ ü\n',
    at,
    '2026-03-29',
    ['a"b', 'c,d', '', null, 'NULL', '\\'],
    [1, 2, null],
    [at],
    { deep: [1, { 'ü"': null }] },
    JSON.stringify([1, 'two']),
    Buffer.from([0, 1, 255]),
    null,
  ];
  const row = await first.db.raw(
    `select $1::boolean as yes, $2::int as i, $3::bigint as big, $4::float8 as f, $5::numeric as n, $6::text as t, $7::timestamptz as at,
      $8::date as day, $9::text[] as texts, $10::int[] as ints, $11::timestamptz[] as times, $12::jsonb as json, $13::jsonb as list,
      $14::bytea as bytes, $15::text as nothing`,
    values,
  );
  expect(row).toEqual({
    rows: [
      {
        ...{ yes: true, i: 7, big: 9007199254740991, f: 1.5, n: 12.34, t: 'a"b,{c}\\ ü\n', at },
        ...{
          day: '2026-03-29',
          texts: ['a"b', 'c,d', '', null, 'NULL', '\\'],
          ints: [1, 2, null],
          times: [at],
        },
        ...{
          json: { deep: [1, { 'ü"': null }] },
          list: [1, 'two'],
          bytes: Buffer.from([0, 1, 255]),
          nothing: null,
        },
      },
    ],
    count: 1,
  });
});

test('of several statements the last one answers, and rows touched are counted', async () => {
  const { db } = first;
  await db.raw('create table touched (n int primary key, t text)');
  expect(
    await db.raw(
      'insert into touched select i from generate_series(1, 5) i; select count(*) as n from touched',
    ),
  ).toEqual({
    rows: [{ n: 5 }],
    count: 1,
  });
  expect((await db.raw('update touched set t = $1 where n > $2', ['x', 2])).count).toBe(3);
  expect((await db.raw('delete from touched where n > $1 returning n', [4])).rows).toEqual([{ n: 5 }]);
  expect((await db.raw('select 1 where false')).rows).toEqual([]);
});

test('a statement that fails says why, planned or not, and leaves everything as it was', async () => {
  const { db } = first;
  await db.raw('create table once (n int primary key)');
  const insert = (n: unknown, name?: string) =>
    db.raw('insert into once values ($1::int) returning n', [n], name);
  await expect(insert('seven', 'once')).rejects.toMatchObject({ code: '22P02' });
  expect((await insert(7, 'once')).rows).toEqual([{ n: 7 }]);
  for (const name of [undefined, 'once', 'twice'])
    await expect(insert(7, name)).rejects.toMatchObject({ code: '23505', constraint: 'once_pkey' });
  expect((await insert(8, 'twice')).rows).toEqual([{ n: 8 }]);
  await expect(db.raw('selec 1')).rejects.toMatchObject({ code: '42601' });
  await expect(
    db.tx(async (tx) => {
      await tx.raw('insert into once values ($1)', [9]);
      await tx.raw('insert into once values ($1)', [9]);
    }),
  ).rejects.toMatchObject({ code: '23505' });
  await db.tx(async (tx) => {
    await tx.raw('savepoint before');
    await expect(tx.raw('insert into once values ($1)', [7], 'once in a transaction')).rejects.toMatchObject({
      code: '23505',
    });
    await tx.raw('rollback to before');
    await tx.raw('insert into once values ($1)', [10], 'once');
  });
  expect((await db.raw('select n from once order by n')).rows).toEqual([{ n: 7 }, { n: 8 }, { n: 10 }]);
});

test('more statements than are kept planned work all the same, at once and mixed with transactions', async () => {
  const { db } = first;
  await db.raw('create table many (n int)');
  await Promise.all(
    Array.from({ length: 60 }, (_, i) => [
      db.raw(`insert into many values ($1::int + ${i})`, [0], `many ${i}`),
      db.tx(async (tx) => {
        await tx.copyFrom('many', ['n'], ['1000', '1000']);
        await tx.raw('insert into many values ($1)', [2000]);
      }),
    ]).flat(),
  );
  expect((await db.raw('select count(*) as n, sum(n) as sum from many')).rows).toEqual([
    { n: 240, sum: 1770 + 60 * 4000 },
  ]);
});
