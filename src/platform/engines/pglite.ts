import { join } from 'node:path';
import { PGlite, type Transaction, types } from '@electric-sql/pglite';
import {
  type Compilable,
  type Connection,
  compile,
  type Database,
  type RawResult,
  Runner,
  sql,
  Tx,
} from '../database.ts';
import { lockFolder } from './lock.ts';

const options = {
  parsers: {
    [types.INT8]: Number,
    [types.NUMERIC]: Number,
    [types.DATE]: (text: string) => text,
  },
};

/**
 * Of the 128 MB that is the default, 100 MB are touched at the start already (306 MB resident against 205 MB);
 * the operating system caches the files anyway.
 */
const pageCache = '32MB';

class PgliteConnection implements Connection {
  private readonly on: PGlite | Transaction;

  constructor(on: PGlite | Transaction) {
    this.on = on;
  }

  async raw(text: string, parameters?: unknown[]): Promise<RawResult> {
    if (!parameters || parameters.length === 0) {
      // exec takes several statements at once, as a driver without parameters does on a server.
      const results = await this.on.exec(text, options);
      const last = results[results.length - 1];
      return {
        rows: (last?.rows as Record<string, unknown>[]) ?? [],
        count: last?.rowCount ?? last?.rows.length ?? 0,
      };
    }
    const result = await this.on.query<Record<string, unknown>>(text, parameters, options);
    return { rows: result.rows, count: result.rowCount ?? result.affectedRows ?? result.rows.length };
  }

  async copyFrom(table: string, columns: string[], lines: string[]): Promise<void> {
    await this.on.query(`copy ${table} (${columns.join(',')}) from '/dev/blob'`, [], {
      blob: new Blob([`${lines.join('\n')}\n`]),
    });
  }
}

class Pglite extends Runner implements Database {
  readonly engine = 'pglite';
  readonly pglite: PGlite;
  private readonly unlock: () => void;
  private cursors = 0;

  constructor(pglite: PGlite, unlock: () => void) {
    super(new PgliteConnection(pglite));
    this.pglite = pglite;
    this.unlock = unlock;
  }

  async tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let running: Tx | undefined;
    const result = await this.pglite.transaction((inner) => {
      running = new Tx(new PgliteConnection(inner), this);
      return work(running);
    });
    running?.committed();
    return result;
  }

  /** WITH HOLD keeps the rows in a spill file, so requests run between two fetches on the only connection. */
  async *stream<T>(statement: Compilable, size = 2000): AsyncIterable<T[]> {
    const { sql: text, parameters } = compile(statement);
    const name = `stream_${++this.cursors}`;
    await this.raw(`declare ${name} no scroll cursor with hold for ${text}`, parameters);
    try {
      for (;;) {
        const { rows } = await this.raw(`fetch forward ${size} from ${name}`);
        if (rows.length === 0) return;
        yield rows as T[];
      }
    } finally {
      await this.raw(`close ${name}`);
    }
  }

  async close(): Promise<void> {
    await this.pglite.close();
    this.unlock();
  }
}

/**
 * PostgreSQL inside this process. `folder` is the data folder (the cluster lies in `folder/pg`);
 * without one the database is in memory. Refuses a folder another process holds.
 */
export async function openPglite(folder?: string, load?: Blob): Promise<Database & { pglite: PGlite }> {
  const unlock = folder ? lockFolder(folder) : () => undefined;
  try {
    const pglite = new PGlite({
      startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${pageCache}`],
      ...(folder ? { dataDir: join(folder, 'pg') } : {}),
      ...(load ? { loadDataDir: load } : {}),
    });
    await pglite.waitReady;
    const db = new Pglite(pglite, unlock);
    await db.run(sql`set timezone to 'UTC'`);
    return db;
  } catch (error) {
    unlock();
    throw error;
  }
}
