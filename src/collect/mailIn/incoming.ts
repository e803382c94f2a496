import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  incomingById,
  insistIncoming,
  listIncoming,
  replayIncoming,
  setIncomingAside,
  sweepIncoming,
} from './incoming.sql.ts';
import type { IncomingMail } from './mailbox.ts';
import { mailboxRow } from './mailboxes.ts';
import { wake } from './receive.ts';

export async function mailsOf(
  platform: Platform,
  actor: Actor,
  id: string,
  from: { before: number | null; limit: number; failed: boolean },
): Promise<{ items: IncomingMail[]; next: string | null }> {
  require(actor, 'source:read');
  await mailboxRow(platform, id);
  const items = await listIncoming(platform.db, id, from);
  return { items, next: items.length === from.limit ? String(items.at(-1)?.id) : null };
}

/** A mail that could not be taken in takes the same road again, by today's rules. */
export function replayMails(
  platform: Platform,
  actor: Actor,
  id: string,
  ids: number[] | undefined,
): Promise<{ count: number }> {
  return decided(platform, actor, { id, verb: 'mailbox.replayed', detail: { ids: ids ?? 'all' } }, (tx) =>
    replayIncoming(tx, id, ids),
  );
}

/** A person says: this is feedback, whatever it looks like. */
export function takeMailsAnyway(
  platform: Platform,
  actor: Actor,
  id: string,
  ids: number[],
): Promise<{ count: number }> {
  const now = platform.clock.now();
  return decided(platform, actor, { id, verb: 'mailbox.mails_taken', detail: { ids } }, (tx) =>
    insistIncoming(tx, id, { ids, by: actor.personId, now }),
  );
}

/** A person decides that these are none of our business. They stay on record with the reason. */
export function setMailsAside(
  platform: Platform,
  actor: Actor,
  id: string,
  given: { ids: number[]; reason: string },
): Promise<{ count: number }> {
  const now = platform.clock.now();
  return decided(platform, actor, { id, verb: 'mailbox.mails_set_aside', detail: given }, (tx) =>
    setIncomingAside(tx, id, { ...given, by: actor.personId, now }),
  );
}

/** The mail as it came. Who reads it is on the record: it may say more than what became of it. */
export async function rawMail(
  platform: Platform,
  actor: Actor,
  id: string,
  incomingId: number,
): Promise<Uint8Array> {
  require(actor, 'source:write');
  await mailboxRow(platform, id);
  const mail = await incomingById(platform.db, incomingId);
  if (mail?.mailboxId !== id || !mail.raw) throw notFound('mail', incomingId);
  await platform.db.tx((tx) =>
    audit(tx, platform, actor, {
      verb: 'mailbox.mail_read',
      subject: { kind: 'mailbox', id },
      detail: { incomingId },
    }),
  );
  return mail.raw;
}

/** A mail as it came, for the room that took it; undefined once it is no longer kept. */
export async function rawIncoming(db: Runner, incomingId: number): Promise<Uint8Array | undefined> {
  return (await incomingById(db, incomingId))?.raw ?? undefined;
}

/** Mail settled for longer than this is kept by its marks alone. */
const KEPT_DAYS = 30;

export function sweepMails(platform: Platform): Promise<number> {
  return sweepIncoming(platform.db, new Date(platform.clock.now().getTime() - KEPT_DAYS * 86_400_000));
}

async function decided(
  platform: Platform,
  actor: Actor,
  act: { id: string; verb: string; detail: Record<string, unknown> },
  work: (tx: Parameters<Parameters<Platform['db']['tx']>[0]>[0]) => Promise<number>,
): Promise<{ count: number }> {
  require(actor, 'source:write');
  await mailboxRow(platform, act.id);
  const count = await platform.db.tx(async (tx) => {
    const touched = await work(tx);
    await audit(tx, platform, actor, {
      verb: act.verb,
      subject: { kind: 'mailbox', id: act.id },
      detail: { ...act.detail, count: touched },
    });
    return touched;
  });
  if (count > 0) await wake(platform);
  return { count };
}
