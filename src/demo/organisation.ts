import {
  addDepartment,
  addPerson,
  changeDepartment,
  changePerson,
  readTerms,
  saveTerms,
} from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { saveOrganisation } from '../platform/settings.ts';
import { departments, employees } from './company.ts';
import { dayBefore } from './day.ts';
import type { Past } from './past.ts';

/** Ids of Halden's people by key; the departments go by their keys everywhere. */
export type People = ReadonlyMap<string, string>;

/** The company as it was two years ago: everybody who works there today, and Otto, who was still there. */
export async function makeOrganisation(past: Past): Promise<People> {
  await saveOrganisation(past, systemActor, {
    name: 'Halden Broadband',
    language: 'en',
    timezone: 'Europe/Berlin',
    currency: 'EUR',
  });
  const terms = await readTerms(past.db);
  await saveTerms(past, systemActor, { ...terms, value: { attribute: 'revenue', per: 'year' } });
  const ids = new Map<string, string>();
  const made = [];
  for (const { key, name } of departments) made.push(await addDepartment(past, systemActor, { key, name }));
  for (const person of employees) {
    const { id } = await addPerson(past, systemActor, {
      name: person.name,
      email: person.email,
      title: person.title,
      department: person.department,
      roles: person.roles,
      joinedOn: dayBefore(past.end, person.joinedDaysAgo),
      invite: false,
    });
    ids.set(person.key, id);
  }
  for (const { id, key } of made) {
    const head = employees.find((one) => one.department === key && isHead(one.roles));
    if (head) await changeDepartment(past, systemActor, id, { head: head.email });
  }
  return ids;
}

function isHead(roles: readonly string[]): boolean {
  return roles.includes('department_head') || roles.includes('sponsor');
}

/** Whoever leaves during the last weeks; what they answered for stays behind. */
export function departures(past: Past, people: People): { at: number; happen: () => Promise<unknown> }[] {
  return employees.flatMap(({ key, leftDaysAgo }) =>
    leftDaysAgo === undefined
      ? []
      : {
          at: past.end - leftDaysAgo * 86_400_000,
          happen: () =>
            changePerson(past, systemActor, people.get(key) as string, {
              leftOn: dayBefore(past.end, leftDaysAgo),
            }),
        },
  );
}
