import { sql, type Tx } from '../platform/database.ts';
import { ERASED, type Forgotten } from '../platform/forgotten.ts';
import type { Answers } from './answers/answer.ts';

export interface TheirAnswer {
  answerId: string;
  versionId: string;
  answers: Answers;
}

/** Answers they were invited to give, and those in which they said who they are: these are known by the answer's own id. */
export function answersOf(tx: Tx, who: Forgotten): Promise<TheirAnswer[]> {
  const named = who.records
    .map(({ key }) => key)
    .filter((key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key));
  return tx.all<TheirAnswer>(sql`select answer_id as "answerId", version_id as "versionId", answers from survey_answers
    where identity_id = any(${who.identityIds}::uuid[]) or answer_id = any(${named}::uuid[])`);
}

/** Scores and choices stay, and wait for nothing any more. */
export async function rewriteAnswers(tx: Tx, rows: TheirAnswer[], now: Date): Promise<void> {
  for (const { answerId, answers } of rows)
    await tx.run(sql`update survey_answers set answers = ${JSON.stringify(answers)}::jsonb, piped = '{}', waiting = false, erased_at = ${now}::timestamptz,
        claimed_until = null, claimed_by = null, resume_token_hash = null, ip_hash = null, device_hash = null, refused = null,
        decision_reason = case when decided_at is not null then ${ERASED} end, revision = revision + 1,
        set_aside = case when set_aside is null or decided_at is null then set_aside else ${ERASED} end
      where answer_id = ${answerId}::uuid`);
}

/** @returns the files, whose bytes lie outside of the database */
export async function dropSentFiles(tx: Tx, answerIds: string[]): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(
    sql`delete from survey_files where answer_id = any(${answerIds}::uuid[]) returning file_id as id`,
  );
  return rows.map(({ id }) => id);
}

export interface TheirInvitations {
  invitations: string[];
  addresses: string[];
  mailIds: string[];
}

export async function invitationsTo(tx: Tx, { identityIds }: Forgotten): Promise<TheirInvitations> {
  const rows = await tx.all<{ id: string; address: string | null }>(
    sql`select invitation_id as id, address from survey_invitations where identity_id = any(${identityIds}::uuid[])`,
  );
  const mails = await tx.all<{ id: string }>(sql`select mail_id as id from survey_contacts
    where identity_id = any(${identityIds}::uuid[]) and mail_id is not null`);
  return {
    invitations: rows.map(({ id }) => id),
    addresses: rows.flatMap(({ address }) => address ?? []),
    mailIds: mails.map(({ id }) => id),
  };
}

/** What was asked and answered when stays, for the response rate; no link opens and no reminder leaves. */
export async function eraseInvitations(tx: Tx, who: Forgotten, now: Date, by: string | null): Promise<void> {
  const ours = sql`identity_id = any(${who.identityIds}::uuid[])`;
  await tx.run(sql`update survey_invitations set facts = '{}', address = null, remind_at = null, skip_detail = null,
      withdrawn_at = case when answered_at is null and skipped_at is null then coalesce(withdrawn_at, ${now}::timestamptz) else withdrawn_at end,
      withdrawn_by = case when answered_at is null and skipped_at is null and withdrawn_at is null then ${by}::uuid else withdrawn_by end
    where ${ours}`);
  await tx.run(sql`update survey_reminder_skips set detail = null
    where invitation_id in (select invitation_id from survey_invitations where ${ours})`);
  await tx.run(sql`delete from survey_plan_people where ${ours}`);
  await tx.run(sql`delete from contact_wishes where ${ours}`);
  await tx.run(sql`delete from suppressions where ${ours} or address = any(${who.emails}::text[])`);
}

export async function suppressionsOf(tx: Tx, who: Forgotten): Promise<string[]> {
  const rows = await tx.all<{ address: string }>(sql`select distinct address from suppressions
    where identity_id = any(${who.identityIds}::uuid[]) and address is not null`);
  return rows.map(({ address }) => address);
}

/** Conversations with them: that there was one stays, and the scores. @returns their ids, and their quotes by source */
export async function eraseInterviews(
  tx: Tx,
  { identityIds, customerIds }: Forgotten,
  now: Date,
  by: string | null,
): Promise<{ ids: string[]; quotes: { id: string; sourceId: number }[] }> {
  const rows = await tx.all<{ id: string }>(sql`
    update interviews set title = ${ERASED}, summary = '', consent = 'none', consent_how = null, revision = revision + 1,
      changed_at = ${now}::timestamptz, withdrawn_at = coalesce(withdrawn_at, ${now}::timestamptz), withdrawn_by = coalesce(withdrawn_by, ${by}::uuid)
    where identity_id = any(${identityIds}::uuid[])
      or (customer_id = any(${customerIds}::uuid[]) and not exists (select 1 from links l where l.identity_id = interviews.identity_id))
    returning interview_id as id`);
  const ids = rows.map(({ id }) => id);
  const quotes = await tx.all<{ id: string; sourceId: number }>(sql`
    update interview_quotes q set text = null, themes = '{}' from interviews i
    where i.interview_id = q.interview_id and q.interview_id = any(${ids}::uuid[])
    returning q.quote_id as id, i.source_id as "sourceId"`);
  return { ids, quotes };
}

export async function countInterviews(tx: Tx, { identityIds, customerIds }: Forgotten): Promise<number> {
  const { n } = await tx.one<{ n: number }>(sql`select count(*)::int as n from interviews
    where identity_id = any(${identityIds}::uuid[])
      or (customer_id = any(${customerIds}::uuid[]) and not exists (select 1 from links l where l.identity_id = interviews.identity_id))`);
  return n;
}

export async function countSentFiles(tx: Tx, answerIds: string[]): Promise<number> {
  const { n } = await tx.one<{ n: number }>(
    sql`select count(*)::int as n from survey_files where answer_id = any(${answerIds}::uuid[])`,
  );
  return n;
}
