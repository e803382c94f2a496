import { type Copied, dayFrom, uuidOf } from '../platform/copied.ts';
import { type Runner, sql } from '../platform/database.ts';
import { type ObjectKind, objectKinds } from './ledger.ts';
import { type Holder, numberOf, type Registry } from './registry.ts';

/** `numberOf` in the database. */
const ref = (kind: ObjectKind, id: string) => sql.raw(`${id}::bigint * 8 + ${numberOf(kind, 0)}`);
/** Touchpoints first: nearly every row is about one. */
const refOf = sql.raw(
  `a.object_id::bigint * 8 + case a.object_kind ${[...objectKinds]
    .sort((a, b) => Number(b === 'touchpoint') - Number(a === 'touchpoint'))
    .map((kind) => `when '${kind}' then ${numberOf(kind, 0)}`)
    .join(' ')} else 0 end`,
);

/**
 * The registry on a day: everything that is there, who claims it and who works there, handed over as it lies in the database.
 * Gathering and comparing there took three times as long (decision 17). `claims`: only who is accountable.
 *
 * Things come before roles and roles before people: what is made between two of the statements is not seen at all,
 * rather than seen without its people.
 */
export async function registryOn(on: Runner, day: string, which: 'claims' | 'all'): Promise<Registry> {
  const registry: Registry = new Map();
  for (const things = await on.copied(thingsThere); things.next(); ) {
    const number = things.int8() as number;
    const kind = objectKinds[(number % 8) - 1] as ObjectKind;
    registry.set(number, { kind, id: Math.floor(number / 8), A: [], R: [], C: [] });
  }
  const roles = await on.copied(rolesOn(day, which));
  const holders = readHolders(await on.copied(everyHolder), day);
  while (roles.next()) {
    const thing = registry.get(roles.int8() as number);
    const role = roles.text() as 'A' | 'R' | 'C';
    const from = roles.int4() as number;
    const holder = holders.get(roles.uuid() as string);
    if (thing && holder) thing[role].push({ holder, from });
  }
  return registry;
}

const thingsThere = sql`
  with p as materialized (select p.phase_id from phases p join journeys j using (journey_id) where p.archived_at is null and j.archived_at is null)
  select ${ref('touchpoint', 'touchpoint_id')} from touchpoints where archived_at is null and phase_id in (select phase_id from p)
  union all select ${ref('phase', 'phase_id')} from p
  union all select ${ref('journey', 'journey_id')} from journeys where archived_at is null
  union all select ${ref('metric', 'metric_id')} from metrics where archived_at is null
  union all select ${ref('source', 'source_id')} from sources
  union all select ${ref('promise', 'promise_id')} from promises where archived_at is null`;

const rolesOn = (day: string, which: 'claims' | 'all') => sql`
  select ${refOf}, a.role, a.from_on, coalesce(a.person_id, a.team_id, a.department_id) from assignments a
  where ${which === 'claims' ? sql`a.role = 'A'` : sql`a.role <> 'I'`} and a.superseded_at is null and a.plane = 'execution'
    and a.from_on <= ${sql.lit(day)}::date and (a.until_on is null or a.until_on > ${sql.lit(day)}::date)`;

const everyHolder = sql`
  select person_id, true, department_id, left_on from people
  union all select team_id, false, department_id, null from teams
  union all select department_id, false, department_id, null from departments`;

/** By the uuid as a copy gives it. */
function readHolders(rows: Copied, day: string): Map<string, Holder> {
  const holders = new Map<string, Holder>();
  const departments = new Map<string, string>();
  while (rows.next()) {
    const id = rows.uuid() as string;
    const person = rows.boolean() as boolean;
    const department = rows.uuid();
    const left = rows.int4();
    const leftOn = left === null ? null : dayFrom(left);
    if (department && !departments.has(department)) departments.set(department, uuidOf(department));
    holders.set(id, {
      id: uuidOf(id),
      person,
      there: person && (leftOn === null || leftOn > day),
      departmentId: department && (departments.get(department) as string),
      leftOn,
    });
  }
  return holders;
}
