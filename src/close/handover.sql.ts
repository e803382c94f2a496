import { type Runner, sql, type Tx } from '../platform/database.ts';

export interface Handover {
  handoverId: string;
  caseId: string;
  fromPersonId: string;
  toPersonId: string;
  reason: string;
  offeredAt: Date;
  offeredBy: string | null;
  answerBy: Date;
  answeredAt: Date | null;
  answer: 'accepted' | 'declined' | 'withdrawn' | 'lapsed' | null;
  answerReason: string | null;
  /** Whom the giver named, where somebody else is asked instead, and why. */
  wantedPersonId: string | null;
  askedInstead: 'cover' | 'whose' | null;
  /** Back to whoever gave it. */
  givesBack: boolean;
}

type Special = 'wantedPersonId' | 'askedInstead' | 'givesBack';

const columns = sql`handover_id as "handoverId", case_id as "caseId", from_person_id as "fromPersonId",
  to_person_id as "toPersonId", reason, offered_at as "offeredAt", offered_by as "offeredBy", answer_by as "answerBy",
  answered_at as "answeredAt", answer, answer_reason as "answerReason",
  wanted_person_id as "wantedPersonId", asked_instead as "askedInstead", gives_back as "givesBack"`;

export function pendingHandover(db: Runner, caseId: string): Promise<Handover | undefined> {
  return db.maybe<Handover>(
    sql`select ${columns} from case_handovers where case_id = ${caseId}::uuid and answer is null`,
  );
}

export async function insertHandover(
  tx: Tx,
  h: Omit<Handover, 'answeredAt' | 'answer' | 'answerReason' | Special> & Partial<Pick<Handover, Special>>,
): Promise<void> {
  await tx.run(sql`insert into case_handovers (handover_id, case_id, from_person_id, to_person_id, reason, offered_at, offered_by, answer_by,
      wanted_person_id, asked_instead, gives_back)
    values (${h.handoverId}::uuid, ${h.caseId}::uuid, ${h.fromPersonId}::uuid, ${h.toPersonId}::uuid, ${h.reason},
      ${h.offeredAt}::timestamptz, ${h.offeredBy}::uuid, ${h.answerBy}::timestamptz,
      ${h.wantedPersonId ?? null}::uuid, ${h.askedInstead ?? null}, ${h.givesBack ?? false})`);
}

/** Answers the pending offer of a case, if there is one. */
export async function endPending(
  tx: Tx,
  how: {
    caseId: string;
    at: Date;
    by: string | null;
    answer: 'accepted' | 'declined' | 'withdrawn';
    reason: string | null;
  },
): Promise<number> {
  return tx.run(sql`update case_handovers set answered_at = ${how.at}::timestamptz, answered_by = ${how.by}::uuid,
    answer = ${how.answer}, answer_reason = ${how.reason} where case_id = ${how.caseId}::uuid and answer is null`);
}

/** Offers nobody answered in time; the giver keeps the case. */
export function lapseHandovers(tx: Tx, now: Date): Promise<Handover[]> {
  return tx.all<Handover>(sql`update case_handovers set answered_at = ${now}::timestamptz, answer = 'lapsed'
    where answer is null and answer_by < ${now}::timestamptz returning ${columns}`);
}

/** How often the case went from one colleague to another who accepted, or was ruled to have it. */
export async function handoversOf(db: Runner, caseId: string): Promise<number> {
  const row = await db.one<{ n: number }>(sql`select count(*) as n from case_holders
    where case_id = ${caseId}::uuid and rung in ('handed_over', 'ruled')`);
  return row.n;
}

/** Offers to somebody who is no longer here; the giver keeps the case. */
export function lapseOffersToGone(tx: Tx, now: Date): Promise<Handover[]> {
  return tx.all<Handover>(sql`update case_handovers set answered_at = ${now}::timestamptz, answer = 'lapsed'
    where answer is null and to_person_id in (select person_id from people where left_on <= ${now}::timestamptz::date)
    returning ${columns}`);
}

/** Is this person (still) with the organisation on that day? */
export async function isHere(db: Runner, personId: string, at: Date): Promise<{ name: string } | undefined> {
  return db.maybe<{ name: string }>(sql`select name from people where person_id = ${personId}::uuid
    and (left_on is null or left_on > ${at}::timestamptz::date)`);
}
