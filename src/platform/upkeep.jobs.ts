import type { Platform } from './platform.ts';
import { analyze, lookAfterGrown } from './upkeep.ts';

/**
 * PGlite has no autovacuum: without this its tables only grow and the planner never learns their size. A server looks
 * after itself, but not within the minute in which a file of a million rows came in, so imports ask for `analyze` on both.
 */
export function jobs(platform: Platform): void {
  const { queue, db, log } = platform;
  queue.work('upkeep.analyze', () => analyze(platform), { batchSize: 1, unique: true });
  queue.subscribe('import.finished', 'upkeep.analyze');
  if (db.engine !== 'pglite') return;
  queue.work(
    'upkeep.vacuum',
    async () => {
      // One table at a time, so that requests on the only connection run in between.
      const tables = await db.raw(
        "select tablename as name from pg_tables where schemaname in ('public', 'pgboss')",
      );
      for (const { name } of tables.rows)
        await db
          .raw(`vacuum (analyze) ${quoted(String(name))}`)
          .catch((error) => log.warn({ error, name }, 'vacuum failed'));
    },
    { batchSize: 1, unique: true },
  );
  queue.schedule('upkeep.nightly', '10 3 * * *', 'upkeep.vacuum');
  queue.work('upkeep.look', () => lookAfterGrown(platform), { batchSize: 1, unique: true });
  queue.schedule('upkeep.look', '* * * * *', 'upkeep.look');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
