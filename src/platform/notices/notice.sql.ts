import { type Runner, sql, type Tx } from '../database.ts';
import type { Channels, NoticeKind } from './kinds.ts';

export interface NewNotice {
  noticeId: string;
  personId: string;
  kind: NoticeKind;
  about: { kind: string; id: string } | null;
  href: string;
  title: string;
  text: string;
  urgent: boolean;
  inApp: boolean;
  desktop: boolean;
  mail: Channels['mail'];
  mailDueAt: Date | null;
  mailId: string | null;
}

export async function insertNotices(tx: Tx, notices: NewNotice[], at: Date): Promise<void> {
  await tx.run(
    sql`insert into notices (notice_id, person_id, kind, subject_kind, subject_id, href, title, text, urgent, made_at,
      in_app, desktop, mail, mail_due_at, mail_id)
    select (e->>'noticeId')::uuid, (e->>'personId')::uuid, e->>'kind', e->'about'->>'kind', e->'about'->>'id', e->>'href',
      e->>'title', e->>'text', (e->>'urgent')::boolean, ${at}::timestamptz, (e->>'inApp')::boolean, (e->>'desktop')::boolean,
      e->>'mail', (e->>'mailDueAt')::timestamptz, (e->>'mailId')::uuid
    from jsonb_array_elements(${JSON.stringify(notices)}::jsonb) e`,
    'notices',
  );
}

export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  subject: { kind: string; id: string } | null;
  href: string;
  title: string;
  text: string;
  urgent: boolean;
  desktop: boolean;
  at: Date;
  readAt: Date | null;
}

const columns = sql`notice_id as id, kind, href, title, text, urgent, desktop, made_at as at, read_at as "readAt",
  case when subject_kind is not null then jsonb_build_object('kind', subject_kind, 'id', subject_id) end as subject`;

export function noticesOf(
  db: Runner,
  personId: string,
  given: { after?: string | undefined; limit: number; unread?: boolean | undefined },
): Promise<NoticeRow[]> {
  return db.all(sql`select ${columns} from notices where person_id = ${personId}::uuid and in_app
    and (${given.after ?? null}::uuid is null or notice_id < ${given.after ?? null}::uuid)
    ${given.unread ? sql`and read_at is null` : sql``}
    order by notice_id desc limit ${given.limit}`);
}

/** Counted up to a hundred: beyond that the bell says 99+. */
export async function unreadOf(db: Runner, personId: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(sql`select count(*)::int as n from
    (select 1 from notices where person_id = ${personId}::uuid and in_app and read_at is null limit 100) counted`);
  return n;
}

export interface ReadWhich {
  ids?: string[] | undefined;
  about?: { kind: string; id: string } | undefined;
  all?: boolean | undefined;
}

/** Read notices need no mail any more. @returns how many were unread */
export function markRead(tx: Tx, personId: string, which: ReadWhich, at: Date): Promise<number> {
  return tx.run(sql`update notices set read_at = ${at}::timestamptz,
      mail_due_at = case when mail_id is null then null else mail_due_at end
    where person_id = ${personId}::uuid and read_at is null and (${which.all ?? false}::boolean
      or notice_id = any(${which.ids ?? []}::uuid[])
      or (subject_kind = ${which.about?.kind ?? null}::text and subject_id = ${which.about?.id ?? null}::text))`);
}

export function markUnread(tx: Tx, personId: string, ids: string[]): Promise<number> {
  return tx.run(sql`update notices set read_at = null where person_id = ${personId}::uuid and in_app
    and notice_id = any(${ids}::uuid[]) and read_at is not null`);
}

/** People for whom a mail is due now. */
export async function peopleDue(db: Runner, at: Date, limit: number): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`select distinct person_id as id from notices
    where mail_due_at <= ${at}::timestamptz and mail_id is null order by person_id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** What is due for one person, held against another process that looks at the same moment. */
export function takeDue(tx: Tx, personId: string, at: Date): Promise<NoticeRow[]> {
  return tx.all(sql`select ${columns} from notices where person_id = ${personId}::uuid
    and mail_due_at <= ${at}::timestamptz and mail_id is null order by notice_id for update skip locked`);
}

export async function noteMailed(tx: Tx, ids: string[], mailId: string | null): Promise<void> {
  await tx.run(sql`update notices set mail_id = ${mailId}::uuid,
    mail_due_at = case when ${mailId}::uuid is null then null else mail_due_at end where notice_id = any(${ids}::uuid[])`);
}

export function stillWaiting(
  tx: Tx,
  personId: string,
): Promise<{ id: string; kind: NoticeKind; at: Date; urgent: boolean }[]> {
  return tx.all(sql`select notice_id as id, kind, made_at as at, urgent from notices
    where person_id = ${personId}::uuid and mail_due_at is not null and mail_id is null for update`);
}

export async function moveDue(tx: Tx, id: string, mail: Channels['mail'], dueAt: Date | null): Promise<void> {
  await tx.run(
    sql`update notices set mail = ${mail}, mail_due_at = ${dueAt}::timestamptz where notice_id = ${id}::uuid`,
  );
}

/** Read ones for a month, others for a quarter of a year. */
export async function pruneNotices(db: Runner, before: { read: Date; all: Date }): Promise<number> {
  return db.run(sql`delete from notices where made_at < ${before.all}::timestamptz
    or (made_at < ${before.read}::timestamptz and (read_at is not null or not in_app) and (mail_due_at is null or mail_id is not null))`);
}
