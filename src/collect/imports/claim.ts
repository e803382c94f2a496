import { type Runner, sql } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { hold } from '../../platform/locks.ts';
import type { Platform } from '../../platform/platform.ts';
import { holder, isGone } from '../holder.ts';
import { isOpen } from './run.sql.ts';

export { holder };

/** A process that said nothing for this long has lost its run. A batch takes seconds at most. */
const SILENT = 60;
/** Runs this process works on. */
const mine = new Set<string>();

interface OpenRun {
  run_id: number;
  begun_at: Date | null;
  holder: string | null;
  silent: number | null;
}

/**
 * The next run to work on: one that a dead process left behind, else the one that waits longest; undefined while a living
 * process works on one. Imports run one at a time: two would only wait for each other's rows.
 */
export async function claimRun(platform: Platform): Promise<number | undefined> {
  return platform.db.tx(async (tx) => {
    await hold(tx, 'importing');
    const open = await tx.all<OpenRun>(sql`
      select run_id, begun_at, holder, extract(epoch from now() - heartbeat_at)::float8 as silent
      from import_runs where ${isOpen} and (upload_id is not null or recipe is not null or pull_id is not null) order by run_id`);
    if (open.some((run) => run.begun_at && alive(run, platform))) return undefined;
    const next = open.find((run) => run.begun_at) ?? open[0];
    if (!next) return undefined;
    await tx.run(sql`
      update import_runs set begun_at = coalesce(begun_at, ${platform.clock.now()}::timestamptz), holder = ${holder}, heartbeat_at = now()
      where run_id = ${next.run_id}`);
    mine.add(keyOf(platform, next.run_id));
    return next.run_id;
  });
}

export function release(platform: Platform, runId: number): void {
  mine.delete(keyOf(platform, runId));
}

/** Says “still here” while a long step runs that has no batches of its own. */
export async function beat(db: Runner, runId: number): Promise<void> {
  await db.run(
    sql`update import_runs set heartbeat_at = now() where run_id = ${runId} and holder = ${holder}`,
  );
}

function alive(run: OpenRun, platform: Platform): boolean {
  if (run.holder === holder) return mine.has(keyOf(platform, run.run_id));
  if (run.holder === null || isGone(run.holder)) return false;
  return (run.silent ?? Number.POSITIVE_INFINITY) < SILENT;
}

const names = new WeakMap<object, string>();

/** Run numbers repeat between databases, of which a test process opens many. */
function keyOf(platform: Platform, runId: number): string {
  const name = names.get(platform.db) ?? newId();
  names.set(platform.db, name);
  return `${name}:${runId}`;
}
