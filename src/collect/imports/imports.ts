import { type Actor, require } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { sourceIdOf } from '../sources.ts';
import { suggestedMapping } from './preview.ts';
import { importQueue } from './queue.ts';
import { insertRun, isOpen, listRuns, runById } from './run.sql.ts';
import type { ImportRun, StartImport } from './run.ts';
import { uploadOf } from './uploads.ts';

/** Puts the import in the queue; it runs when those before it are over. */
export async function startImport(platform: Platform, actor: Actor, given: StartImport): Promise<ImportRun> {
  require(actor, 'import:write');
  const upload = await uploadOf(platform, given.uploadId);
  const sourceId = await sourceIdOf(platform, given.source);
  const { mapping, notes } = given.mapping
    ? { mapping: given.mapping, notes: [] }
    : await suggestedMapping(platform, given.uploadId);
  const runId = await platform.db.tx(async (tx) => {
    const again = await tx.maybe(sql`select 1 from import_runs where upload_id = ${given.uploadId}::uuid`);
    if (again)
      throw conflict('import_started', 'This upload is being imported already. Look at the list of imports.');
    const before = await tx.maybe<{ run_id: number }>(sql`
      select run_id from import_runs where file_hash = ${upload.hash} and failed_at is null order by run_id desc limit 1`);
    const id = await insertRun(tx, {
      sourceId,
      logId: null,
      fileName: upload.fileName,
      fileHash: upload.hash,
      recipe: null,
      mapping,
      uploadId: upload.uploadId,
      uploads: [],
      totalBytes: upload.bytes,
      warnings: before
        ? [
            ...notes,
            `The same file was imported before (import ${before.run_id}); what is known already stays as it is.`,
          ]
        : notes,
      startedAt: platform.clock.now(),
      startedBy: actor.personId,
    });
    await platform.queue.send(tx, importQueue, {});
    return id;
  });
  return (await runById(platform.db, runId)) as ImportRun;
}

export async function importStatus(platform: Platform, actor: Actor, runId: number): Promise<ImportRun> {
  require(actor, 'source:read');
  const run = await runById(platform.db, runId);
  if (!run) throw notFound('import', runId);
  return run;
}

export async function listImports(
  platform: Platform,
  actor: Actor,
  page: { after: string | null; limit: number; source: string | null },
): Promise<{ items: ImportRun[]; next: string | null }> {
  require(actor, 'source:read');
  const before = page.after === null ? null : Number(page.after) || null;
  const rows = await listRuns(platform.db, { before, limit: page.limit + 1, source: page.source });
  const items = rows.slice(0, page.limit);
  return { items, next: rows.length > page.limit ? String(items.at(-1)?.runId) : null };
}

/** Stops after the batch under way. What was taken in stays; importing the file again goes on from there. */
export async function cancelImport(platform: Platform, actor: Actor, runId: number): Promise<ImportRun> {
  require(actor, 'import:write');
  const now = platform.clock.now();
  const asked = await platform.db.run(sql`
    update import_runs set cancel_asked_at = coalesce(cancel_asked_at, ${now}::timestamptz),
      cancelled_at = case when begun_at is null then ${now}::timestamptz end
    where run_id = ${runId} and ${isOpen}`);
  const run = await importStatus(platform, actor, runId);
  if (asked === 0 && run.state !== 'cancelled') {
    throw conflict('import_over', `This import is over (${run.state}); there is nothing left to stop.`, {
      state: run.state,
    });
  }
  return run;
}
