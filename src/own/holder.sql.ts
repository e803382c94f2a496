import { type Runner, sql } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';

export interface Holder {
  kind: 'person' | 'team' | 'department';
  id: string;
  name: string;
  leftOn: string | null;
}

/** Whoever is named, by id or by the name people use: e-mail, key. @throws Refusal `not_found`. */
export async function holderBy(
  on: Runner,
  named: { person?: string | undefined; team?: string | undefined; department?: string | undefined },
): Promise<Holder> {
  const { person, team, department } = named;
  if (person) {
    const found =
      await on.maybe<Holder>(sql`select 'person' as kind, person_id as id, name, left_on as "leftOn" from people
      where person_id::text = ${person} or email = ${person.trim().toLowerCase()}`);
    return found ?? raise('person', person);
  }
  if (team) {
    const found =
      await on.maybe<Holder>(sql`select 'team' as kind, team_id as id, name, null as "leftOn" from teams
      where team_id::text = ${team} or key = ${team}`);
    return found ?? raise('team', team);
  }
  const found =
    await on.maybe<Holder>(sql`select 'department' as kind, department_id as id, name, null as "leftOn" from departments
    where (department_id::text = ${department ?? ''} or key = ${department ?? ''}) and archived_at is null`);
  return found ?? raise('department', department);
}

function raise(what: string, id: unknown): never {
  throw notFound(what, id);
}
