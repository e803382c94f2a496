import type { Database } from './database.ts';
import { openPglite } from './engines/pglite.ts';
import { openPostgres } from './engines/postgres.ts';

/**
 * One door to the three engines. `postgres://…` (a server or a Citus coordinator) or nothing,
 * which opens PGlite in `folder`; `memory:` is PGlite without a folder, for tests.
 */
export async function openDatabase(at: {
  url?: string | undefined;
  folder: string;
  connections?: number;
  /** Of the embedded engine, such as `32MB`. */
  pageCache?: string;
}): Promise<Database> {
  if (at.url === 'memory:') return openPglite();
  if (at.url && /^postgres(ql)?:/.test(at.url))
    return openPostgres(at.url, { connections: at.connections ?? 10 });
  return openPglite(at.folder, undefined, at.pageCache);
}
