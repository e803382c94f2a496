import { hash } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { isGone } from '../holder.ts';
import { keep } from '../intake/intake.ts';
import { screenAll } from '../known.ts';
import type { Rooms } from '../rooms.ts';
import { countReceived, noteError } from '../source.sql.ts';
import type { Bounce } from './bounce.ts';
import { cutReply } from './cutReply.ts';
import { feedbackFacts, writtenAt } from './feedback.ts';
import { headOf } from './head.ts';
import {
  type ClaimedMail,
  claimants,
  claimIncoming,
  failIncoming,
  freeIncoming,
  incomingById,
  isColleague,
  lockIncoming,
  noteReturned,
  type Returned,
  type Settled,
  sentMails,
  settleIncoming,
  unclaim,
} from './incoming.sql.ts';
import { type MailAttachment, type ReadMail, readMail, storable } from './mail.ts';
import { everyMailbox, type MailboxRow } from './mailbox.sql.ts';
import { natureOf } from './nature.ts';
import { wake } from './receive.ts';
import { answeredBy } from './reply.ts';

/** Small rounds: between two of them requests get their turn, and people's mail overtakes reports that still wait. */
const AT_ONCE = 50;
/** Then the job ends and comes again, so that other jobs get theirs. */
const SLICE = 20_000;
/** A mail that takes the process down with it is not tried for ever. */
const MOST_TRIES = 4;

type Take = Pick<Rooms, 'takeReply'>;

/** What is decided about one mail before anything is written. */
interface Taking {
  settled: Settled;
  returned?: Returned[];
}

/** Looks at every mail that waits: reports are noted, answers go to their room, the rest becomes feedback. @returns how many */
export async function takeMails(platform: Platform, rooms: Take): Promise<number> {
  const { db } = platform;
  await freeIncoming(db, (await claimants(db)).filter(isGone));
  const began = performance.now();
  let taken = 0;
  for (;;) {
    const ids = await claimIncoming(db, AT_ONCE);
    if (ids.length === 0) return taken;
    const boxes = new Map((await everyMailbox(db)).map((box) => [box.id, box]));
    const own = ownAddresses(platform, [...boxes.values()]);
    const done: Taking[] = [];
    let full = false;
    for (const [i, id] of ids.entries()) {
      const taking = await takeOne(platform, rooms, { id, boxes, own });
      full = taking === 'full';
      if (full) await unclaim(db, ids.slice(i));
      if (full) break;
      if (taking && taking !== 'full') done.push(taking);
    }
    await settle(platform, done);
    // Too much waits behind us; we are called again within the minute.
    if (full) return taken;
    taken += ids.length;
    if (performance.now() - began > SLICE) {
      await wake(platform);
      return taken;
    }
  }
}

/** Addresses from which nobody but us can write. */
function ownAddresses(platform: Platform, boxes: MailboxRow[]): Set<string> {
  return new Set([
    platform.config.mailFrom.toLowerCase(),
    ...boxes.flatMap((box) => box.settings.addresses.map((one) => one.toLowerCase())),
  ]);
}

interface Around {
  id: number;
  boxes: Map<string, MailboxRow>;
  own: Set<string>;
}

/** Undefined: written down already. `full`: to be tried again. */
async function takeOne(
  platform: Platform,
  rooms: Take,
  { id, boxes, own }: Around,
): Promise<Taking | 'full' | undefined> {
  const mail = await incomingById(platform.db, id);
  if (!mail) return undefined;
  const shown = { id, ...bareOf(mail) };
  try {
    if (mail.tries > MOST_TRIES)
      throw new Error('It was tried several times, and each time the process ended over it.');
    return await decide(platform, rooms, { mail, box: boxes.get(mail.mailboxId), own, shown });
  } catch (error) {
    if (error instanceof Refusal && error.status === 429) return 'full';
    await bury(platform, shown, boxes.get(mail.mailboxId), error);
    return undefined;
  }
}

async function decide(
  platform: Platform,
  rooms: Take,
  of: { mail: ClaimedMail; box: MailboxRow | undefined; own: Set<string>; shown: Shown },
): Promise<Taking | undefined> {
  const { mail, box, shown } = of;
  if (!mail.raw) throw new Error('The mail itself is no longer kept.');
  if (!box) throw new Error('The mailbox it came through is not there.');
  const head = headOf(mail.raw);
  const subjectNow = head.headers.get('subject') ?? '';
  const early = mail.insisted
    ? ({ kind: 'message' } as const)
    : natureOf(mail.raw, { head, envelopeFrom: mail.envelopeFrom, own: of.own, subject: subjectNow });
  if (early.kind === 'bounce') return returnedMail(platform, early.bounce, shown);

  const read = await readMail(mail.raw);
  const full = { ...shown, ...detailsOf(read) };
  // Words in the subject may be encoded: only now they can be read.
  const nature =
    early.kind === 'message' && !mail.insisted
      ? natureOf(mail.raw, { head, envelopeFrom: mail.envelopeFrom, own: of.own, subject: read.subject })
      : early;
  const told = (as: string, why: string): Taking => ({ settled: { ...full, as, detail: why } });
  if (nature.kind === 'loop' || nature.kind === 'automatic') return told(nature.kind, nature.why);

  if (!read.from) throw new Error('It has no sender.');
  const from = read.from;
  const at = writtenAt(read.date, mail.arrivedAt);
  if (!mail.insisted && (await isColleague(platform.db, from.address, at)))
    return told('internal', 'Somebody of the organisation wrote it.');

  const words = cutReply(storable(read.text, 200_000)) || storable(read.subject, 1000).trim();
  const answers = await answeredBy(platform.db, platform, { head, envelopeTo: mail.envelopeTo });
  if (answers) {
    const reply = {
      ...answers,
      incomingId: mail.id,
      from,
      subject: storable(read.subject, 500),
      text: words,
      at,
      attachments: full.attachments,
    };
    const taken = await platform.db.tx(async (tx) => {
      if (!(await lockIncoming(tx, mail.id))) return true;
      if (!(await rooms.takeReply(tx, platform, reply))) return false;
      const settled = { ...full, as: 'reply', detail: `${answers.about.kind} ${answers.about.id}` };
      await settleIncoming(tx, [settled], platform.clock.now());
      await recordEvents(tx, platform, [
        {
          name: 'mail.replied',
          subject: answers.about,
          data: { incomingId: mail.id, mailId: answers.mailId, by: answers.by },
        },
      ]);
      return true;
    });
    if (taken) return undefined;
  }
  if (nature.kind === 'list' || nature.kind === 'spam') return told(nature.kind, nature.why);
  if (words === '') return told('empty', 'It holds no words.');

  const recipients = [...new Set([...mail.envelopeTo, ...head.to])];
  const facts = feedbackFacts({
    key: mail.key,
    mail: { ...read, from },
    words,
    at,
    rules: box.rules,
    recipients,
  });
  const objection = (await screenAll(platform, facts)).find(Boolean);
  if (objection) throw new Refusal('not_taken', objection.reason, { field: objection.field });
  const items = JSON.stringify(facts);
  const bodyHash = hash('sha256', items);
  // By content, as with events: replayed after the rules were changed it is another delivery of the same fact.
  const key = `${box.id}:${mail.key}:${bodyHash.slice(0, 16)}`;
  await keep(platform, { sourceId: box.sourceId, key, bodyHash, items, results: String(facts.length) });
  return {
    settled: { ...full, as: 'feedback', detail: mail.cutOff ? 'Only its beginning was read.' : null },
  };
}

/** A report is believed only about mail that is ours: anybody can write one. */
async function returnedMail(platform: Platform, bounce: Bounce, shown: Shown): Promise<Taking> {
  const about = bounce.messageId ? await sentMails(platform.db, [bounce.messageId]) : new Map();
  const sent = bounce.messageId ? about.get(bounce.messageId) : undefined;
  const who = bounce.recipients
    .map((one) => one.address)
    .join(', ')
    .slice(0, 300);
  const why = bounce.recipients[0]?.why ?? null;
  const detail = storable([bounce.kind, who, why].filter(Boolean).join(' · '), 500);
  const settled = { ...shown, as: 'bounce', detail: sent ? detail : `${detail} · of no mail of ours` };
  const { kind } = bounce;
  if (!sent || kind === 'delayed' || kind === 'delivered') return { settled };
  const status = bounce.recipients[0]?.status ?? null;
  // Our mails have one recipient each; the report may name where it was forwarded to.
  return {
    settled,
    returned: [{ mailId: sent.mailId, address: sent.to, as: kind, status, why: why && storable(why, 500) }],
  };
}

/** A round in one transaction: a thousand reports are twenty of these. */
async function settle(platform: Platform, done: Taking[]): Promise<void> {
  if (done.length === 0) return;
  const now = platform.clock.now();
  const returned = done.flatMap((one) => one.returned ?? []);
  await platform.db.tx(async (tx: Tx) => {
    await settleIncoming(
      tx,
      done.map((one) => one.settled),
      now,
    );
    const news = await noteReturned(tx, returned, now);
    // A storm says the same a thousand times; others hear of it once.
    const worst = new Map(
      returned.toReversed().flatMap((one) => (news.has(one.mailId) ? [[one.mailId, one] as const] : [])),
    );
    for (const one of returned) if (one.as === 'hard' && worst.has(one.mailId)) worst.set(one.mailId, one);
    await recordEvents(
      tx,
      platform,
      [...worst.values()].map(({ mailId, ...data }) => ({
        name: 'mail.returned',
        subject: { kind: 'mail', id: mailId },
        data,
      })),
    );
  });
}

type Shown = Omit<Settled, 'as' | 'detail'>;

function bareOf(mail: ClaimedMail): Omit<Shown, 'id'> {
  const head = mail.raw ? headOf(mail.raw) : undefined;
  return {
    sender: head?.from ? storable(head.from, 320) : null,
    senderName: null,
    subject: storable(head?.headers.get('subject') ?? '', 500) || null,
    attachments: [],
  };
}

function detailsOf(read: ReadMail): Omit<Shown, 'id'> {
  return {
    sender: read.from ? storable(read.from.address, 320) : null,
    senderName: storable(read.from?.name ?? '', 300) || null,
    subject: storable(read.subject, 500) || null,
    attachments: read.attachments.map(
      (one): MailAttachment => ({
        name: one.name && storable(one.name, 200),
        type: storable(one.type, 100),
        bytes: one.bytes,
      }),
    ),
  };
}

/** Kept whole with the reason, until it is replayed or set aside. */
async function bury(
  platform: Platform,
  shown: Shown,
  box: MailboxRow | undefined,
  error: unknown,
): Promise<void> {
  const failure = storable(error instanceof Error ? error.message : String(error), 500);
  const now = platform.clock.now();
  platform.log.warn({ incoming: shown.id, failure }, 'a mail could not be taken in');
  await failIncoming(platform.db, { ...shown, failure }, now);
  if (!box) return;
  await countReceived(platform.db, { sourceId: box.sourceId, taken: 0, rejected: 1, at: now });
  await noteError(platform.db, box.sourceId, `A mail could not be taken in and waits: ${failure}`, now);
}
