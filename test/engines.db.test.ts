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
