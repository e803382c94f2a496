import { type Runner, sql } from '../../platform/database.ts';
import { type ImportRun, type RunStep, type RunTimes, stateOf } from './run.ts';

interface RunRow extends RunTimes {
  run_id: number;
  source_key: string | null;
  source_name: string | null;
  file_name: string;
  recipe: string | null;
  log: string | null;
  ahead: number;
  started_at: Date;
  started_by: string | null;
  total_bytes: number | null;
  done_bytes: number;
  read_rows: number;
  accepted: number;
  changed: number;
  unchanged: number;
  rejected: number;
  step: string | null;
  steps: RunStep[];
  warnings: string[];
  failure: string | null;
}

export const isOpen = sql`finished_at is null and failed_at is null and cancelled_at is null`;

const selected = sql`
  select r.run_id, s.key as source_key, s.name as source_name, r.file_name, r.recipe, l.name as log, r.started_at, p.name as started_by,
    r.begun_at, r.finished_at, r.failed_at, r.cancel_asked_at, r.cancelled_at, r.total_bytes, r.done_bytes, r.read_rows,
    r.accepted, r.changed, r.unchanged, r.rejected, r.step, r.steps, r.warnings, r.failure,
    case when r.begun_at is null then (select count(*) from import_runs o where o.run_id < r.run_id
      and o.finished_at is null and o.failed_at is null and o.cancelled_at is null) else 0 end as ahead
  from import_runs r left join sources s using (source_id) left join people p on p.person_id = r.started_by
  left join event_logs l on l.log_id = r.log_id`;

export async function runById(db: Runner, runId: number): Promise<ImportRun | undefined> {
  const row = await db.maybe<RunRow>(sql`${selected} where r.run_id = ${runId}`);
  return row && shown(row);
}

/** The newest first. */
export async function listRuns(
  db: Runner,
  page: { before: number | null; limit: number; source: string | null },
): Promise<ImportRun[]> {
  const rows = await db.all<RunRow>(sql`${selected}
    where (${page.before}::int is null or r.run_id < ${page.before}::int)
      and (${page.source}::text is null or s.key = ${page.source}::text)
    order by r.run_id desc limit ${page.limit}`);
  return rows.map(shown);
}

export interface NewRun {
  sourceId: number | null;
  logId: number | null;
  /** Of what is fetched from another database. */
  pullId?: string | null;
  fileName: string;
  fileHash: string | null;
  recipe: string | null;
  mapping: unknown;
  uploadId: string | null;
  uploads: string[];
  totalBytes: number;
  warnings: string[];
  startedAt: Date;
  startedBy: string | null;
}

export async function insertRun(db: Runner, run: NewRun): Promise<number> {
  const row = await db.one<{ run_id: number }>(sql`
    insert into import_runs (source_id, log_id, pull_id, file_name, file_hash, recipe, mapping, upload_id, uploads, total_bytes, warnings, started_at, started_by)
    values (${run.sourceId}::int, ${run.logId}::int, ${run.pullId ?? null}::uuid, ${run.fileName}, ${run.fileHash}, ${run.recipe}, ${JSON.stringify(run.mapping)}::jsonb,
      ${run.uploadId}::uuid, ${run.uploads}::uuid[], ${run.totalBytes}, ${run.warnings}::text[], ${run.startedAt}::timestamptz,
      ${run.startedBy}::uuid)
    returning run_id`);
  return row.run_id;
}

/** What a worker needs to do the run. */
export interface RunWork {
  runId: number;
  sourceId: number | null;
  /** Of a hand-over history. */
  logId: number | null;
  pullId: string | null;
  fileName: string;
  recipe: string | null;
  /** A `Mapping`, for a recipe a `RecipeWork`, for a hand-over history a `LogWork`. */
  mapping: unknown;
  uploadId: string | null;
  uploads: string[];
  readRows: number;
  rejected: number;
  startedBy: string | null;
}

export function workOf(db: Runner, runId: number): Promise<RunWork> {
  return db.one(sql`
    select run_id as "runId", source_id as "sourceId", log_id as "logId", pull_id as "pullId", file_name as "fileName", recipe, mapping, upload_id as "uploadId",
      uploads::text[] as uploads, read_rows as "readRows", rejected, started_by as "startedBy"
    from import_runs where run_id = ${runId}`);
}

export interface BatchCount {
  rows: number;
  accepted: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

/**
 * Adds a batch to the run's counters and to those of the recipe's step under way, in the batch's own transaction.
 * @returns whether somebody asked to stop; undefined when another process has taken the run over
 */
export async function addProgress(
  db: Runner,
  run: { runId: number; holder: string },
  batch: BatchCount & { doneBytes: number | null },
): Promise<{ cancel: boolean } | undefined> {
  return db.maybe<{ cancel: boolean }>(sql`
    update import_runs set read_rows = read_rows + ${batch.rows}, accepted = accepted + ${batch.accepted},
      changed = changed + ${batch.changed}, unchanged = unchanged + ${batch.unchanged}, rejected = rejected + ${batch.rejected},
      done_bytes = coalesce(${batch.doneBytes}::bigint, done_bytes),
      steps = case when steps = '[]' then steps else jsonb_set(steps, '{-1}', (steps->-1) || jsonb_build_object(
        'rows', (steps->-1->>'rows')::bigint + ${batch.rows}::bigint, 'accepted', (steps->-1->>'accepted')::bigint + ${batch.accepted}::bigint,
        'unchanged', (steps->-1->>'unchanged')::bigint + ${batch.unchanged}::bigint,
        'rejected', (steps->-1->>'rejected')::bigint + ${batch.rejected}::bigint)) end,
      heartbeat_at = now()
    where run_id = ${run.runId} and holder = ${run.holder} and ${isOpen}
    returning cancel_asked_at is not null as cancel`);
}

function shown(row: RunRow): ImportRun {
  return {
    runId: row.run_id,
    sourceKey: row.source_key,
    sourceName: row.source_name,
    fileName: row.file_name,
    recipe: row.recipe,
    log: row.log,
    state: stateOf(row),
    ahead: row.ahead,
    startedAt: row.started_at,
    startedBy: row.started_by,
    begunAt: row.begun_at,
    overAt: row.finished_at ?? row.failed_at ?? row.cancelled_at,
    totalBytes: row.total_bytes,
    doneBytes: row.done_bytes,
    read: row.read_rows,
    accepted: row.accepted,
    changed: row.changed,
    unchanged: row.unchanged,
    rejected: row.rejected,
    step: row.step,
    steps: row.steps,
    warnings: row.warnings,
    failure: row.failure,
  };
}
