import { type Runner, sql, type Tx } from '../platform/database.ts';

export interface DisputeRow {
  id: string;
  caseId: string;
  touchpointId: number;
  personId: string;
  reason: string;
  openedAt: Date;
  arbitratedAt: Date | null;
  ending: 'accepted' | 'ruled' | 'withdrawn' | null;
  endedAt: Date | null;
}

const columns = sql`d.dispute_id as id, d.case_id as "caseId", d.touchpoint_id as "touchpointId", d.person_id as "personId", d.reason,
  d.opened_at as "openedAt", d.arbitrated_at as "arbitratedAt", d.ending, d.ended_at as "endedAt"`;

export function openDispute(on: Runner, caseId: string): Promise<DisputeRow | undefined> {
  return on.maybe<DisputeRow>(
    sql`select ${columns} from disputes d where d.case_id = ${caseId}::uuid and d.ending is null`,
  );
}

export function readDispute(on: Runner, id: string): Promise<DisputeRow | undefined> {
  return on.maybe<DisputeRow>(sql`select ${columns} from disputes d where d.dispute_id = ${id}::uuid`);
}

export async function insertDispute(
  tx: Tx,
  row: Pick<DisputeRow, 'id' | 'caseId' | 'touchpointId' | 'personId' | 'reason' | 'openedAt'>,
): Promise<void> {
  await tx.run(sql`insert into disputes (dispute_id, case_id, touchpoint_id, person_id, reason, opened_at)
    values (${row.id}::uuid, ${row.caseId}::uuid, ${row.touchpointId}::int, ${row.personId}::uuid, ${row.reason}, ${row.openedAt}::timestamptz)`);
}

export async function insertNomination(
  tx: Tx,
  row: { handoverId: string; disputeId: string; personId: string; byPersonId: string },
): Promise<void> {
  await tx.run(sql`insert into dispute_nominations (handover_id, dispute_id, person_id, by_person_id, number)
    select ${row.handoverId}::uuid, ${row.disputeId}::uuid, ${row.personId}::uuid, ${row.byPersonId}::uuid,
      (select count(*) + 1 from dispute_nominations where dispute_id = ${row.disputeId}::uuid)`);
}

/** Everybody who was asked whether it is theirs. */
export async function nominees(on: Runner, disputeId: string): Promise<string[]> {
  const rows = await on.all<{ id: string }>(
    sql`select person_id as id from dispute_nominations where dispute_id = ${disputeId}::uuid order by number`,
  );
  return rows.map((row) => row.id);
}

/** Who may not rule: who began it, who was named, and who answered for somebody named. */
export async function partiesOf(on: Runner, dispute: Pick<DisputeRow, 'id' | 'personId'>): Promise<string[]> {
  const rows = await on.all<{ id: string }>(sql`
    select n.person_id as id from dispute_nominations n where n.dispute_id = ${dispute.id}::uuid
    union select h.answered_by from dispute_nominations n join case_handovers h using (handover_id)
      where n.dispute_id = ${dispute.id}::uuid and h.answer in ('accepted', 'declined') and h.answered_by is not null`);
  return [...new Set([dispute.personId, ...rows.map((row) => row.id)])];
}

export async function markArbitrated(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.run(
    sql`update disputes set arbitrated_at = ${at}::timestamptz where dispute_id = ${id}::uuid and arbitrated_at is null`,
  );
}

export async function endDispute(
  tx: Tx,
  id: string,
  how: { ending: NonNullable<DisputeRow['ending']>; at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`update disputes set ending = ${how.ending}, ended_at = ${how.at}::timestamptz, ended_by = ${how.by}::uuid
    where dispute_id = ${id}::uuid and ending is null`);
}

export interface DisputeRulingRow {
  disputeId: string;
  ownerId: string;
  reason: string;
  cause: 'unclear_responsibility' | 'unwilling_to_step_up';
  causedId: string | null;
  caughtId: string | null;
  rulingId: string | null;
  at: Date;
  by: string;
}

export async function insertDisputeRuling(tx: Tx, row: DisputeRulingRow): Promise<void> {
  await tx.run(sql`insert into dispute_rulings
      (dispute_id, owner_id, reason, cause, caused_department_id, caught_department_id, ruling_id, ruled_at, ruled_by)
    values (${row.disputeId}::uuid, ${row.ownerId}::uuid, ${row.reason}, ${row.cause}, ${row.causedId}::uuid, ${row.caughtId}::uuid,
      ${row.rulingId}::uuid, ${row.at}::timestamptz, ${row.by}::uuid)`);
}

export interface ListedDispute extends DisputeRow {
  number: number;
  caseReason: string;
  customerId: string;
  customerName: string | null;
  closed: boolean;
  ownerId: string;
  ruleKey: string | null;
  kindKey: string | null;
  sourceKey: string | null;
}

/** Disputes with their cases; the oldest open ones first, then the latest ended. */
export function listedDisputes(
  on: Runner,
  filter: { ids?: string[]; open?: boolean; caseId?: string | undefined },
): Promise<ListedDispute[]> {
  const where = [sql`true`];
  if (filter.ids) where.push(sql`d.dispute_id = any(${filter.ids}::uuid[])`);
  if (filter.open !== undefined) where.push(filter.open ? sql`d.ending is null` : sql`d.ending is not null`);
  if (filter.caseId) where.push(sql`d.case_id = ${filter.caseId}::uuid`);
  return on.all<ListedDispute>(sql`
    select ${columns}, c.number, c.reason as "caseReason", coalesce(l.customer_id, c.customer_id) as "customerId", u.name as "customerName",
      c.closure_id is not null as closed, c.owner_id as "ownerId", r.key as "ruleKey", k.key as "kindKey",
      case when c.fact_kind <> 'person' then (select s.key from sources s where s.source_id = coalesce(n.source_id, a.source_id,
        (select i.source_id from identities i where i.identity_id = c.identity_id))) end as "sourceKey"
    from disputes d join cases c using (case_id) left join links l on l.identity_id = c.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id) left join case_rules r using (rule_id)
    left join interactions n on c.fact_kind = 'interaction' and n.interaction_id = c.fact_id and n.identity_id = c.identity_id
    left join responses a on c.fact_kind = 'response' and a.response_id = c.fact_id and a.identity_id = c.identity_id
    left join kinds k on k.kind_id = n.kind_id
    where ${sql.join(where, sql` and `)}
    order by d.ending is not null, case when d.ending is null then d.opened_at end, d.ended_at desc, d.dispute_id limit 500`);
}

export interface NominationRow {
  disputeId: string;
  personId: string;
  byPersonId: string;
  reason: string;
  at: Date;
  answerBy: Date;
  answer: 'accepted' | 'declined' | 'withdrawn' | 'lapsed' | null;
  answerReason: string | null;
  answeredAt: Date | null;
  answeredById: string | null;
}

export function nominationsOf(on: Runner, ids: string[]): Promise<NominationRow[]> {
  return on.all<NominationRow>(sql`
    select n.dispute_id as "disputeId", n.person_id as "personId", n.by_person_id as "byPersonId", h.reason, h.offered_at as at,
      h.answer_by as "answerBy", h.answer, h.answer_reason as "answerReason", h.answered_at as "answeredAt", h.answered_by as "answeredById"
    from dispute_nominations n join case_handovers h using (handover_id) where n.dispute_id = any(${ids}::uuid[]) order by n.number`);
}

export function rulingsOf(on: Runner, ids: string[]): Promise<DisputeRulingRow[]> {
  return on.all<DisputeRulingRow>(sql`
    select dispute_id as "disputeId", owner_id as "ownerId", reason, cause, caused_department_id as "causedId",
      caught_department_id as "caughtId", ruling_id as "rulingId", ruled_at as at, ruled_by as by
    from dispute_rulings where dispute_id = any(${ids}::uuid[])`);
}

/** Who is or was asked to rule each of these, by the ladder's present step. */
export function arbitersOf(
  on: Runner,
  ids: string[],
): Promise<
  {
    disputeId: string;
    personIds: string[];
    rung: string;
    at: Date;
    dueAt: Date | null;
    escalationId: string;
  }[]
> {
  return on.all(sql`
    select distinct on (e.subject) e.subject as "disputeId", e.escalation_id as "escalationId", s.person_ids::text[] as "personIds", s.rung, s.at, s.due_at as "dueAt"
    from escalations e join escalation_steps s using (escalation_id)
    where e.kind = 'dispute' and e.subject = any(${ids}::text[]) order by e.subject, s.number desc`);
}

/** Cases of open disputes that are with nobody: the offer is gone, and no arbiter was found yet. */
export async function unanswered(on: Runner): Promise<string[]> {
  const rows = await on.all<{ id: string }>(sql`
    select d.case_id as id from disputes d where d.ending is null and d.arbitrated_at is null
      and not exists (select 1 from case_handovers h where h.case_id = d.case_id and h.answer is null) order by d.opened_at limit 500`);
  return rows.map((row) => row.id);
}

/** Is anybody here who is none of these? */
export async function anybodyBut(on: Runner, personIds: string[], at: Date): Promise<boolean> {
  const row = await on.maybe(sql`select 1 from people where person_id <> all(${personIds}::uuid[])
    and (left_on is null or left_on > ${at}::timestamptz::date) limit 1`);
  return row !== undefined;
}

export async function departmentNamed(on: Runner, idOrKey: string): Promise<string | undefined> {
  const row = await on.maybe<{ id: string }>(
    sql`select department_id as id from departments where department_id::text = ${idOrKey} or key = ${idOrKey}`,
  );
  return row?.id;
}

export async function departmentsOfPeople(on: Runner, personIds: string[]): Promise<string[]> {
  const rows = await on.all<{ id: string }>(sql`select distinct department_id as id from people
    where person_id = any(${personIds}::uuid[]) and department_id is not null`);
  return rows.map((row) => row.id).sort();
}
