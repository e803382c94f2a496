import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Decision } from '../rules/decide.ts';
import type { SkipReason } from '../rules/reasons.ts';
import { PlanSettings } from './plan.ts';

/** A mail that is due, as far as its invitation says. */
export interface DueRow {
  invitationId: string;
  planId: string | null;
  cause: string;
  surveyId: string;
  identityId: string;
  channel: 'email' | 'link';
  touchpoint: string | null;
  touchpointName: string | null;
  dims: Record<string, string>;
  facts: Record<string, unknown>;
  dueAt: Date;
  expiresAt: Date | null;
  /** Mails of it so far: the number of the next one. */
  number: number;
  settings: PlanSettings | null;
}

const isDue = (now: Date) => sql`(
  (i.sent_at is null and i.skipped_at is null and i.withdrawn_at is null and i.due_at <= ${now}::timestamptz)
  or (i.remind_at <= ${now}::timestamptz and i.answered_at is null and i.withdrawn_at is null and i.returned_at is null
    and not exists (select 1 from survey_answers a where a.invitation_id = i.invitation_id and a.completed_at is not null)))
  and i.channel = 'email' and (i.plan_id is null or p.stopped_at is null)`;

/** People with something due, the longest waiting first; without plans that keep to business hours outside of those. */
export async function peopleDue(
  db: Runner,
  { now, business, limit }: { now: Date; business: boolean; limit: number },
): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    select i.identity_id as id from survey_invitations i left join survey_plans p on p.plan_id = i.plan_id
    where ${isDue(now)} and (${business} or coalesce(p.settings->>'hours', 'any') <> 'business')
    group by i.identity_id order by min(coalesce(i.remind_at, i.due_at)), i.identity_id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** Everything due for one person, whatever record it came by. The caller holds the person. */
export async function dueOf(tx: Tx, identityIds: string[], now: Date): Promise<DueRow[]> {
  const rows = await tx.all<DueRow>(
    sql`
    select i.invitation_id as "invitationId", i.plan_id as "planId", i.cause, i.survey_id as "surveyId", i.identity_id as "identityId", i.channel,
      i.touchpoint, t.name as "touchpointName", i.dims, i.facts, coalesce(i.remind_at, i.due_at) as "dueAt", i.expires_at as "expiresAt", p.settings,
      (select count(*)::int from survey_contacts c where c.invitation_id = i.invitation_id) as number
    from survey_invitations i left join survey_plans p on p.plan_id = i.plan_id left join touchpoints t on t.key = i.touchpoint
    where i.identity_id = any(${identityIds}::uuid[]) and ${isDue(now)}`,
    'due of person',
  );
  return rows.map((row) => ({ ...row, settings: row.settings && PlanSettings.parse(row.settings) }));
}

export interface Sent {
  contactId: string;
  invitationId: string;
  surveyId: string;
  identityId: string;
  number: number;
  mailId: string | null;
  tokenHash: string;
  address: string | null;
  language: string;
  expiresAt: Date;
  remindAt: Date | null;
}

export async function noteSent(tx: Tx, sent: Sent, now: Date): Promise<void> {
  await tx.run(sql`insert into survey_contacts (contact_id, invitation_id, survey_id, identity_id, number, at, mail_id, token_hash)
    values (${sent.contactId}::uuid, ${sent.invitationId}::uuid, ${sent.surveyId}::uuid, ${sent.identityId}::uuid, ${sent.number}::int,
      ${now}::timestamptz, ${sent.mailId}::uuid, ${sent.tokenHash})`);
  await tx.run(sql`update survey_invitations set sent_at = coalesce(sent_at, ${now}::timestamptz), address = ${sent.address},
    language = ${sent.language}, expires_at = coalesce(expires_at, ${sent.expiresAt}::timestamptz), remind_at = ${sent.remindAt}::timestamptz
    where invitation_id = ${sent.invitationId}::uuid`);
}

export async function noteSkipped(
  tx: Tx,
  { invitationId, surveyId, number }: { invitationId: string; surveyId: string; number: number },
  { reason, detail }: Extract<Decision, { act: 'skip' }>,
  now: Date,
): Promise<void> {
  const why = detail ? JSON.stringify(detail) : null;
  if (number === 0) {
    await tx.run(sql`update survey_invitations set skipped_at = ${now}::timestamptz, skip_reason = ${reason}, skip_detail = ${why}::jsonb
      where invitation_id = ${invitationId}::uuid`);
    return;
  }
  await tx.run(
    sql`update survey_invitations set remind_at = null where invitation_id = ${invitationId}::uuid`,
  );
  await tx.run(sql`insert into survey_reminder_skips (invitation_id, survey_id, number, at, reason, detail)
    values (${invitationId}::uuid, ${surveyId}::uuid, ${number}::int, ${now}::timestamptz, ${reason}, ${why}::jsonb)
    on conflict do nothing`);
}

/** Everything that was kept back, by reason. */
export function skipsOf(
  db: Runner,
  { surveyId, from }: { surveyId: string | null; from: Date },
): Promise<{ reason: SkipReason; invitations: number; reminders: number }[]> {
  return db.all(sql`
    select reason, sum(invitations)::int as invitations, sum(reminders)::int as reminders from (
      select skip_reason as reason, count(*) as invitations, 0 as reminders from survey_invitations
      where skipped_at >= ${from}::timestamptz and (${surveyId}::uuid is null or survey_id = ${surveyId}::uuid) group by 1
      union all
      select reason, 0, count(*) from survey_reminder_skips
      where at >= ${from}::timestamptz and (${surveyId}::uuid is null or survey_id = ${surveyId}::uuid) group by 1) k
    group by reason order by 2 desc, 3 desc, 1`);
}
