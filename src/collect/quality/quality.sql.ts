import { type Runner, sql } from '../../platform/database.ts';
import { feedName } from './drift.sql.ts';
import { type FieldQuality, type Quality, type SourceErrors, share } from './quality.ts';

/** By source, from the days on: sums of a few thousand rows, however many records came. */
export async function qualities(db: Runner, from: string): Promise<Map<number, Quality>> {
  const fields = await db.all<{
    sourceId: number;
    possible: number;
    filled: number;
    values: number;
    unfit: number;
  }>(sql`
    with sums as (
      select f.source_id, f.feed_id, f.key, d.field, sum(d.filled) as filled, sum(d.unfit) as unfit
      from feeds f join feed_days d using (feed_id) where d.day >= ${from}::date group by 1, 2, 3, 4),
    shapes as (
      select source_id, key, sum(filled) filter (where field = '') * (count(*) filter (where field <> '')) as possible,
        sum(filled) filter (where field <> '') as filled, sum(unfit) filter (where field <> '') as unfit
      from sums group by source_id, feed_id, key)
    select source_id as "sourceId", coalesce(sum(possible) filter (where key ~ '^(person$|happening:|answer:)'), 0) as possible,
      coalesce(sum(filled) filter (where key ~ '^(person$|happening:|answer:)'), 0) as filled,
      coalesce(sum(filled), 0) as "values", coalesce(sum(unfit), 0) as unfit
    from shapes group by source_id`);
  const days = await db.all<{ sourceId: number; checked: number; doubled: number }>(sql`
    select source_id as "sourceId", sum(checked) as checked, sum(doubled) as doubled from source_days
    where day >= ${from}::date group by source_id`);
  const doubles = new Map(days.map((one) => [one.sourceId, one]));
  const all = new Map<number, Quality>();
  for (const { sourceId, possible, filled, values, unfit } of fields) {
    const { checked = 0, doubled = 0 } = doubles.get(sourceId) ?? {};
    all.set(sourceId, {
      completeness: share(Number(filled), Number(possible)),
      validity: share(Number(values) - Number(unfit), Number(values)),
      duplicates: share(Number(doubled), Number(checked)),
    });
  }
  return all;
}

export async function errorsOf(db: Runner, from: Date): Promise<Map<number, SourceErrors>> {
  const rows = await db.all<SourceErrors & { sourceId: number }>(sql`
    select s.source_id as "sourceId",
      coalesce((select sum(rejected) from source_days d where d.source_id = s.source_id and d.day >= ${from}::timestamptz::date), 0)::int as rejected,
      (select count(*) from connections c join dead_letters l using (connection_id) where c.source_id = s.source_id and l.settled_at is null)::int as "deadLetters",
      (select count(*) from import_runs r where r.source_id = s.source_id and r.failed_at >= ${from}::timestamptz)::int as "failedRuns",
      (select count(*) from connections c join refused_requests q using (connection_id) where c.source_id = s.source_id and q.at >= ${from}::timestamptz)::int as "refusedRequests",
      (select count(*) from feeds f join drifts x using (feed_id) where f.source_id = s.source_id and x.settled_at is null)::int as drifts
    from sources s`);
  return new Map(rows.map(({ sourceId, ...errors }) => [sourceId, errors]));
}

/** Every field of a source with how it was filled since a day; fields that are gone keep their line. */
export async function fieldsOf(db: Runner, sourceId: number, from: string): Promise<FieldQuality[]> {
  const rows = await db.all<Omit<FieldQuality, 'kind' | 'feedName'> & { pullName: string | null }>(sql`
    with days as (
      select f.feed_id, d.field, sum(d.filled) as filled, sum(d.unfit) as unfit
      from feeds f join feed_days d using (feed_id) where f.source_id = ${sourceId} and d.day >= ${from}::date group by 1, 2)
    select f.key as feed, (select name from pulls where 'pull:' || pull_id = f.key) as "pullName", n.field, k.type,
      coalesce(r.filled, 0) as records, coalesce(d.filled, 0) as filled, coalesce(d.unfit, 0) as unfit,
      coalesce(k.first_at, f.first_at) as "firstAt", k.gone_at is not null as gone
    from feeds f
      join (select feed_id, field from feed_fields union select feed_id, field from days where field <> '') n using (feed_id)
      left join feed_fields k using (feed_id, field) left join days d using (feed_id, field)
      left join days r on r.feed_id = f.feed_id and r.field = ''
    where f.source_id = ${sourceId} order by f.key, n.field`);
  return rows.map(({ pullName, ...row }) => ({
    ...row,
    kind: row.feed.replace(/:.*/, '') as FieldQuality['kind'],
    feedName: feedName(row.feed, pullName),
    records: Number(row.records),
    filled: Number(row.filled),
    unfit: Number(row.unfit),
  }));
}
