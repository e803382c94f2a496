import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Kind, Rung, Why } from './escalation.ts';

export interface EscalationRow {
  id: string;
  kind: Kind;
  subject: string;
  title: string;
  touchpointId: number | null;
  departmentIds: string[];
  excludedIds: string[];
  raisedAt: Date;
  raisedBy: string | null;
  settledAt: Date | null;
  settledHow: string | null;
  steps: StepRow[];
  answers: AnswerRow[];
}

export interface StepRow {
  id: string;
  number: number;
  rung: Rung;
  personIds: string[];
  at: Date;
  dueAt: Date | null;
  why: Why;
}

export interface AnswerRow {
  stepId: string;
  personId: string;
  answer: 'decided' | 'appointed' | 'sent_back';
  words: string;
  toPersonId: string | null;
  at: Date;
}

export interface EscalationFilter {
  ids?: string[];
  subject?: string;
  open?: boolean;
  /** Open ones whose present step is due by then, or of whose people nobody is there any more. */
  dueBy?: Date;
}

/** Escalations with their steps and answers, the longest waiting first. */
export async function readEscalations(on: Runner, filter: EscalationFilter): Promise<EscalationRow[]> {
  const where = [sql`true`];
  if (filter.ids) where.push(sql`e.escalation_id = any(${filter.ids}::uuid[])`);
  if (filter.subject) where.push(sql`e.subject = ${filter.subject}`);
  if (filter.open !== undefined)
    where.push(filter.open ? sql`e.settled_at is null` : sql`e.settled_at is not null`);
  if (filter.dueBy) {
    where.push(sql`e.settled_at is null and (select s.due_at <= ${filter.dueBy}::timestamptz or not exists (
        select 1 from people p where p.person_id = any(s.person_ids) and (p.left_on is null or p.left_on > ${filter.dueBy}::timestamptz::date))
      from escalation_steps s where s.escalation_id = e.escalation_id order by s.number desc limit 1)`);
  }
  const rows = await on.all<Omit<EscalationRow, 'steps' | 'answers'>>(sql`
    select e.escalation_id as id, e.kind, e.subject, e.title, e.touchpoint_id as "touchpointId", e.department_ids::text[] as "departmentIds",
      e.excluded_ids::text[] as "excludedIds", e.raised_at as "raisedAt", e.raised_by as "raisedBy", e.settled_at as "settledAt",
      e.settled_how as "settledHow"
    from escalations e where ${sql.join(where, sql` and `)} order by e.raised_at, e.escalation_id limit 1000`);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const steps = await on.all<StepRow & { of: string }>(sql`
    select escalation_id as of, step_id as id, number, rung, person_ids::text[] as "personIds", at, due_at as "dueAt", why
    from escalation_steps where escalation_id = any(${ids}::uuid[]) order by number`);
  const answers = await on.all<AnswerRow & { of: string }>(sql`
    select escalation_id as of, step_id as "stepId", person_id as "personId", answer, words, to_person_id as "toPersonId", at
    from escalation_answers where escalation_id = any(${ids}::uuid[]) order by at, answer_id`);
  const stepsOf = Map.groupBy(steps, (step) => step.of);
  const answersOf = Map.groupBy(answers, (answer) => answer.of);
  return rows.map((row) => ({
    ...row,
    steps: stepsOf.get(row.id) ?? [],
    answers: answersOf.get(row.id) ?? [],
  }));
}

/** Whoever comes second waits, and then sees what the first did. */
export async function lockEscalation(tx: Tx, id: string): Promise<EscalationRow | undefined> {
  await tx.run(sql`select 1 from escalations where escalation_id = ${id}::uuid for update`);
  return (await readEscalations(tx, { ids: [id] }))[0];
}

/** False where the same matter is on the ladder already. */
export async function insertEscalation(
  tx: Tx,
  row: Omit<EscalationRow, 'steps' | 'answers' | 'settledAt' | 'settledHow'>,
): Promise<boolean> {
  const done = await tx.run(sql`insert into escalations
      (escalation_id, kind, subject, title, touchpoint_id, department_ids, excluded_ids, raised_at, raised_by)
    values (${row.id}::uuid, ${row.kind}, ${row.subject}, ${row.title}, ${row.touchpointId}::int, ${row.departmentIds}::uuid[],
      ${row.excludedIds}::uuid[], ${row.raisedAt}::timestamptz, ${row.raisedBy}::uuid)
    on conflict (kind, subject) where settled_at is null do nothing`);
  return done > 0;
}

export async function insertStep(tx: Tx, escalationId: string, step: StepRow): Promise<void> {
  await tx.run(sql`insert into escalation_steps (step_id, escalation_id, number, rung, person_ids, at, due_at, why)
    values (${step.id}::uuid, ${escalationId}::uuid, ${step.number}::int, ${step.rung}, ${step.personIds}::uuid[], ${step.at}::timestamptz,
      ${step.dueAt}::timestamptz, ${step.why})`);
}

export async function insertAnswer(
  tx: Tx,
  escalationId: string,
  answer: AnswerRow & { id: string },
): Promise<void> {
  await tx.run(sql`insert into escalation_answers (answer_id, escalation_id, step_id, person_id, answer, words, to_person_id, at)
    values (${answer.id}::uuid, ${escalationId}::uuid, ${answer.stepId}::uuid, ${answer.personId}::uuid, ${answer.answer}, ${answer.words},
      ${answer.toPersonId}::uuid, ${answer.at}::timestamptz)`);
}

export async function settleRow(
  tx: Tx,
  kind: Kind,
  subject: string,
  how: { at: Date; by: string | null; how: string },
): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(sql`update escalations set settled_at = ${how.at}::timestamptz,
      settled_by = ${how.by}::uuid, settled_how = ${how.how}
    where kind = ${kind} and subject = ${subject} and settled_at is null returning escalation_id as id`);
  return rows.map((row) => row.id);
}

/** Who holds a role in force, the longest in office first, and is there that day. */
export async function holdersOfRole(on: Runner, role: string, day: string): Promise<string[]> {
  const rows = await on.all<{
    id: string;
  }>(sql`select r.person_id as id from person_roles r join people p using (person_id)
    where r.role = ${role} and r.revoked_at is null and (p.left_on is null or p.left_on > ${day}::date)
    order by r.granted_at, p.name, r.person_id`);
  return rows.map((row) => row.id);
}

/** Heads of these departments who are there that day. */
export async function headsOf(on: Runner, departmentIds: string[], day: string): Promise<string[]> {
  const rows = await on.all<{ id: string }>(sql`select distinct d.head_person_id as id from departments d
    join people p on p.person_id = d.head_person_id
    where d.department_id = any(${departmentIds}::uuid[]) and (p.left_on is null or p.left_on > ${day}::date)`);
  return rows.map((row) => row.id).sort();
}

/** Everybody who is there that day, by how near to the top they stand. */
export async function byStanding(on: Runner, day: string): Promise<string[]> {
  const rows = await on.all<{ id: string }>(sql`
    select p.person_id as id from people p left join person_roles r on r.person_id = p.person_id and r.revoked_at is null
    where p.left_on is null or p.left_on > ${day}::date group by p.person_id, p.name
    order by min(coalesce(array_position(array['sponsor','admin','cx_lead','department_head'], r.role), 9)), p.name, p.person_id`);
  return rows.map((row) => row.id);
}
