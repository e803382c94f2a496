import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { StoredAnswer, StoredAsk, StoredNeed } from './mandate.ts';

interface Made {
  at: Date;
  by: string | null;
}

/** Needs with everything that was asked and answered, oldest first; of all people, some, or one need. */
export async function readNeeds(
  on: Runner,
  which: { people?: string[]; id?: string; asked?: string; open?: boolean } = {},
): Promise<StoredNeed[]> {
  const { people = null, id = null, asked = null } = which;
  const needs = await on.all<Omit<StoredNeed, 'asks'>>(sql`
    select need_id as id, person_id as "personId", piece, object_kind as "objectKind", object_id as "objectId", words,
      amount, currency, period, stated_at as "statedAt", withdrawn_at as "withdrawnAt"
    from mandate_needs n where (${people}::uuid[] is null or person_id = any(${people}::uuid[]))
      and (${id}::uuid is null or need_id = ${id}::uuid)
      and (${asked}::uuid is null or need_id in (select need_id from mandate_asks where person_id = ${asked}::uuid))
    order by stated_at, need_id`);
  const ids = needs.map((need) => need.id);
  const asks = await on.all<Omit<StoredAsk, 'answers'> & { needId: string }>(sql`
    select ask_id as id, need_id as "needId", rung, person_id as "personId", asked_at as at, reason, due_at as "dueAt"
    from mandate_asks where need_id = any(${ids}::uuid[]) order by asked_at, rung`);
  const answers = await on.all<StoredAnswer & { askId: string }>(sql`
    select answer_id as id, ask_id as "askId", answer, words, amount, answered_at as at, answered_by as "byId",
      taken_back_at as "takenBackAt"
    from mandate_answers where ask_id = any(${asks.map((ask) => ask.id)}::uuid[]) order by answered_at, answer_id`);
  const ofAsk = Map.groupBy(answers, (one) => one.askId);
  const ofNeed = Map.groupBy(
    asks.map(({ needId, ...ask }) => ({
      needId,
      ask: { ...ask, answers: (ofAsk.get(ask.id) ?? []).map(({ askId: _, ...answer }) => answer) },
    })),
    (one) => one.needId,
  );
  return needs.map((need) => ({ ...need, asks: (ofNeed.get(need.id) ?? []).map((one) => one.ask) }));
}

/** Holds everybody else off this need until the end of the transaction. */
export async function lockNeed(tx: Tx, id: string): Promise<StoredNeed | undefined> {
  await tx.run(sql`select 1 from mandate_needs where need_id = ${id}::uuid for update`);
  return (await readNeeds(tx, { id }))[0];
}

export async function insertNeed(tx: Tx, need: Omit<StoredNeed, 'asks'>, by: string | null): Promise<void> {
  await tx.run(sql`insert into mandate_needs
      (need_id, person_id, piece, object_kind, object_id, words, amount, currency, period, stated_at, stated_by)
    values (${need.id}::uuid, ${need.personId}::uuid, ${need.piece}, ${need.objectKind}, ${need.objectId}::int, ${need.words},
      ${need.amount}::numeric, ${need.currency}, ${need.period}, ${need.statedAt}::timestamptz, ${by}::uuid)`);
}

export async function insertAsk(
  tx: Tx,
  needId: string,
  ask: Omit<StoredAsk, 'id' | 'answers' | 'at'>,
  made: Made,
): Promise<void> {
  await tx.run(sql`insert into mandate_asks (ask_id, need_id, rung, person_id, asked_at, asked_by, reason, due_at)
    values (${newId()}::uuid, ${needId}::uuid, ${ask.rung}, ${ask.personId}::uuid, ${made.at}::timestamptz, ${made.by}::uuid,
      ${ask.reason}, ${ask.dueAt}::timestamptz)`);
}

export async function insertAnswer(
  tx: Tx,
  askId: string,
  given: Pick<StoredAnswer, 'answer' | 'words' | 'amount'>,
  made: { at: Date; by: string },
): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into mandate_answers (answer_id, ask_id, answer, words, amount, answered_at, answered_by)
    values (${id}::uuid, ${askId}::uuid, ${given.answer}, ${given.words}, ${given.amount}::numeric, ${made.at}::timestamptz, ${made.by}::uuid)`);
  return id;
}

export async function takeBack(tx: Tx, answerId: string, made: Made): Promise<void> {
  await tx.run(sql`update mandate_answers set taken_back_at = ${made.at}::timestamptz, taken_back_by = ${made.by}::uuid
    where answer_id = ${answerId}::uuid and taken_back_at is null`);
}

export async function withdraw(tx: Tx, id: string, made: Made): Promise<void> {
  await tx.run(sql`update mandate_needs set withdrawn_at = ${made.at}::timestamptz, withdrawn_by = ${made.by}::uuid
    where need_id = ${id}::uuid and withdrawn_at is null`);
}

/** Put to a head who let the deadline pass or is gone: these climb. */
export function needsToClimb(on: Runner, at: Date, day: string): Promise<{ id: string }[]> {
  return on.all(sql`select n.need_id as id from mandate_needs n join mandate_asks a using (need_id) join people p on p.person_id = a.person_id
    where n.withdrawn_at is null and a.rung = 'head' and (a.due_at < ${at}::timestamptz or p.left_on <= ${day}::date)
      and not exists (select 1 from mandate_asks s where s.need_id = n.need_id and s.rung = 'sponsor')
      and not exists (select 1 from mandate_answers g where g.ask_id = a.ask_id and g.taken_back_at is null)
    order by n.stated_at, n.need_id`);
}

/** Who may grant what this person needs: the head of their department unless that is they, then the sponsor. */
export async function grantersOf(
  on: Runner,
  personId: string,
  day: string,
): Promise<{ head: string | null; sponsor: string | null }> {
  return on.one(sql`select
    (select h.person_id from people p join departments d using (department_id) join people h on h.person_id = d.head_person_id
      where p.person_id = ${personId}::uuid and h.person_id <> p.person_id and (h.left_on is null or h.left_on > ${day}::date)) as head,
    (select r.person_id from person_roles r join people p using (person_id) where r.role = 'sponsor' and r.revoked_at is null
      and p.person_id <> ${personId}::uuid and (p.left_on is null or p.left_on > ${day}::date) order by r.granted_at, p.name limit 1) as sponsor`);
}

/** Everything accountable people hold on a day. */
export function holdings(
  on: Runner,
  day: string,
): Promise<{ personId: string; there: boolean; kind: string; id: number }[]> {
  return on.all(sql`select distinct a.person_id as "personId", (p.left_on is null or p.left_on > ${day}::date) as there,
      a.object_kind as kind, a.object_id as id
    from assignments a join people p using (person_id) where a.superseded_at is null and a.role = 'A' and a.plane = 'execution'
      and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)`);
}
