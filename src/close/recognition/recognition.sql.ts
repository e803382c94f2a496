import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { RecognitionQuery } from './recognition.ts';

export interface RecognitionRow {
  id: string;
  personId: string;
  at: Date;
  publishedAt: Date | null;
  hiddenAt: Date | null;
  caseId: string | null;
  number: number | null;
  touchpoint: string | null;
  steppedIn: boolean;
  did: string | null;
  /** Null also where the customer asked to be left alone: then their words are not passed around either. */
  words: string | null;
}

const columns = sql`g.recognition_id as id, g.person_id as "personId", g.at, g.published_at as "publishedAt", g.hidden_at as "hiddenAt",
  c.case_id as "caseId", c.number, t.name as touchpoint, h.holder_id is not null as "steppedIn",
  nullif(substring(h.reason from ': (.*)$'), '') as did,
  case when x.helped and not exists (select 1 from suppressions s join links l on l.identity_id = s.identity_id
      join links mine on mine.customer_id = l.customer_id where mine.identity_id = c.identity_id and s.reason = 'unsubscribed'
        and s.survey_id is null and s.lifted_at is null) then x.comment end as words`;
const from = sql`from recognitions g left join cases c on c.case_id = g.case_id left join touchpoints t on t.touchpoint_id = c.touchpoint_id
  left join case_confirmations x on x.confirmation_id = g.confirmation_id
  left join lateral (select h.holder_id, h.reason from case_holders h where h.case_id = g.case_id and h.person_id = g.person_id
    and h.rung = 'stepped_in' and h.handed_back_at is null order by h.from_at desc limit 1) h on true`;

export function readRecognition(db: Runner, id: string): Promise<RecognitionRow | undefined> {
  return db.maybe<RecognitionRow>(sql`select ${columns} ${from} where g.recognition_id = ${id}::uuid`);
}

/** Who was thanked and hid it sees it still; nobody else does. */
export function selectRecognitions(
  db: Runner,
  q: Omit<RecognitionQuery, 'after'> & {
    me: string | null;
    since: Date;
    after: [at: string, id: string] | undefined;
  },
): Promise<RecognitionRow[]> {
  const by = q.show === 'thanked' ? sql`g.published_at` : sql`g.at`;
  const on = [sql`(g.hidden_at is null or g.person_id = ${q.me}::uuid)`];
  if (q.show === 'thanked') on.push(sql`g.published_at is not null`);
  if (q.show === 'suggested') on.push(sql`g.published_at is null and g.at >= ${q.since}::timestamptz`);
  if (q.show === 'mine') on.push(sql`g.person_id = ${q.me}::uuid`);
  if (q.case) on.push(sql`g.case_id = ${q.case}::uuid`);
  if (q.after) on.push(sql`(${by}, g.recognition_id) < (${q.after[0]}::timestamptz, ${q.after[1]}::uuid)`);
  return db.all<RecognitionRow>(sql`select ${columns} ${from} where ${sql.join(on, sql` and `)}
    order by ${by} desc, g.recognition_id desc limit ${q.limit}`);
}

export interface ThanksRow {
  recognitionId: string;
  personId: string;
  at: Date;
  words: string | null;
}

export function thanksOf(db: Runner, ids: string[]): Promise<ThanksRow[]> {
  return db.all<ThanksRow>(sql`select recognition_id as "recognitionId", person_id as "personId", at, words
    from recognition_thanks where recognition_id = any(${ids}::uuid[]) order by at, person_id`);
}

/** Nobody twice for the same answer, however often the answer is told. Gives back whom it is about, where new. */
export async function suggestFor(
  tx: Tx,
  about: { confirmationId: string; caseId: string; at: Date },
): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(sql`
    insert into recognitions (recognition_id, person_id, case_id, confirmation_id, at)
    select gen_random_uuid(), h.person_id, h.case_id, ${about.confirmationId}::uuid, ${about.at}::timestamptz
    from (select distinct person_id, case_id from case_holders
      where case_id = ${about.caseId}::uuid and rung = 'stepped_in' and handed_back_at is null) h
    where not exists (select 1 from recognitions g where g.case_id = h.case_id and g.person_id = h.person_id)
    on conflict do nothing returning person_id as id`);
  return rows.map((row) => row.id);
}

export function yesOf(db: Runner, messageId: string): Promise<{ id: string; caseId: string } | undefined> {
  return db.maybe(sql`select confirmation_id as id, case_id as "caseId" from case_confirmations
    where message_id = ${messageId}::uuid and helped`);
}

export async function insertRecognition(
  tx: Tx,
  g: { id: string; personId: string; caseId: string | null; at: Date },
): Promise<void> {
  await tx.run(sql`insert into recognitions (recognition_id, person_id, case_id, at)
    values (${g.id}::uuid, ${g.personId}::uuid, ${g.caseId}::uuid, ${g.at}::timestamptz)`);
}

/** What there is already about this person and this case, to add to. */
export async function recognitionAbout(
  tx: Tx,
  about: { personId: string; caseId: string },
): Promise<string | undefined> {
  const row = await tx.maybe<{ id: string }>(sql`select recognition_id as id from recognitions
    where case_id = ${about.caseId}::uuid and person_id = ${about.personId}::uuid order by at limit 1`);
  return row?.id;
}

/** Thanks, once from each; said again, the words are the newer ones. The first thanks publishes. */
export async function insertThanks(
  tx: Tx,
  thanks: { recognitionId: string; personId: string; at: Date; words: string | null },
): Promise<boolean> {
  const rows = await tx.all<{
    fresh: boolean;
  }>(sql`insert into recognition_thanks (recognition_id, person_id, at, words)
    values (${thanks.recognitionId}::uuid, ${thanks.personId}::uuid, ${thanks.at}::timestamptz, ${thanks.words})
    on conflict (recognition_id, person_id) do update set words = coalesce(excluded.words, recognition_thanks.words)
    returning (xmax = 0) as fresh`);
  await tx.run(sql`update recognitions set published_at = ${thanks.at}::timestamptz
    where recognition_id = ${thanks.recognitionId}::uuid and published_at is null`);
  return rows[0]?.fresh ?? false;
}

export async function hide(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.run(
    sql`update recognitions set hidden_at = ${at}::timestamptz where recognition_id = ${id}::uuid`,
  );
}

/** Since a day, by department of who was thanked; hidden ones count, because no person is named. */
export function countByDepartment(
  db: Runner,
  since: Date,
): Promise<{ key: string | null; name: string | null; thanks: number; confirmed: number }[]> {
  return db.all(sql`
    select d.key, d.name, coalesce(sum(k.n), 0)::int as thanks, count(*) filter (where g.confirmation_id is not null)::int as confirmed
    from recognitions g join people p on p.person_id = g.person_id left join departments d using (department_id)
      left join lateral (select count(*) as n from recognition_thanks k where k.recognition_id = g.recognition_id) k on true
    where g.at >= ${since}::timestamptz group by d.key, d.name order by thanks desc, d.name`);
}
