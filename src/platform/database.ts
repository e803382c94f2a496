import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { Copied } from './copied.ts';

export { sql };

/** Anything Kysely can compile: the `sql` tag or a finished query builder. */
export type Compilable = { compile(...on: never[]): { sql: string; parameters: readonly unknown[] } };

/** Kysely composes the SQL (parameters stay parameters); the engines below run it. It never opens a connection. */
const composer = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export function compile(statement: Compilable): { sql: string; parameters: unknown[] } {
  const compiled = (statement.compile as (on: unknown) => { sql: string; parameters: readonly unknown[] })(
    composer,
  );
  return { sql: compiled.sql, parameters: compiled.parameters as unknown[] };
}

export interface RawResult {
  rows: Record<string, unknown>[];
  count: number;
}

/** What one engine must be able to do on one connection. */
export interface Connection {
  /** `name`: planned once on each connection of a server, for statements that run a thousand times a second. */
  raw(text: string, parameters?: unknown[], name?: string): Promise<RawResult>;
  /** COPY … FROM text lines already escaped with `copyLine`. */
  copyFrom(table: string, columns: string[], lines: string[]): Promise<void>;
  /** COPY (text) TO in PostgreSQL's binary form. */
  copyTo(text: string): Promise<Buffer>;
}

/** Runs statements: outside a transaction each stands alone, inside one they stand or fall together. */
export class Runner {
  protected readonly connection: Connection;
  private readonly database: Runner | undefined;

  constructor(connection: Connection, database?: Runner) {
    this.connection = connection;
    this.database = database;
  }

  /** The database this runs on, the same object inside and outside of transactions: what caches are keyed by. */
  get origin(): Runner {
    return this.database ?? this;
  }

  /**
   * Every row. With `plan`, a name of its own, the statement is planned once on each connection: for what is asked thousands of
   * times and found the same way whatever the parameters are. Its text must be the same each time.
   */
  async all<T>(statement: Compilable, plan?: string): Promise<T[]> {
    const { sql: text, parameters } = compile(statement);
    return (await this.connection.raw(text, parameters, plan)).rows as T[];
  }

  /** The first row, or undefined. */
  async maybe<T>(statement: Compilable, plan?: string): Promise<T | undefined> {
    return (await this.all<T>(statement, plan))[0];
  }

  /** The one row; throws where there is none. */
  async one<T>(statement: Compilable, plan?: string): Promise<T> {
    const row = await this.maybe<T>(statement, plan);
    if (row === undefined) throw new Error(`expected a row from: ${compile(statement).sql.slice(0, 120)}`);
    return row;
  }

  /** How many rows were touched. `plan` as for `all`. */
  async run(statement: Compilable, plan?: string): Promise<number> {
    const { sql: text, parameters } = compile(statement);
    return (await this.connection.raw(text, parameters, plan)).count;
  }

  /** Plain text with $1… parameters, for libraries that bring their own SQL (queue, sign-in). */
  raw(text: string, parameters?: unknown[], name?: string): Promise<RawResult> {
    return this.connection.raw(text, parameters, name);
  }

  /** Bulk load: about four times the rate of multi-row INSERT on either engine. */
  copyFrom(table: string, columns: string[], lines: string[]): Promise<void> {
    return lines.length === 0 ? Promise.resolve() : this.connection.copyFrom(table, columns, lines);
  }

  /**
   * Many narrow rows at once, read one after the other: on the embedded engine 32,000 rows of four columns take 25 ms instead
   * of 190. COPY takes no parameters, so values stand in the statement (`sql.lit`, never what a person typed as it came).
   */
  async copied(statement: Compilable): Promise<Copied> {
    const { sql: text, parameters } = compile(statement);
    if (parameters.length > 0) throw new Error('COPY takes no parameters');
    return new Copied(await this.connection.copyTo(text));
  }
}

/** A running transaction. Rooms take this where they must commit together with their caller. */
export class Tx extends Runner {
  private readonly afterCommit: (() => void)[] = [];

  /** Runs after the commit and never when it is rolled back (wake a worker, drop a cache). */
  onCommit(then: () => void): void {
    this.afterCommit.push(then);
  }

  committed(): void {
    for (const then of this.afterCommit) then();
  }
}

export interface Database extends Runner {
  readonly engine: 'pglite' | 'postgres';
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Rows in batches through a cursor: constant memory however many there are. Holds a connection of its own, or on PGlite reads by short transactions. */
  stream<T>(statement: Compilable, size?: number): AsyncIterable<T[]>;
  /**
   * Hears what anybody says on the channel (`pg_notify`), by a connection of its own, which comes back by itself; `hear` is
   * called without a message each time it does, since something may have been said meanwhile. @returns how to stop
   */
  listen(channel: string, hear: (message?: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** One COPY text line. `undefined` and `null` are NULL; dates become ISO; objects become JSON. */
export function copyLine(values: unknown[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) line += '\t';
    line += copyField(values[i]);
  }
  return line;
}

export function copyField(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  const text =
    typeof value === 'string' ? value : value instanceof Date ? value.toISOString() : JSON.stringify(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, escapeOne) : text;
}

function escapeOne(c: string): string {
  return c === '\\' ? '\\\\' : c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r';
}
