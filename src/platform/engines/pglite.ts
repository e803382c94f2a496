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
import { copyData, simpleQuery } from './wire.ts';

const options = {
  parsers: {
    [types.INT8]: Number,
    [types.NUMERIC]: Number,
    [types.DATE]: (text: string) => text,
  },
};

/**
 * Of the 128 MB that is the default, 100 MB are touched at the start already (306 MB resident against 205 MB);
 * the operating system caches the files anyway. With 8 MB instead of 32 the readings of a million answers take as long as
 * before, and the process is 25 MB smaller once it has read that much.
 */
const pageCache = '8MB';

/** Milliseconds of work after which whoever waits outside of the database has a turn. */
const BREATH = 20;
let breathedAt = performance.now();

/**
 * The engine answers within the call, so that a long row of statements is one row of microtasks: no socket is read and no
 * timer rings until it ends. A taker that worked off a burst held up every page for ten seconds this way.
 */
function breathe(): Promise<void> | undefined {
  if (performance.now() - breathedAt < BREATH) return undefined;
  return new Promise((resolve) => {
    setImmediate(() => {
      breathedAt = performance.now();
      resolve();
    });
  });
}

class PgliteConnection implements Connection {
  private readonly pglite: PGlite;
  private readonly on: PGlite | Transaction;

  constructor(pglite: PGlite, on: PGlite | Transaction = pglite) {
    this.pglite = pglite;
    this.on = on;
  }

  async raw(text: string, parameters?: unknown[]): Promise<RawResult> {
    await breathe();
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
    await breathe();
    await this.on.query(`copy ${table} (${columns.join(',')}) from '/dev/blob'`, [], {
      blob: new Blob([`${lines.join('\n')}\n`]),
    });
  }

  async copyTo(text: string): Promise<Buffer> {
    // The protocol itself knows no queue: outside of a transaction it could answer in the middle of another's.
    if (this.on === this.pglite) return this.pglite.transaction(() => this.copyNow(text));
    return this.copyNow(text);
  }

  /** Past `/dev/blob`, which is written in pieces of a kilobyte: the garbage of it was 60 MB beside an export. */
  private async copyNow(text: string): Promise<Buffer> {
    const query = simpleQuery(`copy (${text}) to stdout (format binary)`);
    return copyData(await this.pglite.execProtocolRaw(query, { syncToFs: false }));
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
      running = new Tx(new PgliteConnection(this.pglite, inner), this);
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

  async listen(channel: string, hear: (message?: string) => void): Promise<() => Promise<void>> {
    const stop = await this.pglite.listen(channel, hear);
    return () => stop();
  }

  /** A checkpoint first: going through the log of a long import at the next start would take its time and 50 MB for good. */
  async close(): Promise<void> {
    await this.pglite.exec('checkpoint').catch(() => undefined);
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
