import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { RoundRow } from './round.ts';

const columns = sql`r.round_id as id, r.name, r.question, r.opens_on as "opensOn", r.due_on as "dueOn", r.remind_on as "remindOn",
  r.made_at as "madeAt", r.made_by as "madeBy", c.closed_at as "closedAt", c.how
  from rounds r left join round_closings c using (round_id)`;

/** The newest first. */
export function roundRows(on: Runner): Promise<RoundRow[]> {
  return on.all(sql`select ${columns} order by r.made_at desc, r.round_id desc`);
}

export function roundRow(on: Runner, id: string): Promise<RoundRow | undefined> {
  return on.maybe(sql`select ${columns} where r.round_id = ${id}::uuid`);
}

/** Answers are saved side by side (shared); whoever closes waits for them and lets no later one in. */
export async function lockRound(tx: Tx, id: string, mode: 'shared' | 'exclusive'): Promise<void> {
  const strength = mode === 'shared' ? sql`for share` : sql`for update`;
  await tx.run(sql`select 1 from rounds where round_id = ${id}::uuid ${strength}`);
}

export interface NewRound {
  name: string;
  question: string;
  opensOn: string;
  dueOn: string;
  remindOn: string | null;
  touchpointIds: number[];
  people: { id: string; departmentId: string | null }[];
}

export async function insertRound(
  tx: Tx,
  round: NewRound,
  made: { at: Date; by: string | null },
): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into rounds (round_id, name, question, opens_on, due_on, remind_on, made_at, made_by)
    values (${id}::uuid, ${round.name}, ${round.question}, ${round.opensOn}::date, ${round.dueOn}::date, ${round.remindOn}::date,
      ${made.at}::timestamptz, ${made.by}::uuid)`);
  await tx.run(sql`insert into round_touchpoints (round_id, touchpoint_id, position)
    select ${id}::uuid, t.id, t.position from unnest(${round.touchpointIds}::int[]) with ordinality as t(id, position)`);
  await tx.run(sql`insert into round_invitations (round_id, person_id, department_id, invited_at)
    select ${id}::uuid, p.id, p.department, ${made.at}::timestamptz
    from unnest(${round.people.map((person) => person.id)}::uuid[], ${round.people.map((person) => person.departmentId)}::uuid[])
      as p(id, department)`);
  return id;
}

export function touchpointsOfRound(
  on: Runner,
  roundId: string,
): Promise<{ id: number; customers: number | null }[]> {
  return on.all(sql`select touchpoint_id as id, customers from round_touchpoints
    where round_id = ${roundId}::uuid order by position`);
}

export interface RoundCounts {
  roundId: string;
  touchpoints: number;
  invited: number;
  begun: number;
  finished: number;
  reminded: Date | null;
}

/** How many, never who. Whoever left without answering is no longer counted among the invited. */
export function roundCounts(on: Runner, roundIds: string[], today: string): Promise<RoundCounts[]> {
  return on.all(sql`select r.round_id as "roundId",
      (select count(*) from round_touchpoints t where t.round_id = r.round_id) as touchpoints,
      (select count(*) from round_invitations i join people p using (person_id) where i.round_id = r.round_id
        and (p.left_on is null or p.left_on > ${today}::date
          or exists (select 1 from round_answers a where a.round_id = i.round_id and a.person_id = i.person_id))) as invited,
      (select count(distinct a.person_id) from round_answers a where a.round_id = r.round_id) as begun,
      (select count(*) from round_submissions s where s.round_id = r.round_id) as finished,
      (select max(sent_at) from round_letters l where l.round_id = r.round_id and l.kind = 'reminder') as reminded
    from rounds r where r.round_id = any(${roundIds}::uuid[])`);
}

export interface Invited {
  personId: string;
  name: string;
  email: string;
  locale: string | null;
}

/** Invited, here today, and not yet written to; or, for a reminder, not done and not reminded since that instant. */
export function toWrite(
  on: Runner,
  roundId: string,
  { kind, today, since }: { kind: 'invitation' | 'reminder'; today: string; since: Date },
): Promise<Invited[]> {
  const still =
    kind === 'invitation'
      ? sql`true`
      : sql`not exists (select 1 from round_submissions s where s.round_id = i.round_id and s.person_id = i.person_id)`;
  return on.all(sql`select i.person_id as "personId", p.name, p.email, p.locale
    from round_invitations i join people p using (person_id)
    where i.round_id = ${roundId}::uuid and (p.left_on is null or p.left_on > ${today}::date) and ${still}
      and not exists (select 1 from round_letters l where l.round_id = i.round_id and l.person_id = i.person_id
        and l.kind = ${kind} and l.sent_at > ${since}::timestamptz)
    order by p.name, p.person_id`);
}

export async function noteLetters(
  tx: Tx,
  roundId: string,
  { kind, people, at }: { kind: 'invitation' | 'reminder'; people: Invited[]; at: Date },
): Promise<void> {
  await tx.run(sql`insert into round_letters (letter_id, round_id, person_id, kind, sent_at)
    select l.id, ${roundId}::uuid, l.person, ${kind}, ${at}::timestamptz
    from unnest(${people.map(() => newId())}::uuid[], ${people.map((one) => one.personId)}::uuid[]) as l(id, person)`);
}

export function invitedPeople(on: Runner, roundId: string): Promise<{ personId: string }[]> {
  return on.all(sql`select i.person_id as "personId" from round_invitations i join people p using (person_id)
    where i.round_id = ${roundId}::uuid order by p.name, p.person_id`);
}

/** People by department, for whoever is asked by department. */
export function peopleThere(
  on: Runner,
  today: string,
): Promise<{ id: string; email: string; departmentId: string | null; departmentKey: string | null }[]> {
  return on.all(sql`select p.person_id as id, p.email, p.department_id as "departmentId", d.key as "departmentKey"
    from people p left join departments d using (department_id)
    where p.left_on is null or p.left_on > ${today}::date order by p.name, p.person_id`);
}

/** Who passed each touchpoint is counted once, at the closing, so that the agenda stays the one people prepared for. */
export async function closeRound(
  tx: Tx,
  roundId: string,
  closing: { at: Date; by: string | null; how: 'hand' | 'deadline'; customers: ReadonlyMap<number, number> },
): Promise<boolean> {
  const { at, by, how, customers } = closing;
  const closed = await tx.run(sql`insert into round_closings (round_id, closed_at, closed_by, how)
    values (${roundId}::uuid, ${at}::timestamptz, ${by}::uuid, ${how}) on conflict (round_id) do nothing`);
  if (closed === 0) return false;
  await tx.run(sql`update round_touchpoints t set customers = coalesce(c.n, 0)
    from round_touchpoints x left join unnest(${[...customers.keys()]}::int[], ${[...customers.values()]}::int[]) as c(id, n)
      on c.id = x.touchpoint_id
    where t.round_id = ${roundId}::uuid and x.round_id = t.round_id and x.touchpoint_id = t.touchpoint_id`);
  return true;
}

/** The department each person was asked in. */
export async function departmentsAsked(on: Runner, roundId: string): Promise<Map<string, string | null>> {
  const rows = await on.all<{ id: string; department: string | null }>(sql`
    select person_id as id, department_id as department from round_invitations where round_id = ${roundId}::uuid`);
  return new Map(rows.map((row) => [row.id, row.department]));
}
