import { type Runner, sql, type Tx } from '../platform/database.ts';
import { ALL_SLICES, ALL_TOUCHPOINTS } from './cells.ts';
import { hasHistogram, type Metric } from './metric.ts';

const bars = Array.from({ length: 11 }, (_, i) => i);
const columns = sql.raw(
  [
    'metric_id',
    'span',
    'slice_id',
    'touchpoint_id',
    'day',
    'n',
    'sum',
    'sumsq',
    ...bars.map((i) => `h${i}`),
  ].join(', '),
);
const added = sql.raw(
  ['sum(n)::bigint n', 'sum(sum) sum', 'sum(sumsq) sumsq', ...bars.map((i) => `sum(h${i})::int h${i}`)].join(
    ', ',
  ),
);

/** The values of a metric, from the facts themselves: what `compileCounting` says, as SQL. */
function values(metric: Metric, timezone: string) {
  const value =
    metric.take === 'one'
      ? sql`1::numeric`
      : metric.take === 'failed'
        ? sql`case when failed then 1::numeric else 0::numeric end`
        : sql`round(value, 6)`;
  const from =
    metric.takenFrom === 'response'
      ? sql`responses where metric_id = ${metric.metricId}`
      : sql`interactions where kind_id in (select kind_id from kinds where key = any(${metric.interactionKinds}::text[]))`;
  return sql`select source_id, slice_id, touchpoint_id, (occurred_at at time zone ${timezone}::text)::date as day, ${value} as value
    from ${from} ${metric.take === 'value' ? sql`and value is not null` : sql``}`;
}

/** Grouping equal values first spares the sums a million additions: scores have few values. */
function recounted(metric: Metric, timezone: string) {
  const binned = hasHistogram(metric);
  const histogram = bars.map((i) =>
    binned
      ? sql`coalesce(sum(n) filter (where value - ${metric.scaleMin}::numeric = ${sql.lit(i)}), 0)::int as ${sql.ref(`h${i}`)}`
      : sql`0 as ${sql.ref(`h${i}`)}`,
  );
  return sql`
    facts as (${values(metric, timezone)}),
    equal as (select slice_id, touchpoint_id, day, value, count(*) n from facts group by 1, 2, 3, 4),
    days as (select slice_id, touchpoint_id, day, sum(n)::bigint n, sum(value * n) sum, sum(value * value * n) sumsq,
      ${sql.join(histogram)} from equal group by 1, 2, 3),
    months as (select slice_id, touchpoint_id, date_trunc('month', day)::date as day, ${added} from days group by 1, 2, 3),
    each as (
      select 'd'::char(1) as span, days.* from days union all select 'm'::char(1), months.* from months),
    spans as (
      select span, coalesce(slice_id, ${sql.lit(ALL_SLICES)}) slice_id, coalesce(touchpoint_id, ${sql.lit(ALL_TOUCHPOINTS)}) touchpoint_id, day, ${added}
        from each
        group by grouping sets ((span, slice_id, touchpoint_id, day), (span, touchpoint_id, day), (span, slice_id, day), (span, day))),
    recounted as (select ${metric.metricId}::int as metric_id, spans.* from spans)`;
}

/** Puts what the facts say in place of a metric's cells and flows. The caller holds all counting off. */
export async function replaceCells(tx: Tx, metric: Metric, timezone: string): Promise<number> {
  await tx.run(sql`delete from cells where metric_id = ${metric.metricId}`);
  await tx.run(sql`delete from flows where metric_id = ${metric.metricId}`);
  await tx.run(sql`
    insert into flows (metric_id, source_id, touchpoint_id, month, n)
    select ${metric.metricId}::int, source_id, touchpoint_id, date_trunc('month', day)::date, count(*)
    from (${values(metric, timezone)}) f group by 2, 3, 4`);
  return tx.run(
    sql`with ${recounted(metric, timezone)} insert into cells (${columns}) select ${columns} from recounted`,
  );
}

export interface DifferingCell {
  metric: string;
  /** `cells`: kept but not in the facts; `facts`: in the facts but kept otherwise or not at all. */
  only_in: 'cells' | 'facts';
  span: string;
  slice_id: number;
  touchpoint_id: number;
  day: string;
  n: number;
  sum: number;
}

/** The first cells of a metric that are not exactly what its facts say. A cell that was emptied by corrections is no difference. */
export async function differingCells(
  db: Runner,
  metric: Metric,
  { timezone, limit }: { timezone: string; limit: number },
): Promise<DifferingCell[]> {
  const empty = sql.raw(
    ['n', 'sum', 'sumsq', ...bars.map((i) => `h${i}`)].map((c) => `${c} = 0`).join(' and '),
  );
  return db.all<DifferingCell>(sql`with ${recounted(metric, timezone)},
    kept as (select ${columns} from cells where metric_id = ${metric.metricId} and not (${empty}))
    select ${metric.key}::text as metric, d.only_in, d.span, d.slice_id, d.touchpoint_id, d.day, d.n, d.sum from (
      (select 'cells' as only_in, e.* from (select ${columns} from kept except select ${columns} from recounted) e)
      union all
      (select 'facts' as only_in, e.* from (select ${columns} from recounted except select ${columns} from kept) e)
    ) d order by span, slice_id, touchpoint_id, day, only_in limit ${limit}`);
}
