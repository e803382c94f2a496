import { type Runner, sql } from '../../platform/database.ts';
import type { EventJob } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { suppress } from '../rules/suppression.sql.ts';

interface Returned {
  invitationId: string;
  identityId: string;
  address: string | null;
}

/** No such mailbox, or none any more (RFC 3463), as a server says it while we still talk to it. */
const BAD_ADDRESS = /\b5\.(?:1\.\d+|2\.1)\b/;
/** Mails that our own server would not take are looked for this far back. */
const LOOK_BACK = 2 * 3_600_000;

/**
 * A mail came back (`mail.returned`). An address that is bad for good is not written to again, about anything; who called a
 * mail spam is not asked again, whatever their address. What may pass is noted.
 */
export async function noteReturnedMail(platform: Platform, event: EventJob): Promise<void> {
  const { as, address, why } = event.data as { as: string; address: string; why: string | null };
  const contact = await contactOf(platform.db, event.subject.id);
  // A bad address is bad, whatever we wrote there about.
  if (!contact && as !== 'hard') return;
  await took(platform, contact, { as, address: address.toLowerCase(), why });
}

/** Refused before it left: the same, for servers that say so at once. Each mail once, however often it is looked for. */
export async function noteRefusedMails(platform: Platform): Promise<number> {
  const since = new Date(platform.clock.now().getTime() - LOOK_BACK);
  const rows = await platform.db.all<Returned & { to: string; failure: string | null }>(sql`
    select i.invitation_id as "invitationId", i.identity_id as "identityId", i.address, m.to_address as to, m.failure
    from mails m join survey_contacts c on c.mail_id = m.mail_id join survey_invitations i on i.invitation_id = c.invitation_id
    where m.failed_at >= ${since}::timestamptz and i.returned_at is null`);
  for (const { to, failure, ...contact } of rows) {
    const as = BAD_ADDRESS.test(failure ?? '') ? 'hard' : 'refused';
    await took(platform, contact, { as, address: to.toLowerCase(), why: failure });
  }
  return rows.length;
}

function contactOf(db: Runner, mailId: string): Promise<Returned | undefined> {
  return db.maybe(sql`select i.invitation_id as "invitationId", i.identity_id as "identityId", i.address
    from survey_contacts c join survey_invitations i on i.invitation_id = c.invitation_id where c.mail_id = ${mailId}::uuid`);
}

function took(
  platform: Platform,
  contact: Returned | undefined,
  { as, address, why }: { as: string; address: string; why: string | null },
): Promise<void> {
  const now = platform.clock.now();
  return platform.db.tx(async (tx) => {
    if (contact) {
      await tx.run(sql`update survey_invitations set returned_at = ${now}::timestamptz, returned_as = ${as}, remind_at = null
        where invitation_id = ${contact.invitationId}::uuid and returned_at is null`);
    }
    const common = { surveyId: null, detail: why };
    if (as === 'hard') await suppress(tx, { ...common, address, identityId: null, reason: 'bounced' }, now);
    if (as === 'complaint' && contact)
      await suppress(tx, { ...common, address, identityId: contact.identityId, reason: 'complained' }, now);
  });
}
