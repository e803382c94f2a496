import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { dayFrom, uuidOf } from './copied.ts';
import { sql } from './database.ts';

const fresh = await freshDatabase();
const { db } = fresh;
afterAll(() => fresh.close());

const id = '0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6';
const rows = sql`select * from (values
  (-9007199254740991::bigint, -7, true, 'Käse\n', ${sql.lit(id)}::uuid, '1999-12-31'::date),
  (4294967296::bigint, 7, false, '', null, '2026-02-28'::date),
  (null, null, null, null, null, null)) as v(a, b, c, d, e, f)`;

async function read(from: { copied: typeof db.copied }) {
  const all = [];
  for (const row = await from.copied(rows); row.next(); )
    all.push([row.int8(), row.int4(), row.boolean(), row.text(), row.uuid(), row.int4()]);
  return all;
}

test('what is copied out is read field by field, nulls and negatives too, inside a transaction as outside', async () => {
  const found = await read(db);
  expect(found).toEqual([
    [-9007199254740991, -7, true, 'Käse\n', id.replaceAll('-', ''), -1],
    [4294967296, 7, false, '', null, 9555],
    [null, null, null, null, null, null],
  ]);
  expect(await db.tx(read)).toEqual(found);
  expect(dayFrom(-1)).toBe('1999-12-31');
  expect(dayFrom(9555)).toBe('2026-02-28');
  expect(uuidOf(id.replaceAll('-', ''))).toBe(id);
});

test('what the database refuses is thrown, and it goes on', async () => {
  await expect(db.copied(sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
  await expect(db.tx((tx) => tx.copied(sql`select nothing`))).rejects.toMatchObject({ code: '42703' });
  expect((await read(db)).length).toBe(3);
});

test('a copy waits for the transaction before it', async () => {
  await db.run(sql`create table seen (n int)`);
  const writing = db.tx(async (tx) => {
    await tx.run(sql`insert into seen values (1)`);
    await tx.run(sql`select 1`);
    throw new Error('taken back');
  });
  const [, rows] = await Promise.all([
    expect(writing).rejects.toThrow('taken back'),
    db.copied(sql`select n from seen`),
  ]);
  expect(rows.next()).toBe(false);
});

test('a statement with parameters is refused, as COPY takes none', async () => {
  await expect(db.copied(sql`select ${1}::int`)).rejects.toThrow('no parameters');
});
