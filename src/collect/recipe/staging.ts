import { copyLine, sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { openRecords } from '../read/records.ts';
import type { Recipe } from './recipe.ts';

/** Where a recipe's rows lie while it runs. Imports run one at a time, so one name is enough and the SQL can be tried by hand. */
export const STAGING = 'staging';

export async function dropStaging(platform: Platform): Promise<void> {
  await platform.db.raw(`drop schema if exists ${STAGING} cascade`);
}

export interface StagedBad {
  reason: string;
  raw: string;
}

/**
 * Loads a file into its staging table: every column as text, empty cells null. A bad row is reported and stops nothing.
 * Unlogged: after a crash the recipe is run again from its files.
 */
export async function stageFile(
  platform: Platform,
  given: { file: Recipe['files'][number]; path: string | undefined; name: string },
  report: (staged: { rows: number; bad: StagedBad[]; bytes: number }) => Promise<void>,
): Promise<void> {
  const { file, path, name } = given;
  const table = `${STAGING}.${quoted(file.table)}`;
  if (path === undefined) {
    await createTable(platform, table, file.columns);
    return;
  }
  const { batches } = await openRecords(path);
  let columns: string[] | undefined;
  for await (const batch of batches) {
    if (columns === undefined) {
      columns = batch.columns;
      const missing = file.columns.filter((column) => !columns?.includes(column));
      if (missing.length > 0) {
        throw new Refusal(
          'no_such_column',
          `${name} has no column ${missing.map((one) => `“${one}”`).join(', ')}. It has ${columns.join(', ')}.`,
          { columns },
        );
      }
      await createTable(platform, table, columns);
    }
    // JSON may bring a column later on.
    for (const fresh of batch.columns.slice(columns.length)) {
      await platform.db.raw(`alter table ${table} add column ${quoted(fresh)} text`);
    }
    columns = batch.columns;
    const width = columns.length;
    const lines = batch.rows.map(({ line, values }) =>
      copyLine([line, ...values, ...Array(width - values.length).fill(null)]),
    );
    await platform.db.copyFrom(table, ['line', ...columns.map(quoted)], lines);
    const bad = batch.bad.map(({ line, reason, raw }) => ({
      reason: `${name}, line ${line}: ${reason}`,
      raw,
    }));
    await report({ rows: batch.rows.length, bad, bytes: batch.bytesRead });
  }
  await platform.db.raw(`analyze ${table}`);
}

async function createTable(platform: Platform, table: string, columns: string[]): Promise<void> {
  const list = columns.map((column) => `, ${quoted(column)} text`).join('');
  await platform.db.run(sql`${sql.raw(`create unlogged table ${table} (line bigint${list})`)}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""').slice(0, 63)}"`;
}
