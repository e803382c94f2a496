import { caseKeys } from '../../collect/collect.ts';
import { type Actor, require } from '../../platform/access.ts';
import { csvResponse } from '../../platform/csv.ts';
import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { type NamedOrigin, originOf } from './origin.ts';
import { moves } from './paths.sql.ts';
import type { SeamCase, SeamCasesQuery } from './seam.ts';

interface Row {
  id: string;
  handovers: number;
  bounces: number;
  closed: boolean;
  from: Date;
  days: number;
  path: { group: string; at: string }[];
  total: number;
}

/** The cases behind a seam, a pair, or a number of hand-overs, those with most hand-overs first, each with its path. */
export async function seamCases(
  platform: Platform,
  actor: Actor,
  query: SeamCasesQuery,
): Promise<{ items: SeamCase[]; total: number; next: string | null }> {
  require(actor, 'case:read');
  const origin = await originOf(platform, query.log);
  const rows = await platform.db.all<Row>(select(origin, query, query.limit));
  const items = await shown(platform, origin, rows);
  const total = rows[0]?.total ?? 0;
  const seen = query.after + items.length;
  return { items, total, next: items.length > 0 && seen < total ? String(seen) : null };
}

/** All of them as a file: one line a case, its path in words. */
export async function seamCasesCsv(
  platform: Platform,
  actor: Actor,
  query: SeamCasesQuery,
): Promise<Response> {
  require(actor, 'case:read');
  const origin = await originOf(platform, query.log);
  const batches = (async function* () {
    for await (const rows of platform.db.stream<Row>(select(origin, { ...query, after: 0 }))) {
      yield (await shown(platform, origin, rows)).map((one) => [
        one.key,
        one.customer,
        one.handovers,
        one.bounces,
        one.closed,
        one.from,
        one.days,
        one.path.map(({ group }) => group).join(' → '),
      ]);
    }
  })();
  const header = ['case', 'customer', 'hand_overs', 'bounces', 'closed', 'first_at', 'days', 'path'];
  return csvResponse('seam-cases.csv', header, batches);
}

function select(origin: NamedOrigin, query: SeamCasesQuery, limit?: number) {
  const id = (name: string) => {
    const found = origin.idOf(name);
    if (found !== undefined) return found;
    throw new Refusal(
      'no_such_group',
      `“${origin.name}” has no group “${name}”. Write it as the list does.`,
      {
        group: name,
      },
    );
  };
  const kind = origin.own ? sql`uuid` : sql`int`;
  const on = [sql`true`];
  const { from, to, a, b, handovers } = query;
  if (from !== undefined && to !== undefined)
    on.push(sql`bool_or(giver = ${id(from)}::${kind} and group_id = ${id(to)}::${kind})`);
  if (a !== undefined && b !== undefined) {
    const [x, y] = [id(a), id(b)];
    on.push(sql`bool_or(group_id = origin and ((giver = ${x}::${kind} and group_id = ${y}::${kind})
      or (giver = ${y}::${kind} and group_id = ${x}::${kind})))`);
  }
  if (handovers === '3+') on.push(sql`count(*) > 3`);
  else if (handovers !== undefined) on.push(sql`count(*) = ${Number(handovers) + 1}`);
  return sql`
    with ${moves(origin)}, found as (
      select case_id, count(*) - 1 as handovers, count(*) filter (where group_id = origin) as bounces,
        json_agg(json_build_object('group', group_id::text, 'at', at) order by at, place) as path
      from moves group by case_id having ${sql.join(on, sql` and `)}
    )
    select case_id::text as id, f.handovers, f.bounces, f.path, s.closed, s."from", s.days, count(*) over () as total
    from found f join spans s using (case_id)
    order by f.bounces desc, f.handovers desc, case_id
    ${limit === undefined ? sql`` : sql`limit ${limit} offset ${query.after}`}`;
}

async function shown(platform: Platform, origin: NamedOrigin, rows: Row[]): Promise<SeamCase[]> {
  const about = origin.own ? await ownNames(platform, rows) : await logNames(platform, rows);
  return rows.map((row) => ({
    ...(about.get(row.id) ?? { key: '?', href: null, customer: null }),
    handovers: row.handovers,
    bounces: row.bounces,
    closed: origin.closing === null ? null : row.closed,
    from: row.from,
    days: row.days,
    path: row.path.map(({ group, at }) => ({ group: origin.nameOf(group), at: new Date(at).toISOString() })),
  }));
}

type About = Map<string, Pick<SeamCase, 'key' | 'href' | 'customer'>>;

async function logNames(platform: Platform, rows: Row[]): Promise<About> {
  const keys = await caseKeys(
    platform.db,
    rows.map(({ id }) => Number(id)),
  );
  return new Map([...keys].map(([id, key]) => [String(id), { key, href: null, customer: null }]));
}

async function ownNames(platform: Platform, rows: Row[]): Promise<About> {
  const found = await platform.db.all<{ id: string; number: number; customer: string | null }>(sql`
    select c.case_id::text as id, c.number, u.name as customer from cases c
    left join links l on l.identity_id = c.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
    where c.case_id = any(${rows.map(({ id }) => id)}::uuid[])`);
  return new Map(
    found.map(({ id, number, customer }) => [id, { key: `#${number}`, href: `/inbox/${id}`, customer }]),
  );
}
