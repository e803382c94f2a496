import { type Runner, sql } from '../platform/database.ts';
import type { Metric } from './metric.ts';
import { type SliceFilter, slicesWhere } from './readings.sql.ts';
import type { Stretch } from './span.ts';

export interface CountedFrom {
  sourceKey: string;
  sourceName: string;
  touchpointId: number;
  n: number;
}

interface Counted {
  metric: Metric;
  stretches: Stretch[];
  touchpointIds: number[];
  slices: SliceFilter | undefined;
  timezone: string;
}

/**
 * Values by source and touchpoint, the most first. Whole months come from the flows, the days at either edge from the facts by the index
 * (metric or place, time): a quarter that ends today reads at most 30 days of facts. With a slice chosen everything is read from the facts.
 */
export async function countedFrom(db: Runner, range: Counted): Promise<CountedFrom[]> {
  const { metric, slices, touchpointIds } = range;
  const parts = range.stretches.map((stretch) => {
    if (stretch.span === 'm' && !slices) {
      return sql`select source_id, touchpoint_id, n from flows where metric_id = ${metric.metricId}
        and touchpoint_id = any(${touchpointIds}::int[]) and month >= ${stretch.from}::date and month < ${stretch.until}::date`;
    }
    return factsIn(range, stretch);
  });
  if (parts.length === 0) return [];
  return db.all(sql`
    select s.key as "sourceKey", s.name as "sourceName", c.touchpoint_id as "touchpointId", sum(c.n)::int as n
    from (${sql.join(parts, sql` union all `)}) c join sources s using (source_id)
    group by s.key, s.name, c.touchpoint_id having sum(c.n) > 0 order by sum(c.n) desc, s.key, c.touchpoint_id`);
}

function factsIn({ metric, slices, touchpointIds, timezone }: Counted, { from, until, sign }: Stretch) {
  const answers = metric.takenFrom === 'response';
  const which = answers
    ? sql`f.metric_id = ${metric.metricId}`
    : sql`f.kind_id in (select kind_id from kinds where key = any(${metric.interactionKinds}::text[]))`;
  const start = (day: string) => sql`(${day}::date)::timestamp at time zone ${timezone}::text`;
  return sql`
    select f.source_id, f.touchpoint_id, ${sql.lit(sign)} * count(*) as n from ${sql.raw(answers ? 'responses' : 'interactions')} f
    where ${which} and f.touchpoint_id = any(${touchpointIds}::int[])
      and f.occurred_at >= ${start(from)} and f.occurred_at < ${start(until)}
      ${metric.take === 'value' ? sql`and f.value is not null` : sql``}
      ${slices ? sql`and f.slice_id = any(${slicesWhere(slices)})` : sql``}
    group by 1, 2`;
}
