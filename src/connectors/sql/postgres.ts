import pg from 'pg';
import Cursor from 'pg-cursor';
import type { AskDatabase, DatabaseSettings } from '../../collect/pull/pull.ts';
import { Refusal } from '../../platform/errors.ts';
import { addressOf } from './address.ts';
import { oneQuery } from './oneQuery.ts';
import { inWords } from './trouble.ts';
import { Watermark } from './watermark.ts';

const TIMES: Record<number, string> = { 1082: 'date', 1114: 'timestamp', 1184: 'timestamptz' };
const NUMBERS = new Set([20, 21, 23, 700, 701, 1700]);
const BOOLEAN = 16;
const BYTES = 17;

/** Everything as text, the way a file has it: what a value means is the mapping's to say. */
const types = {
  getTypeParser: (type: number) =>
    type === BOOLEAN
      ? (text: string) => (text === 't' ? 'true' : 'false')
      : type === BYTES
        ? () => null
        : (text: string) => text,
};

export const askPostgres: AskDatabase = async function* (ask) {
  const { settings } = ask;
  const query = oneQuery(settings.query, 'postgres');
  const client = await connect(settings, ask.password);
  let lost: Error | undefined;
  client.on('error', (error) => (lost = error));
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const { fields } = await client.query(`select * from ${query} q limit 0`);
    const columns = fields.map(({ name }) => name);
    const { sql, values, mark } = bounded(query, fields, ask);
    const cursor = client.query(
      new Cursor(sql, values, { rowMode: 'array', types } as never) as Cursor<(string | null)[]>,
    );
    for (let told = false; ; ) {
      const rows = await cursor.read(ask.batchRows);
      if (lost) throw lost;
      for (const row of rows) mark?.see(row);
      if (rows.length > 0 || !told) yield { columns, rows, watermark: mark?.highest ?? null };
      told = true;
      if (rows.length < ask.batchRows) break;
    }
    await cursor.close();
    await client.query('rollback');
  } catch (error) {
    throw inWords(lost ?? error, settings);
  } finally {
    await client.end().catch(() => undefined);
  }
};

async function connect(settings: DatabaseSettings, password: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: await addressOf(settings.host),
    port: settings.port,
    database: settings.database,
    user: settings.user,
    password,
    ssl:
      settings.tls === 'off'
        ? false
        : {
            servername: settings.host,
            rejectUnauthorized: settings.tls === 'on',
            ...(settings.ca ? { ca: settings.ca } : {}),
          },
    connectionTimeoutMillis: 10_000,
    application_name: 'onus',
    types: types as never,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Said by parameter, not by text: the settings that the reading of the query relies on, and its limits.
    await client.query(
      `select set_config('default_transaction_read_only', 'on', false), set_config('statement_timeout', $1, false),
        set_config('lock_timeout', '5s', false), set_config('idle_in_transaction_session_timeout', '10min', false),
        set_config('standard_conforming_strings', 'on', false), set_config('datestyle', 'ISO', false),
        set_config('timezone', 'UTC', false), set_config('bytea_output', 'hex', false)`,
      [`${settings.timeoutSeconds}s`],
    );
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw inWords(error, settings);
  }
}

/** The query from its watermark on, in its order. */
function bounded(
  query: string,
  fields: pg.FieldDef[],
  { settings, from, now }: Parameters<AskDatabase>[0],
): { sql: string; values: unknown[]; mark: Watermark | undefined } {
  const name = settings.watermark;
  if (name === null) return { sql: `select * from ${query} q`, values: [], mark: undefined };
  const at = fields.findIndex((field) => field.name === name);
  const field = fields[at];
  if (!field) {
    const columns = fields.map((one) => one.name);
    throw new Refusal('no_such_column', `The query has no column “${name}”. It has ${columns.join(', ')}.`, {
      columns,
    });
  }
  const column = `q."${name.replaceAll('"', '""')}"`;
  const time = TIMES[field.dataTypeID];
  const mark = new Watermark(
    at,
    time ? 'time' : NUMBERS.has(field.dataTypeID) ? 'number' : 'text',
    now,
    from,
  );
  if (from === null) return { sql: `select * from ${query} q order by ${column}`, values: [], mark };
  const start = time
    ? `($1::${time} - make_interval(secs => $2))`
    : NUMBERS.has(field.dataTypeID)
      ? '($1::numeric - $2::numeric)'
      : '$1';
  const values = time || NUMBERS.has(field.dataTypeID) ? [from, settings.overlap] : [from];
  return { sql: `select * from ${query} q where ${column} >= ${start} order by ${column}`, values, mark };
}
