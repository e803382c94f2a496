import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { holder } from '../holder.ts';
import type { ImapSettings, Mailbox, MailRules, SmtpSettings } from './mailbox.ts';

export interface MailboxRow {
  id: string;
  way: Mailbox['way'];
  name: string;
  source: string;
  sourceName: string;
  sourceId: number;
  settings: ImapSettings | SmtpSettings;
  secret: string | null;
  rules: MailRules;
  everyMinutes: number | null;
  uidValidity: string | null;
  lastUid: number;
  begunAt: Date | null;
  fetchedAt: Date | null;
  failedAt: Date | null;
  failure: string | null;
}

const selected = sql`
  select m.mailbox_id as id, m.way, m.name, s.key as source, s.name as "sourceName", m.source_id as "sourceId", m.settings, m.secret,
    m.rules, m.every_minutes as "everyMinutes", m.uid_validity as "uidValidity", m.last_uid as "lastUid", m.begun_at as "begunAt",
    m.fetched_at as "fetchedAt", m.failed_at as "failedAt", m.failure
  from mailboxes m join sources s using (source_id)`;

export function allMailboxes(db: Runner): Promise<MailboxRow[]> {
  return db.all(sql`${selected} where m.ended_at is null order by m.name, m.mailbox_id`);
}

/** Also those that were removed: mail that waits when that happens came to them all the same. */
export function everyMailbox(db: Runner): Promise<MailboxRow[]> {
  return db.all(sql`${selected}`);
}

export function mailboxById(db: Runner, id: string): Promise<MailboxRow | undefined> {
  return db.maybe(sql`${selected} where m.mailbox_id = ${id}::uuid and m.ended_at is null`);
}

export type NewMailbox = Pick<
  MailboxRow,
  'id' | 'way' | 'name' | 'sourceId' | 'settings' | 'secret' | 'rules' | 'everyMinutes'
>;

export async function insertMailbox(tx: Tx, box: NewMailbox, by: { at: Date; personId: string | null }) {
  await tx.run(sql`
    insert into mailboxes (mailbox_id, source_id, way, name, settings, secret, rules, every_minutes, made_at, made_by)
    values (${box.id}::uuid, ${box.sourceId}, ${box.way}, ${box.name}, ${JSON.stringify(box.settings)}::jsonb, ${box.secret},
      ${JSON.stringify(box.rules)}::jsonb, ${box.everyMinutes}::int, ${by.at}::timestamptz, ${by.personId}::uuid)`);
}

/** `again`: another folder or server has other mail. */
export async function updateMailbox(tx: Tx, box: NewMailbox, again: boolean): Promise<void> {
  await tx.run(sql`
    update mailboxes set source_id = ${box.sourceId}, name = ${box.name}, settings = ${JSON.stringify(box.settings)}::jsonb,
      secret = ${box.secret}, rules = ${JSON.stringify(box.rules)}::jsonb, every_minutes = ${box.everyMinutes}::int,
      uid_validity = case when ${again}::boolean then null else uid_validity end,
      last_uid = case when ${again}::boolean then 0 else last_uid end
    where mailbox_id = ${box.id}::uuid and ended_at is null`);
}

export function endMailbox(tx: Tx, id: string, at: Date): Promise<number> {
  return tx.run(sql`
    update mailboxes set ended_at = ${at}::timestamptz, secret = null where mailbox_id = ${id}::uuid and ended_at is null`);
}

/** How long a batch may take; a process that is gone is not waited for longer. */
const LEASE = sql.lit('3 minutes');

/** One process fetches a mailbox at a time. @returns whether it is us */
export async function holdMailbox(db: Runner, id: string, now: Date): Promise<boolean> {
  const held = await db.run(sql`
    update mailboxes set held_until = now() + ${LEASE}::interval, held_by = ${holder}, begun_at = ${now}::timestamptz
    where mailbox_id = ${id}::uuid and ended_at is null and (held_until is null or held_until < now())`);
  return held === 1;
}

/**
 * Stored up to here; our hold goes on. False: it is no longer ours (ended, or taken over after we were silent too long),
 * or begins again.
 */
export async function moveUid(
  db: Runner,
  id: string,
  to: { uidValidity: string; lastUid: number; again: boolean },
): Promise<boolean> {
  const moved = await db.run(sql`
    update mailboxes set uid_validity = ${to.uidValidity}, held_until = now() + ${LEASE}::interval,
      last_uid = case when ${to.again}::boolean then ${to.lastUid}::bigint else greatest(last_uid, ${to.lastUid}::bigint) end
    where mailbox_id = ${id}::uuid and ended_at is null and held_by = ${holder}
      and (${to.again}::boolean or uid_validity = ${to.uidValidity})`);
  return moved === 1;
}

export async function releaseMailbox(
  db: Runner,
  id: string,
  end: { at: Date; failure: string | null; whole: boolean },
): Promise<void> {
  await db.run(sql`
    update mailboxes set held_until = null, held_by = null, failure = ${end.failure},
      failed_at = case when ${end.failure}::text is null then null else coalesce(failed_at, ${end.at}::timestamptz) end,
      fetched_at = case when ${end.whole}::boolean then ${end.at}::timestamptz else fetched_at end
    where mailbox_id = ${id}::uuid and held_by = ${holder}`);
}

export async function heldMailboxes(db: Runner): Promise<string[]> {
  const rows = await db.all<{ held_by: string }>(
    sql`select distinct held_by from mailboxes where held_by is not null and held_until > now()`,
  );
  return rows.map((row) => row.held_by);
}

export async function freeMailboxes(db: Runner, gone: string[]): Promise<void> {
  await db.run(
    sql`update mailboxes set held_until = null, held_by = null where held_by = any(${gone}::text[])`,
  );
}

export interface MailboxCounts {
  id: string;
  feedback: number;
  reply: number;
  other: number;
  waiting: number;
  failed: number;
  last: Date | null;
}

export function mailboxCounts(db: Runner, ids: string[], since: Date): Promise<MailboxCounts[]> {
  return db.all(sql`
    select b.id, coalesce(c.feedback, 0) as feedback, coalesce(c.reply, 0) as reply, coalesce(c.other, 0) as other,
      coalesce(c.waiting, 0) as waiting, coalesce(f.failed, 0) as failed, l.at as last
    from unnest(${ids}::uuid[]) b(id)
    left join (
      select mailbox_id, count(*) filter (where taken_as = 'feedback')::int as feedback,
        count(*) filter (where taken_as = 'reply')::int as reply,
        count(*) filter (where taken_as not in ('feedback','reply'))::int as other,
        count(*) filter (where taken_at is null and failed_at is null and set_aside_at is null)::int as waiting
      from incoming_mails where mailbox_id = any(${ids}::uuid[]) and stored_at >= ${since}::timestamptz group by 1) c on c.mailbox_id = b.id
    left join (
      select mailbox_id, count(*)::int as failed from incoming_mails
      where failed_at is not null and set_aside_at is null group by 1) f on f.mailbox_id = b.id
    left join lateral (
      select stored_at as at from incoming_mails where mailbox_id = b.id order by incoming_id desc limit 1) l on true`);
}
