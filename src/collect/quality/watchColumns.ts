import type { Tx } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { sourceOf } from '../received.ts';
import { compareShape } from './drifts.ts';
import { addProfile, feedIds } from './profile.sql.ts';
import { type Look, looks, note, Profile, typeOf } from './profile.ts';

type Values = (string | null)[];

/** A run of a file or a query, watched batch by batch: what fills its columns, and whether they are those of last time. */
export function watchColumns(
  platform: Platform,
  run: { runId: number; sourceId: number; feed: string },
): Watch {
  const sums = new Map<string, Record<Look, number>>();
  const compare = async (tx: Tx, id: number | undefined, columns: readonly string[], records: number) => {
    if (id === undefined) return;
    const { key: sourceKey } = await sourceOf(tx, run.sourceId);
    const fields = new Map(
      columns.map((name) => {
        const sum = sums.get(name);
        return [name, { type: sum ? typeOf(sum) : null, filled: records }];
      }),
    );
    const feed = { id, key: run.feed, sourceKey, runId: run.runId };
    await compareShape(tx, platform, feed, { listed: true, records, fields });
  };
  return {
    begin: (columns) =>
      platform.db.tx(async (tx) => {
        const ids = await feedIds(tx, run.sourceId, [run.feed], platform.clock.now());
        await compare(tx, ids.get(run.feed), columns, 0);
      }),
    batch: (columns, rows) => async (tx, refused) => {
      const profile = new Profile();
      let counts: ReturnType<Profile['record']>;
      for (const values of rows) {
        counts = profile.record(run.feed);
        if (!counts) return;
        for (let i = 0; i < columns.length; i++) note(counts, columns[i] as string, values[i]);
      }
      if (!counts) return;
      for (const { column } of refused) {
        const field = column ? counts.fields.get(column) : undefined;
        if (field && field.unfit < field.filled) field.unfit++;
      }
      for (const [field, { looks: seen }] of counts.fields) {
        const sum = sums.get(field) ?? { number: 0, date: 0, truth: 0, text: 0 };
        for (const look of looks) sum[look] += seen[look];
        sums.set(field, sum);
      }
      const ids = await addProfile(tx, run.sourceId, profile, platform.clock.now());
      await compare(tx, ids.get(run.feed), columns, rows.length);
    },
  };
}

interface Watch {
  /** Before the mapping is put to the columns: one that vanished may be why the run fails. */
  begin(columns: readonly string[]): Promise<void>;
  batch(columns: readonly string[], rows: readonly Values[]): Watched;
}

/** In the transaction that takes the batch in, with what of it was refused. */
export type Watched = (tx: Tx, refused: readonly { column: string | null }[]) => Promise<void>;

/** `orders-2026-11.csv.gz` and `Orders 2026-12.csv` are two deliveries of one shape. */
export function fileFeed(fileName: string): string {
  const name = fileName
    .toLowerCase()
    .replace(/(\.[a-z0-9]{1,6})+$/, '')
    .replace(/\d+/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
    .replace(/ (copy|final|kopie|neu|new)$/, '');
  return `file:${name.slice(0, 80) || 'file'}`;
}
