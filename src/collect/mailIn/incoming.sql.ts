import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { holder } from '../holder.ts';
import type { IncomingMail } from './mailbox.ts';

export interface NewIncoming {
  mailboxId: string;
  key: string;
  arrivedAt: Date;
  storedAt: Date;
  machine: boolean;
  envelopeFrom: string | null;
  envelopeTo: string[];
  bytes: number;
  cutOff: boolean;
  raw: Uint8Array;
  messageId: string | null;
  sender: string | null;
}

/** Durable once this returns. @returns whether it is new */
export async function insertIncoming(db: Runner, mail: NewIncoming): Promise<boolean> {
  const rows = await db.run(sql`
    insert into incoming_mails (mailbox_id, mail_key, arrived_at, stored_at, machine, envelope_from, envelope_to, bytes, cut_off, raw,
      message_id, sender)
    values (${mail.mailboxId}::uuid, ${mail.key}, ${mail.arrivedAt}::timestamptz, ${mail.storedAt}::timestamptz, ${mail.machine},
      ${mail.envelopeFrom}, ${mail.envelopeTo}::text[], ${mail.bytes}, ${mail.cutOff}, ${mail.raw}::bytea, ${mail.messageId},
      ${mail.sender})
    on conflict (mail_key) do nothing`);
  return rows === 1;
}

export async function knownKeys(db: Runner, keys: string[]): Promise<Set<string>> {
  const rows = await db.all<{ key: string }>(
    sql`select mail_key as key from incoming_mails where mail_key = any(${keys}::text[])`,
  );
  return new Set(rows.map((row) => row.key));
}

/** Up to `most`. */
export async function countWaiting(db: Runner, most: number): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*)::int as n from (select 1 from incoming_mails
      where taken_at is null and failed_at is null and set_aside_at is null limit ${most}) w`);
  return n;
}

const LEASE = sql.lit('2 minutes');

/** Mail of people before that of machines, each in the order it came. Its tries are counted before anything is tried. */
export async function claimIncoming(db: Runner, most: number): Promise<number[]> {
  const rows = await db.all<{ id: number }>(sql`
    with free as (
      select incoming_id from incoming_mails
      where taken_at is null and failed_at is null and set_aside_at is null and (claimed_until is null or claimed_until < now())
      order by machine, incoming_id limit ${most} for update skip locked),
    mine as (
      update incoming_mails m set claimed_until = now() + ${LEASE}::interval, claimed_by = ${holder}, tries = tries + 1
      from free where m.incoming_id = free.incoming_id returning m.incoming_id as id, m.machine)
    select id from mine order by machine, id`);
  return rows.map((row) => row.id);
}

export async function claimants(db: Runner): Promise<string[]> {
  const rows = await db.all<{ claimed_by: string }>(sql`
    select distinct claimed_by from incoming_mails
    where taken_at is null and failed_at is null and set_aside_at is null and claimed_by is not null and claimed_until > now()`);
  return rows.map((row) => row.claimed_by);
}

export async function freeIncoming(db: Runner, by: string[]): Promise<void> {
  await db.run(sql`
    update incoming_mails set claimed_until = null, claimed_by = null
    where taken_at is null and failed_at is null and set_aside_at is null and claimed_by = any(${by}::text[])`);
}

export interface ClaimedMail {
  id: number;
  mailboxId: string;
  key: string;
  arrivedAt: Date;
  envelopeFrom: string | null;
  envelopeTo: string[];
  cutOff: boolean;
  raw: Uint8Array | null;
  tries: number;
  insisted: boolean;
}

export function incomingById(db: Runner, id: number): Promise<ClaimedMail | undefined> {
  return db.maybe(sql`
    select incoming_id as id, mailbox_id as "mailboxId", mail_key as key, arrived_at as "arrivedAt", envelope_from as "envelopeFrom",
      envelope_to as "envelopeTo", cut_off as "cutOff", raw, tries, insisted_at is not null as insisted
    from incoming_mails where incoming_id = ${id}`);
}

/** Puts back what could not be tried yet: it was not its fault. */
export async function unclaim(db: Runner, ids: number[]): Promise<void> {
  await db.run(sql`
    update incoming_mails set claimed_until = null, claimed_by = null, tries = greatest(tries - 1, 0)
    where incoming_id = any(${ids}::bigint[]) and claimed_by = ${holder} and taken_at is null and failed_at is null`);
}

/** Ours until the end of the transaction, unless somebody else was quicker. */
export async function lockIncoming(tx: Tx, id: number): Promise<boolean> {
  const row = await tx.maybe(sql`
    select 1 from incoming_mails where incoming_id = ${id} and taken_at is null for update`);
  return row !== undefined;
}

/** What is shown of a mail, and what became of it. */
export interface Settled {
  id: number;
  as: string;
  detail: string | null;
  sender: string | null;
  senderName: string | null;
  subject: string | null;
  attachments: IncomingMail['attachments'];
}

export async function settleIncoming(tx: Runner, settled: Settled[], now: Date): Promise<void> {
  if (settled.length === 0) return;
  await tx.run(sql`
    update incoming_mails m set taken_at = ${now}::timestamptz, taken_as = e->>'as', taken_detail = e->>'detail',
      sender = coalesce(e->>'sender', m.sender), sender_name = e->>'senderName', subject = e->>'subject',
      attachments = e->'attachments', claimed_until = null, claimed_by = null
    from jsonb_array_elements(${JSON.stringify(settled)}::jsonb) e where m.incoming_id = (e->>'id')::bigint and m.taken_at is null`);
}

export async function failIncoming(
  db: Runner,
  failed: Omit<Settled, 'as' | 'detail'> & { failure: string },
  now: Date,
): Promise<void> {
  await db.run(sql`
    update incoming_mails set failed_at = ${now}::timestamptz, failure = ${failed.failure}, sender = coalesce(${failed.sender}, sender),
      sender_name = ${failed.senderName}, subject = coalesce(${failed.subject}, subject),
      attachments = ${JSON.stringify(failed.attachments)}::jsonb, claimed_until = null, claimed_by = null
    where incoming_id = ${failed.id} and taken_at is null`);
}

/** They take the same road again. */
export function replayIncoming(db: Runner, mailboxId: string, ids: number[] | undefined): Promise<number> {
  return db.run(sql`
    update incoming_mails set failed_at = null, failure = null, tries = 0
    where mailbox_id = ${mailboxId}::uuid and failed_at is not null and set_aside_at is null and raw is not null
      and (${ids ?? null}::bigint[] is null or incoming_id = any(${ids ?? null}::bigint[]))`);
}

/** What was taken for something else is feedback, says somebody. A bounce stays one. */
export function insistIncoming(
  db: Runner,
  mailboxId: string,
  of: { ids: number[]; by: string | null; now: Date },
): Promise<number> {
  return db.run(sql`
    update incoming_mails set taken_at = null, taken_as = null, taken_detail = null, tries = 0, insisted_at = ${of.now}::timestamptz,
      insisted_by = ${of.by}::uuid
    where mailbox_id = ${mailboxId}::uuid and incoming_id = any(${of.ids}::bigint[]) and raw is not null and set_aside_at is null
      and taken_as in ('automatic','list','loop','spam','internal')`);
}

export function setIncomingAside(
  db: Runner,
  mailboxId: string,
  of: { ids: number[]; by: string | null; now: Date; reason: string },
): Promise<number> {
  return db.run(sql`
    update incoming_mails set set_aside_at = ${of.now}::timestamptz, set_aside_by = ${of.by}::uuid, set_aside_reason = ${of.reason}
    where mailbox_id = ${mailboxId}::uuid and incoming_id = any(${of.ids}::bigint[]) and failed_at is not null and set_aside_at is null`);
}

export function listIncoming(
  db: Runner,
  mailboxId: string,
  from: { before: number | null; limit: number; failed: boolean },
): Promise<IncomingMail[]> {
  return db.all(sql`
    select incoming_id as id, arrived_at as "arrivedAt", sender, sender_name as "senderName", subject, bytes, cut_off as "cutOff",
      attachments, taken_at as "takenAt", taken_as as "takenAs", taken_detail as detail, failed_at as "failedAt", failure,
      set_aside_at as "setAsideAt", raw is not null as readable
    from incoming_mails where mailbox_id = ${mailboxId}::uuid and (${from.before}::bigint is null or incoming_id < ${from.before}::bigint)
      and (not ${from.failed}::boolean or (failed_at is not null and set_aside_at is null))
    order by incoming_id desc limit ${from.limit}`);
}

/** Mail that was settled long ago is kept by its marks alone; what still waits for somebody is kept whole. */
export function sweepIncoming(db: Runner, before: Date): Promise<number> {
  return db.run(sql`
    update incoming_mails set raw = null where raw is not null and stored_at < ${before}::timestamptz
      and (set_aside_at is not null or (taken_at is not null and taken_as <> 'reply'))`);
}

export interface SentMail {
  mailId: string;
  messageId: string;
  to: string;
  about: { kind: string; id: string } | null;
}

/** Mails of ours by the ids others answer to, without angle brackets. */
export async function sentMails(db: Runner, messageIds: string[]): Promise<Map<string, SentMail>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db.all<{
    mail_id: string;
    message_id: string;
    to: string;
    kind: string | null;
    id: string | null;
  }>(sql`
    select mail_id, message_id, to_address as "to", subject_kind as kind, subject_id as id from mails
    where message_id = any(${messageIds.map((id) => `<${id}>`)}::text[])`);
  return new Map(
    rows.map((row) => {
      const messageId = row.message_id.slice(1, -1);
      const about = row.kind && row.id ? { kind: row.kind, id: row.id } : null;
      return [messageId, { mailId: row.mail_id, messageId, to: row.to, about }];
    }),
  );
}

/** Whether somebody of the organisation has this address. */
export async function isColleague(db: Runner, address: string, on: Date): Promise<boolean> {
  const row = await db.maybe(sql`
    select 1 from people where email = ${address} and (left_on is null or left_on > ${on}::timestamptz::date)`);
  return row !== undefined;
}

export interface Returned {
  mailId: string;
  address: string;
  as: 'hard' | 'soft' | 'complaint';
  status: string | null;
  why: string | null;
}

/**
 * The worst that came back about a mail stands; an address keeps when each kind of trouble was last reported.
 * @returns the mails about which this was news
 */
export async function noteReturned(tx: Tx, returned: Returned[], now: Date): Promise<Set<string>> {
  if (returned.length === 0) return new Set();
  const rows = JSON.stringify(returned);
  const news = await tx.all<{ id: string }>(sql`
    update mails m set returned_at = coalesce(m.returned_at, ${now}::timestamptz), returned_as = e->>'as', returned_why = e->>'why'
    from (select distinct on (e->>'mailId') e from jsonb_array_elements(${rows}::jsonb) e
      order by e->>'mailId', array_position(array['complaint','hard','soft'], e->>'as')) n
    where m.mail_id = (e->>'mailId')::uuid
      and coalesce(array_position(array['complaint','hard','soft'], m.returned_as), 9) > array_position(array['complaint','hard','soft'], e->>'as')
    returning m.mail_id as id`);
  await tx.run(sql`
    insert into troubled_addresses (address, hard_at, complained_at, soft_at, times, status, why)
    select lower(e->>'address'), max(${now}::timestamptz) filter (where e->>'as' = 'hard'),
      max(${now}::timestamptz) filter (where e->>'as' = 'complaint'), max(${now}::timestamptz) filter (where e->>'as' = 'soft'),
      count(*), max(e->>'status'), max(e->>'why')
    from jsonb_array_elements(${rows}::jsonb) e group by 1 order by 1
    on conflict (address) do update set hard_at = coalesce(excluded.hard_at, troubled_addresses.hard_at),
      complained_at = coalesce(excluded.complained_at, troubled_addresses.complained_at),
      soft_at = coalesce(excluded.soft_at, troubled_addresses.soft_at), times = troubled_addresses.times + excluded.times,
      status = excluded.status, why = excluded.why`);
  return new Set(news.map((row) => row.id));
}
