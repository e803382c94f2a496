import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { MonthCount } from './cells.ts';

/**
 * How many values of a source a metric counts at a touchpoint in a month: what a batch changes about it. In the order of the
 * primary key, as cells are: two batches that meet cannot deadlock.
 */
export async function addToFlows(tx: Tx, sourceId: number, months: readonly MonthCount[]): Promise<void> {
  const changed = months.filter(({ n }) => n !== 0).sort((a, b) => compare(keyOf(a), keyOf(b)));
  if (changed.length === 0) return;
  await tx.run(sql`
    insert into flows (metric_id, source_id, touchpoint_id, month, n)
    select metric_id, ${sourceId}::int, touchpoint_id, month, n
    from unnest(${changed.map(({ metricId }) => metricId)}::int[], ${changed.map(({ touchpointId }) => touchpointId)}::int[],
      ${changed.map(({ month }) => month)}::date[], ${changed.map(({ n }) => n)}::bigint[]) c(metric_id, touchpoint_id, month, n)
    on conflict (metric_id, source_id, touchpoint_id, month) do update set n = flows.n + excluded.n`);
}

function keyOf({ metricId, touchpointId, month }: MonthCount): [number, number, string] {
  return [metricId, touchpointId, month];
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number | string;
    const y = b[i] as number | string;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

export interface Flow {
  metricId: number;
  touchpointId: number;
  n: number;
  /** Last month in which something of the source was counted there. */
  lastMonth: string;
}

/** What of a source was counted where since a month, the most first. */
export function flowsOf(db: Runner, sourceId: number, since: string): Promise<Flow[]> {
  return db.all(sql`
    select metric_id as "metricId", touchpoint_id as "touchpointId", sum(n) as n, max(month)::text as "lastMonth"
    from flows where source_id = ${sourceId} and month >= date_trunc('month', ${since}::date) and n > 0
    group by 1, 2 order by sum(n) desc, 1, 2`);
}
