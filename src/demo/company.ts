import { colleagueFamilyNames, colleagueGivenNames } from './names.ts';
import { random } from './random.ts';

/** Halden Broadband's people: eight departments, sixty employees, the same ones at every start. */

export const departments = [
  { key: 'leadership', name: 'Leadership', size: 3 },
  { key: 'marketing', name: 'Marketing', size: 6 },
  { key: 'sales', name: 'Sales', size: 9 },
  { key: 'field', name: 'Field service', size: 11 },
  { key: 'network', name: 'Network operations', size: 9 },
  { key: 'service', name: 'Customer service', size: 13 },
  { key: 'finance', name: 'Finance', size: 5 },
  { key: 'product', name: 'Product and IT', size: 4 },
] as const;
export type DepartmentKey = (typeof departments)[number]['key'];

export type DemoRole =
  | 'sponsor'
  | 'cx_lead'
  | 'department_head'
  | 'member'
  | 'analyst'
  | 'data_steward'
  | 'admin';

export interface Employee {
  key: string;
  name: string;
  email: string;
  title: string;
  department: DepartmentKey;
  roles: DemoRole[];
  /** Days before the start of the demo. */
  joinedDaysAgo: number;
  /** Days before the start of the demo; undefined: still here. */
  leftDaysAgo?: number;
}

/** Whoever is longest in a role is who a visitor may sign in as: Mara, Asta, Jonas, Priya. */
const named: (Omit<Employee, 'email' | 'joinedDaysAgo'> & { joinedDaysAgo?: number })[] = [
  {
    key: 'mara',
    name: 'Dr. Mara Lindqvist',
    title: 'Chief executive officer',
    department: 'leadership',
    roles: ['sponsor', 'member'],
  },
  {
    key: 'asta',
    name: 'Asta Krüger',
    title: 'Head of customer experience',
    department: 'leadership',
    roles: ['cx_lead', 'member'],
  },
  {
    key: 'ivo',
    name: 'Ivo Brandt',
    title: 'Assistant to the board',
    department: 'leadership',
    roles: ['member', 'admin'],
  },
  {
    key: 'mo',
    name: 'Milena Oster',
    title: 'Head of marketing',
    department: 'marketing',
    roles: ['department_head', 'member'],
  },
  {
    key: 'tr',
    name: 'Tomás Reuter',
    title: 'Head of sales',
    department: 'sales',
    roles: ['department_head', 'member'],
  },
  {
    key: 'jonas',
    name: 'Jonas Nowak',
    title: 'Head of field service',
    department: 'field',
    roles: ['department_head', 'member'],
    joinedDaysAgo: 5200,
  },
  {
    key: 'lena',
    name: 'Lena Falk',
    title: 'Head of network operations',
    department: 'network',
    roles: ['department_head', 'member'],
  },
  {
    key: 'sanna',
    name: 'Sanna Berg',
    title: 'Head of customer service',
    department: 'service',
    roles: ['department_head', 'member'],
  },
  {
    key: 'fb',
    name: 'Farid Benali',
    title: 'Head of finance',
    department: 'finance',
    roles: ['department_head', 'member'],
  },
  {
    key: 'pd',
    name: 'Paula Dorn',
    title: 'Head of product',
    department: 'product',
    roles: ['department_head', 'member'],
  },
  {
    key: 'priya',
    name: 'Priya Dahl',
    title: 'Customer advocate',
    department: 'service',
    roles: ['member'],
    joinedDaysAgo: 5600,
  },
  {
    key: 'nils',
    name: 'Nils Aker',
    title: 'Data steward',
    department: 'product',
    roles: ['data_steward', 'member'],
  },
  {
    key: 'judit',
    name: 'Judit Varga',
    title: 'Insight analyst',
    department: 'marketing',
    roles: ['analyst', 'member'],
  },
  {
    key: 'otto',
    name: 'Otto Wiese',
    title: 'Relocations coordinator',
    department: 'service',
    roles: ['member'],
    leftDaysAgo: 22,
  },
];

const titles: Record<DepartmentKey, string> = {
  leadership: 'Member of the board office',
  marketing: 'Campaign manager',
  sales: 'Sales adviser',
  field: 'Field dispatcher',
  network: 'Line engineer',
  service: 'Service agent',
  finance: 'Billing specialist',
  product: 'Product owner',
};

export const employees: Employee[] = staff();

function staff(): Employee[] {
  const luck = random('halden/staff');
  const joinedDaysAgo = () => luck.whole(900, 5000);
  const all: Employee[] = named.map((person) => ({
    joinedDaysAgo: joinedDaysAgo(),
    ...person,
    email: mailOf(person.name),
  }));
  const taken = new Set(all.map((person) => person.name));
  for (const department of departments) {
    while (all.filter((person) => person.department === department.key).length < department.size) {
      const name = `${luck.pick(colleagueGivenNames)} ${luck.pick(colleagueFamilyNames)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      all.push({
        key: name.toLowerCase().replaceAll(' ', '-'),
        name,
        email: mailOf(name),
        title: titles[department.key],
        department: department.key,
        roles: ['member'],
        joinedDaysAgo: joinedDaysAgo(),
      });
    }
  }
  return all;
}

function mailOf(name: string): string {
  const plain = name
    .replace(/^Dr\. /, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replace(/[^a-z]+/g, '.');
  return `${plain}@halden.example`;
}

export function employee(key: string): Employee {
  const found = employees.find((person) => person.key === key);
  if (!found) throw new Error(`no employee ${key} at Halden`);
  return found;
}
