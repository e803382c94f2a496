import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFromStream, to as copyToStream } from 'pg-copy-streams';
import Cursor from 'pg-cursor';
import {
  type Compilable,
  type Connection,
  compile,
  type Database,
  type RawResult,
  Runner,
  Tx,
} from '../database.ts';
import { listenOn } from './listen.ts';
import { types } from './types.ts';

class PostgresConnection implements Connection {
  private readonly client: pg.Pool | pg.ClientBase;

  constructor(client: pg.Pool | pg.ClientBase) {
    this.client = client;
  }

  async raw(text: string, parameters?: unknown[], name?: string): Promise<RawResult> {
    const result = await this.client.query(
      name ? { name, text, values: parameters } : { text, values: parameters },
    );
    // Several statements without parameters answer with one result each; the last one speaks for all.
    const last = Array.isArray(result) ? result[result.length - 1] : result;
    return { rows: last.rows ?? [], count: last.rowCount ?? 0 };
  }

  copyFrom(table: string, columns: string[], lines: string[]): Promise<void> {
    return this.withClient(async (client) => {
      const sink = client.query(copyFromStream(`copy ${table} (${columns.join(',')}) from stdin`));
      await pipeline(Readable.from(chunks(lines)), sink);
    });
  }

  copyTo(text: string): Promise<Buffer> {
    return this.withClient(async (client) => {
      const parts: Buffer[] = [];
      for await (const part of client.query(copyToStream(`copy (${text}) to stdout (format binary)`)))
        parts.push(part);
      return Buffer.concat(parts);
    });
  }

  /** A copy needs one connection from its beginning to its end. */
  private async withClient<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    if (!(this.client instanceof pg.Pool)) return work(this.client);
    const own = await this.client.connect();
    try {
      return await work(own);
    } finally {
      own.release();
    }
  }
}

/** About a thousand lines a write: one write a line costs more than the copy itself. */
function* chunks(lines: string[]): Generator<Buffer> {
  for (let i = 0; i < lines.length; i += 1000) yield Buffer.from(`${lines.slice(i, i + 1000).join('\n')}\n`);
}

class Postgres extends Runner implements Database {
  readonly engine = 'postgres';
  readonly pool: pg.Pool;
  private readonly url: string;

  constructor(pool: pg.Pool, url: string) {
    super(new PostgresConnection(pool));
    this.pool = pool;
    this.url = url;
  }

  async tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    const tx = new Tx(new PostgresConnection(client), this);
    let broken: Error | undefined;
    let result: T;
    try {
      await client.query('begin');
      result = await work(tx);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch((failed: Error) => {
        broken = failed;
      });
      throw error;
    } finally {
      client.release(broken);
    }
    tx.committed();
    return result;
  }

  async *stream<T>(statement: Compilable, size = 2000): AsyncIterable<T[]> {
    const { sql, parameters } = compile(statement);
    const client = await this.pool.connect();
    const cursor = client.query(new Cursor(sql, parameters, { types }));
    try {
      for (;;) {
        const rows = (await cursor.read(size)) as T[];
        if (rows.length === 0) return;
        yield rows;
      }
    } finally {
      await cursor.close().catch(() => undefined);
      client.release();
    }
  }

  listen(channel: string, hear: (message?: string) => void): Promise<() => Promise<void>> {
    return listenOn(this.url, channel, hear);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

export function openPostgres(url: string, options: { connections: number }): Database & { pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    types,
    application_name: 'onus',
    idleTimeoutMillis: 30_000,
  });
  // A server that restarts ends idle connections; the pool replaces them, so this is no reason to die.
  pool.on('error', () => undefined);
  return new Postgres(pool, url);
}
