import type { Db } from 'pg-boss';
import { fromPglite } from 'pg-boss';
import type { Database } from './database.ts';

/**
 * The queue's view of our database. Its blocks of several statements (begin … returning … commit) need the rows of
 * every statement, not only the last one's, so it goes to the engine itself.
 */
export function queueDatabase(db: Database): Db {
  if ('pglite' in db) {
    // Listening is left out: waking in this process on commit does the same without a second path.
    const { listen: _, ...rest } = fromPglite(db.pglite as Parameters<typeof fromPglite>[0]);
    return rest;
  }
  if ('pool' in db) {
    const pool = db.pool as { query(text: string, values?: unknown[]): Promise<unknown> };
    return {
      async executeSql(text, values) {
        const result = await pool.query(text, values);
        const all = (Array.isArray(result) ? result : [result]) as { rows?: unknown[] }[];
        return { rows: all.flatMap((one) => one.rows ?? []) };
      },
    };
  }
  return { executeSql: (text, values) => db.raw(text, values) };
}
