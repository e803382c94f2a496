import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { ChangeSetHead, Edit } from './changeSet.ts';
import type { Made } from './ledger.sql.ts';
import { type Moved, noteMoves } from './personDepartments.sql.ts';

const columns = sql`s.change_set_id as id, s.name, coalesce(o.effective_on, s.effective_on) as "on", coalesce(o.outcome, 'draft') as state,
  s.made_at as "madeAt", (select p.name from people p where p.person_id = s.made_by) as "madeBy",
  (select count(*) from change_set_edits e where e.change_set_id = s.change_set_id and e.removed_at is null) as edits,
  o.reason, o.at as "endedAt", (select p.name from people p where p.person_id = o.by) as "endedBy", s.undoes,
  (select u.change_set_id from change_sets u left join change_set_outcomes x using (change_set_id)
    where u.undoes = s.change_set_id and x.outcome is distinct from 'discarded' limit 1) as "undoneBy", s.source
  from change_sets s left join change_set_outcomes o using (change_set_id)`;

export type ChangeSetRow = ChangeSetHead & { source: Record<string, unknown> | null };

/** Drafts first, then the latest. */
export function listChangeSets(on: Runner): Promise<ChangeSetRow[]> {
  return on.all(
    sql`select ${columns} order by o.outcome is not null, coalesce(o.at, s.made_at) desc, s.change_set_id desc limit 500`,
  );
}

export function changeSetRow(on: Runner, id: string): Promise<ChangeSetRow | undefined> {
  return on.maybe(sql`select ${columns} where s.change_set_id = ${id}::uuid`);
}

export function editsOf(on: Runner, id: string): Promise<{ id: string; edit: Edit }[]> {
  return on.all(sql`select edit_id as id, edit from change_set_edits
    where change_set_id = ${id}::uuid and removed_at is null order by position, edit_id`);
}

export async function insertChangeSet(
  tx: Tx,
  set: { name: string; on: string; undoes?: string; source?: Record<string, unknown> | undefined },
  made: Made,
): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into change_sets (change_set_id, name, effective_on, made_at, made_by, undoes, source)
    values (${id}::uuid, ${set.name}, ${set.on}::date, ${made.at}::timestamptz, ${made.by}::uuid, ${set.undoes ?? null}::uuid,
      ${set.source ? JSON.stringify(set.source) : null}::jsonb)`);
  return id;
}

export async function insertEdits(tx: Tx, id: string, edits: readonly Edit[], made: Made): Promise<void> {
  if (edits.length === 0) return;
  const rows = edits.map((edit) => ({ id: newId(), edit }));
  await tx.run(sql`insert into change_set_edits (edit_id, change_set_id, position, edit, made_at, made_by)
    select (e->>'id')::uuid, ${id}::uuid,
      n + (select coalesce(max(position), 0) from change_set_edits where change_set_id = ${id}::uuid), e->'edit', ${made.at}::timestamptz, ${made.by}::uuid
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality x(e, n)`);
}

export async function removeEdits(tx: Tx, id: string, editIds: string[], made: Made): Promise<number> {
  return tx.run(sql`update change_set_edits set removed_at = ${made.at}::timestamptz, removed_by = ${made.by}::uuid
    where change_set_id = ${id}::uuid and edit_id = any(${editIds}::uuid[]) and removed_at is null`);
}

/** A draft's name and day are its own until it is applied. */
export async function changeDraft(tx: Tx, id: string, to: { name: string; on: string }): Promise<void> {
  await tx.run(
    sql`update change_sets set name = ${to.name}, effective_on = ${to.on}::date where change_set_id = ${id}::uuid`,
  );
}

/** What people and departments were before, so that it can be taken back. */
export type Before =
  | { kind: 'person'; id: string; leftOn: string | null; became: string }
  | { kind: 'department'; id: string; name: string; closed: boolean; people: string[]; teams: string[] };

export async function insertOutcome(
  tx: Tx,
  outcome: {
    id: string;
    outcome: 'applied' | 'discarded';
    on: string;
    reason: string;
    before?: Before[];
  },
  made: Made,
): Promise<void> {
  await tx.run(sql`insert into change_set_outcomes (change_set_id, outcome, effective_on, reason, before, at, by)
    values (${outcome.id}::uuid, ${outcome.outcome}, ${outcome.on}::date, ${outcome.reason}, ${JSON.stringify(outcome.before ?? [])}::jsonb,
      ${made.at}::timestamptz, ${made.by}::uuid)`);
}

export async function beforeOf(on: Runner, id: string): Promise<Before[]> {
  const row = await on.maybe<{ before: Before[] }>(
    sql`select before from change_set_outcomes where change_set_id = ${id}::uuid and outcome = 'applied'`,
  );
  return row?.before ?? [];
}

export interface DepartmentChangeRow {
  id: string;
  departmentId: string;
  on: string;
  name: string | null;
  closed: boolean | null;
  peopleTo: string | null;
}

export async function insertDepartmentChange(
  tx: Tx,
  change: Omit<DepartmentChangeRow, 'id'> & { changeSetId: string },
): Promise<DepartmentChangeRow> {
  const id = newId();
  await tx.run(sql`insert into department_changes (change_id, change_set_id, department_id, effective_on, name, closed, people_to)
    values (${id}::uuid, ${change.changeSetId}::uuid, ${change.departmentId}::uuid, ${change.on}::date, ${change.name}, ${change.closed}, ${change.peopleTo}::uuid)`);
  return { ...change, id };
}

export function dueDepartmentChanges(on: Runner, today: string): Promise<DepartmentChangeRow[]> {
  return on.all(sql`select change_id as id, department_id as "departmentId", effective_on as "on", name, closed, people_to as "peopleTo" from department_changes
    where done_at is null and dropped_at is null and effective_on <= ${today}::date order by effective_on, change_id`);
}

/** Takes its name, or closes and gives its people and teams away. */
export async function carryOut(tx: Tx, change: DepartmentChangeRow, made: Made): Promise<void> {
  const { at, by } = made;
  const id = sql`${change.departmentId}::uuid`;
  if (change.name)
    await tx.run(sql`update departments set name = ${change.name} where department_id = ${id}`);
  if (change.closed !== null) {
    await tx.run(
      sql`update departments set archived_at = ${change.closed ? at : null}::timestamptz where department_id = ${id}`,
    );
  }
  if (change.peopleTo) {
    const to = sql`${change.peopleTo}::uuid`;
    const moved = await tx.all<Moved>(sql`update people set department_id = ${to} where department_id = ${id}
      returning person_id as "personId", ${id} as "from"`);
    await noteMoves(tx, moved, { at, by, on: change.on });
    await tx.run(sql`update teams set department_id = ${to} where department_id = ${id}`);
  }
  await tx.run(
    sql`update department_changes set done_at = ${at}::timestamptz where change_id = ${change.id}::uuid`,
  );
}

/** What a set planned for departments and has not come to pass yet. */
export async function dropDepartmentChanges(tx: Tx, changeSetId: string, at: Date): Promise<void> {
  await tx.run(sql`update department_changes set dropped_at = ${at}::timestamptz
    where change_set_id = ${changeSetId}::uuid and done_at is null`);
}

export async function departmentState(
  on: Runner,
  id: string,
): Promise<{ name: string; closed: boolean; people: string[]; teams: string[] }> {
  return on.one(sql`select name, archived_at is not null as closed,
    coalesce((select json_agg(person_id) from people p where p.department_id = d.department_id), '[]') as people,
    coalesce((select json_agg(team_id) from teams t where t.department_id = d.department_id), '[]') as teams
    from departments d where department_id = ${id}::uuid`);
}

/** Back to what it was; only people and teams that are still where the change put them. */
export async function restoreDepartment(
  tx: Tx,
  was: Extract<Before, { kind: 'department' }>,
  { at, by }: Made,
): Promise<void> {
  await tx.run(sql`update departments set name = ${was.name}, archived_at = ${was.closed ? at : null}::timestamptz
    where department_id = ${was.id}::uuid`);
  const moved = await tx.all<Moved>(sql`update people p set department_id = ${was.id}::uuid from people o
    where o.person_id = p.person_id and p.person_id = any(${was.people}::uuid[]) and p.department_id is distinct from ${was.id}::uuid
    returning p.person_id as "personId", o.department_id as "from"`);
  await noteMoves(tx, moved, { at, by });
  await tx.run(
    sql`update teams set department_id = ${was.id}::uuid where team_id = any(${was.teams}::uuid[])`,
  );
}
