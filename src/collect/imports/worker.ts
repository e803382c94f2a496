import { systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { takeLog } from '../eventLogs/takeLog.ts';
import { Mapping } from '../mapping/mapping.ts';
import { pullBatches } from '../pull/pullBatches.ts';
import type { Rooms } from '../rooms.ts';
import { noteError } from '../source.sql.ts';
import { Stopped, takeAll } from './batch.ts';
import { beat, claimRun, holder, release } from './claim.ts';
import { fileBatches } from './fileBatches.ts';
import { isOpen, type RunWork, runById, workOf } from './run.sql.ts';
import { removeUpload, uploadOf } from './uploads.ts';

/** Said when the process is about to end: runs pause after their batch and go on at the next start. */
const ending = new WeakSet<Platform>();

export function stopImports(platform: Platform): void {
  ending.add(platform);
}

export type RunRecipe = (
  platform: Platform,
  rooms: Rooms,
  work: RunWork,
  stopping: () => boolean,
) => Promise<void>;

/** Works off every import that waits, one after the other, also one that a killed process left half done. */
export async function workOffImports(platform: Platform, rooms: Rooms, runRecipe: RunRecipe): Promise<void> {
  while (!ending.has(platform)) {
    const runId = await claimRun(platform);
    if (runId === undefined) return;
    const heartbeat = setInterval(() => void beat(platform.db, runId).catch(() => undefined), 15_000);
    try {
      await work(platform, rooms, runId, runRecipe);
    } finally {
      clearInterval(heartbeat);
      release(platform, runId);
    }
  }
}

async function work(platform: Platform, rooms: Rooms, runId: number, runRecipe: RunRecipe): Promise<void> {
  const run = await workOf(platform.db, runId);
  const stopping = () => ending.has(platform);
  try {
    if (run.recipe) await runRecipe(platform, rooms, run, stopping);
    else if (run.logId !== null) await takeLog(platform, run, stopping);
    else if (run.pullId !== null) await fetchRows(platform, rooms, run, stopping);
    else await readFile(platform, rooms, run, stopping);
    await over(platform, run, 'finished');
  } catch (error) {
    if (error instanceof Stopped) {
      if (error.why === 'cancelled') await over(platform, run, 'cancelled');
      else if (error.why === 'shutdown')
        await platform.db.run(
          sql`update import_runs set holder = null where run_id = ${runId} and holder = ${holder}`,
        );
      return;
    }
    await over(platform, run, 'failed', failureOf(platform, error));
  }
}

async function readFile(
  platform: Platform,
  rooms: Rooms,
  run: RunWork,
  stopping: () => boolean,
): Promise<void> {
  const upload = await uploadOf(platform, run.uploadId as string).catch(() => {
    throw new Refusal(
      'file_gone',
      'The import was interrupted and its file is no longer there. Send the file again: rows taken in before stay and count as unchanged.',
    );
  });
  const batches = fileBatches(platform, {
    runId: run.runId,
    sourceId: run.sourceId as number,
    fileName: run.fileName,
    path: upload.path,
    mapping: Mapping.parse(run.mapping),
    skipRows: run.readRows,
  });
  await takeAll(
    batches,
    {
      platform,
      takeIn: rooms.takeIn,
      runId: run.runId,
      sourceId: run.sourceId as number,
      kept: { rejections: run.rejected },
    },
    stopping,
  );
}

async function fetchRows(
  platform: Platform,
  rooms: Rooms,
  run: RunWork,
  stopping: () => boolean,
): Promise<void> {
  const { runId, sourceId } = run;
  const context = { platform, takeIn: rooms.takeIn, runId, kept: { rejections: run.rejected } };
  await takeAll(pullBatches(platform, run), { ...context, sourceId: sourceId as number }, stopping);
}

/** Ends the run on record: one audit entry and one event an import, however many rows. */
async function over(
  platform: Platform,
  run: RunWork,
  how: 'finished' | 'failed' | 'cancelled',
  failure?: string,
): Promise<void> {
  const now = platform.clock.now();
  const column = sql.ref(`${how}_at`);
  await platform.db.tx(async (tx) => {
    const ended = await tx.run(sql`
      update import_runs set ${column} = ${now}::timestamptz, failure = ${failure ?? null}, step = null
      where run_id = ${run.runId} and holder = ${holder} and ${isOpen}`);
    if (ended === 0) return;
    if (how === 'finished') {
      // Reading ahead leaves the position at the last batch; a whole file is a whole bar.
      await tx.run(
        sql`update import_runs set done_bytes = coalesce(total_bytes, done_bytes) where run_id = ${run.runId}`,
      );
    }
    if (failure && run.sourceId !== null)
      await noteError(tx, run.sourceId, `${run.fileName}: ${failure}`, now);
    const report = await runById(tx, run.runId);
    const { accepted, changed, unchanged, rejected, read } = report as NonNullable<typeof report>;
    const subject = { kind: 'import', id: run.runId };
    const detail = {
      file: run.fileName,
      recipe: run.recipe,
      ...(report?.log ? { log: report.log } : {}),
      read,
      accepted,
      changed,
      unchanged,
      rejected,
      ...(failure ? { failure } : {}),
    };
    await recordEvent(tx, platform, { name: `import.${how}`, subject, data: detail });
    await audit(tx, platform, systemActor, { verb: `import.${how}`, subject, detail });
  });
  for (const uploadId of [run.uploadId, ...run.uploads]) if (uploadId) await removeUpload(platform, uploadId);
}

function failureOf(platform: Platform, error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = (error as { code?: string } | null)?.code;
  if (code === 'ENOSPC' || code === '53100') {
    return 'The disk is full. Rows taken in before stay; free some space and import the file again.';
  }
  platform.log.error({ error: error instanceof Error ? error.stack : String(error) }, 'import failed');
  return `Something went wrong on our side: ${error instanceof Error ? error.message.slice(0, 300) : 'unknown'}. Rows taken in before stay; import the file again.`;
}
