import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { type RunTimes, stateOf } from '../imports/run.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { Pull } from './pull.ts';

export interface PullRow {
  id: string;
  kind: Pull['kind'];
  name: string;
  source: string;
  sourceName: string;
  sourceId: number;
  settings: Pull['settings'];
  secret: string | null;
  mapping: Mapping;
  everyMinutes: number | null;
  watermark: string | null;
  lastRun:
    | (RunTimes & {
        run_id: number;
        started_at: Date;
        read_rows: number;
        accepted: number;
        failure: string | null;
      })
    | null;
}

const selected = sql`
  select p.pull_id as id, p.kind, p.name, s.key as source, s.name as "sourceName", p.source_id as "sourceId", p.settings, p.secret,
    p.mapping, p.every_minutes as "everyMinutes", p.watermark
  from pulls p join sources s using (source_id)`;

type LastRun = NonNullable<PullRow['lastRun']> & { pull_id: string };

export async function allPulls(db: Runner): Promise<PullRow[]> {
  return withRuns(
    db,
    await db.all<PullRow>(sql`${selected} where p.ended_at is null order by p.name, p.pull_id`),
  );
}

export async function pullById(db: Runner, id: string): Promise<PullRow | undefined> {
  const rows = await db.all<PullRow>(sql`${selected} where p.pull_id = ${id}::uuid and p.ended_at is null`);
  return (await withRuns(db, rows))[0];
}

async function withRuns(db: Runner, rows: PullRow[]): Promise<PullRow[]> {
  if (rows.length === 0) return rows;
  const runs = await db.all<LastRun>(sql`
    select distinct on (pull_id) pull_id, run_id, started_at, begun_at, finished_at, failed_at, cancel_asked_at, cancelled_at,
      read_rows, accepted, failure
    from import_runs where pull_id = any(${rows.map(({ id }) => id)}::uuid[]) order by pull_id, run_id desc`);
  const last = new Map(runs.map((run) => [run.pull_id, run]));
  return rows.map((row) => ({ ...row, lastRun: last.get(row.id) ?? null }));
}

export interface NewPull {
  id: string;
  sourceId: number;
  kind: Pull['kind'];
  name: string;
  settings: unknown;
  secret: string | null;
  mapping: unknown;
  everyMinutes: number | null;
}

export async function insertPull(
  tx: Tx,
  pull: NewPull,
  by: { at: Date; personId: string | null },
): Promise<void> {
  await tx.run(sql`
    insert into pulls (pull_id, source_id, kind, name, settings, secret, mapping, every_minutes, made_at, made_by)
    values (${pull.id}::uuid, ${pull.sourceId}, ${pull.kind}, ${pull.name}, ${JSON.stringify(pull.settings)}::jsonb, ${pull.secret},
      ${JSON.stringify(pull.mapping)}::jsonb, ${pull.everyMinutes}::int, ${by.at}::timestamptz, ${by.personId}::uuid)`);
}

/** `again`: read everything once more, because another query means other rows. */
export async function updatePull(tx: Tx, pull: NewPull, again: boolean): Promise<void> {
  await tx.run(sql`
    update pulls set source_id = ${pull.sourceId}, name = ${pull.name}, settings = ${JSON.stringify(pull.settings)}::jsonb,
      secret = ${pull.secret}, mapping = ${JSON.stringify(pull.mapping)}::jsonb, every_minutes = ${pull.everyMinutes}::int,
      watermark = case when ${again}::boolean then null else watermark end
    where pull_id = ${pull.id}::uuid and ended_at is null`);
}

export async function endPull(tx: Tx, id: string, at: Date): Promise<number> {
  return tx.run(
    sql`update pulls set ended_at = ${at}::timestamptz, secret = null where pull_id = ${id}::uuid and ended_at is null`,
  );
}

export async function moveWatermark(tx: Tx, id: string, watermark: string): Promise<void> {
  await tx.run(sql`update pulls set watermark = ${watermark} where pull_id = ${id}::uuid`);
}

/** Whether one is under way or waits: a second one would read the same. */
export function isPulling(db: Runner, id: string): Promise<{ run_id: number } | undefined> {
  return db.maybe(sql`
    select run_id from import_runs where pull_id = ${id}::uuid and finished_at is null and failed_at is null and cancelled_at is null limit 1`);
}

export function shownPull(row: PullRow): Pull {
  const { sourceId: _source, secret: _secret, lastRun, ...rest } = row;
  const next =
    row.everyMinutes === null
      ? null
      : lastRun
        ? new Date(lastRun.started_at.getTime() + row.everyMinutes * 60_000)
        : null;
  return {
    ...rest,
    lastRun: lastRun && {
      runId: lastRun.run_id,
      startedAt: lastRun.started_at,
      state: stateOf(lastRun),
      read: lastRun.read_rows,
      accepted: lastRun.accepted,
      failure: lastRun.failure,
    },
    nextAt: next,
  };
}
