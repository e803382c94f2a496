import { sql, type Tx } from './database.ts';
import { ERASED } from './forgotten.ts';

/** What something on record is about: any of these kinds with any of these ids. */
export interface Subjects {
  kinds: string[];
  ids: string[];
}

const about = ({ kinds, ids }: Subjects) =>
  sql`subject_kind = any(${kinds}::text[]) and subject_id = any(${ids}::text[])`;

/** Of what an event says: numbers, yes or no, ids, times, and what names no person. Everything else may be somebody's words. */
const plain = sql`(
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(data) where jsonb_typeof(value) in ('number','boolean','null')
    or key = any('{kind,channel,answer,outcome,rung,clock,how,by,tag}')
    or value #>> '{}' ~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z)?)$')`;

/** Events keep what happened and to which ids; the words go, also out of jobs that wait or are done. */
export async function forgetInEvents(tx: Tx, subjects: Subjects): Promise<void> {
  await tx.run(sql`update events set data = ${plain} where ${about(subjects)}`);
  const { there } = await tx.one<{ there: boolean }>(
    sql`select to_regclass('pgboss.job') is not null as there`,
  );
  if (!there) return;
  await tx.run(sql`update pgboss.job j set data = jsonb_set(j.data, '{data}', (select ${plain} from (select j.data -> 'data') d (data)))
    where j.data ? 'eventId' and j.data -> 'subject' ->> 'id' = any(${subjects.ids}::text[])
      and jsonb_typeof(j.data -> 'data') = 'object'`);
}

/** Colleagues may be customers as well: what they are told as colleagues has other purposes. */
const toThem = sql`purpose in ('follow_up','survey')`;

/**
 * Mails to and about them: by id, by what they are about, and to their addresses. What has not left is given up, so it
 * never does; a try under way finds it so when it would be repeated. @returns how many
 */
export async function forgetMails(
  tx: Tx,
  which: { ids: string[]; subjects: Subjects; addresses: string[]; now: Date },
): Promise<number> {
  const theirs = sql`(mail_id = any(${which.ids}::uuid[]) or (${about(which.subjects)}) or (${toThem} and lower(to_address) = any(${which.addresses}::text[])))`;
  await tx.run(sql`update mails set failed_at = ${which.now}::timestamptz where sent_at is null and failed_at is null
    and ${theirs}`);
  await tx.run(sql`delete from mail_files where mail_id in (select mail_id from mails where ${theirs})`);
  // What colleagues were told keeps their own address.
  return tx.run(sql`update mails set to_address = case when purpose = 'notice' then to_address else ${ERASED} end,
      to_name = case when purpose = 'notice' then to_name end, subject = ${ERASED}, text_body = ${ERASED}, html_body = null,
      headers = '{}', failure = case when failed_at is null then null else ${ERASED} end, returned_why = null
    where ${theirs}`);
}

export async function countMails(
  tx: Tx,
  which: { ids: string[]; subjects: Subjects; addresses: string[] },
): Promise<number> {
  const { n } = await tx.one<{ n: number }>(sql`select count(*)::int as n from mails where purpose <> 'notice'
    and (mail_id = any(${which.ids}::uuid[]) or (${about(which.subjects)}) or (${toThem} and lower(to_address) = any(${which.addresses}::text[])))`);
  return n;
}

/** What colleagues were told about them, with the mails that carried it. A digest among them loses its other lines too. */
export async function forgetNotices(tx: Tx, subjects: Subjects): Promise<string[]> {
  const rows = await tx.all<{ id: string | null }>(
    sql`delete from notices where ${about(subjects)} returning mail_id as id`,
  );
  return [...new Set(rows.flatMap(({ id }) => id ?? []))];
}
