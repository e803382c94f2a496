import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { listPeople, type PersonRow, personRow } from './person.sql.ts';

export { type AssignmentInput, assign } from './assign.ts';
export { countEmptySeats, type OwnershipChart, ownershipChart } from './chart.ts';
export {
  addDepartment,
  addTeam,
  changeDepartment,
  type Department,
  listDepartments,
  listTeams,
  type Team,
} from './departments.ts';
export { acknowledge, endAssignment } from './ending.ts';
export { allAssignments, assignmentsOfObject, assignmentsOfPerson, type Held } from './history.ts';
export type { PersonCard, Seat } from './ledger.ts';
export {
  type Accountable,
  accountableFor,
  type Owner,
  ownerFor,
  ownersAt,
  ownersFor,
  type Rung,
} from './owners.ts';
export { addPerson, changePerson, setRole } from './people.ts';
export { personCards } from './person.sql.ts';

/** People who are here today, or with `gone` also those who left. */
export async function findPeople(
  platform: Platform,
  actor: Actor,
  filter: { q?: string | undefined; department?: string | undefined; gone?: boolean | undefined } = {},
): Promise<PersonRow[]> {
  require(actor, 'people:read');
  return listPeople(platform.db, { ...filter, today: await dayOf(platform.db, platform.clock.now()) });
}

/** @throws Refusal `not_found`. */
export async function personById(platform: Platform, actor: Actor, id: string): Promise<PersonRow> {
  require(actor, 'people:read');
  const row = await personRow(platform.db, id, await dayOf(platform.db, platform.clock.now()));
  if (!row) throw notFound('person', id);
  return row;
}

/** For the finder: people by name. */
export async function searchPeople(platform: Platform, actor: Actor, q: string, limit: number) {
  if (!actor.permissions.has('people:read')) return [];
  const people = await findPeople(platform, actor, { q });
  return people.slice(0, limit).map((person) => ({
    kind: 'person',
    id: person.id,
    title: person.name,
    ...(person.title || person.departmentName
      ? { subtitle: [person.title, person.departmentName].filter(Boolean).join(' · ') }
      : {}),
    href: `/ownership?person=${person.id}`,
  }));
}
