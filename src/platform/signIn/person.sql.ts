import type { Role } from '../access.ts';
import { type Runner, sql } from '../database.ts';

/** As much of a person as signing in needs; the room “own” keeps the rest. */
export interface SignInPerson {
  person_id: string;
  name: string;
  email: string;
  hash: string | null;
}

export function personByEmail(db: Runner, email: string, at: Date): Promise<SignInPerson | undefined> {
  return db.maybe(sql`select p.person_id, p.name, p.email, w.hash from people p
    left join passwords w on w.person_id = p.person_id
    where p.email = ${email.trim().toLowerCase()} and (p.left_on is null or p.left_on > (${at}::timestamptz)::date)`);
}

export function personById(db: Runner, personId: string): Promise<SignInPerson | undefined> {
  return db.maybe(sql`select p.person_id, p.name, p.email, w.hash from people p
    left join passwords w on w.person_id = p.person_id where p.person_id = ${personId}::uuid`);
}

export async function setPassword(db: Runner, personId: string, hash: string, at: Date): Promise<void> {
  await db.run(sql`insert into passwords (person_id, hash, set_at) values (${personId}::uuid, ${hash}, ${at}::timestamptz)
    on conflict (person_id) do update set hash = excluded.hash, set_at = excluded.set_at`);
}

export interface FirstPerson {
  personId: string;
  name: string;
  email: string;
  colour: string;
  role: Role;
  at: Date;
}

export async function insertFirstPerson(db: Runner, person: FirstPerson): Promise<void> {
  await db.run(sql`insert into people (person_id, name, email, colour, made_at)
    values (${person.personId}::uuid, ${person.name}, ${person.email.toLowerCase()}, ${person.colour}, ${person.at}::timestamptz)`);
  await db.run(sql`insert into person_roles (person_id, role, granted_at)
    values (${person.personId}::uuid, ${person.role}, ${person.at}::timestamptz)`);
}

export async function anybody(db: Runner): Promise<boolean> {
  return (await db.maybe(sql`select 1 from people limit 1`)) !== undefined;
}

export interface Profile {
  name: string;
  email: string;
  title: string | null;
  colour: string;
  departmentName: string | null;
  hasPassword: boolean;
}

export function profileOf(db: Runner, personId: string): Promise<Profile | undefined> {
  return db.maybe(sql`select p.name, p.email, p.title, p.colour, d.name as "departmentName", w.person_id is not null as "hasPassword"
    from people p left join departments d on d.department_id = p.department_id
    left join passwords w on w.person_id = p.person_id where p.person_id = ${personId}::uuid`);
}

/** Four pairs of eyes for the demo: sponsor, CX lead, a department head and a member: of several, whoever has the role longest. */
export function demoPeople(
  db: Runner,
): Promise<{ email: string; name: string; role: Role; title: string }[]> {
  return db.all(sql`select email, name, role, title from (
      select distinct on (r.role) r.role, p.email, p.name, coalesce(p.title, '') as title
      from person_roles r join people p on p.person_id = r.person_id
      where r.revoked_at is null and p.left_on is null and r.role in ('sponsor','cx_lead','department_head','member')
      order by r.role, r.granted_at, p.name
    ) chosen order by array_position(array['sponsor','cx_lead','department_head','member'], role)`);
}
