import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { hold } from '../platform/locks.ts';
import type { AssignmentRole, LedgerRow, ObjectKind } from './ledger.ts';

const columns = sql`a.assignment_id as id, a.object_kind as "objectKind", a.object_id as "objectId", a.role,
  a.from_on as "from", a.until_on as "until", a.reason, a.made_at as "madeAt", a.acknowledged_at as "acknowledgedAt",
  case when a.person_id is not null then 'person' when a.team_id is not null then 'team' else 'department' end as "holderKind",
  coalesce(a.person_id, a.team_id, a.department_id) as "holderId", coalesce(p.name, t.name, d.name) as "holderName",
  p.left_on as "leftOn", p.colour, p.title, coalesce(p.department_id, t.department_id, a.department_id) as "departmentId",
  (select name from departments x where x.department_id = coalesce(p.department_id, t.department_id, a.department_id)) as "departmentName"
  from assignments a left join people p on p.person_id = a.person_id left join teams t on t.team_id = a.team_id
  left join departments d on d.department_id = a.department_id`;
const order = sql`order by a.from_on, a.made_at, a.assignment_id`;

/** What is known now about some objects, of all days. `roles` narrows. */
export function ledgerOf(
  on: Runner,
  objects: { touchpoints?: number[]; phases?: number[]; journeys?: number[] },
  roles: AssignmentRole[] = ['A', 'R', 'C', 'I'],
): Promise<LedgerRow[]> {
  const { touchpoints = [], phases = [], journeys = [] } = objects;
  return on.all(sql`select ${columns} where a.superseded_at is null and a.role = any(${roles}::text[]) and (
    (a.object_kind = 'touchpoint' and a.object_id = any(${touchpoints}::int[]))
    or (a.object_kind = 'phase' and a.object_id = any(${phases}::int[]))
    or (a.object_kind = 'journey' and a.object_id = any(${journeys}::int[]))) ${order}`);
}

export function ledgerOfObject(on: Runner, kind: ObjectKind, id: number): Promise<LedgerRow[]> {
  return on.all(
    sql`select ${columns} where a.superseded_at is null and a.object_kind = ${kind} and a.object_id = ${id} ${order}`,
  );
}

export function ledgerOfPerson(on: Runner, personId: string): Promise<LedgerRow[]> {
  return on.all(
    sql`select ${columns} where a.superseded_at is null and a.person_id = ${personId}::uuid ${order}`,
  );
}

/** The whole ledger as now known, for the chart and its CSV. */
export function wholeLedger(on: Runner): Promise<LedgerRow[]> {
  return on.all(sql`select ${columns} where a.superseded_at is null ${order}`);
}

export function ledgerRow(
  on: Runner,
  id: string,
): Promise<(LedgerRow & { supersededAt: Date | null }) | undefined> {
  return on.maybe(sql`select (select superseded_at from assignments s where s.assignment_id = ${id}::uuid) as "supersededAt", ${columns}
    where a.assignment_id = ${id}::uuid`);
}

export interface NewRow {
  objectKind: ObjectKind;
  objectId: number;
  role: AssignmentRole;
  holderKind: LedgerRow['holderKind'];
  holderId: string;
  from: string;
  until: string | null;
  reason: string | null;
  acknowledgedAt?: Date | null;
  replaces?: string | null;
}

export async function insertRow(tx: Tx, row: NewRow, made: { at: Date; by: string | null }): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, ${sql.raw(`${row.holderKind}_id`)},
      from_on, until_on, reason, made_at, made_by, acknowledged_at, replaces)
    values (${id}::uuid, ${row.objectKind}, ${row.objectId}::int, ${row.role}, ${row.holderId}::uuid, ${row.from}::date, ${row.until}::date,
      ${row.reason}, ${made.at}::timestamptz, ${made.by}::uuid, ${row.acknowledgedAt ?? null}::timestamptz, ${row.replaces ?? null}::uuid)`);
  return id;
}

export async function supersede(tx: Tx, id: string, made: { at: Date; by: string | null }): Promise<void> {
  await tx.run(sql`update assignments set superseded_at = ${made.at}::timestamptz, superseded_by = ${made.by}::uuid
    where assignment_id = ${id}::uuid and superseded_at is null`);
}

export async function writeAcknowledgement(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.run(
    sql`update assignments set acknowledged_at = ${at}::timestamptz where assignment_id = ${id}::uuid`,
  );
}

/** One change of the ledger at a time, so that two seats are never filled by two people who did not see each other. */
export async function lockLedger(tx: Tx): Promise<void> {
  await hold(tx, 'assigning');
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
  const table = { journey: 'journeys', touchpoint: 'touchpoints', metric: 'metrics', source: 'sources' }[
    kind
  ];
  return on.maybe(sql`select ${sql.raw(`${kind}_id`)} as id, name from ${sql.raw(table)} where key = ${key}`);
}

/** Keys and names of assigned objects, to show a person's history. */
export function objectNames(
  on: Runner,
  kind: ObjectKind,
  ids: number[],
): Promise<{ id: number; key: string; name: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  if (kind === 'phase') {
    return on.all(sql`select p.phase_id as id, j.key || '/' || p.key as key, p.name from phases p join journeys j using (journey_id)
      where p.phase_id = any(${ids}::int[])`);
  }
  const table = { journey: 'journeys', touchpoint: 'touchpoints', metric: 'metrics', source: 'sources' }[
    kind
  ];
  const id = sql.raw(`${kind}_id`);
  return on.all(sql`select ${id} as id, key, name from ${sql.raw(table)} where ${id} = any(${ids}::int[])`);
}
