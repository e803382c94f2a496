import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Change, Drift, KnownField } from './drift.ts';
import type { Look } from './profile.ts';

/** The shape as it is known, with how often each field was filled in the 30 days before `before`. */
export function knownFields(db: Runner, feedId: number, before: string): Promise<KnownField[]> {
  return db.all(sql`
    select k.field, k.type, k.gone_at is not null as gone, coalesce(
      (select sum(d.filled) from feed_days d where d.feed_id = k.feed_id and d.field = k.field and d.day < ${before}::date and d.day >= ${before}::date - 30)
        / nullif((select sum(d.filled) from feed_days d where d.feed_id = k.feed_id and d.field = '' and d.day < ${before}::date and d.day >= ${before}::date - 30), 0), 0)::float8 as usual
    from feed_fields k where k.feed_id = ${feedId} order by k.field`);
}

/** New fields, and types that could not be told before. */
export async function learnFields(
  db: Runner,
  feedId: number,
  fields: ReadonlyMap<string, { type: Look | null }>,
  now: Date,
): Promise<void> {
  if (fields.size === 0) return;
  await db.run(sql`
    insert into feed_fields (feed_id, field, type, first_at)
    select ${feedId}, f.field, f.type, ${now}::timestamptz
    from unnest(${[...fields.keys()]}::text[], ${[...fields.values()].map(({ type }) => type)}::text[]) f(field, type)
    on conflict (feed_id, field) do update set type = coalesce(feed_fields.type, excluded.type)
      where feed_fields.type is null and excluded.type is not null`);
}

/** The shape follows what comes; the warning stays until somebody looked at it. @returns changes that are new */
export async function noteChanges(
  tx: Tx,
  feedId: number,
  found: readonly Change[],
  at: { now: Date; runId: number | null },
): Promise<Change[]> {
  const noted: Change[] = [];
  for (const one of found) {
    const { field, change, before, after } = one;
    await tx.run(sql`
      update feed_fields set gone_at = ${change === 'vanished' ? at.now : null}::timestamptz, type = coalesce(${after}, type)
      where feed_id = ${feedId} and field = ${field}`);
    const over = await tx.run(sql`
      update drifts set settled_at = ${at.now}::timestamptz, verdict = 'over'
      where feed_id = ${feedId} and field = ${field} and settled_at is null and (
        (change = 'vanished' and ${one.back}) or (change = 'appeared' and ${change === 'vanished'})
        or (change = 'retyped' and ${change === 'retyped'} and before = ${after}))`);
    if (over > 0) continue;
    const made = await tx.run(sql`
      insert into drifts (drift_id, feed_id, field, change, before, after, run_id, seen_at)
      select ${newId()}::uuid, ${feedId}, ${field}, ${change}, ${before}, ${after}, ${at.runId}::int, ${at.now}::timestamptz
      where not exists (select 1 from drifts where feed_id = ${feedId} and field = ${field} and change = ${change} and verdict = 'ignored')
      on conflict (feed_id, field, change) where settled_at is null do update set after = excluded.after
        where drifts.after is distinct from excluded.after`);
    if (made > 0) noted.push(one);
  }
  return noted;
}

export interface SeenDay {
  field: string;
  filled: number;
  numbers: number;
  dates: number;
  truths: number;
  texts: number;
}

/** What came of a shape between two days, both included. */
export function seenBetween(db: Runner, feedId: number, from: string, to: string): Promise<SeenDay[]> {
  return db.all(sql`
    select field, sum(filled) as filled, sum(numbers) as numbers, sum(dates) as dates, sum(truths) as truths, sum(texts) as texts
    from feed_days where feed_id = ${feedId} and day between ${from}::date and ${to}::date group by field order by field`);
}

/** Shapes whose fields nobody lists, of which something came since a day; with the last day something came. */
export function unlistedFeeds(
  db: Runner,
  since: string,
): Promise<{ id: number; sourceKey: string; key: string; last: string }[]> {
  return db.all(sql`
    select f.feed_id as id, s.key as "sourceKey", f.key, d.last::text from feeds f join sources s using (source_id), lateral (
      select max(day) as last from feed_days where feed_id = f.feed_id and field = '' and day >= ${since}::date) d
    where d.last is not null and f.key not like 'file:%' and f.key not like 'pull:%' order by f.feed_id`);
}

/** Open warnings first, then the newest; of one source or of all. */
export async function driftsOf(
  db: Runner,
  which: { sourceId?: number; open?: boolean; id?: string },
): Promise<(Drift & { sourceKey: string })[]> {
  const rows = await db.all<
    Omit<Drift, 'settled' | 'feedName'> & {
      sourceKey: string;
      at: Date | null;
      by: string | null;
      verdict: 'accepted' | null;
      reason: string | null;
      pullName: string | null;
    }
  >(sql`
    select d.drift_id as id, s.key as "sourceKey", f.key as feed, d.field, d.change, d.before, d.after, d.run_id as "runId", d.seen_at as "seenAt",
      d.settled_at as at, p.name as by, d.verdict, d.reason,
      (select name from pulls where 'pull:' || pull_id = f.key) as "pullName"
    from drifts d join feeds f using (feed_id) join sources s using (source_id) left join people p on p.person_id = d.settled_by
    where (${which.sourceId ?? null}::int is null or f.source_id = ${which.sourceId ?? null}::int)
      and (${which.id ?? null}::uuid is null or d.drift_id = ${which.id ?? null}::uuid)
      and (not ${which.open ?? false} or d.settled_at is null)
    order by d.settled_at is not null, d.seen_at desc, d.drift_id limit 200`);
  return rows.map(({ at, by, verdict, reason, pullName, ...row }) => ({
    ...row,
    feedName: feedName(row.feed, pullName),
    settled: at && verdict ? { at, by, verdict, reason } : null,
  }));
}

/** What people call a shape: the part after its kind. */
export function feedName(key: string, pullName: string | null): string {
  return pullName ?? key.replace(/^[a-z]+:/, '');
}

export function settleDrift(
  tx: Tx,
  id: string,
  as: { verdict: string; reason: string | null; by: string | null; now: Date },
): Promise<number> {
  return tx.run(sql`
    update drifts set settled_at = ${as.now}::timestamptz, settled_by = ${as.by}::uuid, verdict = ${as.verdict}, reason = ${as.reason}
    where drift_id = ${id}::uuid and settled_at is null`);
}
