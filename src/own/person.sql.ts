import type { Role } from '../platform/access.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { initialsOf } from '../platform/face.ts';
import { newId } from '../platform/ids.ts';
import type { PersonCard } from './ledger.ts';

export interface PersonRow extends PersonCard {
  email: string;
  locale: string | null;
  departmentId: string | null;
  departmentKey: string | null;
  joinedOn: string | null;
  leftOn: string | null;
  roles: Role[];
  holds: number;
}

const columns = (
  today: string,
) => sql`p.person_id as id, p.name, p.email, p.title, p.colour, p.locale, p.joined_on as "joinedOn",
  p.left_on as "leftOn", d.department_id as "departmentId", d.key as "departmentKey", d.name as "departmentName",
  coalesce((select json_agg(r.role order by r.role) from person_roles r where r.person_id = p.person_id and r.revoked_at is null), '[]') as roles,
  (select count(*) from assignments a where a.person_id = p.person_id and a.superseded_at is null
    and (a.until_on is null or a.until_on > ${today}::date)) as holds
  from people p left join departments d using (department_id)`;

const withInitials = <P extends { name: string }>(row: P): P & { initials: string } => ({
  ...row,
  initials: initialsOf(row.name),
});

export async function listPeople(
  on: Runner,
  filter: {
    today: string;
    q?: string | undefined;
    department?: string | undefined;
    gone?: boolean | undefined;
  },
): Promise<PersonRow[]> {
  const like = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await on.all<PersonRow>(sql`select ${columns(filter.today)}
    where (p.name ilike ${like} or p.email ilike ${like} or coalesce(p.title, '') ilike ${like})
      and (${filter.department ?? null}::text is null or d.key = ${filter.department ?? ''})
      and (${filter.gone ?? false} or p.left_on is null or p.left_on > ${filter.today}::date)
    order by p.name, p.person_id limit 5000`);
  return rows.map(withInitials);
}

export async function personRow(on: Runner, id: string, today: string): Promise<PersonRow | undefined> {
  const row = await on.maybe<PersonRow>(sql`select ${columns(today)} where p.person_id = ${id}::uuid`);
  return row && withInitials(row);
}

/** Cards by id, for whoever shows people. */
export async function personCards(on: Runner, ids: Iterable<string>): Promise<Map<string, PersonCard>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await on.all<PersonCard>(
    sql`select p.person_id as id, p.name, p.colour, p.title, d.name as "departmentName"
    from people p left join departments d using (department_id) where p.person_id = any(${wanted}::uuid[])`,
    'person cards',
  );
  return new Map(rows.map((row) => [row.id, withInitials(row)]));
}

export interface PersonFields {
  name: string;
  email: string;
  title: string | null;
  departmentId: string | null;
  colour: string;
  locale: string | null;
  joinedOn: string | null;
  leftOn: string | null;
}

export async function insertPerson(tx: Tx, id: string, person: PersonFields, at: Date): Promise<void> {
  await tx.run(sql`insert into people (person_id, name, email, title, department_id, colour, locale, joined_on, left_on, made_at)
    values (${id}::uuid, ${person.name}, ${person.email}, ${person.title}, ${person.departmentId}::uuid, ${person.colour}, ${person.locale},
      ${person.joinedOn}::date, ${person.leftOn}::date, ${at}::timestamptz)`);
}

export async function updatePerson(tx: Tx, id: string, person: Omit<PersonFields, 'colour'>): Promise<void> {
  await tx.run(sql`update people set name = ${person.name}, email = ${person.email}, title = ${person.title},
    department_id = ${person.departmentId}::uuid, locale = ${person.locale}, joined_on = ${person.joinedOn}::date,
    left_on = ${person.leftOn}::date where person_id = ${id}::uuid`);
}

export function emailHolder(on: Runner, email: string): Promise<{ id: string; name: string } | undefined> {
  return on.maybe(sql`select person_id as id, name from people where email = ${email}`);
}

/** What became known about somebody's leaving, for “as known then”. Null: stays after all. */
export async function noteDeparture(
  tx: Tx,
  personId: string,
  note: { leftOn: string | null; at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into person_departures (departure_id, person_id, left_on, made_at, made_by)
    values (${newId()}::uuid, ${personId}::uuid, ${note.leftOn}::date, ${note.at}::timestamptz, ${note.by}::uuid)`);
}
