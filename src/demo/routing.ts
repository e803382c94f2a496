import { addRouting } from '../close/close.ts';
import type { RoutingInput } from '../close/routing/routing.ts';
import { listDepartments, setSkills } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { employees } from './company.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';

/**
 * The rules Halden begins with today. They come last: what happened before went as the ledger said, so a dry run of a visitor has
 * something to compare.
 */
export async function makeRouting(past: Past, people: People): Promise<void> {
  const departments = new Map((await listDepartments(past.db)).map(({ key, id }) => [key, id]));
  const [first, second] = employees.filter(
    (one) => one.department === 'service' && one.roles.includes('member') && one.leftDaysAgo === undefined,
  );
  for (const [person, skills] of [
    [first, ['business customers', 'dutch']],
    [second, ['business customers']],
  ] as const) {
    const id = person && people.get(person.key);
    if (id) await setSkills(past, systemActor, id, { skills: [...skills] });
  }
  const department = (key: string) => departments.get(key) ?? '';
  const rules: RoutingInput[] = [
    {
      name: 'Words about money',
      conditions: [{ about: 'words', keys: ['bill', 'invoice', 'charged', 'rechnung'] }],
      goes: { to: 'department', departmentId: department('finance'), by: 'turn' },
    },
    {
      name: 'Business customers, urgent',
      conditions: [{ about: 'dimension', dimension: 'segment', keys: ['business'] }, { about: 'urgent' }],
      goes: {
        to: 'department',
        departmentId: department('service'),
        by: 'skill',
        skills: ['business customers'],
      },
    },
    {
      name: 'What the network did',
      conditions: [{ about: 'source', keys: ['network'] }],
      goes: { to: 'department', departmentId: department('network'), by: 'load' },
    },
  ];
  for (const rule of rules) await addRouting(past, systemActor, rule);
}
