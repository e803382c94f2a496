import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { RoutingRule } from './routing.ts';
import type { TrialResult } from './shapes.ts';

export interface TrialRow {
  id: string;
  /** As JSON: instants are text. */
  rules: RoutingRule[];
  madeAt: Date;
  total: number | null;
  done: number;
  result: TrialResult | null;
  failure: string | null;
  finishedAt: Date | null;
}

export function readTrial(on: Runner, id: string): Promise<TrialRow | undefined> {
  return on.maybe<TrialRow>(sql`select trial_id as id, rules, made_at as "madeAt", total, done, result, failure,
    finished_at as "finishedAt" from routing_trials where trial_id = ${id}::uuid`);
}

/** Of this person, begun since then and not done. */
export async function runningTrial(on: Runner, by: string | null, since: Date): Promise<boolean> {
  const row = await on.maybe(sql`select 1 from routing_trials
    where made_by is not distinct from ${by}::uuid and finished_at is null and made_at >= ${since}::timestamptz limit 1`);
  return row !== undefined;
}

export async function insertTrial(
  tx: Tx,
  trial: { id: string; rules: RoutingRule[]; at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into routing_trials (trial_id, rules, made_at, made_by)
    values (${trial.id}::uuid, ${JSON.stringify(trial.rules)}::jsonb, ${trial.at}::timestamptz, ${trial.by}::uuid)`);
}

export async function forgetTrials(tx: Tx, before: Date): Promise<void> {
  await tx.run(sql`delete from routing_trials where made_at < ${before}::timestamptz`);
}

export async function noteTried(on: Runner, id: string, at: { done: number; total: number }): Promise<void> {
  await on.run(
    sql`update routing_trials set done = ${at.done}::int, total = ${at.total}::int where trial_id = ${id}::uuid`,
  );
}

export async function finishTrial(
  on: Runner,
  id: string,
  end: { result: TrialResult; at: Date },
): Promise<void> {
  await on.run(sql`update routing_trials set result = ${JSON.stringify(end.result)}::jsonb, finished_at = ${end.at}::timestamptz
    where trial_id = ${id}::uuid`);
}

export async function failTrial(on: Runner, id: string, end: { failure: string; at: Date }): Promise<void> {
  await on.run(sql`update routing_trials set failure = ${end.failure}, finished_at = ${end.at}::timestamptz
    where trial_id = ${id}::uuid`);
}

export async function departmentsOfPeople(
  on: Runner,
  personIds: readonly string[],
): Promise<Map<string, string | null>> {
  if (personIds.length === 0) return new Map();
  const rows = await on.all<{ id: string; name: string | null }>(sql`
    select p.person_id as id, d.name from people p left join departments d using (department_id)
    where p.person_id = any(${personIds}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}
