import type { z } from 'zod';
import type { Actor } from '../access.ts';
import { audit } from '../audit.ts';
import type { Tx } from '../database.ts';
import { Refusal } from '../errors.ts';
import { newId } from '../ids.ts';
import { wakeLive } from '../live/live.ts';
import { insertLive } from '../live/log.sql.ts';
import type { Platform } from '../platform.ts';
import { readOrganisation } from '../settings.ts';
import { isQuiet, usualHours } from './hours.ts';
import { type Channels, type NoticeKind, noticeKinds, usual } from './kinds.ts';
import {
  markRead,
  markUnread,
  moveDue,
  noticesOf,
  type ReadWhich,
  stillWaiting,
  unreadOf,
} from './notice.sql.ts';
import { dueAt } from './notify.ts';
import { choicesOf, hoursOf, saveChoices, saveHours } from './receiver.sql.ts';
import type { NoticeList, NoticeSettings } from './shapes.ts';

/** @throws `needs_a_person` (422): a key has no bell. */
function personOf(actor: Actor): string {
  if (actor.personId) return actor.personId;
  throw new Refusal('needs_a_person', 'Notices are for somebody who is signed in.', {}, 422);
}

export async function listNotices(
  platform: Platform,
  actor: Actor,
  query: { after?: string | undefined; limit: number; unread?: boolean | undefined },
): Promise<z.infer<typeof NoticeList>> {
  const personId = personOf(actor);
  const items = await noticesOf(platform.db, personId, query);
  const unread = await unreadOf(platform.db, personId);
  return { items, next: items.length === query.limit ? (items.at(-1)?.id ?? null) : null, unread };
}

export async function readNotices(
  platform: Platform,
  actor: Actor,
  which: ReadWhich & { unread: boolean },
): Promise<{ unread: number }> {
  const personId = personOf(actor);
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const changed = which.unread
      ? await markUnread(tx, personId, which.ids ?? [])
      : await markRead(tx, personId, which, at);
    if (changed > 0) {
      // The person's other browsers take it off their bells.
      const eventId = newId();
      const entry = {
        eventId,
        name: 'notice.read',
        kind: 'notice',
        id: eventId,
        about: {},
        toPerson: personId,
      };
      await insertLive(tx, [entry], at);
      wakeLive(tx);
    }
    return { unread: await unreadOf(tx, personId) };
  });
}

export async function noticeSettings(platform: Platform, actor: Actor): Promise<NoticeSettings> {
  const personId = personOf(actor);
  const { db } = platform;
  const chosen = await choicesOf(db, personId);
  const hours = (await hoursOf(db, personId)) ?? usualHours((await readOrganisation(db)).timezone);
  return { hours, kinds: noticeKinds.map((kind) => ({ kind, ...(chosen[kind] ?? usual[kind]) })) };
}

/** Kinds that are not named stay as they are. What waits to be mailed goes by the new choice. */
export async function saveNoticeSettings(
  platform: Platform,
  actor: Actor,
  given: NoticeSettings,
): Promise<NoticeSettings> {
  const personId = personOf(actor);
  await platform.db.tx(async (tx) => {
    await saveHours(tx, personId, given.hours);
    await saveChoices(tx, personId, given.kinds);
    const by = new Map<NoticeKind, Channels>(given.kinds.map((one) => [one.kind, one]));
    await moveWaiting(tx, personId, by, given.hours, platform.clock.now());
    await audit(tx, platform, actor, {
      verb: 'notices.chosen',
      subject: { kind: 'person', id: personId },
      detail: { kinds: given.kinds.map(({ kind }) => kind) },
    });
  });
  return noticeSettings(platform, actor);
}

async function moveWaiting(
  tx: Tx,
  personId: string,
  by: Map<NoticeKind, Channels>,
  hours: NoticeSettings['hours'],
  now: Date,
): Promise<void> {
  for (const one of await stillWaiting(tx, personId)) {
    const mail = by.get(one.kind)?.mail;
    if (!mail) continue;
    const quiet = isQuiet(now, hours) && !(one.urgent && hours.urgentPasses);
    // At once and not quiet any more: with the next round, within the minute.
    await moveDue(
      tx,
      one.id,
      mail,
      dueAt(mail, { at: now, quiet, hours }) ?? (mail === 'never' ? null : now),
    );
  }
}
