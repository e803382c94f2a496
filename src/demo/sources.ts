import { ensureSource } from '../collect/sources.ts';
import { declareDimension } from '../know/know.ts';
import { listDepartments } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import type { DepartmentKey } from './company.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import type { SourceKey } from './population.ts';

export type SourceIds = Record<SourceKey, number>;

const dimensions = { region: 'Region', plan: 'Plan', segment: 'Segment', channel: 'Channel' };

const sources: Record<
  SourceKey,
  {
    name: string;
    kind: 'crm' | 'operations' | 'feedback' | 'other';
    owner: string;
    department: DepartmentKey;
    hours: number;
    description: string;
  }
> = {
  crm: {
    name: 'Customer register',
    kind: 'crm',
    owner: 'nils',
    department: 'product',
    hours: 48,
    description: 'Contracts, orders, bills and moves.',
  },
  shop: {
    name: 'Web shop and app',
    kind: 'operations',
    owner: 'pd',
    department: 'product',
    hours: 24,
    description: 'What people look at, order and change by themselves.',
  },
  network: {
    name: 'Network and field operations',
    kind: 'operations',
    owner: 'lena',
    department: 'network',
    hours: 48,
    description: 'Visits, line tests, hand-overs and outages.',
  },
  helpdesk: {
    name: 'Help desk',
    kind: 'operations',
    owner: 'sanna',
    department: 'service',
    hours: 48,
    description: 'Calls, chats and tickets, by address and number.',
  },
  surveys: {
    name: 'Surveys',
    kind: 'feedback',
    owner: 'judit',
    department: 'marketing',
    hours: 48,
    description: 'One question after each moment, and why.',
  },
};

export async function makeSources(past: Past, people: People): Promise<SourceIds> {
  for (const [key, name] of Object.entries(dimensions)) await declareDimension(past.db, { key, name });
  const departmentId = new Map((await listDepartments(past.db)).map(({ key, id }) => [key, id]));
  const ids: Partial<SourceIds> = {};
  for (const [key, one] of Object.entries(sources) as [SourceKey, (typeof sources)[SourceKey]][]) {
    ids[key] = await ensureSource(past, systemActor, {
      key,
      name: one.name,
      kind: one.kind,
      description: one.description,
      ownerPersonId: people.get(one.owner) ?? null,
      departmentId: departmentId.get(one.department) ?? null,
      expectedEveryHours: one.hours,
    });
  }
  return ids as SourceIds;
}
