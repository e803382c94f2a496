import { type MailReply, rawIncoming, takeOut } from '../collect/collect.ts';
import { isErased } from '../know/know.ts';
import { reachOf } from '../listen/listen.ts';
import { ownersAt } from '../own/own.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import { asDownload } from '../platform/files/files.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { customerActor } from './answer.ts';
import { endPause, readPauses } from './clocks/clock.sql.ts';
import { restamp } from './clocks/restamp.ts';
import { isHere } from './handover.sql.ts';
import { type CaseRow, currentClosure } from './life.sql.ts';
import { type Deed, recordDeeds, type Working } from './life.ts';
import { attachedTo, confirmationOf, incomingOf, insertReply } from './message.sql.ts';
import { tell } from './notice.ts';
import { lockGoingOn } from './relate/merged.ts';
import { reopenWith } from './reopening.ts';
import { answerableDays } from './template.ts';

/**
 * What a customer answers to a case's mail stands in its thread, and whoever has the case is told. A case that is closed opens
 * again, because a closed case is read by nobody – unless the customer had confirmed it: “thank you” is no complaint. A pause that
 * waited for the customer is over. False where the case is gone or was closed long ago: then it is feedback, and may open a
 * case of its own.
 */
export async function takeReply(tx: Tx, platform: Platform, reply: MailReply): Promise<boolean> {
  if (reply.about.kind !== 'case') return false;
  const found = await lockGoingOn(tx, reply.about.id);
  if (!found || (await isErased(tx, found.customerId))) return false;
  const now = platform.clock.now();
  const closure = await currentClosure(tx, found.caseId);
  if (closure && now.getTime() - closure.at.getTime() > answerableDays * 86_400_000) return false;
  const messageId = newId();
  const elsewhere = await fromElsewhere(tx, found, reply.from.address, now);
  const fresh = await insertReply(tx, {
    messageId,
    caseId: found.caseId,
    at: now,
    subject: reply.subject,
    body: reply.text.slice(0, 20_000).toWellFormed(),
    incomingId: reply.incomingId,
    elsewhere,
  });
  if (!fresh) return true;
  const working: Working = { tx, case: found, personId: found.ownerId, now };
  const deeds: Deed[] = [{ verb: 'customer_replied', detail: { messageId, by: reply.by, elsewhere } }];
  const confirmed = closure?.messageId ? await confirmationOf(tx, closure.messageId) : undefined;
  const reopened = closure !== undefined && !confirmed?.helped;
  if (reopened) deeds.push(await reopen(working));
  if (await goOn(working)) deeds.push({ verb: 'resumed' });
  await tellOwner(platform, working, {
    reply,
    elsewhere,
    reopened,
    confirmed: closure !== undefined && !reopened,
  });
  await recordDeeds(tx, platform, { actor: customerActor(found), case: found, deeds });
  return true;
}

/** Back to the same person, or to who has the place now where that one is gone. */
async function reopen(working: Working): Promise<Deed> {
  const { tx, case: found, now } = working;
  const stays = (await isHere(tx, found.ownerId, now)) !== undefined;
  const [owner] = stays ? [] : await ownersAt(tx, [{ touchpointId: found.touchpointId, at: now }]);
  const personId = owner?.personId ?? found.ownerId;
  await reopenWith(working, {
    personId,
    rung: owner?.rung ?? 'reopened',
    why: 'The customer wrote back.',
    reason: stays
      ? 'The customer wrote back; it comes back to the same person.'
      : 'The customer wrote back, and who had it is no longer here.',
  });
  return { verb: 'reopened', detail: { by: 'customer', ownerId: personId } };
}

/** What the case waited for is here. */
async function goOn({ tx, case: found, now }: Working): Promise<boolean> {
  const running = (await readPauses(tx, [found.caseId])).find(
    (one) => one.fromAt <= now && one.untilAt > now,
  );
  if (running?.waitsFor !== 'customer' || !(await endPause(tx, found.caseId, now, null))) return false;
  await restamp(tx, [found.caseId]);
  return true;
}

async function tellOwner(
  platform: Platform,
  { tx, case: found }: Working,
  of: { reply: MailReply; elsewhere: boolean; reopened: boolean; confirmed: boolean },
): Promise<void> {
  const { reply, elsewhere } = of;
  await tell(tx, platform, [found.ownerId], {
    kind: 'customer_replied',
    customerIds: [found.customerId],
    write: ({ words, customer, href }) => ({
      title: words.wrote(customer(found.customerId)),
      caseId: found.caseId,
      blocks: [
        { kind: 'text', text: `#${found.number} · ${found.reason}` },
        { kind: 'quote', text: reply.text.slice(0, 2000).toWellFormed() },
        ...(elsewhere ? [{ kind: 'text' as const, text: words.wroteFrom(reply.from.address) }] : []),
        {
          kind: 'text',
          text: of.reopened ? words.wroteReopened : of.confirmed ? words.wroteConfirmed : words.wroteLead,
        },
        { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
      ],
    }),
  });
}

/**
 * People answer from their other address, and others answer for them. It belongs to the thread, but nobody knows that it was the
 * customer: whoever reads it is told.
 */
async function fromElsewhere(tx: Tx, found: CaseRow, address: string, now: Date): Promise<boolean> {
  const { addresses } = await reachOf(tx, found.customerId, null, now);
  return !addresses.includes(address.toLowerCase());
}

/** The mail a message of the customer came as, with what is attached to it. */
export async function replyAsItCame(
  platform: Platform,
  actor: Actor,
  caseId: string,
  messageId: string,
): Promise<Uint8Array> {
  require(actor, 'case:read');
  const incomingId = await incomingOf(platform.db, caseId, messageId);
  const raw = incomingId === undefined ? undefined : await rawIncoming(platform.db, incomingId);
  if (!raw) throw notFound('mail', messageId);
  return raw;
}

/** One thing the customer attached, by its place in the mail, for the disk of whoever may see the case. */
export async function replyAttachment(
  platform: Platform,
  actor: Actor,
  at: { caseId: string; messageId: string; index: number },
): Promise<Response> {
  const raw = await replyAsItCame(platform, actor, at.caseId, at.messageId);
  const named = await attachedTo(platform.db, at.messageId);
  const one = named[at.index];
  const content = one && (await takeOut(raw, at.index));
  if (!content) throw notFound('attachment', at.index);
  return asDownload(
    one.name ?? `attachment-${at.index + 1}`,
    content as Uint8Array<ArrayBuffer>,
    content.length,
  );
}
