import { mustNotBeErased } from '../../know/know.ts';
import { touchpointIndex } from '../../map/map.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { sql } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { personalLink } from '../mail/invitationMail.ts';
import { decide } from '../rules/decide.ts';
import { holdPerson, personOf } from '../rules/person.sql.ts';
import { openSurvey } from '../survey/open.ts';
import type { DueRow } from './due.sql.ts';
import { noteSkipped } from './due.sql.ts';
import type { PersonalLinkInput } from './plan.ts';
import { candidateOf, roundNow, sendOne } from './send.ts';

/**
 * A link for one customer, handed over by a person: at the counter, on the phone, in a letter. The rules hold for it as for
 * a mail; the link itself is in this answer and nowhere else.
 * @throws Refusal `rules_forbid` (409) with the reason
 */
export async function makePersonalLink(
  platform: Platform,
  actor: Actor,
  { key, input }: { key: string; input: PersonalLinkInput },
): Promise<{ invitationId: string; url: string; expiresAt: Date }> {
  require(actor, 'customer:read');
  const survey = await openSurvey(platform.db, key);
  const touchpoint = input.touchpoint ?? survey.touchpoint;
  const place = touchpoint ? (await touchpointIndex(platform.db)).byKey.get(touchpoint) : undefined;
  if (input.touchpoint && !place) throw notFound('touchpoint', input.touchpoint);
  const round = await roundNow(platform);
  const made = await platform.db.tx(async (tx) => {
    const now = platform.clock.now();
    const record = await tx.maybe<{ id: string }>(sql`
      select l.identity_id as id from links l join identities i using (identity_id)
      where l.customer_id = ${input.customer}::uuid order by i.changed_at desc, i.identity_id limit 1`);
    const held = record && (await holdPerson(tx, record.id));
    if (!record || !held) throw notFound('customer', input.customer);
    await mustNotBeErased(tx, held.customerId);
    const person = await personOf(tx, held, { ...round, now });
    const invitationId = newId();
    const row: DueRow = {
      invitationId,
      planId: null,
      cause: `link ${invitationId}`,
      surveyId: survey.surveyId,
      identityId: record.id,
      channel: 'link',
      touchpoint,
      touchpointName: null,
      dims: {},
      facts: {},
      dueAt: now,
      expiresAt: null,
      number: 0,
      settings: null,
    };
    await tx.run(sql`insert into survey_invitations (invitation_id, survey_id, cause, identity_id, channel, touchpoint, made_at, made_by, due_at)
      values (${invitationId}::uuid, ${survey.surveyId}::uuid, ${row.cause}, ${record.id}::uuid, 'link', ${touchpoint},
        ${now}::timestamptz, ${actor.personId}::uuid, ${now}::timestamptz)`);
    const open = survey.archivedAt === null && survey.versionId !== null;
    const decision = decide(candidateOf(row, open), person, { ...round, now });
    if (decision.act === 'skip') {
      await noteSkipped(tx, row, decision, now);
      return { refused: decision.reason };
    }
    const sending = { row, survey, person, address: null, organisation: round.organisation };
    const token = await sendOne(tx, platform, sending, now);
    const { expiresAt } = await tx.one<{ expiresAt: Date }>(
      sql`select expires_at as "expiresAt" from survey_invitations where invitation_id = ${invitationId}::uuid`,
    );
    await audit(tx, platform, actor, {
      verb: 'survey.link_made',
      subject: { kind: 'survey', id: survey.key },
      detail: { invitation: invitationId, customer: held.customerId },
    });
    return { invitationId, url: personalLink(platform.config.baseUrl, token), expiresAt };
  });
  // After the commit: that they were not asked, and why, stays on record.
  if ('refused' in made)
    throw new Refusal(
      'rules_forbid',
      'The contact rules do not let this customer be asked now.',
      { reason: made.refused },
      409,
    );
  return made;
}

/** The link no longer opens; what was answered by it stays. */
export async function withdrawInvitation(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'survey:write');
  await platform.db.tx(async (tx) => {
    const now = platform.clock.now();
    const done = await tx.maybe<{ key: string }>(sql`
      update survey_invitations i set withdrawn_at = ${now}::timestamptz, withdrawn_by = ${actor.personId}::uuid, remind_at = null
      from surveys s where s.survey_id = i.survey_id and i.invitation_id = ${id}::uuid and i.withdrawn_at is null
        and i.answered_at is null and i.skipped_at is null returning s.key`);
    if (!done) {
      const there = await tx.maybe(sql`select 1 from survey_invitations where invitation_id = ${id}::uuid`);
      if (!there) throw notFound('invitation', id);
      throw conflict('not_open', 'This invitation was answered, skipped or withdrawn already.', { id });
    }
    const subject = { kind: 'survey', id: done.key };
    await audit(tx, platform, actor, {
      verb: 'survey.invitation_withdrawn',
      subject,
      detail: { invitation: id },
    });
  });
}
