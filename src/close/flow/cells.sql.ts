import { bring } from '../../platform/bulk.ts';
import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { type Added, flowColumns } from './added.ts';

/** Each figure of a cell from the rows of cases closed in its week. Recovered: unhappy (0 to 6) before, not so (7 to 10) after. */
const handed = (n: number) => (n < 3 ? sql`handovers = ${sql.lit(n)}` : sql`handovers >= 3`);
const scored = sql`score_before <= 6 and score_after is not null`;
const four = [0, 1, 2, 3];
const minutesOf = (column: string, where = sql`true`) =>
  sql`coalesce(string_agg(int4send(${sql.ref(column)}), ''::bytea) filter (where ${where}), ''::bytea)`;

const counted = (name: string, where: ReturnType<typeof sql>) =>
  [name, sql`count(*) filter (where ${where})::int`] as const;
const summed = (column: string) => [column, sql`coalesce(sum(${sql.ref(column)}), 0)::bigint`] as const;

const figures: (readonly [string, ReturnType<typeof sql>])[] = [
  ['closed', sql`count(*)::int`],
  counted('told', sql`told`),
  counted('confirmed', sql`confirmed`),
  counted('denied', sql`not confirmed`),
  counted('reopened', sql`reopened > 0`),
  counted('first_contact', sql`first_contact`),
  ...four.map((n) => counted(`handed${n}`, handed(n))),
  ...four.map((n) => counted(`scored${n}`, sql`${handed(n)} and ${scored}`)),
  ...four.map((n) => counted(`recovered${n}`, sql`${handed(n)} and ${scored} and score_after >= 7`)),
  counted('gains', sql`score_before is not null and score_after is not null`),
  ['gain', sql`coalesce(sum(score_after - score_before), 0)::float8`],
  [
    'gain_squared',
    sql`coalesce(sum((score_after - score_before) * (score_after - score_before)), 0)::float8`,
  ],
  ...['outside', 'paused', 'offered', 'unseen', 'worked'].map(summed),
  ['acknowledges', minutesOf('acknowledge')],
  ['acts', minutesOf('act')],
  ['tells', minutesOf('tell')],
  ['confirms', minutesOf('confirm')],
  ['normals', minutesOf('total', sql`not urgent`)],
  ['urgents', minutesOf('total', sql`urgent`)],
];
const names = figures.map(([name]) => name);
const list = (of: readonly string[], prefix = '') =>
  sql.join(
    of.map((name) => sql.raw(`${prefix}${name}`)),
    sql`, `,
  );
const selected = sql.join(
  figures.map(([name, sum]) => sql`${sum} as ${sql.ref(name)}`),
  sql`, `,
);
const columns = flowColumns.map(([name]) => name);

/** Writes the rows of these cases and counts again every cell in which one of them stood or now stands. */
export async function writeRows(tx: Tx, caseIds: string[], rows: Added[]): Promise<void> {
  await bring(
    tx,
    'flow_looked_at',
    [['case_id', 'uuid']],
    caseIds.map((id) => [id]),
  );
  await bring(tx, 'flow_new', flowColumns, rows);
  await bringTouched(tx);
  const stood = (table: string) => sql`select opened_week, team_id, touchpoint_id from ${sql.ref(table)}
      union select closed_week, team_id, touchpoint_id from ${sql.ref(table)} where closed_week is not null`;
  await tx.run(sql`insert into flow_touched
    with before as (select f.* from flow_cases f join flow_looked_at using (case_id))
    ${stood('before')} union ${stood('flow_new')}`);
  await tx.run(sql`delete from flow_cases where case_id in (select case_id from flow_looked_at)`);
  await tx.run(sql`insert into flow_cases (${list(columns)}) select ${list(columns)} from flow_new`);
  await makeCells(tx);
}

/** Every cell from all rows: for whoever has written the rows otherwise. */
export async function makeAllCells(tx: Tx): Promise<void> {
  await bringTouched(tx);
  await tx.run(sql`insert into flow_touched
    select opened_week, team_id, touchpoint_id from flow_cases
    union select closed_week, team_id, touchpoint_id from flow_cases where closed_week is not null`);
  await makeCells(tx);
}

const bringTouched = (tx: Tx) =>
  bring(
    tx,
    'flow_touched',
    [
      ['week', 'date'],
      ['team_id', 'uuid'],
      ['touchpoint_id', 'int'],
    ],
    [],
  );

async function makeCells(tx: Tx): Promise<void> {
  await tx.run(sql`delete from flow_cells c using flow_touched t
    where c.week = t.week and c.team_id = t.team_id and c.touchpoint_id = t.touchpoint_id`);
  await tx.run(sql`insert into flow_cells (week, team_id, touchpoint_id, opened, ${list(names)})
    select t.week, t.team_id, t.touchpoint_id, coalesce(o.n, 0), ${list(names, 'c.')}
    from flow_touched t
    cross join lateral (select count(*)::int as n from flow_cases f
      where f.opened_week = t.week and f.team_id = t.team_id and f.touchpoint_id = t.touchpoint_id) o
    cross join lateral (select ${selected} from flow_cases f
      where f.closed_week = t.week and f.team_id = t.team_id and f.touchpoint_id = t.touchpoint_id) c
    where o.n > 0 or c.closed > 0`);
}

/** What a cell holds, as it is read. Minutes: four bytes each, the most significant first. */
export interface Cell {
  week: string;
  teamId: string;
  touchpointId: number;
  opened: number;
  closed: number;
  told: number;
  confirmed: number;
  denied: number;
  reopened: number;
  first_contact: number;
  handed0: number;
  handed1: number;
  handed2: number;
  handed3: number;
  scored0: number;
  scored1: number;
  scored2: number;
  scored3: number;
  recovered0: number;
  recovered1: number;
  recovered2: number;
  recovered3: number;
  gains: number;
  gain: number;
  gain_squared: number;
  outside: number;
  paused: number;
  offered: number;
  unseen: number;
  worked: number;
  acknowledges: Uint8Array;
  acts: Uint8Array;
  tells: Uint8Array;
  confirms: Uint8Array;
  normals: Uint8Array;
  urgents: Uint8Array;
}

/** Weeks from `from` up to, not with, `to`. */
export function readCells(db: Runner, from: string, to: string): Promise<Cell[]> {
  return db.all<Cell>(sql`
    select week::text, team_id as "teamId", touchpoint_id as "touchpointId", opened, ${list(names)} from flow_cells
    where week >= ${from}::date and week < ${to}::date order by week, team_id, touchpoint_id`);
}

/** The same of one person's own cases, as one cell. */
export function readOwn(db: Runner, personId: string, from: string, to: string): Promise<Cell> {
  return db.one<Cell>(sql`
    select ${from} as week, ${personId} as "teamId", 0 as "touchpointId", 0 as opened, ${selected} from flow_cases
    where owner_id = ${personId}::uuid and closed_week >= ${from}::date and closed_week < ${to}::date`);
}

/** How long the cases of these weeks took, for what is similar to an open one. */
export function readTotals(
  db: Runner,
  from: string,
  to: string,
): Promise<Pick<Cell, 'touchpointId' | 'normals' | 'urgents'>[]> {
  return db.all(sql`select touchpoint_id as "touchpointId", normals, urgents from flow_cells
    where week >= ${from}::date and week < ${to}::date and closed > 0`);
}

/** Came and went, a week. */
export function readWeeks(
  db: Runner,
  of: { from: string; to: string; teamId: string | null; touchpoints: number[] | null },
): Promise<{ week: string; opened: number; closed: number }[]> {
  return db.all(sql`select week::text, sum(opened)::int as opened, sum(closed)::int as closed from flow_cells
    where week >= ${of.from}::date and week < ${of.to}::date
      and (${of.teamId}::uuid is null or team_id = ${of.teamId}::uuid)
      and (${of.touchpoints}::int[] is null or touchpoint_id = any(${of.touchpoints}::int[]))
    group by week order by week`);
}
