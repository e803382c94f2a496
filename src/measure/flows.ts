import { type Runner, sql, type Tx } from '../platform/database.ts';
import { monthOf } from './calendar.ts';
import type { Contribution } from './counting.ts';

/** How many values of a source a metric counts at a touchpoint in a month; what a batch changes about it. */
export class FlowTally {
  private readonly months = new Map<string, { key: [number, number, number, string]; n: number }>();

  add(
    contributions: readonly Contribution[],
    at: { sourceId: number; touchpointId: number; day: string },
    sign: 1 | -1,
  ): void {
    const month = monthOf(at.day);
    for (const { metricId } of contributions) {
      const name = `${metricId} ${at.sourceId} ${at.touchpointId} ${month}`;
      const sum = this.months.get(name);
      if (sum) sum.n += sign;
      else this.months.set(name, { key: [metricId, at.sourceId, at.touchpointId, month], n: sign });
    }
  }

  /** In the order of the primary key, as cells are: two batches that meet cannot deadlock. */
  async write(tx: Tx): Promise<void> {
    const changed = [...this.months.values()].filter(({ n }) => n !== 0);
    if (changed.length === 0) return;
    changed.sort((a, b) => compare(a.key, b.key));
    const column = (i: number) => changed.map(({ key }) => key[i]);
    await tx.run(sql`
      insert into flows (metric_id, source_id, touchpoint_id, month, n)
      select * from unnest(${column(0)}::int[], ${column(1)}::int[], ${column(2)}::int[], ${column(3)}::date[], ${changed.map(({ n }) => n)}::bigint[])
      on conflict (metric_id, source_id, touchpoint_id, month) do update set n = flows.n + excluded.n`);
  }
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
