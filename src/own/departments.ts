import type { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { holderBy } from './holder.sql.ts';
import type { PersonCard } from './ledger.ts';
import { personCards } from './person.sql.ts';
import type { DepartmentChange, DepartmentInput, TeamInput } from './person.ts';

export interface Department {
  id: string;
  key: string;
  name: string;
  position: number;
  head: PersonCard | null;
  people: number;
  archivedAt: Date | null;
}

export async function listDepartments(on: Runner): Promise<Department[]> {
  const rows = await on.all<Omit<Department, 'head'> & { headId: string | null }>(sql`
    select d.department_id as id, d.key, d.name, d.position, d.head_person_id as "headId", d.archived_at as "archivedAt",
      (select count(*) from people p where p.department_id = d.department_id and p.left_on is null) as people
    from departments d order by d.archived_at is not null, d.position, d.name`);
  const heads = await personCards(
    on,
    rows.flatMap((row) => row.headId ?? []),
  );
  return rows.map(({ headId, ...row }) => ({ ...row, head: (headId && heads.get(headId)) || null }));
}

export async function addDepartment(
  platform: Platform,
  actor: Actor,
  given: z.infer<typeof DepartmentInput>,
): Promise<Department> {
  require(actor, 'people:write');
  return platform.db.tx(async (tx) => {
    const key = given.key ?? keyOf(given.name);
    if (await tx.maybe(sql`select 1 from departments where key = ${key}`)) {
      throw conflict('department_exists', `There is a department with the key “${key}” already.`, { key });
    }
    const id = newId();
    await tx.run(sql`insert into departments (department_id, key, name, position, head_person_id)
      values (${id}::uuid, ${key}, ${given.name}, coalesce(${given.position ?? null}::int, (select coalesce(max(position), 0) + 1 from departments)),
        ${await personId(tx, given.head)}::uuid)`);
    await audit(tx, platform, actor, {
      verb: 'department.added',
      subject: { kind: 'department', id },
      detail: { key, name: given.name },
    });
    return one(tx, id);
  });
}

export async function changeDepartment(
  platform: Platform,
  actor: Actor,
  id: string,
  given: z.infer<typeof DepartmentChange>,
): Promise<Department> {
  require(actor, 'people:write');
  return platform.db.tx(async (tx) => {
    const before = await one(tx, id);
    const head = given.head === undefined ? (before.head?.id ?? null) : await personId(tx, given.head);
    const archivedAt =
      given.archived === undefined ? before.archivedAt : given.archived ? platform.clock.now() : null;
    await tx.run(sql`update departments set name = ${given.name ?? before.name}, position = ${given.position ?? before.position},
      head_person_id = ${head}::uuid, archived_at = ${archivedAt}::timestamptz where department_id = ${id}::uuid`);
    await audit(tx, platform, actor, {
      verb: 'department.changed',
      subject: { kind: 'department', id },
      detail: { ...given },
    });
    return one(tx, id);
  });
}

export interface Team {
  id: string;
  key: string;
  name: string;
  departmentId: string | null;
}

export function listTeams(on: Runner): Promise<Team[]> {
  return on.all(
    sql`select team_id as id, key, name, department_id as "departmentId" from teams order by name`,
  );
}

export async function addTeam(
  platform: Platform,
  actor: Actor,
  given: z.infer<typeof TeamInput>,
): Promise<Team> {
  require(actor, 'people:write');
  return platform.db.tx(async (tx) => {
    const key = given.key ?? keyOf(given.name);
    if (await tx.maybe(sql`select 1 from teams where key = ${key}`)) {
      throw conflict('team_exists', `There is a team with the key “${key}” already.`, { key });
    }
    const departmentId = given.department ? (await holderBy(tx, { department: given.department })).id : null;
    const team: Team = { id: newId(), key, name: given.name, departmentId };
    await tx.run(
      sql`insert into teams (team_id, key, name, department_id) values (${team.id}::uuid, ${key}, ${team.name}, ${departmentId}::uuid)`,
    );
    await audit(tx, platform, actor, {
      verb: 'team.added',
      subject: { kind: 'team', id: team.id },
      detail: { key, name: team.name },
    });
    return team;
  });
}

async function one(tx: Tx, id: string): Promise<Department> {
  const found = (await listDepartments(tx)).find((department) => department.id === id);
  if (!found) throw notFound('department', id);
  return found;
}

async function personId(tx: Tx, named: string | null | undefined): Promise<string | null> {
  return named ? (await holderBy(tx, { person: named })).id : null;
}

function keyOf(name: string): string {
  const key = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return key.slice(0, 60) || 'department';
}
