import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Definition } from './definition.ts';
import type { Metric } from './metric.ts';

const columns = sql.raw(`metric_id "metricId", key, name, kind, taken_from "takenFrom",
  interaction_kinds "interactionKinds", take, scale_min "scaleMin", scale_max "scaleMax", unit,
  higher_is_better "higherIsBetter", good_at "goodAt", bad_at "badAt", common, description, archived_at "archivedAt"`);

/** All of them, archived ones too: their facts keep being counted. */
export function allMetrics(db: Runner): Promise<Metric[]> {
  return db.all<Metric>(sql`select ${columns} from metrics order by metric_id`);
}

export function metricByKey(db: Runner, key: string): Promise<Metric | undefined> {
  return db.maybe<Metric>(sql`select ${columns} from metrics where key = ${key}`);
}

export function commonMetric(db: Runner): Promise<Metric | undefined> {
  return db.maybe<Metric>(sql`select ${columns} from metrics where common and archived_at is null limit 1`);
}

export async function insertMetric(tx: Tx, d: Definition, at: Date): Promise<number> {
  const row = await tx.one<{ metric_id: number }>(sql`
    insert into metrics (key, name, kind, taken_from, interaction_kinds, take, scale_min, scale_max, unit, higher_is_better,
      good_at, bad_at, common, description, made_at)
    values (${d.key}, ${d.name}, ${d.kind}, ${d.takenFrom}, ${d.interactionKinds}::text[], ${d.take}, ${d.scaleMin}::numeric,
      ${d.scaleMax}::numeric, ${d.unit}, ${d.higherIsBetter}, ${d.goodAt}::numeric, ${d.badAt}::numeric, ${d.common},
      ${d.description}, ${at}::timestamptz) returning metric_id`);
  return row.metric_id;
}

export async function updateMetric(
  tx: Tx,
  id: number,
  d: Definition,
  archivedAt: Date | null,
): Promise<void> {
  await tx.run(sql`update metrics set name = ${d.name}, kind = ${d.kind}, taken_from = ${d.takenFrom},
    interaction_kinds = ${d.interactionKinds}::text[], take = ${d.take}, scale_min = ${d.scaleMin}::numeric,
    scale_max = ${d.scaleMax}::numeric, unit = ${d.unit}, higher_is_better = ${d.higherIsBetter}, good_at = ${d.goodAt}::numeric,
    bad_at = ${d.badAt}::numeric, common = ${d.common}, description = ${d.description}, archived_at = ${archivedAt}::timestamptz
    where metric_id = ${id}`);
}

/** Exactly one metric is the common one: the others give it up. */
export async function onlyCommon(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`update metrics set common = false where common and metric_id <> ${id}`);
}

export async function hasCells(db: Runner, id: number): Promise<boolean> {
  return (await db.maybe(sql`select 1 from cells where metric_id = ${id} and n <> 0 limit 1`)) !== undefined;
}
