import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Complaint, Parts } from './complaint.ts';
import type { Stage } from './names.ts';
import type { Period } from './period.ts';

export interface ComplaintRow {
  complaintId: string;
  caseId: string;
  caseNumber: number;
  reference: string;
  regimeId: string;
  regimeKey: string;
  regimeName: string;
  rule: string;
  extended: Period | null;
  calendarId: string | null;
  pausable: boolean;
  nextStep: { en: string; de: string };
  receivedAt: Date;
  receivedBy: Complaint['receivedBy'];
  anonymous: boolean;
  category: string;
  summary: string;
  wants: string | null;
  severity: Complaint['severity'];
  outcome: Complaint['outcome'];
  findings: string | null;
  cause: string | null;
  causeTouchpointKey: string | null;
  causeTouchpointName: string | null;
  redress: string | null;
  redressAmount: number | null;
  redressCurrency: string | null;
  stage: Stage;
}

const select = sql`select c.complaint_id as "complaintId", c.case_id as "caseId", k.number as "caseNumber", c.reference,
    c.regime_id as "regimeId", r.key as "regimeKey", r.name as "regimeName", r.rule,
    case when r.extended_n is null then null else jsonb_build_object('n', r.extended_n, 'unit', r.extended_unit) end as extended,
    r.calendar_id as "calendarId", r.pausable, r.next_step as "nextStep", c.received_at as "receivedAt", c.received_by as "receivedBy",
    c.anonymous, c.category, c.summary, c.wants, c.severity, c.outcome, c.findings, c.cause, t.key as "causeTouchpointKey",
    t.name as "causeTouchpointName", c.redress, c.redress_amount::float8 as "redressAmount", c.redress_currency as "redressCurrency", c.stage
  from complaints c join cases k on k.case_id = c.case_id join complaint_regimes r using (regime_id)
  left join touchpoints t on t.touchpoint_id = c.cause_touchpoint_id`;

export function complaintById(db: Runner, complaintId: string): Promise<ComplaintRow | undefined> {
  return db.maybe<ComplaintRow>(sql`${select} where c.complaint_id = ${complaintId}::uuid`);
}

export function complaintOfCase(db: Runner, caseId: string): Promise<ComplaintRow | undefined> {
  return db.maybe<ComplaintRow>(sql`${select} where c.case_id = ${caseId}::uuid`, 'complaint of case');
}

/** The next number of a year. Whoever comes second waits, and no number is given twice. */
export async function nextNumber(tx: Tx, year: number): Promise<number> {
  const row = await tx.one<{
    last: number;
  }>(sql`insert into complaint_numbers as n (year, last) values (${year}, 1)
    on conflict (year) do update set last = n.last + 1 returning last`);
  return row.last;
}

export interface NewStage {
  stageId: string;
  complaintId: string;
  stage: Stage;
  at: Date;
  personId: string | null;
  skipped: boolean;
  reason: string | null;
}

/** Writes down stages in their order; the complaint is in the last of them. */
export async function insertStages(tx: Tx, rows: NewStage[]): Promise<void> {
  for (const s of rows) {
    await tx.run(sql`insert into complaint_stages (stage_id, complaint_id, stage, at, person_id, skipped, reason)
      values (${s.stageId}::uuid, ${s.complaintId}::uuid, ${s.stage}, ${s.at}::timestamptz, ${s.personId}::uuid, ${s.skipped}, ${s.reason})`);
  }
  const last = rows.at(-1);
  if (last) {
    await tx.run(sql`update complaints set stage_id = ${last.stageId}::uuid, stage = ${last.stage}
      where complaint_id = ${last.complaintId}::uuid`);
  }
}

export async function insertComplaint(
  tx: Tx,
  c: Pick<
    ComplaintRow,
    | 'complaintId'
    | 'caseId'
    | 'reference'
    | 'regimeId'
    | 'receivedAt'
    | 'receivedBy'
    | 'anonymous'
    | 'category'
    | 'summary'
    | 'wants'
  > & { stageId: string; at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into complaint_stages (stage_id, complaint_id, stage, at, person_id)
    values (${c.stageId}::uuid, ${c.complaintId}::uuid, 'received', ${c.at}::timestamptz, ${c.by}::uuid)`);
  await tx.run(sql`insert into complaints (complaint_id, case_id, reference, regime_id, received_at, received_by, anonymous, category,
      summary, wants, stage_id, stage, made_at, made_by)
    values (${c.complaintId}::uuid, ${c.caseId}::uuid, ${c.reference}, ${c.regimeId}::uuid, ${c.receivedAt}::timestamptz, ${c.receivedBy},
      ${c.anonymous}, ${c.category}, ${c.summary}, ${c.wants}, ${c.stageId}::uuid, 'received', ${c.at}::timestamptz, ${c.by}::uuid)`);
}

export async function writeAssessment(
  tx: Tx,
  complaintId: string,
  found: { severity: string; category: string },
): Promise<void> {
  await tx.run(sql`update complaints set severity = ${found.severity}, category = ${found.category}
    where complaint_id = ${complaintId}::uuid`);
}

export async function writeFindings(
  tx: Tx,
  complaintId: string,
  found: { outcome: string; findings: string; cause: string; touchpointId: number | null },
): Promise<void> {
  await tx.run(sql`update complaints set outcome = ${found.outcome}, findings = ${found.findings}, cause = ${found.cause},
    cause_touchpoint_id = ${found.touchpointId} where complaint_id = ${complaintId}::uuid`);
}

export async function writeRedress(
  tx: Tx,
  complaintId: string,
  redress: { what: string; amount: number | null; currency: string | null },
): Promise<void> {
  await tx.run(sql`update complaints set redress = ${redress.what}, redress_amount = ${redress.amount}::numeric,
    redress_currency = ${redress.currency} where complaint_id = ${complaintId}::uuid`);
}

export async function writeAnswered(tx: Tx, complaintId: string, at: Date): Promise<void> {
  await tx.run(sql`update complaints set answered_at = coalesce(answered_at, ${at}::timestamptz)
    where complaint_id = ${complaintId}::uuid`);
}

export async function insertLetter(
  tx: Tx,
  letter: {
    messageId: string;
    complaintId: string;
    kind: 'acknowledgement' | 'final';
    parts: Parts | object;
  },
): Promise<void> {
  await tx.run(sql`insert into complaint_letters (message_id, complaint_id, kind, parts)
    values (${letter.messageId}::uuid, ${letter.complaintId}::uuid, ${letter.kind}, ${JSON.stringify(letter.parts)}::jsonb)`);
}

export async function insertEscalation(
  tx: Tx,
  e: {
    id: string;
    complaintId: string;
    at: Date;
    body: string;
    reference: string | null;
    note: string | null;
    by: string;
  },
): Promise<void> {
  await tx.run(sql`insert into complaint_escalations (escalation_id, complaint_id, at, body, reference, note, made_by)
    values (${e.id}::uuid, ${e.complaintId}::uuid, ${e.at}::timestamptz, ${e.body}, ${e.reference}, ${e.note}, ${e.by}::uuid)`);
}

/** False where it is not there or was decided already. */
export async function decideEscalation(
  tx: Tx,
  e: { id: string; complaintId: string; at: Date; decision: string; note: string | null; by: string },
): Promise<boolean> {
  const rows =
    await tx.run(sql`update complaint_escalations set decided_at = ${e.at}::timestamptz, decision = ${e.decision},
      decision_note = ${e.note}, decided_by = ${e.by}::uuid
    where escalation_id = ${e.id}::uuid and complaint_id = ${e.complaintId}::uuid and decided_at is null`);
  return rows === 1;
}

export interface StageRow {
  stage: Stage;
  at: Date;
  personId: string | null;
  skipped: boolean;
  reason: string | null;
}

export function readStages(db: Runner, complaintId: string): Promise<StageRow[]> {
  return db.all<StageRow>(sql`select stage, at, person_id as "personId", skipped, reason from complaint_stages
    where complaint_id = ${complaintId}::uuid order by at, stage_id`);
}

export function readLetters(db: Runner, complaintId: string): Promise<Complaint['letters']> {
  return db.all(sql`select l.message_id as "messageId", l.kind, m.channel, m.at from complaint_letters l
    join case_messages m using (message_id) where l.complaint_id = ${complaintId}::uuid order by m.at, l.message_id`);
}

export function readEscalations(db: Runner, complaintId: string): Promise<Complaint['escalations']> {
  return db.all(sql`select escalation_id as id, at, body, reference, note, decided_at as "decidedAt", decision,
      decision_note as "decisionNote"
    from complaint_escalations where complaint_id = ${complaintId}::uuid order by at, escalation_id`);
}
