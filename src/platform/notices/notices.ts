import { z } from 'zod';
import type { Actor } from '../access.ts';
import { audit } from '../audit.ts';
import type { Tx } from '../database.ts';
import { Refusal } from '../errors.ts';
import { newId } from '../ids.ts';
import { wakeLive } from '../live/live.ts';
import { insertLive } from '../live/log.sql.ts';
import type { Platform } from '../platform.ts';
import { readOrganisation } from '../settings.ts';
import { isTimezone } from '../timezone.ts';
import { isQuiet, usualHours } from './hours.ts';
import { type Channels, mailWays, type NoticeKind, noticeKinds, usual } from './kinds.ts';
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

const Way = z.enum(mailWays);
const minute = z.int().min(0).max(1439);
const weekday = z.int().min(1).max(7);

export const NoticeItem = z
  .object({
    id: z.uuid(),
    kind: z.enum(noticeKinds),
    subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
    href: z.string().meta({ description: 'Where it leads, below the base address.' }),
    title: z.string(),
    text: z.string(),
    urgent: z.boolean(),
    desktop: z.boolean().meta({ description: 'Is shown on the desktop as it comes.' }),
    at: z.date(),
    readAt: z.date().nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeItem = z.infer<typeof NoticeItem>;

export const NoticeList = z
  .object({
    items: z.array(NoticeItem),
    next: z.string().nullable(),
    unread: z.int().meta({ description: '100: that many or more.' }),
  })
  .meta({ id: 'NoticeList' });

export const ReadInput = z
  .object({
    ids: z.array(z.uuid()).max(500).optional(),
    about: z.object({ kind: z.string().max(40), id: z.string().max(80) }).optional(),
    all: z.boolean().optional(),
    unread: z.boolean().default(false).meta({ description: 'Takes it back for these ids.' }),
  })
  .refine((one) => one.ids || one.about || one.all, 'needs ids, about or all')
  .refine((one) => !one.unread || one.ids, 'unread goes by ids')
  .meta({ id: 'NoticesRead' });

export const Hours = z
  .object({
    timezone: z.string().refine(isTimezone, 'is not a time zone such as Europe/Berlin'),
    quietFrom: minute
      .nullable()
      .meta({ description: 'Minutes of the day in the time zone; null: no quiet hours.' }),
    quietUntil: minute.nullable(),
    quietDays: z.array(weekday).max(7).meta({ description: 'Whole days, 1 Monday to 7 Sunday.' }),
    urgentPasses: z.boolean(),
    digest: z.enum(['daily', 'weekly']),
    digestAt: minute,
    digestOn: weekday,
  })
  .refine(
    (one) => (one.quietFrom === null) === (one.quietUntil === null),
    'quiet hours need a beginning and an end',
  )
  .refine(
    (one) => one.quietFrom === null || one.quietFrom !== one.quietUntil,
    'quiet hours end when they begin',
  );

const Choice = z.object({ kind: z.enum(noticeKinds), inApp: z.boolean(), desktop: z.boolean(), mail: Way });

export const NoticeSettings = z
  .object({ hours: Hours, kinds: z.array(Choice).max(noticeKinds.length) })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettings = z.infer<typeof NoticeSettings>;

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
