import { type Connection, createConnection, type FieldPacket, escape as quoted } from 'mysql2';
import type { AskDatabase, DatabaseAsk, DatabaseSettings } from '../../collect/pull/pull.ts';
import { Refusal } from '../../platform/errors.ts';
import { addressOf } from './address.ts';
import { oneQuery } from './oneQuery.ts';
import { inWords } from './trouble.ts';
import { Watermark } from './watermark.ts';

/** Column types of the protocol. */
const TIMES = new Set([7, 10, 12, 14, 17, 18]);
const NUMBERS = new Set([0, 1, 2, 3, 4, 5, 8, 9, 13, 246]);
/** Bytes of one fetch are bounded by rows; a row wider than this is not read into memory twice. */
const AHEAD = 200;

/** MySQL and MariaDB. Everything as text; a TIMESTAMP is an instant and says so. */
export const askMysql: AskDatabase = async function* (ask) {
  const { settings } = ask;
  const query = oneQuery(settings.query, 'mysql');
  const connection = await connect(settings, ask.password);
  try {
    await begin(connection, settings);
    const fields = await described(connection, query);
    const columns = fields.map(({ name }) => name);
    const { sql, mark } = bounded(query, fields, ask);
    let rows: (string | null)[][] = [];
    let told = false;
    for await (const row of streamed(connection, sql, settings)) {
      mark?.see(row);
      rows.push(row);
      if (rows.length < ask.batchRows) continue;
      yield { columns, rows, watermark: mark?.highest ?? null };
      rows = [];
      told = true;
    }
    if (rows.length > 0 || !told) yield { columns, rows, watermark: mark?.highest ?? null };
  } catch (error) {
    throw inWords(error, settings);
  } finally {
    connection.destroy();
  }
};

async function connect(settings: DatabaseSettings, password: string): Promise<Connection> {
  const address = await addressOf(settings.host);
  const connection = createConnection({
    host: address,
    port: settings.port,
    database: settings.database,
    user: settings.user,
    password,
    connectTimeout: 10_000,
    multipleStatements: false,
    // The server may not ask for files of ours.
    flags: ['-LOCAL_FILES'],
    timezone: 'Z',
    charset: 'utf8mb4',
    ...(settings.tls === 'off'
      ? {}
      : {
          ssl: {
            rejectUnauthorized: settings.tls === 'on',
            verifyIdentity: settings.tls === 'on',
            ...(settings.ca ? { ca: settings.ca } : {}),
          },
        }),
  });
  await new Promise<void>((resolve, reject) => {
    connection.on('error', () => undefined);
    connection.connect((error) => {
      if (!error) return resolve();
      connection.destroy();
      reject(inWords(error, settings));
    });
  });
  return connection;
}

/** The settings that the reading of the query relies on, its limits, and a transaction that cannot write. */
async function begin(connection: Connection, { timeoutSeconds }: DatabaseSettings): Promise<void> {
  const run = (sql: string) => results(connection, sql);
  await run(`set session sql_mode = 'STRICT_TRANS_TABLES', time_zone = '+00:00', net_write_timeout = 600`);
  // MariaDB counts seconds, MySQL milliseconds, and neither knows the other's word.
  await run(`set session max_statement_time = ${timeoutSeconds}`).catch(() =>
    run(`set session max_execution_time = ${timeoutSeconds * 1000}`),
  );
  await run('set session transaction read only');
  await run('start transaction with consistent snapshot, read only');
}

function results(connection: Connection, sql: string): Promise<FieldPacket[]> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error, _rows, fields) => (error ? reject(error) : resolve(fields ?? [])));
  });
}

function described(connection: Connection, query: string): Promise<FieldPacket[]> {
  return results(connection, `select * from ${query} q limit 0`);
}

interface Field {
  type: string;
  string(): string | null;
}

async function* streamed(
  connection: Connection,
  sql: string,
  { timeoutSeconds }: DatabaseSettings,
): AsyncGenerator<(string | null)[]> {
  const stream = connection
    .query({
      sql,
      rowsAsArray: true,
      typeCast: (field: Field) => {
        const text = field.string();
        if (field.type === 'GEOMETRY') return null;
        return text !== null && field.type === 'TIMESTAMP' ? `${text}Z` : text;
      },
    } as never)
    .stream({ highWaterMark: AHEAD });
  // The server's own limit covers the query; this covers a server that says nothing any more.
  const silent = setTimeout(
    () => {
      stream.destroy(Object.assign(new Error('silent'), { code: 'ONUS_SILENT' }));
    },
    (timeoutSeconds + 5) * 1000,
  );
  try {
    for await (const row of stream) {
      clearTimeout(silent);
      yield row as (string | null)[];
    }
  } finally {
    clearTimeout(silent);
  }
}

function bounded(query: string, fields: FieldPacket[], { settings, from, now }: DatabaseAsk) {
  const name = settings.watermark;
  if (name === null) return { sql: `select * from ${query} q`, mark: undefined };
  const at = fields.findIndex((field) => field.name === name);
  const type = (fields[at] as { columnType?: number } | undefined)?.columnType;
  if (at === -1 || type === undefined) {
    const columns = fields.map((one) => one.name);
    throw new Refusal('no_such_column', `The query has no column “${name}”. It has ${columns.join(', ')}.`, {
      columns,
    });
  }
  const column = `q.\`${name.replaceAll('`', '``')}\``;
  const kind = TIMES.has(type) ? 'time' : NUMBERS.has(type) ? 'number' : 'text';
  const mark = new Watermark(at, kind, now, from);
  if (from === null) return { sql: `select * from ${query} q order by ${column}`, mark };
  // Written into the text and escaped: placeholders would also be looked for in what somebody else wrote.
  const mine = quoted(kind === 'text' ? from : from.replace(/Z$/, ''));
  const start =
    kind === 'time'
      ? `date_sub(${mine}, interval ${settings.overlap} second)`
      : kind === 'number'
        ? `(cast(${mine} as decimal(65,10)) - ${settings.overlap})`
        : mine;
  return { sql: `select * from ${query} q where ${column} >= ${start} order by ${column}`, mark };
}
