import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, sql } from './database.ts';
import { Refusal } from './errors.ts';
import { hold } from './locks.ts';

const folder = join(import.meta.dirname, '../../migrations');

export interface Migration {
  name: string;
  text: string;
}

/** Every migration of this version, in order. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Applies what is missing, each in its own transaction, under an advisory lock so that several processes may start at once.
 * Refuses a database that is ahead of this version.
 */
export async function migrate(db: Database): Promise<string[]> {
  await db.run(
    sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`,
  );
  const known = migrations();
  const applied: string[] = [];
  for (const migration of known) {
    const did = await db.tx(async (tx) => {
      await hold(tx, 'migrating');
      const done = await tx.maybe(sql`select 1 from migrations where name = ${migration.name}`);
      if (done) return false;
      await tx.raw(migration.text);
      await tx.run(sql`insert into migrations (name) values (${migration.name})`);
      return true;
    });
    if (did) applied.push(migration.name);
  }
  const names = (await db.all<{ name: string }>(sql`select name from migrations`)).map((row) => row.name);
  const ahead = names.filter((name) => !known.some((migration) => migration.name === name));
  if (ahead.length > 0) {
    throw new Refusal(
      'database_ahead',
      `The database was made by a newer Onus (${ahead.join(', ')}). Update the program.`,
      { ahead },
    );
  }
  return applied;
}
