import { type Runner, sql } from '../platform/database.ts';
import type { ObjectKind } from './ledger.ts';

const tableOf = {
  journey: 'journeys',
  touchpoint: 'touchpoints',
  metric: 'metrics',
  source: 'sources',
  promise: 'promises',
};

export interface NamedObject {
  id: number;
  key: string;
  name: string;
}

/** The id and name of what is assigned, by key; a phase is named `journey/phase`. */
export function objectByKey(
  on: Runner,
  kind: ObjectKind,
  key: string,
): Promise<{ id: number; name: string } | undefined> {
  if (kind === 'phase') {
    const [journey = '', phase = ''] = key.split('/');
    return on.maybe(sql`select p.phase_id as id, p.name from phases p join journeys j using (journey_id)
      where j.key = ${journey} and p.key = ${phase}`);
  }
  return on.maybe(
    sql`select ${sql.raw(`${kind}_id`)} as id, name from ${sql.raw(tableOf[kind])} where key = ${key}`,
  );
}

/** Keys and names of assigned objects, to show a person's history. */
export function objectNames(on: Runner, kind: ObjectKind, ids: number[]): Promise<NamedObject[]> {
  if (ids.length === 0) return Promise.resolve([]);
  if (kind === 'phase') {
    return on.all(sql`select p.phase_id as id, j.key || '/' || p.key as key, p.name from phases p join journeys j using (journey_id)
      where p.phase_id = any(${ids}::int[])`);
  }
  const id = sql.raw(`${kind}_id`);
  return on.all(
    sql`select ${id} as id, key, name from ${sql.raw(tableOf[kind])} where ${id} = any(${ids}::int[])`,
  );
}

/** In which phase of which journey; nothing of what is on no journey. */
export async function placesOf(
  on: Runner,
  kind: ObjectKind,
  ids: number[],
): Promise<{ id: number; phaseId: number | null; journeyId: number }[]> {
  if (kind === 'journey') return ids.map((id) => ({ id, phaseId: null, journeyId: id }));
  if (kind === 'phase')
    return on.all(
      sql`select phase_id as id, phase_id as "phaseId", journey_id as "journeyId" from phases where phase_id = any(${ids}::int[])`,
    );
  if (kind !== 'touchpoint') return [];
  return on.all(sql`select touchpoint_id as id, phase_id as "phaseId", p.journey_id as "journeyId"
    from touchpoints join phases p using (phase_id) where touchpoint_id = any(${ids}::int[])`);
}

/** Names of objects of any kind, by `kind id`. */
export async function namesOfObjects(
  on: Runner,
  objects: readonly { objectKind: ObjectKind; objectId: number }[],
): Promise<Map<string, NamedObject>> {
  const names = new Map<string, NamedObject>();
  for (const [kind, some] of Map.groupBy(objects, (one) => one.objectKind)) {
    const found = await objectNames(on, kind, [...new Set(some.map((one) => one.objectId))]);
    for (const one of found) names.set(`${kind} ${one.id}`, one);
  }
  return names;
}
