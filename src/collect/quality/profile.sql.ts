import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { looks, type Profile } from './profile.ts';

const kept = new WeakMap<Runner, Map<string, number>>();

/** The numbers of a source's shapes, made where they are new. Sources have at most 500; beyond that nothing is made. */
export async function feedIds(
  tx: Tx,
  sourceId: number,
  keys: string[],
  now: Date,
): Promise<Map<string, number>> {
  const known = kept.get(tx.origin) ?? new Map<string, number>();
  kept.set(tx.origin, known);
  const name = (key: string) => `${sourceId} ${key}`;
  const fresh = keys.filter((key) => !known.has(name(key))).sort();
  const found = new Map(
    keys.flatMap((key) => (known.has(name(key)) ? [[key, known.get(name(key)) as number]] : [])),
  );
  if (fresh.length === 0) return found;
  await tx.run(sql`
    insert into feeds (source_id, key, first_at)
    select ${sourceId}, f.key, ${now}::timestamptz from unnest(${fresh}::text[]) f(key)
    where (select count(*) from feeds where source_id = ${sourceId}) < 500
    on conflict (source_id, key) do nothing`);
  const rows = await tx.all<{ key: string; id: number }>(sql`
    select key, feed_id as id from feeds where source_id = ${sourceId} and key = any(${fresh}::text[])`);
  for (const row of rows) found.set(row.key, row.id);
  tx.onCommit(() => {
    for (const row of rows) known.set(name(row.key), row.id);
  });
  return found;
}

/** Adds a batch's profile to the day. In the transaction of what it describes, last: its rows are shared by all batches of the source. */
export async function addProfile(
  tx: Tx,
  sourceId: number,
  profile: Profile,
  now: Date,
): Promise<Map<string, number>> {
  const keys = [...profile.feeds.keys()];
  if (keys.length === 0) return new Map();
  const ids = await feedIds(tx, sourceId, keys, now);
  const rows: [number, string, number, number, number, number, number, number][] = [];
  for (const [key, { records, fields }] of profile.feeds) {
    const id = ids.get(key);
    if (id === undefined) continue;
    rows.push([id, '', records, 0, 0, 0, 0, 0]);
    for (const [field, { filled, unfit, looks: seen }] of fields)
      rows.push([id, field, filled, unfit, ...looks.map((look) => seen[look])] as (typeof rows)[number]);
  }
  // In the order of the key, so that two batches of one source do not wait for each other in a circle.
  rows.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0));
  const column = (i: number) => rows.map((row) => row[i]);
  await tx.run(sql`
    insert into feed_days (feed_id, field, day, filled, unfit, numbers, dates, truths, texts)
    select f.feed_id, f.field, ${now.toISOString().slice(0, 10)}::date, f.filled, f.unfit, f.numbers, f.dates, f.truths, f.texts
    from unnest(${column(0)}::int[], ${column(1)}::text[], ${column(2)}::bigint[], ${column(3)}::bigint[], ${column(4)}::int[],
      ${column(5)}::int[], ${column(6)}::int[], ${column(7)}::int[]) f(feed_id, field, filled, unfit, numbers, dates, truths, texts)
    on conflict (feed_id, field, day) do update set filled = feed_days.filled + excluded.filled,
      unfit = feed_days.unfit + excluded.unfit, numbers = feed_days.numbers + excluded.numbers, dates = feed_days.dates + excluded.dates,
      truths = feed_days.truths + excluded.truths, texts = feed_days.texts + excluded.texts`);
  return ids;
}
