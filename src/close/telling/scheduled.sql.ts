import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { HoldReason } from './scheduled.ts';

export interface ScheduledRow {
  scheduledId: string;
  caseId: string;
  customerId: string;
  personId: string;
  channel: 'email' | 'letter';
  subject: string;
  body: string;
  language: 'en' | 'de';
  closes: boolean;
  sendAt: Date;
  zone: string;
  seenAt: Date;
  heldWhy: HoldReason | null;
}

const columns = sql`scheduled_id as "scheduledId", case_id as "caseId", customer_id as "customerId", person_id as "personId", channel,
  subject, body, language, closes, send_at as "sendAt", zone, seen_at as "seenAt", held_why as "heldWhy"`;

/** The message of this case that waits. */
export function waitingOf(db: Runner, caseId: string): Promise<ScheduledRow | undefined> {
  return db.maybe<ScheduledRow>(
    sql`select ${columns} from case_scheduled where case_id = ${caseId}::uuid and ended_at is null`,
  );
}

export async function insertScheduled(tx: Tx, s: Omit<ScheduledRow, 'heldWhy'>): Promise<void> {
  await tx.run(sql`insert into case_scheduled (scheduled_id, case_id, customer_id, person_id, channel, subject, body, language,
      closes, send_at, zone, made_at, seen_at)
    values (${s.scheduledId}::uuid, ${s.caseId}::uuid, ${s.customerId}::uuid, ${s.personId}::uuid, ${s.channel}, ${s.subject}, ${s.body},
      ${s.language}, ${s.closes}, ${s.sendAt}::timestamptz, ${s.zone}, ${s.seenAt}::timestamptz, ${s.seenAt}::timestamptz)`);
}

/** As it is now, seen now: nothing holds it any more. */
export async function rewriteScheduled(tx: Tx, s: Omit<ScheduledRow, 'heldWhy'>): Promise<void> {
  await tx.run(sql`update case_scheduled set customer_id = ${s.customerId}::uuid, person_id = ${s.personId}::uuid, subject = ${s.subject},
      body = ${s.body}, language = ${s.language}, closes = ${s.closes}, send_at = ${s.sendAt}::timestamptz, zone = ${s.zone},
      seen_at = ${s.seenAt}::timestamptz, held_at = null, held_why = null
    where scheduled_id = ${s.scheduledId}::uuid`);
}

export async function postpone(tx: Tx, scheduledId: string, sendAt: Date): Promise<void> {
  await tx.run(
    sql`update case_scheduled set send_at = ${sendAt}::timestamptz where scheduled_id = ${scheduledId}::uuid`,
  );
}

export async function hold(tx: Tx, scheduledId: string, why: HoldReason, at: Date): Promise<void> {
  await tx.run(sql`update case_scheduled set held_at = ${at}::timestamptz, held_why = ${why}
    where scheduled_id = ${scheduledId}::uuid`);
}

export async function endScheduled(
  tx: Tx,
  how: { scheduledId: string; at: Date; by: string | null; messageId: string | null },
): Promise<void> {
  await tx.run(sql`update case_scheduled set ended_at = ${how.at}::timestamptz, ended_by = ${how.by}::uuid,
    message_id = ${how.messageId}::uuid, held_at = null, held_why = null where scheduled_id = ${how.scheduledId}::uuid`);
}

/** Whose time has come, the earliest first. */
export function dueScheduled(
  db: Runner,
  now: Date,
  limit: number,
): Promise<{ scheduledId: string; caseId: string }[]> {
  return db.all(sql`select scheduled_id as "scheduledId", case_id as "caseId" from case_scheduled
    where ended_at is null and held_at is null and send_at <= ${now}::timestamptz order by send_at, scheduled_id limit ${limit}`);
}

/** What happened to the case since its writer looked, the gravest first. */
export async function happenedSince(
  db: Runner,
  caseId: string,
  since: Date,
): Promise<Extract<HoldReason, 'replied' | 'answered' | 'reopened' | 'closed' | 'happened_again'> | null> {
  const later = sql`${since}::timestamptz`;
  const mine = sql`case_id = ${caseId}::uuid`;
  const row = await db.one<{
    why: 'replied' | 'answered' | 'reopened' | 'closed' | 'happened_again' | null;
  }>(sql`
    select case
      when exists (select 1 from case_messages where ${mine} and inbound and at > ${later}) then 'replied'
      when exists (select 1 from case_confirmations where ${mine} and at > ${later}) then 'answered'
      when exists (select 1 from case_facts where ${mine} and not opened and linked_at > ${later}) then 'happened_again'
      when exists (select 1 from case_closures where ${mine} and at > ${later} and reopened_at is null) then 'closed'
      when exists (select 1 from case_closures where ${mine} and reopened_at > ${later}) then 'reopened'
    end as why`);
  return row.why;
}
