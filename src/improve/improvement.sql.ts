import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { LinkedCase } from './improvement.ts';

export interface ImprovementRow {
  id: string;
  number: number;
  title: string;
  touchpointKey: string | null;
  touchpointName: string | null;
  hypothesis: string;
  metricKey: string | null;
  metricName: string | null;
  ownerId: string;
  huddleId: string | null;
  pattern: string | null;
  proposedAt: Date;
  proposedBy: string;
  answer: 'accepted' | 'declined' | null;
  answerAt: Date | null;
  answerBy: string | null;
  answerReason: string | null;
  cases: number;
}

export interface Which {
  id?: string;
  state?: 'proposed' | 'accepted' | 'declined' | undefined;
  ownerId?: string | undefined;
  touchpoint?: string | undefined;
  caseId?: string | undefined;
  huddleId?: string | undefined;
  /** Numbers below this one. */
  below?: number | undefined;
  limit?: number;
}

/** The newest first. */
export function readImprovements(db: Runner, of: Which): Promise<ImprovementRow[]> {
  const where = [sql`true`];
  if (of.id) where.push(sql`i.improvement_id = ${of.id}::uuid`);
  if (of.state) where.push(sql`coalesce(a.answer, 'proposed') = ${of.state}`);
  if (of.ownerId) where.push(sql`i.owner_id = ${of.ownerId}::uuid`);
  if (of.touchpoint) where.push(sql`t.key = ${of.touchpoint}`);
  if (of.caseId)
    where.push(sql`exists (select 1 from improvement_cases x
      where x.improvement_id = i.improvement_id and x.case_id = ${of.caseId}::uuid)`);
  if (of.huddleId) where.push(sql`i.huddle_id = ${of.huddleId}::uuid`);
  if (of.below) where.push(sql`i.number < ${of.below}`);
  return db.all<ImprovementRow>(sql`
    select i.improvement_id as id, i.number, i.title, t.key as "touchpointKey", t.name as "touchpointName", i.hypothesis,
      m.key as "metricKey", m.name as "metricName", i.owner_id as "ownerId", i.huddle_id as "huddleId", i.pattern,
      i.proposed_at as "proposedAt", i.proposed_by as "proposedBy", a.answer, a.at as "answerAt", a.person_id as "answerBy",
      a.reason as "answerReason",
      (select count(*)::int from improvement_cases x where x.improvement_id = i.improvement_id) as cases
    from improvements i left join touchpoints t using (touchpoint_id) left join metrics m on m.key = i.metric_key
    left join lateral (select a.answer, a.at, a.person_id, a.reason from improvement_answers a
      where a.improvement_id = i.improvement_id order by a.at desc, a.answer_id desc limit 1) a on true
    where ${sql.join(where, sql` and `)} order by i.number desc limit ${of.limit ?? 50}`);
}

export async function lockImprovement(tx: Tx, id: string): Promise<ImprovementRow | undefined> {
  const there = await tx.maybe(sql`select 1 from improvements where improvement_id = ${id}::uuid for update`);
  return there ? (await readImprovements(tx, { id }))[0] : undefined;
}

export async function insertImprovement(
  tx: Tx,
  one: {
    id: string;
    title: string;
    touchpointId: number | null;
    hypothesis: string;
    metric: string | null;
    ownerId: string;
    huddleId: string | null;
    pattern: string | null;
    at: Date;
    by: string;
  },
): Promise<number> {
  const row = await tx.one<{ number: number }>(sql`
    insert into improvements (improvement_id, title, touchpoint_id, hypothesis, metric_key, owner_id, huddle_id, pattern, proposed_at, proposed_by)
    values (${one.id}::uuid, ${one.title}, ${one.touchpointId}::int, ${one.hypothesis}, ${one.metric}, ${one.ownerId}::uuid,
      ${one.huddleId}::uuid, ${one.pattern}, ${one.at}::timestamptz, ${one.by}::uuid) returning number`);
  return row.number;
}

export async function insertAnswer(
  tx: Tx,
  one: { id: string; improvementId: string; answer: string; reason: string | null; at: Date; by: string },
): Promise<void> {
  await tx.run(sql`insert into improvement_answers (answer_id, improvement_id, answer, reason, at, person_id)
    values (${one.id}::uuid, ${one.improvementId}::uuid, ${one.answer}, ${one.reason}, ${one.at}::timestamptz, ${one.by}::uuid)`);
}

/** How many were new. Cases that do not exist are passed over. */
export function linkCases(
  tx: Tx,
  of: { improvementId: string; caseIds: string[]; at: Date; by: string },
): Promise<number> {
  return tx.run(sql`insert into improvement_cases (improvement_id, case_id, linked_at, linked_by)
    select ${of.improvementId}::uuid, case_id, ${of.at}::timestamptz, ${of.by}::uuid from cases
    where case_id = any(${of.caseIds}::uuid[]) on conflict do nothing`);
}

export async function unlinkCase(tx: Tx, improvementId: string, caseId: string): Promise<boolean> {
  const rows = await tx.run(sql`delete from improvement_cases
    where improvement_id = ${improvementId}::uuid and case_id = ${caseId}::uuid`);
  return rows === 1;
}

export function linkedCases(
  db: Runner,
  improvementId: string,
  page: { after?: string | undefined; limit: number },
): Promise<LinkedCase[]> {
  return db.all<LinkedCase>(sql`
    select c.case_id as id, c.number, u.name as customer, c.reason, c.quote, c.opened_at as "openedAt",
      c.closure_id is not null as closed
    from improvement_cases x join cases c using (case_id) left join links l on l.identity_id = c.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
    where x.improvement_id = ${improvementId}::uuid and (${page.after ?? null}::uuid is null or c.case_id < ${page.after ?? null}::uuid)
    order by c.case_id desc limit ${page.limit}`);
}

export async function touchpointByKey(db: Runner, key: string): Promise<number | undefined> {
  return (await db.maybe<{ id: number }>(sql`select touchpoint_id as id from touchpoints where key = ${key}`))
    ?.id;
}

export async function metricExists(db: Runner, key: string): Promise<boolean> {
  return (await db.maybe(sql`select 1 from metrics where key = ${key}`)) !== undefined;
}
