import { createHash } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { sql } from '../src/platform/database.ts';
import { openPostgres } from '../src/platform/engines/postgres.ts';
import { migrate, migrations } from '../src/platform/migrate.ts';
import { startCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database every test file copies. */
    postgresTemplate: { server: string; name: string };
  }
}

/** The server of the leg and its template: ONUS_TEST_DATABASE_URL where set, else a server for this run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.ONUS_TEST_DATABASE_URL;
  const cluster = given ? undefined : await startCluster({ fsync: process.env.ONUS_TEST_PG_FSYNC === 'on' });
  const server = given ?? (cluster?.url as string);
  const hash = createHash('sha256').update(JSON.stringify(migrations())).digest('hex');
  const name = `onus_template_${hash.slice(0, 12)}_${process.pid}`;

  const admin = openPostgres(server, { connections: 1 });
  await admin.run(sql`create database ${sql.id(name)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const template = openPostgres(url.href, { connections: 2 });
  await migrate(template);
  await template.close();
  project.provide('postgresTemplate', { server, name });

  return async () => {
    await admin.run(sql`drop database if exists ${sql.id(name)} with (force)`);
    await admin.close();
    await cluster?.stop();
  };
}
