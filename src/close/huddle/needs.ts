import { listEscalations, personCards } from '../../own/own.ts';
import { systemActor } from '../../platform/access.ts';
import { type Runner, sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Need, NeedFound } from './huddle.ts';
import { offersWaiting } from './seen.sql.ts';

/** What waits for an answer somewhere in the organisation. */
export interface NeedSource {
  name: string;
  find(platform: Platform): Promise<NeedFound[]>;
}

const offers: NeedSource = { name: 'offers', find: ({ db }) => offersWaiting(db) };

const escalations: NeedSource = {
  name: 'escalations',
  async find(platform) {
    const open = await listEscalations(platform, systemActor, { open: true });
    return open.map((one) => ({
      kind: 'escalation',
      id: one.id,
      title: one.title,
      href: one.href,
      askedAt: one.raisedAt,
      dueAt: one.dueAt,
      fromDepartments: one.departments.map(({ id }) => id),
      ofPeople: one.people.map(({ id }) => id),
    }));
  },
};

const sources = new Map<string, NeedSource>([offers, escalations].map((one) => [one.name, one]));

/** A later room has requests of its own that wait: whoever wires the rooms says so, once for each name. */
export function readNeedsFrom(source: NeedSource): void {
  sources.set(source.name, source);
}

/**
 * What the team needs from others, and what others need from it, the first due first. Without a team: everything that waits,
 * since everybody is at the table.
 */
export async function needsOf(
  platform: Platform,
  teamId: string | null,
): Promise<{ need: Need[]; needed: Need[] }> {
  const found = (await Promise.all([...sources.values()].map((one) => one.find(platform)))).flat();
  const people = await personCards(
    platform.db,
    found.flatMap(({ ofPeople }) => ofPeople),
  );
  const departmentOf = await departmentsOfPeople(platform.db, [...people.keys()]);
  const names = await departmentNames(platform.db);
  const shown = ({ fromDepartments, ofPeople, ...one }: NeedFound): Need => ({
    ...one,
    from: fromDepartments.flatMap((id) => names.get(id) ?? []),
    of: ofPeople.flatMap((id) => people.get(id)?.name ?? []),
  });
  const asked = ({ ofPeople }: NeedFound) => ofPeople.some((id) => departmentOf.get(id) === teamId);
  const sorted = found.sort((a, b) => Number(a.dueAt ?? Infinity) - Number(b.dueAt ?? Infinity));
  if (teamId === null) return { need: sorted.slice(0, 50).map(shown), needed: [] };
  return {
    need: sorted.filter((one) => one.fromDepartments.includes(teamId) && !asked(one)).map(shown),
    needed: sorted.filter(asked).map(shown),
  };
}

async function departmentsOfPeople(db: Runner, ids: string[]): Promise<Map<string, string | null>> {
  const rows = await db.all<{ id: string; department: string | null }>(
    sql`select person_id as id, department_id as department from people where person_id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row.department]));
}

async function departmentNames(db: Runner): Promise<Map<string, string>> {
  const rows = await db.all<{ id: string; name: string }>(
    sql`select department_id as id, name from departments`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
