import { type Runner, sql } from '../platform/database.ts';
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
