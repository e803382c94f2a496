import { type Runner, sql, type Tx } from '../platform/database.ts';

/** A case as the verbs need it. */
export interface CaseRow {
  caseId: string;
  number: number;
  customerId: string;
  identityId: string;
  touchpointId: number;
  reason: string;
  quote: string | null;
  urgent: boolean;
  openedAt: Date;
  dueAt: Date;
  holderId: string;
  ownerId: string;
  ownerName: string;
  closureId: string | null;
}

const columns = sql`c.case_id as "caseId", c.number, coalesce(l.customer_id, c.customer_id) as "customerId",
  c.identity_id as "identityId", c.touchpoint_id as "touchpointId", c.reason, c.quote, c.urgent,
  c.opened_at as "openedAt", c.due_at as "dueAt", c.holder_id as "holderId", c.owner_id as "ownerId",
  p.name as "ownerName", c.closure_id as "closureId"`;
const from = sql`from cases c left join links l on l.identity_id = c.identity_id join people p on p.person_id = c.owner_id`;

export function readCase(db: Runner, caseId: string): Promise<CaseRow | undefined> {
  return db.maybe<CaseRow>(sql`select ${columns} ${from} where c.case_id = ${caseId}::uuid`, 'case');
}

/** Whoever comes second waits here until the first has committed, and then sees what the first did. */
export async function lockCase(tx: Tx, caseId: string): Promise<CaseRow | undefined> {
  const row = await tx.maybe(
    sql`select 1 from cases where case_id = ${caseId}::uuid for update`,
    'case held',
  );
  return row ? readCase(tx, caseId) : undefined;
}

export async function insertNote(
  tx: Tx,
  note: { id: string; caseId: string; at: Date; personId: string; text: string },
): Promise<void> {
  await tx.run(sql`insert into case_notes (note_id, case_id, at, person_id, text)
    values (${note.id}::uuid, ${note.caseId}::uuid, ${note.at}::timestamptz, ${note.personId}::uuid, ${note.text})`);
}

export async function insertAction(
  tx: Tx,
  action: { id: string; caseId: string; at: Date; personId: string; text: string },
): Promise<void> {
  await tx.run(sql`insert into case_actions (action_id, case_id, at, person_id, text)
    values (${action.id}::uuid, ${action.caseId}::uuid, ${action.at}::timestamptz, ${action.personId}::uuid, ${action.text})`);
}

export interface NewHolder {
  holderId: string;
  caseId: string;
  personId: string;
  at: Date;
  rung: string;
  reason: string;
  madeBy: string | null;
  /** The routing rule that sent it there. */
  routedBy?: string | null;
}

/** Ends the current holder row, begins the next, and points the case at it: one owner before, one after, none in between. */
export async function changeHolder(tx: Tx, next: NewHolder): Promise<void> {
  await tx.run(sql`update case_holders set until_at = ${next.at}::timestamptz
    where case_id = ${next.caseId}::uuid and until_at is null`);
  await tx.run(sql`insert into case_holders (holder_id, case_id, person_id, from_at, rung, reason, made_by, routing_rule_id)
    values (${next.holderId}::uuid, ${next.caseId}::uuid, ${next.personId}::uuid, ${next.at}::timestamptz,
      ${next.rung}, ${next.reason}, ${next.madeBy}::uuid, ${next.routedBy ?? null}::uuid)`);
  await tx.run(sql`update cases set holder_id = ${next.holderId}::uuid, owner_id = ${next.personId}::uuid
    where case_id = ${next.caseId}::uuid`);
}

export interface HolderRow {
  holderId: string;
  personId: string;
  fromAt: Date;
  untilAt: Date | null;
  rung: string;
  reason: string;
  madeBy: string | null;
}

/** Everybody who held it, the latest first. */
export function readHolders(db: Runner, caseId: string): Promise<HolderRow[]> {
  return db.all<HolderRow>(sql`
    select holder_id as "holderId", person_id as "personId", from_at as "fromAt", until_at as "untilAt", rung, reason,
      made_by as "madeBy"
    from case_holders where case_id = ${caseId}::uuid order by (until_at is null) desc, from_at desc, holder_id desc`);
}

export interface ClosureRow {
  closureId: string;
  at: Date;
  personId: string;
  personName: string;
  messageId: string | null;
  waiver: string | null;
}

/** The closure that holds now. */
export function currentClosure(db: Runner, caseId: string): Promise<ClosureRow | undefined> {
  return db.maybe<ClosureRow>(sql`
    select x.closure_id as "closureId", x.at, x.person_id as "personId", p.name as "personName",
      x.message_id as "messageId", x.waiver
    from cases c join case_closures x using (closure_id) join people p on p.person_id = x.person_id
    where c.case_id = ${caseId}::uuid`);
}

export async function insertClosure(
  tx: Tx,
  closure: {
    id: string;
    caseId: string;
    at: Date;
    personId: string;
    messageId: string | null;
    waiver: string | null;
  },
): Promise<void> {
  await tx.run(sql`insert into case_closures (closure_id, case_id, at, person_id, message_id, waiver)
    values (${closure.id}::uuid, ${closure.caseId}::uuid, ${closure.at}::timestamptz, ${closure.personId}::uuid,
      ${closure.messageId}::uuid, ${closure.waiver})`);
  await tx.run(
    sql`update cases set closure_id = ${closure.id}::uuid where case_id = ${closure.caseId}::uuid`,
  );
}

export async function endClosure(
  tx: Tx,
  how: { closureId: string; caseId: string; at: Date; why: string; by: string | null; dueAt: Date },
): Promise<void> {
  await tx.run(sql`update case_closures set reopened_at = ${how.at}::timestamptz, reopened_why = ${how.why},
    reopened_by = ${how.by}::uuid where closure_id = ${how.closureId}::uuid`);
  await tx.run(
    sql`update cases set closure_id = null, due_at = ${how.dueAt}::timestamptz where case_id = ${how.caseId}::uuid`,
  );
}
