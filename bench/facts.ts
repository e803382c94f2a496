import type { By } from '../src/measure/measure.ts';
import { type Database, sql } from '../src/platform/database.ts';

export interface Question {
  from?: string;
  to?: string;
  by: By;
  where?: Record<string, string[]>;
}

/**
 * The same question asked of the facts by GROUP BY: n and NPS a group. Written as one would for speed: no joins where none
 * is needed, one pass. The time zone of the bench is UTC, so days are plain ranges.
 */
export function facts(
  db: Database,
  { from, to, by, where }: Question,
): Promise<{ key: string; n: number; nps: number }[]> {
  const key =
    by === 'touchpoint' ? sql`(select key from touchpoints t where t.touchpoint_id = g.k::int)` : sql`g.k`;
  const group =
    by === 'touchpoint'
      ? sql`r.touchpoint_id`
      : by === 'month'
        ? sql`to_char(date_trunc('month', occurred_at), 'YYYY-MM-DD')`
        : sql`s.dims ->> ${by.replace('slice.', '')}::text`;
  const region = where?.region;
  const sliced = region !== undefined || by.startsWith('slice.');
  return db.all(sql`select ${key} as key, n, nps from (
    select ${group} as k, count(*) as n,
      100 * (count(*) filter (where value >= 9) - count(*) filter (where value <= 6))::float8 / count(*) as nps
    from responses r ${sliced ? sql`join slices s using (slice_id)` : sql``}
    where metric_id = (select metric_id from metrics where key = 'nps')
      ${from ? sql`and occurred_at >= ${from}::timestamptz` : sql``}
      ${to ? sql`and occurred_at < ${to}::timestamptz + interval '1 day'` : sql``}
      ${region ? sql`and s.dims ->> 'region' = any(${region}::text[])` : sql``}
    group by 1) g order by 1`);
}
