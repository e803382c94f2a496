import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
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
import { closeMessage, queryMessage, resultOf, statementMessage, syncMessage } from './statement.ts';
import { copyData } from './wire.ts';

/**
 * Of the 128 MB that is the default, 100 MB are touched at the start already (306 MB resident against 205 MB);
 * the operating system caches the files anyway. With 8 MB instead of 32 the readings of a million answers take as long as
 * before, and the process is 25 MB smaller once it has read that much.
 */
const PAGE_CACHE = '8MB';

/** Of vacuum and of making an index; what the engine once took it never gives back. */
const UPKEEP_MEMORY = '4MB';

/** Elements of arrays that statements give and take. */
const elements = [
  ...[
    'bool',
    'int2',
    'int4',
    'int8',
    'float4',
    'float8',
    'numeric',
    'oid',
    'text',
    'varchar',
    'bpchar',
    'name',
    'char',
  ],
  ...['uuid', 'date', 'time', 'timestamp', 'timestamptz', 'interval', 'json', 'jsonb', 'bytea'],
];

/**
 * The engine knows how to read and write an array of every type there is, each table's row type among them, and copies that
 * list for every statement: 0.52 ms for the smallest one in an empty database, more with every table. With the arrays we use it
 * is 0.26 ms.
 */
async function knowOnlyOurArrays(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ array: number }>(
    `select typarray::int as array from pg_type
     where typarray <> 0 and not (typname = any($1::text[]) and typnamespace = 'pg_catalog'::regnamespace)`,
    [elements],
  );
  const foreign = new Set(rows.map(({ array }) => String(array)));
  const ours = <T>(known: Record<number | string, T>) =>
    Object.fromEntries(Object.entries(known).filter(([type]) => !foreign.has(type)));
  pglite.parsers = ours(pglite.parsers);
  pglite.serializers = ours(pglite.serializers);
}

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

/** Statements of a name that are planned once; each plan stays in memory. */
const MOST_PLANNED = 64;
const planned = new WeakMap<PGlite, Set<string>>();

class PgliteConnection implements Connection {
  private readonly pglite: PGlite;
  private readonly inside: Transaction | undefined;

  constructor(pglite: PGlite, inside?: Transaction) {
    this.pglite = pglite;
    this.inside = inside;
  }

  /**
   * In one message, read as the driver of a server reads it: asked step by step, as the engine's own `query` does, a statement
   * took 0.24 ms instead of 0.08.
   */
  async raw(text: string, parameters?: unknown[], name?: string): Promise<RawResult> {
    await breathe();
    // Several statements may come at once, as on a server, but without parameters.
    if (!parameters || parameters.length === 0) return this.alone(() => this.ask(queryMessage(text)));
    return this.alone(() =>
      name ? this.named(text, parameters, name) : this.ask(statementMessage(text, parameters)),
    );
  }

  private async ask(message: Uint8Array): Promise<RawResult> {
    return resultOf(await this.pglite.execProtocolStream(message, { syncToFs: false }));
  }

  private async named(text: string, parameters: unknown[], name: string): Promise<RawResult> {
    const known = planned.get(this.pglite) ?? new Set();
    planned.set(this.pglite, known);
    const prepared = known.has(name);
    if (!prepared && known.size >= MOST_PLANNED) return this.ask(statementMessage(text, parameters));
    try {
      const result = await this.ask(statementMessage(text, parameters, { name, prepared }));
      known.add(name);
      return result;
    } catch (error) {
      // Whether it was planned before it failed is not told.
      if (!prepared) await this.ask(closeMessage(name));
      throw error;
    }
  }

  /** Outside of a transaction one waits for those under way, as the engine's own `query` does. */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside?.closed) throw new Error('The transaction is over.');
    if (this.pglite.closed) throw new Error('The database is closed.');
    const now = () => this.pglite._runExclusiveQuery(work);
    return this.inside ? now() : this.pglite._runExclusiveTransaction(now);
  }

  async copyFrom(table: string, columns: string[], lines: string[]): Promise<void> {
    await breathe();
    await (this.inside ?? this.pglite).query(`copy ${table} (${columns.join(',')}) from '/dev/blob'`, [], {
      blob: new Blob([`${lines.join('\n')}\n`]),
    });
  }

  /**
   * Past `/dev/blob`, which is written in pieces of a kilobyte: the garbage of it was 60 MB beside an export. And unread:
   * the engine’s other ways make a message of every row, half the time of 32,000.
   */
  copyTo(text: string): Promise<Buffer> {
    const query = queryMessage(`copy (${text}) to stdout (format binary)`);
    return this.alone(async () => {
      const parts: Buffer[] = [];
      try {
        const onRawData = (part: Uint8Array) => void parts.push(Buffer.from(part));
        await this.pglite.execProtocolRawStream(query, { syncToFs: false, onRawData });
      } finally {
        // Until it is asked in the usual way, the engine goes on handing everything to that callback.
        await this.pglite.execProtocolStream(syncMessage(), { syncToFs: false });
      }
      return copyData(Buffer.concat(parts));
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
export async function openPglite(
  folder?: string,
  load?: Blob,
  pageCache = PAGE_CACHE,
): Promise<Database & { pglite: PGlite }> {
  const unlock = folder ? lockFolder(folder) : () => undefined;
  try {
    const pglite = new PGlite({
      startParams: [
        ...PGlite.defaultStartParams,
        '-c',
        `shared_buffers=${pageCache}`,
        '-c',
        `maintenance_work_mem=${UPKEEP_MEMORY}`,
      ],
      ...(folder ? { dataDir: join(folder, 'pg') } : {}),
      ...(load ? { loadDataDir: load } : {}),
    });
    await pglite.waitReady;
    await knowOnlyOurArrays(pglite);
    const db = new Pglite(pglite, unlock);
    await db.run(sql`set timezone to 'UTC'`);
    return db;
  } catch (error) {
    unlock();
    throw error;
  }
}
