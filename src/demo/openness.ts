import { accessRequests, answerAccess, askAccess, climbAccess } from '../govern/openness/access.ts';
import { ItemInput } from '../govern/openness/catalogue.ts';
import { makeItem } from '../govern/openness/catalogues.ts';
import { keepOpenness, sayOpenness } from '../govern/openness/matrix.ts';
import type { Level } from '../govern/openness/silo.ts';
import { listDepartments } from '../own/own.ts';
import { type Actor, permissionsOfRoles, systemActor } from '../platform/access.ts';
import { type DepartmentKey, employee } from './company.ts';
import { DAY, dayBefore } from './day.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';

type Entry = Partial<ItemInput> &
  Pick<ItemInput, 'kind' | 'key' | 'name'> & {
    owner?: string;
    department?: DepartmentKey;
    reviewDaysAgo?: number;
  };

const entries: Entry[] = [
  {
    kind: 'data_set',
    key: 'customer_register',
    name: 'Customer register',
    owner: 'nils',
    department: 'product',
    sensitivity: 'personal',
    sources: ['crm'],
    description: 'Who has which contract, since when and at what price.',
  },
  {
    kind: 'data_set',
    key: 'shop_use',
    name: 'Use of shop and app',
    owner: 'pd',
    department: 'product',
    sensitivity: 'personal',
    sources: ['shop'],
    description: 'What people look at, order and change by themselves.',
  },
  {
    kind: 'data_set',
    key: 'line_records',
    name: 'Lines and visits',
    owner: 'lena',
    department: 'network',
    sensitivity: 'internal',
    sources: ['network'],
    description: 'Line tests, outages, visits and who held them.',
  },
  {
    kind: 'data_set',
    key: 'tickets',
    name: 'Tickets',
    owner: 'sanna',
    department: 'service',
    sensitivity: 'personal',
    sources: ['helpdesk'],
    description: 'Calls, chats and tickets with what was said in them.',
  },
  {
    kind: 'data_set',
    key: 'survey_answers',
    name: 'Survey answers',
    owner: 'judit',
    department: 'marketing',
    sensitivity: 'personal',
    sources: ['surveys'],
    description: 'One question after each moment, and why.',
  },
  {
    kind: 'product',
    key: 'fibre_250',
    name: 'Fibre 250',
    owner: 'pd',
    department: 'product',
    sensitivity: 'public',
    description: 'What most new customers choose.',
  },
  {
    kind: 'product',
    key: 'fibre_1000',
    name: 'Fibre 1000',
    owner: 'pd',
    department: 'product',
    sensitivity: 'public',
    description: 'For offices and families who stream.',
  },
  {
    kind: 'product',
    key: 'dsl',
    name: 'DSL',
    department: 'product',
    sensitivity: 'public',
    description:
      'No longer sold, a third of the customers still have it. Nobody answers for it since the fibre team was formed.',
  },
  {
    kind: 'product',
    key: 'field_visit',
    name: 'Installation visit',
    owner: 'jonas',
    department: 'field',
    sensitivity: 'public',
    description: 'The technician at the door, on the promised date.',
  },
  {
    kind: 'trend',
    key: 'right_to_repair_date',
    name: 'Compensation for missed appointments',
    owner: 'fb',
    department: 'finance',
    sensitivity: 'public',
    reviewDaysAgo: 12,
    description: 'The regulator lets customers charge for a technician who does not come.',
  },
  {
    kind: 'trend',
    key: 'fibre_rivals',
    name: 'Rivals dig in the north',
    owner: 'mo',
    department: 'marketing',
    sensitivity: 'confidential',
    reviewDaysAgo: -50,
    description: 'Two others lay fibre in streets where we are alone today.',
  },
];

const matrix: { set: string; level: Level; departments: DepartmentKey[]; reason?: string }[] = [
  {
    set: 'survey_answers',
    level: 'full',
    departments: ['leadership', 'sales', 'service', 'product', 'network', 'field'],
  },
  { set: 'customer_register', level: 'full', departments: ['sales', 'service', 'finance'] },
  { set: 'customer_register', level: 'aggregated', departments: ['leadership', 'marketing'] },
  { set: 'customer_register', level: 'on_request', departments: ['network', 'field'] },
  { set: 'line_records', level: 'full', departments: ['field'] },
  { set: 'line_records', level: 'on_request', departments: ['service'] },
  { set: 'tickets', level: 'aggregated', departments: ['leadership', 'product'] },
  {
    set: 'tickets',
    level: 'closed',
    departments: ['sales'],
    reason: 'Sales would call people who complain.',
  },
  { set: 'shop_use', level: 'aggregated', departments: ['leadership', 'sales'] },
];

/** What there is and who may see it, said two months ago; then somebody asked. */
export async function makeOpenness(past: Past, people: People): Promise<void> {
  const go = (daysAgo: number) => past.clock.set(new Date(past.end - daysAgo * DAY));
  go(62);
  const departments = new Map((await listDepartments(past.db)).map(({ key, id }) => [key, id]));
  for (const { owner, department, reviewDaysAgo, ...entry } of entries) {
    await makeItem(
      past,
      systemActor,
      ItemInput.parse({
        ...entry,
        ownerPersonId: owner ? people.get(owner) : null,
        departmentId: department ? departments.get(department) : null,
        reviewOn: reviewDaysAgo === undefined ? null : dayBefore(past.end, reviewDaysAgo),
      }),
    );
  }
  await keepOpenness(past);
  go(60);
  for (const { set, level, departments: whom, reason } of matrix)
    await sayOpenness(past, systemActor, { sets: [set], departments: whom, level, reason: reason ?? null });
  await keepOpenness(past);
  const as = acting(people);
  go(44);
  const asked = await askAccess(past, as('judit'), {
    set: 'tickets',
    level: 'full',
    purpose: 'To read why satisfaction falls after the second hand-over.',
  });
  go(40);
  await answerAccess(past, as('sanna'), asked.id, {
    granted: false,
    reason: 'People speak in anger there, and with their names. Figures by cause you may have.',
  });
  go(39);
  const again = await askAccess(past, as('judit'), {
    set: 'tickets',
    level: 'aggregated',
    purpose: 'Figures by cause, then.',
  });
  go(37);
  await answerAccess(past, as('sanna'), again.id, { granted: true });
  await keepOpenness(past);
}

/** The last thirty days: a door opens, two wait; one of those has waited too long. */
export function askings(past: Past, people: People): { at: number; happen: () => Promise<unknown> }[] {
  const as = acting(people);
  const on = (daysAgo: number, happen: () => Promise<unknown>) => ({ at: past.end - daysAgo * DAY, happen });
  return [
    on(26, async () => {
      await sayOpenness(past, systemActor, {
        sets: ['customer_register'],
        departments: ['field', 'network'],
        level: 'full',
      });
      await keepOpenness(past);
    }),
    on(20, () =>
      askAccess(past, as('tr'), {
        set: 'line_records',
        level: 'full',
        purpose: 'To promise only dates that the crews can keep.',
      }),
    ),
    on(4, () => climbAccess(past)),
    on(3, () =>
      askAccess(past, as('fb'), {
        set: 'shop_use',
        level: 'aggregated',
        purpose: 'To see who pays online before dunning letters go out.',
      }),
    ),
    on(0.2, async () => {
      await keepOpenness(past);
      const open = await accessRequests(past, systemActor);
      if (!open.some(({ overdue }) => overdue)) throw new Error('no request for access is overdue at Halden');
    }),
  ];
}

function acting(people: People): (key: string) => Actor {
  return (key) => {
    const { name, roles } = employee(key);
    const id = people.get(key) as string;
    return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
  };
}
