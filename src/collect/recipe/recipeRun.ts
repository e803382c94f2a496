import { systemActor } from '../../platform/access.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { holder } from '../holder.ts';
import { type Batch, type BatchRow, takeAll } from '../imports/batch.ts';
import { addRejections, type NewRejection } from '../imports/rejections.ts';
import { addProgress, type RunWork } from '../imports/run.sql.ts';
import { uploadOf } from '../imports/uploads.ts';
import type { Rooms } from '../rooms.ts';
import { BATCH } from '../takeIn.ts';
import { openRecipe, type RecipeFolder, type RecipeOrigin } from './folder.ts';
import { type ReadyStep, setUp, tryOut } from './prepare.ts';
import { matcher } from './recipe.ts';
import { factOf } from './rowFact.ts';
import { dropStaging, STAGING, stageFile } from './staging.ts';

/** What a recipe's run keeps in place of a mapping. */
export interface RecipeWork {
  origin: RecipeOrigin;
  data: { name: string; uploadId: string }[];
}

interface Progress {
  runId: number;
  kept: { rejections: number };
  totalBytes: number;
  /** Numbers the rows of all files and steps, since a rejection is known by its number. */
  rows: number;
}

/** Loading the files is about a third of the work, as measured on the Olist marketplace; the steps share the rest. */
const LOADING = 0.3;

/**
 * Runs a recipe from its files. Broken off by a crash it starts again from the beginning: what was taken in before
 * counts as unchanged, and the outcome is the same as without the crash.
 */
export async function recipeRun(
  platform: Platform,
  rooms: Rooms,
  run: RunWork,
  stopping: () => boolean,
): Promise<void> {
  const work = run.mapping as RecipeWork;
  const folder = await openRecipe(platform, work.origin);
  const progress = await startOver(platform.db, run.runId);
  try {
    const sources = await setUp(platform, rooms, systemActor, folder);
    await load(platform, folder, work, progress);
    const ready = await tryOut(platform, folder);
    for (const [i, one] of ready.entries()) {
      await beginStep(platform.db, run.runId, one.step.name);
      const share = LOADING + (1 - LOADING) * ((i + 1) / ready.length);
      const batches = stepBatches(platform, one, progress, Math.round(progress.totalBytes * share));
      const sourceId = sources.get(one.step.source) as number;
      await takeAll(
        batches,
        { platform, takeIn: rooms.takeIn, runId: run.runId, sourceId, kept: progress.kept },
        stopping,
      );
    }
  } finally {
    await dropStaging(platform);
  }
}

async function startOver(db: Runner, runId: number): Promise<Progress> {
  await db.run(sql`delete from rejections where run_id = ${runId}`);
  const { total } = await db.one<{ total: number }>(sql`
    update import_runs set read_rows = 0, accepted = 0, changed = 0, unchanged = 0, rejected = 0, done_bytes = 0, steps = '[]'
    where run_id = ${runId} returning coalesce(total_bytes, 0) as total`);
  return { runId, kept: { rejections: 0 }, totalBytes: total, rows: 0 };
}

async function beginStep(db: Runner, runId: number, name: string): Promise<void> {
  const step = { name, rows: 0, accepted: 0, unchanged: 0, rejected: 0 };
  await db.run(sql`
    update import_runs set step = ${name}, steps = steps || ${JSON.stringify([step])}::jsonb, heartbeat_at = now()
    where run_id = ${runId}`);
}

async function load(
  platform: Platform,
  { recipe }: RecipeFolder,
  work: RecipeWork,
  progress: Progress,
): Promise<void> {
  await dropStaging(platform);
  await platform.db.raw(`create schema ${STAGING}`);
  let before = 0;
  for (const file of recipe.files) {
    const fits = matcher(file.match);
    const found = work.data.filter((one) => fits(one.name));
    const [given] = found;
    if (found.length > 1) {
      throw new Refusal(
        'recipe_file_twice',
        `Several files fit “${file.match}”: ${found.map((one) => one.name).join(', ')}. Send one.`,
      );
    }
    if (!given && !file.optional) {
      throw new Refusal(
        'recipe_file_missing',
        `The recipe needs a file “${file.match}”, and there is none.`,
        { match: file.match },
      );
    }
    const upload = given && (await uploadOf(platform, given.uploadId));
    await platform.db.run(
      sql`update import_runs set step = ${given?.name ?? file.table} where run_id = ${progress.runId}`,
    );
    await stageFile(
      platform,
      { file, path: upload?.path, name: given?.name ?? file.match },
      async ({ rows, bad, bytes }) => {
        progress.rows += rows;
        const refused: NewRejection[] = bad.map(({ reason, raw }) => ({
          line: ++progress.rows,
          column: null,
          reason,
          raw,
        }));
        const doneBytes = Math.round((before + bytes) * LOADING);
        const count = {
          rows: refused.length,
          accepted: 0,
          changed: 0,
          unchanged: 0,
          rejected: refused.length,
        };
        await platform.db.tx(async (tx) => {
          await addRejections(tx, progress.runId, refused);
          await addProgress(tx, { runId: progress.runId, holder }, { ...count, doneBytes });
        });
        progress.kept.rejections += refused.length;
      },
    );
    before += upload?.bytes ?? 0;
  }
}

/** The rows of a step's SELECT as facts, through a cursor. */
async function* stepBatches(
  platform: Platform,
  { step, select }: ReadyStep,
  progress: Progress,
  doneBytes: number,
): AsyncGenerator<Batch> {
  let make: ReturnType<typeof factOf> | undefined;
  const column = (field: string) => `${step.name}: ${field}`;
  for await (const found of platform.db.stream<Record<string, unknown>>(
    sql`${sql.raw(`select * from ${select} step`)}`,
    BATCH,
  )) {
    const rows: BatchRow[] = [];
    const bad: NewRejection[] = [];
    for (const row of found) {
      make ??= factOf(step, Object.keys(row));
      const fact = make(row);
      const line = ++progress.rows;
      if ('problem' in fact)
        bad.push({ line, column: step.name, reason: fact.problem, raw: JSON.stringify(row) });
      else rows.push({ line, facts: [fact], raw: () => JSON.stringify(row), column });
    }
    yield { rows, bad, doneBytes };
  }
}
