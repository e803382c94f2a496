import { permissionsOfRoles, type Role } from '../platform/access.ts';
import { type Runner, sql } from '../platform/database.ts';
import { coverOn } from './acting.ts';
import { dayOf } from './day.ts';
import { delegationsIn } from './delegation.sql.ts';
import type { ActsFor } from './delegation.ts';
import { skillsOf } from './skills.ts';

export interface Worker {
  id: string;
  name: string;
  departmentId: string | null;
  /** here · left · not begun. */
  state: 'here' | 'left' | 'not_begun';
  /** An absence of theirs is in force. */
  away: boolean;
  /** Has a role that may work on cases. */
  works: boolean;
  skills: readonly string[];
}

/** Who is there on a day to take something up. */
export interface Workforce {
  person(id: string): Worker | undefined;
  /** Of a department, in order of their names; those who left, too. */
  membersOf(departmentId: string): readonly Worker[];
  /** Name, or undefined where there is no such department any more. */
  department(id: string): string | undefined;
  /** Who acts for somebody at a touchpoint. */
  acting(personId: string, touchpointId: number): ActsFor | undefined;
}

/** As much of the company as these people and departments need, in about six statements however many they are. */
export async function workforce(
  on: Runner,
  wanted: { people: readonly string[]; departments: readonly string[] },
  at: Date,
): Promise<Workforce> {
  const day = await dayOf(on, at);
  const cover = await coverOn(on, day);
  const delegations = await delegationsIn(on, day, day);
  const ids = [...wanted.people, ...delegations.map((one) => one.toId)];
  const rows = await on.all<{
    id: string;
    name: string;
    departmentId: string | null;
    joinedOn: string | null;
    leftOn: string | null;
    roles: Role[];
  }>(sql`
    select p.person_id as id, p.name, p.department_id as "departmentId", p.joined_on as "joinedOn", p.left_on as "leftOn",
      coalesce((select json_agg(r.role) from person_roles r where r.person_id = p.person_id and r.revoked_at is null), '[]') as roles
    from people p where p.person_id = any(${ids}::uuid[]) or p.department_id = any(${wanted.departments}::uuid[])
    order by p.name, p.person_id`);
  const departments = await on.all<{ id: string; name: string }>(sql`
    select department_id as id, name from departments
    where department_id = any(${wanted.departments}::uuid[]) and archived_at is null`);
  const skills = await skillsOf(
    on,
    rows.map((row) => row.id),
  );
  const away = new Set(delegations.flatMap((one) => (one.absent ? one.fromId : [])));
  const workers = rows.map(
    (row): Worker => ({
      id: row.id,
      name: row.name,
      departmentId: row.departmentId,
      state:
        row.leftOn !== null && row.leftOn <= day
          ? 'left'
          : row.joinedOn !== null && row.joinedOn > day
            ? 'not_begun'
            : 'here',
      away: away.has(row.id),
      works: permissionsOfRoles(row.roles).has('case:work'),
      skills: skills.get(row.id) ?? [],
    }),
  );
  const byId = new Map(workers.map((one) => [one.id, one]));
  const members = Map.groupBy(workers, (one) => one.departmentId ?? '');
  const names = new Map(departments.map((one) => [one.id, one.name]));
  return {
    person: (id) => byId.get(id),
    membersOf: (id) => members.get(id) ?? [],
    department: (id) => names.get(id),
    acting: (personId, touchpointId) => cover.at(personId, touchpointId),
  };
}
