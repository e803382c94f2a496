import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Terms } from './terms.ts';

/** Lived evidence of every touchpoint by its sign, in the period; `fresh`: since the last decision. */
export function livedEvidence(
  on: Runner,
  since: Date,
): Promise<{ subject: string; sign: string; count: number; fresh: number; latest: Date }[]> {
  return on.all(sql`
    select 'touchpoint:' || t.key as subject, e.sign, count(*) as count, max(e.at) as latest,
      count(*) filter (where e.at > coalesce(d.at, '-infinity')) as fresh
    from ownership_evidence e join touchpoints t using (touchpoint_id)
    left join (select subject, max(decided_at) as at from grey_area_decisions group by subject) d on d.subject = 'touchpoint:' || t.key
    where e.at > ${since}::timestamptz and t.archived_at is null group by t.key, e.sign`);
}

/** What a customer is worth in a year, from the attribute the organisation chose. */
const worth = (
  value: NonNullable<Terms['value']>,
) => sql`case when c.attributes->>${value.attribute} ~ '^-?[0-9]+([.][0-9]+)?$'
  then (c.attributes->>${value.attribute})::numeric * ${value.per === 'month' ? 12 : 1}::int end`;

/**
 * Whose: of every subject the customers its lived evidence is about; at the touchpoints `through` also everybody who came through
 * in the period, because whatever goes wrong there goes to nobody.
 */
function concerned(given: {
  since: Date;
  through: number[];
  known: { subject: string; identityId: string }[];
}) {
  const { since, through, known } = given;
  return sql`concerned as (
    select distinct b.subject, coalesce(l.customer_id, b.identity_id) as customer_id from (
      select 'touchpoint:' || t.key as subject, e.identity_id from ownership_evidence e join touchpoints t using (touchpoint_id)
        where e.at > ${since}::timestamptz and e.identity_id is not null
      union all
      select 'touchpoint:' || t.key, i.identity_id from interactions i join touchpoints t using (touchpoint_id)
        where i.touchpoint_id = any(${through}::int[]) and i.occurred_at > ${since}::timestamptz
      union all
      select 'touchpoint:' || t.key, r.identity_id from responses r join touchpoints t using (touchpoint_id)
        where r.touchpoint_id = any(${through}::int[]) and r.occurred_at > ${since}::timestamptz
      union all
      select k->>'subject', (k->>'identityId')::uuid from jsonb_array_elements(${JSON.stringify(known)}::jsonb) k
    ) b left join links l on l.identity_id = b.identity_id)`;
}

export type Concerned = Parameters<typeof concerned>[0];

export interface Exposure {
  /** Null: the subjects `together`. */
  subject: string | null;
  customers: number;
  revenue: number | null;
}

/** Of each subject, and of some of them together with each customer once: gathering whom it concerns is the dear part, and done once. */
export function exposure(
  on: Runner,
  given: Concerned,
  value: Terms['value'],
  together: string[],
): Promise<Exposure[]> {
  const revenue = value ? sql`sum(worth)::float8` : sql`null::float8`;
  return on.all(sql`with ${concerned(given)},
    x as materialized (select x.subject, x.customer_id, ${value ? worth(value) : sql`null::numeric`} as worth
      from concerned x left join customers c on c.customer_id = x.customer_id)
    select subject, count(*) as customers, ${revenue} as revenue from x group by subject
    union all
    select null, count(*), ${revenue} from (
      select customer_id, min(worth) as worth from x where subject = any(${together}::text[]) group by customer_id) t`);
}

/** The customers of one subject, those worth most first. */
export function worthMost(
  on: Runner,
  subject: string,
  given: Concerned,
  value: Terms['value'],
): Promise<{ id: string; name: string | null; revenue: number | null }[]> {
  const revenue = value ? sql`(${worth(value)})::float8` : sql`null::float8`;
  return on.all(sql`with ${concerned(given)}
    select x.customer_id as id, c.name, ${revenue} as revenue from concerned x left join customers c on c.customer_id = x.customer_id
    where x.subject = ${subject} order by revenue desc nulls last, c.name, x.customer_id limit 50`);
}

export interface EvidenceRow {
  sign: string;
  at: Date;
  caseId: string | null;
  customerId: string | null;
  customerName: string | null;
  from: string | null;
  to: string | null;
}

/** What happened at one touchpoint, the latest first. */
export function evidenceAt(on: Runner, touchpointId: number, since: Date): Promise<EvidenceRow[]> {
  return on.all(sql`
    select e.sign, e.at, e.case_id as "caseId", l.customer_id as "customerId", c.name as "customerName", f.name as "from", t.name as "to"
    from ownership_evidence e left join links l on l.identity_id = e.identity_id left join customers c on c.customer_id = l.customer_id
    left join departments f on f.department_id = e.from_department_id left join departments t on t.department_id = e.to_department_id
    where e.touchpoint_id = ${touchpointId}::int and e.at > ${since}::timestamptz order by e.at desc, e.evidence_id desc limit 100`);
}

export interface ClarificationRow {
  subject: string;
  personId: string;
  dueAt: Date;
  reason: string | null;
  appointedAt: Date;
  appointedBy: string | null;
}

export interface DecisionRow {
  subject: string;
  cause: 'unclear_responsibility' | 'unwilling_to_step_up';
  reason: string;
  accountableId: string | null;
  responsibleId: string | null;
  decidedAt: Date;
  decidedBy: string | null;
}

/** Everything that was done about grey areas, the latest first. */
export async function readCourse(
  on: Runner,
  subject?: string,
): Promise<{ clarifications: ClarificationRow[]; decisions: DecisionRow[] }> {
  const of = subject === undefined ? sql`true` : sql`subject = ${subject}`;
  return {
    clarifications:
      await on.all(sql`select subject, person_id as "personId", due_at as "dueAt", reason, appointed_at as "appointedAt",
      appointed_by as "appointedBy" from clarifications where ${of} order by appointed_at desc, clarification_id desc`),
    decisions:
      await on.all(sql`select subject, cause, reason, accountable_id as "accountableId", responsible_id as "responsibleId",
      decided_at as "decidedAt", decided_by as "decidedBy" from grey_area_decisions where ${of} order by decided_at desc, decision_id desc`),
  };
}

export async function insertClarification(tx: Tx, row: ClarificationRow & { id: string }): Promise<void> {
  await tx.run(sql`insert into clarifications (clarification_id, subject, person_id, due_at, reason, appointed_at, appointed_by)
    values (${row.id}::uuid, ${row.subject}, ${row.personId}::uuid, ${row.dueAt}::timestamptz, ${row.reason},
      ${row.appointedAt}::timestamptz, ${row.appointedBy}::uuid)`);
}

export async function insertDecision(
  tx: Tx,
  row: DecisionRow & { id: string; assignmentIds: string[] },
): Promise<void> {
  await tx.run(sql`insert into grey_area_decisions
      (decision_id, subject, cause, reason, accountable_id, responsible_id, assignment_ids, decided_at, decided_by)
    values (${row.id}::uuid, ${row.subject}, ${row.cause}, ${row.reason}, ${row.accountableId}::uuid, ${row.responsibleId}::uuid,
      ${row.assignmentIds}::uuid[], ${row.decidedAt}::timestamptz, ${row.decidedBy}::uuid)`);
}

/** Touchpoints whose seat is not plainly one person's who is there that day: few, where a whole ledger would be read. */
export async function seatsInDoubt(on: Runner, day: string): Promise<number[]> {
  const rows = await on.all<{ id: number }>(sql`
    select t.touchpoint_id as id from touchpoints t left join (
      select a.object_id, count(*) = 1 and bool_and(p.person_id is not null and (p.left_on is null or p.left_on > ${day}::date)) as held
      from assignments a left join people p on p.person_id = a.person_id
      where a.superseded_at is null and a.plane = 'execution' and a.object_kind = 'touchpoint' and a.role = 'A'
        and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date) group by a.object_id) h on h.object_id = t.touchpoint_id
    where t.archived_at is null and h.held is not true`);
  return rows.map((row) => row.id);
}

/** Departments with a part in a touchpoint: of its claimants, its responsible people and groups. */
export async function departmentsAt(on: Runner, touchpointId: number, day: string): Promise<string[]> {
  const rows = await on.all<{ id: string }>(sql`
    select distinct coalesce(p.department_id, t.department_id, a.department_id) as id from assignments a
    left join people p on p.person_id = a.person_id left join teams t on t.team_id = a.team_id
    where a.superseded_at is null and a.plane = 'execution' and a.object_kind = 'touchpoint' and a.object_id = ${touchpointId}::int
      and a.role in ('A', 'R')
      and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)
      and coalesce(p.department_id, t.department_id, a.department_id) is not null`);
  return rows.map((row) => row.id).sort();
}
