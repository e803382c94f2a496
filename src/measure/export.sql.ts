import { type Compilable, type Runner, sql } from '../platform/database.ts';

type Fragment = ReturnType<typeof sql>;

export interface ExportFilter {
  metricId: number | null;
  from: Date | null;
  until: Date | null;
}

/** The greatest of a page. */
export interface Key {
  identity: string;
  id: string;
}

const first = '00000000-0000-0000-0000-000000000000';

/** A field of free text as CSV: quoted, and not run by a spreadsheet as a formula (OWASP: an apostrophe in front). */
function quoted(expression: string): string {
  // left() takes half the time of a regular expression.
  const formula = `left(${expression}, 1) in ('=', '+', '-', '@', E'\\t', E'\\r')`;
  return `'"' || replace(case when ${formula} then '''' || ${expression} else ${expression} end, '"', '""') || '"'`;
}

/** The header and one expression a column; names are looked up in the small tables once, not once a row. */
function line(dimensions: string[]): { header: string; row: string } {
  const plain = (name: string) =>
    /^[\w.-]+$/.test(name) && !/^[-+=@]/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
  const header = [
    'response_id',
    'customer_id',
    'source',
    'metric',
    'touchpoint',
    'occurred_at',
    'value',
    'contact_requested',
    'comment',
  ];
  const row = `r.response_id::text || ',' || coalesce(l.customer_id::text, '') || ',' || so.text || ',' || m.text || ',' || coalesce(t.text, '') || ','
    || to_char(r.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ',' || coalesce(r.value::text, '') || ','
    || coalesce(r.contact_requested::text, '') || ',' || coalesce(${quoted('r.comment')}, '') || coalesce(sl.text, '${','.repeat(dimensions.length)}') || E'\\r\\n'`;
  return { header: `${[...header, ...dimensions.map(plain)].join(',')}\r\n`, row };
}

export function exportHeader(dimensions: string[]): string {
  return line(dimensions).header;
}

/** Ends with the relations `r`, the responses, and `lines`, their text. */
function lines(dimensions: string[], { rows, links }: { rows: Fragment; links: Fragment }): Fragment {
  const dims = dimensions.map(
    (key) => sql`',' || coalesce(${sql.raw(quoted(`(dims ->> ${literal(key)})`))}, '')`,
  );
  const slice = dims.length === 0 ? sql`''` : sql.join(dims, sql` || `);
  return sql`with so as materialized (select source_id, ${sql.raw(quoted('key'))} as text from sources),
    m as materialized (select metric_id, ${sql.raw(quoted('key'))} as text from metrics),
    t as materialized (select touchpoint_id, ${sql.raw(quoted('key'))} as text from touchpoints),
    sl as materialized (select slice_id, ${slice} as text from slices),
    r as (${rows}),
    l as (${links}),
    lines as (select r.identity_id, r.response_id, ${sql.raw(line(dimensions).row)} as text from r
      join so using (source_id) join m using (metric_id) left join t using (touchpoint_id) left join sl using (slice_id)
      left join l on l.identity_id = r.identity_id)`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function filtered({ metricId, from, until }: ExportFilter) {
  return sql`${metricId === null ? sql`true` : sql`metric_id = ${sql.lit(metricId)}`}
    ${from ? sql`and occurred_at >= ${sql.lit(from.toISOString())}::timestamptz` : sql``} ${until ? sql`and occurred_at < ${sql.lit(until.toISOString())}::timestamptz` : sql``}`;
}

const columns = sql.raw(
  'identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, comment, contact_requested',
);

/** All lines as one result, for a cursor. */
export function exportAll(dimensions: string[], filter: ExportFilter): Compilable {
  const rows = sql`select ${columns} from responses where ${filtered(filter)}`;
  return sql`${lines(dimensions, { rows, links: sql`select identity_id, customer_id from links` })} select text from lines`;
}

/** The next lines in key order: COPY hands them over as bytes, which become no strings on their way. */
export async function exportPage(
  db: Runner,
  dimensions: string[],
  { filter, after, limit }: { filter: ExportFilter; after: Key | undefined; limit: number },
): Promise<{ text: Buffer; last: Key | undefined }> {
  const { identity, id } = after ?? { identity: first, id: first };
  const rows = sql`select ${columns} from responses
    where (identity_id, response_id) > (${sql.lit(identity)}::uuid, ${sql.lit(id)}::uuid) and ${filtered(filter)}
    order by identity_id, response_id limit ${sql.lit(limit)}`;
  // `limit 1`: from the index, one by one. As a join the planner went through all links for every page.
  const links = sql`select i.identity_id, k.customer_id from (select distinct identity_id from r) i
    cross join lateral (select customer_id from links k where k.identity_id = i.identity_id limit 1) k`;
  // Only the last line brings its key: two strings and an object a line made the young generation grow by 50 MB.
  const page = await db.copied(sql`${lines(dimensions, { rows, links })},
    last as (select identity_id, response_id from r order by identity_id desc, response_id desc limit 1)
    select text, k.identity_id, k.response_id from lines left join last k using (identity_id, response_id)`);
  const text = Buffer.allocUnsafe(page.size);
  let [end, last]: [number, Key | undefined] = [0, undefined];
  while (page.next()) {
    end += page.bytesTo(text, end);
    const identity = page.uuid();
    const id = page.uuid();
    if (identity && id) last = { identity, id };
  }
  return { text: text.subarray(0, end), last };
}
