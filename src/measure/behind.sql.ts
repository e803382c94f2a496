import { type Runner, sql } from '../platform/database.ts';
import type { Metric } from './metric.ts';
import { type SliceFilter, slicesWhere } from './readings.sql.ts';

export interface FactRow {
  id: string;
  /** As the database writes it, to the microsecond: the cursor must not lose digits. */
  at: string;
  occurredAt: Date;
  touchpointId: number;
  value: number | null;
  words: string | null;
  kind: string | null;
  source: string;
  dims: Record<string, string>;
  customerId: string | null;
}

export interface FactRange {
  metric: Metric;
  /** Instants: from included, until not. Null: open. */
  from: Date | null;
  until: Date | null;
  touchpointIds: number[];
  slices: SliceFilter | undefined;
  /** Values from … to, both included; null: open. */
  values: { least: number | null; most: number | null };
  withWords: boolean;
  after: { at: string; id: string } | undefined;
  limit: number;
}

/**
 * The facts a figure counts, the newest first. Touchpoint by touchpoint from the index (…, touchpoint_id, occurred_at)
 * and merged: over a million answers the first fifty come from fifty index entries a touchpoint, not from a sort.
 */
export function factsBehind(db: Runner, range: FactRange): Promise<FactRow[]> {
  const { metric, after, values } = range;
  const answers = metric.takenFrom === 'response';
  const table = sql.raw(answers ? 'responses' : 'interactions');
  const id = sql.raw(answers ? 'response_id' : 'interaction_id');
  const value = metric.take === 'failed' ? sql`(case when f.failed then 1 else 0 end)` : sql`f.value`;
  const words = sql.raw(answers ? 'f.comment' : 'f.summary');
  const which = answers
    ? sql`f.metric_id = ${metric.metricId}`
    : sql`f.kind_id in (select kind_id from kinds where key = any(${metric.interactionKinds}::text[]))`;
  return db.all<FactRow>(sql`
    select p.id, p.occurred_at::text as at, p.occurred_at as "occurredAt", p.touchpoint_id as "touchpointId", p.value, p.words,
      s.name as source, coalesce(sl.dims, '{}') as dims, l.customer_id as "customerId",
      ${answers ? sql`null::text` : sql`(select k.name from kinds k where k.kind_id = p.kind_id)`} as kind
    from (
      select one.* from unnest(${range.touchpointIds}::int[]) t(id), lateral (
        select f.${id} as id, f.identity_id, f.occurred_at, f.touchpoint_id, f.source_id, f.slice_id,
          ${answers ? sql`null::int` : sql`f.kind_id`} as kind_id, ${value} as value, ${words} as words
        from ${table} f
        where ${which} and f.touchpoint_id = t.id
          ${metric.take === 'value' ? sql`and f.value is not null` : sql``}
          ${range.from ? sql`and f.occurred_at >= ${range.from}::timestamptz` : sql``}
          ${range.until ? sql`and f.occurred_at < ${range.until}::timestamptz` : sql``}
          ${range.slices ? sql`and f.slice_id = any(${slicesWhere(range.slices)})` : sql``}
          ${values.least === null ? sql`` : sql`and ${value} >= ${values.least}::numeric`}
          ${values.most === null ? sql`` : sql`and ${value} <= ${values.most}::numeric`}
          ${range.withWords ? sql`and ${words} is not null` : sql``}
          ${after ? sql`and (f.occurred_at, f.${id}) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
        order by f.occurred_at desc, f.${id} desc limit ${range.limit}
      ) one
      order by one.occurred_at desc, one.id desc limit ${range.limit}
    ) p
    join sources s using (source_id) left join slices sl on sl.slice_id = p.slice_id
    left join links l on l.identity_id = p.identity_id
    order by p.occurred_at desc, p.id desc`);
}

/** The instant a day begins in a time zone. */
export async function startOfDay(db: Runner, day: string, timezone: string): Promise<Date> {
  const row = await db.one<{ at: Date }>(
    sql`select (${day}::date)::timestamp at time zone ${timezone}::text as at`,
  );
  return row.at;
}
