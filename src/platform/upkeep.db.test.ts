import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { sql } from './database.ts';
import { lookAfterGrown } from './upkeep.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
});
afterAll(() => fresh.close());

const add = (from: number, until: number) =>
  fresh.db.run(sql`insert into tags (name, made_at) select 'tag number ' || i, now()
    from generate_series(${from}::int, ${until}::int) i`);

test('the planner learns how large a table has become', async () => {
  await lookAfterGrown(platform);
  await add(1, 5000);
  expect(await lookAfterGrown(platform)).toContain('public.tags');
  const known = await fresh.db.one<{ rows: number }>(
    sql`select reltuples::int as rows from pg_class where relname = 'tags'`,
  );
  expect(known.rows).toBe(5000);
});

test('rows that died make room, and what did not change is left alone', async ({ skip }) => {
  // A server counts changes by itself, in its own time, and its autovacuum is not ours to test.
  skip(fresh.db.engine !== 'pglite', 'a server has autovacuum');
  await add(10_001, 15_000);
  await lookAfterGrown(platform);
  expect(await lookAfterGrown(platform)).not.toContain('public.tags');
  const size = async () =>
    (await fresh.db.one<{ n: number }>(sql`select pg_relation_size('tags')::int as n`)).n;
  const before = await size();
  for (let i = 0; i < 12; i++) {
    await fresh.db.run(sql`update tags set made_at = now()`);
    expect(await lookAfterGrown(platform)).toContain('public.tags');
  }
  expect(await size()).toBeLessThan(before * 3);
});
