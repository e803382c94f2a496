import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { headOf, keyByHead, mailKey } from './head.ts';
import { countWaiting, insertIncoming, knownKeys } from './incoming.sql.ts';
import { type ArrivedMail, storable } from './mail.ts';
import { isMachine } from './nature.ts';

/** A mail of more bytes is refused at our own door, and taken up to here from a mailbox. */
export const MOST_BYTES = 25 * 1024 * 1024;
/** Mails that wait to be looked at; beyond it senders are asked to come again. */
const MOST_WAITING = 20_000;

export const takeQueue = 'collect.mails.take';

/**
 * Writes a mail down as it came. When this returns it is on disk and cannot be lost any more; what becomes of it is decided
 * later, from what was written down. The same mail again changes nothing.
 * @returns whether it is new
 */
export async function receiveMail(
  platform: Platform,
  mailboxId: string,
  mail: ArrivedMail,
): Promise<boolean> {
  const head = headOf(mail.raw);
  const fresh = await insertIncoming(platform.db, {
    mailboxId,
    key: mailKey(mail.raw, head),
    arrivedAt: mail.arrivedAt,
    storedAt: platform.clock.now(),
    machine: isMachine(head, mail.envelopeFrom),
    envelopeFrom: mail.envelopeFrom === null ? null : storable(mail.envelopeFrom, 320),
    envelopeTo: mail.envelopeTo.map((one) => storable(one, 320)),
    bytes: mail.bytes,
    cutOff: mail.bytes > mail.raw.length,
    raw: mail.raw,
    messageId: head.messageId && storable(head.messageId, 500),
    sender: head.from && storable(head.from, 320),
  });
  if (fresh) await wake(platform);
  return fresh;
}

/** Heads whose mail is here already, so that it need not be fetched once more. */
export async function knownByHead(platform: Platform, heads: Uint8Array[]): Promise<boolean[]> {
  const keys = heads.map((raw) => keyByHead(headOf(raw)));
  const known = await knownKeys(
    platform.db,
    keys.flatMap((key) => key ?? []),
  );
  return keys.map((key) => key !== undefined && known.has(key));
}

/** What is stored is taken up now; a wake-up that is lost is made up for within the minute. */
export function wake(platform: Platform): Promise<void> {
  return platform.queue.send(platform.db, takeQueue, {}, { key: 'all' });
}

let counted = { at: 0, waiting: 0 };

/** @throws Refusal `backlog_full` 429; counts at most once a second */
export async function mustHaveRoom(platform: Platform): Promise<void> {
  if (performance.now() > counted.at + 1000) {
    counted = { at: performance.now(), waiting: await countWaiting(platform.db, MOST_WAITING) };
  }
  if (counted.waiting < MOST_WAITING) return;
  throw new Refusal(
    'backlog_full',
    `${MOST_WAITING} mails wait to be looked at. Send this one again later; nothing of it was stored.`,
    { retryAfterSeconds: 60 },
    429,
  );
}
