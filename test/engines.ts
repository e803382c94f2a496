import { openAsBlob } from 'node:fs';
import { inject } from 'vitest';
import { type Database, sql } from '../src/platform/database.ts';
import { openPglite } from '../src/platform/engines/pglite.ts';
import { openPostgres } from '../src/platform/engines/postgres.ts';

export interface FreshDatabase {
  db: Database;
  /** What DATABASE_URL would be: `memory:` on PGlite, which only this process can reach. */
  url: string;
  close(): Promise<void>;
}

/** The engine this leg runs on. */
export const engine = process.env.ONUS_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite';

/** A migrated, empty database of its own on the engine of the leg. Close it in `afterAll`. */
export function freshDatabase(): Promise<FreshDatabase> {
  return engine === 'postgres' ? freshPostgres() : freshPglite();
}

async function freshPglite(): Promise<FreshDatabase> {
  const db = await openPglite(undefined, await openAsBlob(inject('pgliteTemplate')));
  return { db, url: 'memory:', close: () => db.close() };
}

/** A data folder of the embedded engine, migrated, for a process of its own to open. */
export async function freshFolder(folder: string): Promise<void> {
  await (await openPglite(folder, await openAsBlob(inject('pgliteTemplate')))).close();
}

async function freshPostgres(): Promise<FreshDatabase> {
  const { server, name: template } = inject('postgresTemplate');
  const name = `onus_test_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = openPostgres(server, { connections: 1 });
  await admin.run(sql`create database ${sql.id(name)} template ${sql.id(template)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = openPostgres(url.href, { connections: 5 });
  return {
    db,
    url: url.href,
    close: async () => {
      await db.close();
      await admin.run(sql`drop database if exists ${sql.id(name)} with (force)`);
      await admin.close();
    },
  };
}
