import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '../src/platform/config.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { openPostgres } from '../src/platform/engines/postgres.ts';
import { openDatabase } from '../src/platform/open.ts';
import { type Cluster, startCluster } from '../test/cluster.ts';
import { say } from './figure.ts';
import type { Engine } from './given.ts';

/** An empty place for one database, on one engine; whoever opens it decides what is in it. */
export interface Place {
  /** Also of the data folder beside a PostgreSQL database. */
  folder: string;
  /** `DATABASE_URL`; empty on the embedded engine. */
  url: string | undefined;
  /** Environment of a server over this place. */
  env: Record<string, string>;
  config: Config;
  open(): Promise<Database>;
  remove(): Promise<void>;
}

export interface Ground {
  engine: Engine;
  /** Of the database, in words, for the record. */
  words: string;
  place(): Promise<Place>;
  end(): Promise<void>;
}

/**
 * Where a bench runs. PostgreSQL: a server of its own with fsync on and every other setting as it comes, or the one
 * that ONUS_TEST_DATABASE_URL names. The embedded engine: folders on the same disk; it never calls fsync
 * (its own default), which holds for what it is compared with too.
 */
export async function ground(engine: Engine): Promise<Ground> {
  if (engine === 'pglite') {
    return {
      engine,
      words: 'PGlite in a folder, as it comes (fsync off)',
      place: async () => embedded(),
      end: async () => {},
    };
  }
  const given = process.env.ONUS_TEST_DATABASE_URL;
  const cluster: Cluster | undefined = given ? undefined : await startCluster({ fsync: true });
  const server = given ?? (cluster as Cluster).url;
  const admin = openPostgres(server, { connections: 1 });
  const { version, fsync } = await admin.one<{ version: string; fsync: string }>(
    sql`select current_setting('server_version') as version, current_setting('fsync') as fsync`,
  );
  const words = `PostgreSQL ${version}, fsync ${fsync}`;
  say(words);
  return {
    engine,
    words,
    place: () => onServer(admin, server),
    end: async () => {
      await admin.close();
      await cluster?.stop();
    },
  };
}

async function embedded(): Promise<Place> {
  return place(undefined, async () => {});
}

async function onServer(admin: Database, server: string): Promise<Place> {
  const name = `onus_bench_${crypto.randomUUID().replaceAll('-', '')}`;
  await admin.run(sql`create database ${sql.id(name)} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return place(url.href, async () => {
    await admin.run(sql`drop database if exists ${sql.id(name)} with (force)`);
  });
}

function place(url: string | undefined, drop: () => Promise<void>): Place {
  const folder = mkdtempSync(join(tmpdir(), 'onus-bench-'));
  const env = { ONUS_LOG: 'warn', ...(url ? { DATABASE_URL: url } : {}) };
  return {
    folder,
    url,
    env,
    config: loadConfig({ ...env, ONUS_DATA: folder }),
    open: () => openDatabase({ url, folder }),
    remove: async () => {
      rmSync(folder, { recursive: true, force: true });
      await drop();
    },
  };
}
