import { systemActor } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { currentClosure, lockCase } from './life.sql.ts';
import { type Deed, recordDeeds, type Working } from './life.ts';
import { messageOfMail } from './message.sql.ts';
import { tell } from './notice.ts';
import { reopenWith } from './reopening.ts';

/** What the event `mail.returned` carries. */
export interface ReturnedMail {
  subject: { id: string };
  data: { address: string; as: 'hard' | 'soft' | 'complaint' };
}

/**
 * A mail about a case that will never arrive told nobody anything: its writer hears of it, and a case that was closed on it is
 * open again. What may still arrive (a full mailbox, a mail taken for spam) changes nothing.
 */
export async function mailCameBack(platform: Platform, event: ReturnedMail): Promise<void> {
  if (event.data.as !== 'hard') return;
  await platform.db.tx(async (tx) => {
    const message = await messageOfMail(tx, event.subject.id);
    const found = message && (await lockCase(tx, message.caseId));
    if (!message || !found) return;
    const now = platform.clock.now();
    const closure = await currentClosure(tx, found.caseId);
    const untold = closure?.messageId === message.messageId;
    const working: Working = { tx, case: found, personId: found.ownerId, now };
    const deeds: Deed[] = [{ verb: 'mail_returned', detail: { messageId: message.messageId } }];
    if (untold) {
      await reopenWith(working, {
        personId: found.ownerId,
        rung: 'reopened',
        why: 'The mail to the customer came back.',
        reason: 'The mail to the customer came back; it comes back to the same person.',
      });
      deeds.push({ verb: 'reopened', detail: { by: 'returned_mail', ownerId: found.ownerId } });
    }
    await tell(tx, platform, [...new Set([found.ownerId, message.personId])], {
      kind: 'mail_returned',
      customerIds: [found.customerId],
      write: ({ words, customer, href }) => ({
        title: words.cameBack(customer(found.customerId)),
        caseId: found.caseId,
        blocks: [
          { kind: 'text', text: `#${found.number} · ${found.reason}` },
          { kind: 'text', text: words.cameBackLead(event.data.address) },
          ...(untold ? [{ kind: 'text' as const, text: words.cameBackReopened }] : []),
          { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
        ],
      }),
    });
    await recordDeeds(tx, platform, { actor: systemActor, case: found, deeds });
  });
}
