import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { redressKinds } from './redress.ts';

export interface RedressRow {
  redressId: string;
  caseId: string;
  kind: (typeof redressKinds)[number];
  amount: number;
  currency: string;
  reason: string;
  givenOn: string;
  month: string;
  potId: string;
  askedBy: string;
  askedAt: Date;
}

const columns = sql`r.redress_id as "redressId", r.case_id as "caseId", r.kind, r.amount, r.currency, r.reason,
  to_char(r.given_on, 'YYYY-MM-DD') as "givenOn", to_char(r.month, 'YYYY-MM-DD') as month, r.pot_id as "potId",
  r.asked_by as "askedBy", r.asked_at as "askedAt"`;

export async function insertRedress(tx: Tx, r: RedressRow): Promise<void> {
  await tx.run(sql`insert into redresses (redress_id, case_id, kind, amount, currency, reason, given_on, month, pot_id, asked_by, asked_at)
    values (${r.redressId}::uuid, ${r.caseId}::uuid, ${r.kind}, ${r.amount}, ${r.currency}, ${r.reason}, ${r.givenOn}::date,
      ${r.month}::date, ${r.potId}::uuid, ${r.askedBy}::uuid, ${r.askedAt}::timestamptz)`);
}

export function readRedress(db: Runner, redressId: string): Promise<RedressRow | undefined> {
  return db.maybe<RedressRow>(
    sql`select ${columns} from redresses r where r.redress_id = ${redressId}::uuid`,
  );
}

export function redressesOf(db: Runner, caseId: string): Promise<RedressRow[]> {
  return db.all<RedressRow>(sql`select ${columns} from redresses r where r.case_id = ${caseId}::uuid
    order by r.asked_at desc, r.redress_id desc`);
}

export interface ApprovalRow {
  approvalId: string;
  redressId: string;
  approverId: string;
  askedAt: Date;
  answerBy: Date;
  answeredAt: Date | null;
  answeredBy: string | null;
  answer: 'approved' | 'refused' | 'withdrawn' | 'passed_on' | 'lapsed' | null;
  reason: string | null;
}

const approval = sql`a.approval_id as "approvalId", a.redress_id as "redressId", a.approver_id as "approverId",
  a.asked_at as "askedAt", a.answer_by as "answerBy", a.answered_at as "answeredAt", a.answered_by as "answeredBy", a.answer, a.reason`;

/** The last person asked about each of these redresses. */
export function lastApprovals(db: Runner, redressIds: string[]): Promise<ApprovalRow[]> {
  return db.all<ApprovalRow>(sql`select distinct on (a.redress_id) ${approval} from redress_approvals a
    where a.redress_id = any(${redressIds}::uuid[]) order by a.redress_id, a.asked_at desc, a.approval_id desc`);
}

export function pendingApproval(db: Runner, redressId: string): Promise<ApprovalRow | undefined> {
  return db.maybe<ApprovalRow>(
    sql`select ${approval} from redress_approvals a where a.redress_id = ${redressId}::uuid and a.answer is null`,
  );
}

export async function askApproval(
  tx: Tx,
  a: { redressId: string; approverId: string; at: Date; answerBy: Date },
): Promise<void> {
  await tx.run(sql`insert into redress_approvals (approval_id, redress_id, approver_id, asked_at, answer_by)
    values (${newId()}::uuid, ${a.redressId}::uuid, ${a.approverId}::uuid, ${a.at}::timestamptz, ${a.answerBy}::timestamptz)`);
}

export async function answerApproval(
  tx: Tx,
  a: {
    approvalId: string;
    at: Date;
    by: string | null;
    answer: NonNullable<ApprovalRow['answer']>;
    reason: string | null;
  },
): Promise<void> {
  await tx.run(sql`update redress_approvals set answered_at = ${a.at}::timestamptz, answered_by = ${a.by}::uuid,
    answer = ${a.answer}, reason = ${a.reason} where approval_id = ${a.approvalId}::uuid and answer is null`);
}

/** Asked, and not answered in time, or whoever was asked has left. */
export function overdueApprovals(
  db: Runner,
  now: Date,
  limit: number,
): Promise<{ redressId: string; caseId: string; touchpointId: number }[]> {
  return db.all(sql`select a.redress_id as "redressId", r.case_id as "caseId", c.touchpoint_id as "touchpointId"
    from redress_approvals a join redresses r using (redress_id) join cases c using (case_id) join people p on p.person_id = a.approver_id
    where a.answer is null and (a.answer_by < ${now}::timestamptz or p.left_on <= ${now}::timestamptz::date)
    order by a.answer_by, a.approval_id limit ${limit}`);
}

export interface Waiting {
  redressId: string;
  caseId: string;
  number: number;
  customerName: string | null;
  caseReason: string;
  kind: RedressRow['kind'];
  amount: number;
  currency: string;
  reason: string;
  askedBy: string;
  answerBy: Date;
  approverId: string;
  touchpointId: number;
}

/** What waits for the decision of these people, the nearest deadline first. */
export function waitingFor(db: Runner, approvers: string[], limit: number): Promise<Waiting[]> {
  return db.all<Waiting>(sql`select r.redress_id as "redressId", r.case_id as "caseId", c.number, u.name as "customerName",
      c.reason as "caseReason", r.kind, r.amount, r.currency, r.reason, r.asked_by as "askedBy", a.answer_by as "answerBy",
      a.approver_id as "approverId", c.touchpoint_id as "touchpointId"
    from redress_approvals a join redresses r using (redress_id) join cases c using (case_id)
      left join links l on l.identity_id = c.identity_id left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
    where a.answer is null and a.approver_id = any(${approvers}::uuid[]) order by a.answer_by, a.approval_id limit ${limit}`);
}
