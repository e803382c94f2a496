import { type Runner, sql } from '../platform/database.ts';
import { ALL_SLICES } from './cells.ts';
import type { Counted } from './reading.ts';
import type { Stretch } from './span.ts';

const bars = Array.from({ length: 11 }, (_, i) => `h${i}`);
const sums = sql.raw(
  `sum(n)::bigint n, sum(sum) sum, sum(sumsq) sumsq, ${bars.map((bar) => `sum(${bar})::bigint ${bar}`).join(', ')}`,
);

const read = (sign: 1 | -1) =>
  sql.raw(
    `k.day, ${['n', 'sum', 'sumsq', ...bars].map((c) => (sign === 1 ? `k.${c}` : `-k.${c} as ${c}`)).join(', ')}`,
  );

export type GroupBy =
  | { of: 'touchpoint' | 'phase' | 'journey' | 'nothing' }
  | { of: 'day' | 'week' | 'month' }
  | { of: 'slice'; dimension: string };

export interface CellRange {
  metricIds: number[];
  stretches: Stretch[];
  /** Touchpoints, 0 for what is on none; ALL_TOUCHPOINTS alone for the whole map. */
  touchpointIds: number[];
  /** Undefined: all slices, read from the cells that hold them together. */
  slices: SliceFilter | undefined;
  by: GroupBy;
}

export interface CountedGroup extends Counted {
  metricId: number;
  key: string;
}

/** From so many touchpoints on, going through all months of a metric takes less than looking each touchpoint up. */
const MANY = 300;

/**
 * Adds up cells. For each slice, metric and touchpoint it reads ranges of the primary key and nothing else, whatever the
 * planner thinks of the table: `offset 0` keeps it from scanning all cells instead, which it preferred from three slices on
 * (28 ms against 3 ms at a million answers). Of an atlas of thousands of touchpoints it reads the months in one go, and looks
 * up days only where there are months.
 */
export async function sumCells(db: Runner, range: CellRange): Promise<CountedGroup[]> {
  const { by } = range;
  const slices = range.slices ? slicesWhere(range.slices) : sql`array[${sql.lit(ALL_SLICES)}]`;
  const key =
    by.of === 'touchpoint'
      ? sql`c.touchpoint_id::text`
      : by.of === 'phase' || by.of === 'journey'
        ? sql`coalesce(${sql.raw(by.of === 'phase' ? 't.phase_id' : 'p.journey_id')}, 0)::text`
        : by.of === 'nothing'
          ? sql`'all'`
          : by.of === 'slice'
            ? sql`coalesce(s.dims ->> ${by.dimension}::text, '')`
            : sql`to_char(date_trunc(${by.of}::text, day::timestamp), 'YYYY-MM-DD')`;
  if (range.stretches.length === 0) return [];
  const many = range.touchpointIds.length >= MANY;
  const cells = many ? apart(range, slices) : sql`(${eachTouchpoint(range, slices, range.stretches)})`;
  const rows = await db.all<Record<string, number> & { key: string }>(sql`
    select metric_id, ${key} as key, ${sums} from ${cells} c
    ${by.of === 'slice' ? sql`join slices s using (slice_id)` : sql``}
    ${by.of === 'phase' || by.of === 'journey' ? sql`left join touchpoints t using (touchpoint_id) left join phases p using (phase_id)` : sql``}
    group by 1, 2 having sum(n) <> 0 order by 1, 2`);
  return rows.map((row) => ({
    metricId: row.metric_id!,
    key: row.key,
    n: row.n!,
    sum: row.sum!,
    sumsq: row.sumsq!,
    bars: bars.map((bar) => row[bar]!),
  }));
}

type Fragment = ReturnType<typeof sql>;
const place = sql.raw('slice_id, metric_id, touchpoint_id');

/** The cells of the stretches, looked up touchpoint by touchpoint. */
function eachTouchpoint({ metricIds, touchpointIds }: CellRange, slices: Fragment, of: Stretch[]): Fragment {
  const parts = of.map(
    ({ span, from, until, sign }) => sql`select ${read(sign)} from cells k
      where k.slice_id = a.slice_id and k.metric_id = m.metric_id and k.span = ${sql.lit(span)}
        and k.touchpoint_id = t.touchpoint_id and k.day >= ${from}::date and k.day < ${until}::date`,
  );
  return sql`select ${place}, c.* from unnest(${slices}) a (slice_id) cross join unnest(${metricIds}::int[]) m (metric_id)
    cross join unnest(${touchpointIds}::int[]) t (touchpoint_id)
    cross join lateral (${sql.join(parts, sql` union all `)} offset 0) c`;
}

/** The same for thousands of touchpoints: months in one go, and days only of touchpoints that have a month. */
function apart({ metricIds, touchpointIds, stretches }: CellRange, slices: Fragment): Fragment {
  const within = sql`slice_id = any(${slices}) and metric_id = any(${metricIds}::int[]) and touchpoint_id = any(${touchpointIds}::int[])`;
  const parts = stretches.map(({ span, from, until, sign }) =>
    span === 'm'
      ? sql`select ${place}, ${read(sign)} from cells k where ${within} and k.span = 'm'
          and k.day >= ${from}::date and k.day < ${until}::date`
      : sql`select k.slice_id, k.metric_id, k.touchpoint_id, ${read(sign)} from used join cells k using (${place})
          where k.span = 'd' and k.day >= ${from}::date and k.day < ${until}::date`,
  );
  return sql`(with used as materialized (select distinct ${place} from cells where ${within} and span = 'm')
    ${sql.join(parts, sql` union all `)})`;
}

/** Dimension → accepted values; '' stands for "not stated". An empty one is every slice. */
export type SliceFilter = Record<string, string[]>;

/** The slices in which every named dimension has one of the values, as an array inside a statement: no journey of its own. */
export function slicesWhere(where: SliceFilter) {
  const conditions = Object.entries(where).map(
    ([dimension, values]) => sql`coalesce(dims ->> ${dimension}::text, '') = any(${values}::text[])`,
  );
  return sql`array(select slice_id from slices where ${sql.join([sql`true`, ...conditions], sql` and `)})`;
}

/** Dimensions in use and the values seen. */
export async function dimensionValues(
  db: Runner,
): Promise<{ key: string; name: string; values: string[] }[]> {
  return db.all(sql`select d.key, d.name,
      coalesce((select array_agg(distinct s.dims ->> d.key order by s.dims ->> d.key) from slices s where s.dims ? d.key), '{}') as values
    from dimensions d order by d.position, d.dimension_id`);
}
