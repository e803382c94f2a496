import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import type { Batch } from '../imports/batch.ts';
import { fieldColumns, mapBatch } from '../imports/fileBatches.ts';
import type { RunWork } from '../imports/run.sql.ts';
import { compileMapping, type MapRow } from '../mapping/compile.ts';
import { Mapping } from '../mapping/mapping.ts';
import { watchColumns } from '../quality/watchColumns.ts';
import { BATCH } from '../takeIn.ts';
import { driverOf } from './drivers.ts';
import { moveWatermark, type PullRow, pullById } from './pull.sql.ts';
import { passwordOf } from './pulls.ts';

/** What a run fetches, as batches of facts; how far it got moves with each, in the same transaction. */
export async function* pullBatches(platform: Platform, run: RunWork): AsyncGenerator<Batch> {
  const row = await pullById(platform.db, run.pullId as string);
  if (!row)
    throw new Refusal('pull_ended', 'This connection was removed meanwhile. What was taken in stays.', {});
  const mapping = Mapping.parse(run.mapping);
  const { timezone } = await readOrganisation(platform.db);
  const pulled = driverOf(row.kind)({
    settings: row.settings,
    password: passwordOf(platform, row),
    from: row.watermark,
    batchRows: Math.max(1, Math.floor(BATCH / mapping.yields.length)),
    now: platform.clock.now(),
  });
  const watch = watchColumns(platform, {
    runId: run.runId,
    sourceId: run.sourceId as number,
    feed: `pull:${row.id}`,
  });
  let map: MapRow | undefined;
  let line = 0;
  for await (const { columns, rows, watermark } of pulled) {
    if (!map) {
      await watch.begin(columns);
      map = compileMapping(mapping, { columns, zone: timezone });
    }
    const named = rows.map((values) => ({ line: ++line, values: values.map(storable) }));
    const batch = mapBatch(
      { columns, firstLine: line, rows: named, bad: [], bytesRead: 0, totalBytes: null },
      map,
      fieldColumns(mapping),
    );
    const watched = watch.batch(
      columns,
      named.map(({ values }) => values),
    );
    yield { ...batch, doneBytes: null, also: moving(row, watermark), watched };
  }
}

function moving(row: PullRow, watermark: string | null): NonNullable<Batch['also']> {
  return async (tx) => {
    if (watermark !== null) await moveWatermark(tx, row.id, watermark);
  };
}

/** Other databases hold what ours cannot. */
function storable(value: string | null): string | null {
  if (value === null) return null;
  return value.includes('\0') || !value.isWellFormed() ? value.replaceAll('\0', '').toWellFormed() : value;
}
