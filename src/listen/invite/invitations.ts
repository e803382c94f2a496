import { sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { hashOfToken } from '../../platform/token.ts';
import type { Invitations } from '../pages.ts';
import { personOf } from '../rules/person.sql.ts';
import { readContacting } from '../rules/rules.sql.ts';
import { factsFor } from './send.ts';

interface Row {
  invitationId: string;
  identityId: string;
  surveyId: string;
  touchpoint: string | null;
  touchpointName: string | null;
  dims: Record<string, string>;
  facts: Record<string, unknown>;
  sent: 'email' | 'link';
  language: string | null;
  expiresAt: Date | null;
  answeredAt: Date | null;
  withdrawnAt: Date | null;
}

/**
 * Looking is noted and never counted: programs that open every link of a mail press no button. Whoever sends comes with the
 * invitation, so that two people with one link, and one with two mails, are one answer.
 */
export function invitationsOf(platform: Platform): Invitations {
  const { db, clock } = platform;
  return {
    async byToken(token) {
      const row = await db.maybe<Row>(sql`
        select i.invitation_id as "invitationId", i.identity_id as "identityId", i.survey_id as "surveyId", i.touchpoint,
          t.name as "touchpointName", i.dims, i.facts, i.channel as sent, i.language, i.expires_at as "expiresAt",
          i.answered_at as "answeredAt", case when p.content_hash = 'erased' then p.changed_at else i.withdrawn_at end as "withdrawnAt"
        from survey_contacts c join survey_invitations i on i.invitation_id = c.invitation_id
        left join touchpoints t on t.key = i.touchpoint left join identities p on p.identity_id = i.identity_id
        where c.token_hash = ${hashOfToken(token)}`);
      if (!row) return undefined;
      const now = clock.now();
      const over = row.expiresAt !== null && row.expiresAt <= now && row.answeredAt === null;
      const { invitationId, identityId, surveyId, touchpoint, language } = row;
      return {
        invitationId,
        identityId,
        surveyId,
        touchpoint,
        language: language ?? 'en',
        channel: row.sent === 'email' ? 'mail' : 'personal',
        facts: factsFor(row, await whoIs(platform, identityId, now)),
        state: row.withdrawnAt ? 'withdrawn' : over ? 'expired' : 'open',
      };
    },
    async opened(invitationId) {
      await db.run(sql`update survey_invitations set opened_at = ${clock.now()}::timestamptz
        where invitation_id = ${invitationId}::uuid and opened_at is null`);
    },
    async answered(invitationId, state) {
      const now = clock.now();
      const whole = state !== 'partial';
      await db.run(sql`update survey_invitations set begun_at = coalesce(begun_at, ${now}::timestamptz),
          answered_at = case when ${whole} then coalesce(answered_at, ${now}::timestamptz) else answered_at end,
          remind_at = case when ${whole} then null else remind_at end
        where invitation_id = ${invitationId}::uuid and (begun_at is null or (${whole} and answered_at is null))`);
    },
  };
}

/** Read without holding anybody: a page that is shown waits for nothing. */
async function whoIs({ db }: Platform, identityId: string, now: Date) {
  const contacting = await readContacting(db);
  const rows = await db.all<{ id: string; customer: string }>(sql`
    select o.identity_id as id, o.customer_id as customer from links l join links o on o.customer_id = l.customer_id
    where l.identity_id = ${identityId}::uuid`);
  const identityIds = rows.length > 0 ? rows.map(({ id }) => id) : [identityId];
  return personOf(db, { customerId: rows[0]?.customer ?? identityId, identityIds }, { contacting, now });
}
