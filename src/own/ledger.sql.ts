import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { hold } from '../platform/locks.ts';
import type { AssignmentRole, LedgerRow, ObjectKind, Plane } from './ledger.ts';

export { objectByKey } from './ledgerObject.sql.ts';

/** Who writes, when, and within which planned change. */
export interface Made {
  at: Date;
  by: string | null;
  in?: string | null;
}

const holder = sql`case when a.person_id is not null then 'person' when a.team_id is not null then 'team' else 'department' end as "holderKind",
  coalesce(a.person_id, a.team_id, a.department_id) as "holderId", coalesce(p.name, t.name, d.name) as "holderName"`;
const tables = sql`from assignments a left join people p on p.person_id = a.person_id left join teams t on t.team_id = a.team_id
  left join departments d on d.department_id = a.department_id
  left join departments x on x.department_id = coalesce(p.department_id, t.department_id, a.department_id)`;

/** The rows as known at an instant; as known now where none is given. */
const columns = (
  knownAt?: Date,
) => sql`a.assignment_id as id, a.object_kind as "objectKind", a.object_id as "objectId", a.role, a.plane,
  a.from_on as "from", a.until_on as "until", a.reason, a.made_at as "madeAt", ${
    knownAt
      ? sql`case when a.acknowledged_at <= ${knownAt}::timestamptz then a.acknowledged_at end`
      : sql`a.acknowledged_at`
  } as "acknowledgedAt", ${holder},
  ${knownAt ? leftAsKnown(knownAt) : sql`p.left_on`} as "leftOn", p.colour, p.title,
  x.department_id as "departmentId", x.name as "departmentName" ${tables}`;

const known = (at?: Date) =>
  at
    ? sql`a.made_at <= ${at}::timestamptz and (a.superseded_at is null or a.superseded_at > ${at}::timestamptz)`
    : sql`a.superseded_at is null`;

/** Whoever never left has no record of leaving; a record later than the instant was not known yet. */
const leftAsKnown = (
  at: Date,
) => sql`case when exists (select 1 from person_departures l where l.person_id = p.person_id)
  then (select l.left_on from person_departures l where l.person_id = p.person_id and l.made_at <= ${at}::timestamptz
    order by l.made_at desc, l.departure_id desc limit 1) else p.left_on end`;

const order = sql`order by a.from_on, a.made_at, a.assignment_id`;

/** What is known (now, or at an instant) about some objects, of all days. `roles` narrows. */
export function ledgerOf(
  on: Runner,
  objects: { touchpoints?: number[]; phases?: number[]; journeys?: number[] },
  roles: AssignmentRole[] = ['A', 'R', 'C', 'I'],
  knownAt?: Date,
): Promise<LedgerRow[]> {
  const { touchpoints = [], phases = [], journeys = [] } = objects;
  return on.all(
    sql`select ${columns(knownAt)} where ${known(knownAt)} and a.role = any(${roles}::text[]) and (
      (a.object_kind = 'touchpoint' and a.object_id = any(${touchpoints}::int[]))
      or (a.object_kind = 'phase' and a.object_id = any(${phases}::int[]))
      or (a.object_kind = 'journey' and a.object_id = any(${journeys}::int[]))) ${order}`,
    knownAt ? undefined : 'ledger of objects',
  );
}

export function ledgerOfObject(
  on: Runner,
  kind: ObjectKind,
  id: number,
  knownAt?: Date,
): Promise<LedgerRow[]> {
  return on.all(
    sql`select ${columns(knownAt)} where ${known(knownAt)} and a.object_kind = ${kind} and a.object_id = ${id} ${order}`,
  );
}

export function ledgerOfPerson(on: Runner, personId: string): Promise<LedgerRow[]> {
  return ledgerOfHolder(on, { kind: 'person', id: personId });
}

export function ledgerOfHolder(
  on: Runner,
  { kind, id }: { kind: LedgerRow['holderKind']; id: string },
): Promise<LedgerRow[]> {
  return on.all(
    sql`select ${columns()} where a.superseded_at is null and a.${sql.raw(`${kind}_id`)} = ${id}::uuid ${order}`,
  );
}

/** The whole ledger as now known, for its file; `day` keeps what is in force then. */
export function wholeLedger(on: Runner, day?: string): Promise<LedgerRow[]> {
  return on.all(sql`select ${columns()} where a.superseded_at is null
    ${day ? sql`and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)` : sql``} ${order}`);
}

/** A row as it was written, with when it stopped being what is known, and by whom both. */
export interface LoggedRow extends LedgerRow {
  supersededAt: Date | null;
  madeBy: string | null;
  supersededBy: string | null;
  madeIn: string | null;
  supersededIn: string | null;
  replaces: string | null;
}

const logged = sql`a.superseded_at as "supersededAt", (select m.name from people m where m.person_id = a.made_by) as "madeBy",
  (select m.name from people m where m.person_id = a.superseded_by) as "supersededBy",
  a.made_in as "madeIn", a.superseded_in as "supersededIn", a.replaces`;

/** Every row that ever stood for an object, superseded ones too, as they were written. */
export function logOfObject(on: Runner, kind: ObjectKind, id: number): Promise<LoggedRow[]> {
  return on.all(sql`select ${logged}, ${columns()} where a.object_kind = ${kind} and a.object_id = ${id}
    order by a.made_at, a.from_on, a.assignment_id`);
}

/** The same of several things, in one statement. */
export function logOfObjects(
  on: Runner,
  objects: readonly { objectKind: ObjectKind; objectId: number }[],
): Promise<LoggedRow[]> {
  if (objects.length === 0) return Promise.resolve([]);
  return on.all(sql`select ${logged}, ${columns()} where (a.object_kind, a.object_id) in (
      select * from unnest(${objects.map((one) => one.objectKind)}::text[], ${objects.map((one) => one.objectId)}::int[]))
    order by a.made_at, a.from_on, a.assignment_id`);
}

/** What a planned change wrote and what it took the place of, as they were written. */
export function logOfChangeSet(on: Runner, changeSetId: string): Promise<LoggedRow[]> {
  return on.all(sql`select ${logged}, ${columns()} where a.made_in = ${changeSetId}::uuid or a.superseded_in = ${changeSetId}::uuid
    order by a.from_on, a.made_at, a.assignment_id`);
}

/** What is left of the rows a set wrote: themselves, or what later changes kept of them for the same holder. */
export function remainsOf(on: Runner, changeSetId: string): Promise<LedgerRow[]> {
  const who = (of: 'a' | 'b') =>
    sql`coalesce(${sql.ref(`${of}.person_id`)}, ${sql.ref(`${of}.team_id`)}, ${sql.ref(`${of}.department_id`)})`;
  return on.all(sql`with recursive kept as (
      select b.* from assignments b where b.made_in = ${changeSetId}::uuid
      union select a.* from assignments a join kept b on a.replaces = b.assignment_id and a.role = b.role and ${who('a')} = ${who('b')})
    select ${columns()} where a.superseded_at is null and a.assignment_id in (select assignment_id from kept) ${order}`);
}

export function ledgerRow(
  on: Runner,
  id: string,
): Promise<(LedgerRow & { supersededAt: Date | null }) | undefined> {
  return on.maybe(
    sql`select a.superseded_at as "supersededAt", ${columns()} where a.assignment_id = ${id}::uuid`,
  );
}

export interface NewRow {
  objectKind: ObjectKind;
  objectId: number;
  role: AssignmentRole;
  /** Execution, where absent. */
  plane?: Plane;
  holderKind: LedgerRow['holderKind'];
  holderId: string;
  from: string;
  until: string | null;
  reason: string | null;
  acknowledgedAt?: Date | null;
  replaces?: string | null;
}

export async function insertRow(tx: Tx, row: NewRow, made: Made): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, plane, ${sql.raw(`${row.holderKind}_id`)},
      from_on, until_on, reason, made_at, made_by, made_in, acknowledged_at, replaces)
    values (${id}::uuid, ${row.objectKind}, ${row.objectId}::int, ${row.role}, ${row.plane ?? 'execution'}, ${row.holderId}::uuid, ${row.from}::date, ${row.until}::date,
      ${row.reason}, ${made.at}::timestamptz, ${made.by}::uuid, ${made.in ?? null}::uuid, ${row.acknowledgedAt ?? null}::timestamptz, ${row.replaces ?? null}::uuid)`);
  return id;
}

export async function supersede(tx: Tx, id: string, made: Made): Promise<void> {
  await tx.run(sql`update assignments set superseded_at = ${made.at}::timestamptz, superseded_by = ${made.by}::uuid, superseded_in = ${made.in ?? null}::uuid
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
