import { copyField, type Database, sql, type Tx } from './database.ts';

/** [column, PostgreSQL type] in the order of each row's values. */
export type Columns = readonly (readonly [name: string, type: string])[];

/** Under this many rows one parameterised statement spares a copy's extra round trips. A guess, not a measured break-even. */
const FEW = 150;

/**
 * Puts rows where a set-based statement can reach them: a table named `name` that holds nothing else.
 * COPY brings about 370,000 rows/s into PostgreSQL where arrays as parameters bring 125,000.
 *
 * On a server it is a temporary table. On PGlite, which has one connection, it is an unlogged one: a temporary table
 * there outlives a killed process in the catalogue but not on disk, and the next start panics over it (PGlite 0.5).
 */
export async function bring(tx: Tx, name: string, columns: Columns, rows: unknown[][]): Promise<void> {
  const shape = columns.map(([column, type]) => `${column} ${type}`).join(', ');
  if ((tx.origin as Database).engine === 'pglite') {
    const emptied = leftovers(tx.origin, name, rows.length) ? `delete from ${name}` : `truncate ${name}`;
    await tx.raw(`create unlogged table if not exists ${name} (${shape}); ${emptied}`);
  } else {
    const again = broughtBefore(tx, name) ? `; truncate ${name}` : '';
    await tx.raw(`create temporary table if not exists ${name} (${shape}) on commit delete rows${again}`);
  }
  await put(tx, name, columns, rows);
}

/**
 * What the last batches brought still stands in these tables on PGlite, until the next ones come; on a server it went with
 * their transactions.
 */
export async function emptyBrought(tx: Tx): Promise<void> {
  if ((tx.origin as Database).engine !== 'pglite') return;
  const tables = await tx.all<{ name: string }>(sql`
    select relname as name from pg_class where relpersistence = 'u' and relkind = 'r' and relnamespace = 'public'::regnamespace`);
  for (const { name } of tables) await tx.run(sql`truncate ${sql.id(name)}`);
}

const brought = new WeakMap<Tx, Set<string>>();

/** A transaction finds the table empty; emptying it all the same takes 1.6 ms. */
function broughtBefore(tx: Tx, name: string): boolean {
  const names = brought.get(tx) ?? new Set<string>();
  brought.set(tx, names);
  const before = names.has(name);
  names.add(name);
  return before;
}

const used = new WeakMap<object, Map<string, number>>();

/** Deleting a few rows takes 0.1 ms and leaves them dead, truncating takes 5 ms: so truncate once in a few thousand rows. */
function leftovers(origin: object, name: string, rows: number): boolean {
  const tables = used.get(origin) ?? new Map<string, number>();
  used.set(origin, tables);
  const since = tables.get(name);
  const few = since !== undefined && since + rows < 3000;
  tables.set(name, few ? since + rows : rows);
  return few;
}

/**
 * Ids as one parameter, `${ids}::uuid[]`. They need no escaping: the driver's own walk over an array of 5,000 takes 3 ms,
 * as long as the lookup it is for.
 */
export function idList(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

/** Inserts rows that are known to be new, by COPY where there are many. */
export async function put(tx: Tx, table: string, columns: Columns, rows: unknown[][]): Promise<void> {
  if (rows.length > FEW) {
    await tx.copyFrom(
      table,
      columns.map(([column]) => column),
      copyLines(columns, rows),
    );
    return;
  }
  if (rows.length === 0) return;
  const lists = columns.map(([, type], i) => sql`${rows.map((row) => plain(row[i]))}::${sql.raw(type)}[]`);
  const names = sql.raw(columns.map(([column]) => column).join(', '));
  await tx.run(sql`insert into ${sql.raw(table)} (${names}) select * from unnest(${sql.join(lists)})`);
}

/** Types whose text never needs escaping. */
const safe = /^(uuid|int|bigint|numeric|date|boolean|timestamptz|char\(1\))$/;

/** As `copyLine`, for many rows of known types: no look for tabs and backslashes where there can be none. */
function copyLines(columns: Columns, rows: unknown[][]): string[] {
  const escaped = columns.map(([, type]) => !safe.test(type));
  // Put together at once: adding field to field leaves thirty strings a row behind.
  const fields: string[] = new Array(columns.length);
  return rows.map((row) => {
    for (let i = 0; i < escaped.length; i++) {
      const value = row[i];
      fields[i] = !escaped[i] && typeof value === 'string' ? value : copyField(value);
    }
    return fields.join('\t');
  });
}

function plain(value: unknown): unknown {
  if (value === undefined) return null;
  return value !== null && typeof value === 'object' && !(value instanceof Date)
    ? JSON.stringify(value)
    : value;
}
