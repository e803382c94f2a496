import { type Actor, require } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { openSurvey } from '../survey/open.ts';
import type { Invitation, InvitationQuery } from './plan.ts';

/** The furthest an invitation got; what ended it before what happened on the way. */
const state = (now: Date) => sql`case
  when i.withdrawn_at is not null then 'withdrawn' when i.skipped_at is not null then 'skipped' when i.answered_at is not null then 'answered'
  when i.returned_at is not null then 'returned' when i.sent_at is null then 'waiting' when i.expires_at <= ${now}::timestamptz then 'expired'
  when i.begun_at is not null then 'begun' when i.opened_at is not null then 'opened' else 'sent' end`;

/** Everybody a survey asked or wanted to ask, the newest first. */
export async function listInvitations(
  platform: Platform,
  actor: Actor,
  { key, query }: { key: string; query: InvitationQuery },
): Promise<{ items: Invitation[]; next: string | null }> {
  require(actor, 'customer:read');
  const { surveyId } = await openSurvey(platform.db, key);
  const { after = null, plan = null, limit } = query;
  const items = await platform.db.all<Invitation>(sql`
    select * from (
      select i.invitation_id as id,
        case when p.plan_id is null then null else jsonb_build_object('id', p.plan_id, 'name', p.name) end as plan,
        case when c.customer_id is null then null else jsonb_build_object('id', c.customer_id, 'name', c.name) end as customer,
        i.channel, i.address, i.language, i.touchpoint, ${state(platform.clock.now())} as state, i.skip_reason as "skipReason",
        i.made_at as "madeAt", i.due_at as "dueAt", i.sent_at as "sentAt", i.opened_at as "openedAt", i.answered_at as "answeredAt",
        i.returned_as as "returnedAs",
        (select count(*)::int from survey_contacts k where k.invitation_id = i.invitation_id and k.number > 0) as reminders
      from survey_invitations i left join survey_plans p on p.plan_id = i.plan_id
      left join links l on l.identity_id = i.identity_id left join customers c on c.customer_id = l.customer_id
      where i.survey_id = ${surveyId}::uuid and (${plan}::uuid is null or i.plan_id = ${plan}::uuid)
        and (${after}::uuid is null or (i.made_at, i.invitation_id) < (select a.made_at, a.invitation_id from survey_invitations a where a.invitation_id = ${after}::uuid))) found
    where (${query.state ?? null}::text is null or state = ${query.state ?? ''})
    order by "madeAt" desc, id desc limit ${limit}`);
  return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null };
}
