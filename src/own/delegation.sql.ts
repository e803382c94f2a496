import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { DelegationRow } from './delegation.ts';
import type { ObjectKind } from './ledger.ts';

const columns = sql`g.delegation_id as id, g.from_person_id as "fromId", f.name as "fromName", g.to_person_id as "toId", t.name as "toName",
  t.left_on as "toLeftOn", g.object_kind as "objectKind", g.object_id as "objectId", g.absent, g.from_on as "from", g.until_on as "until",
  g.reason, g.made_at as "madeAt"
  from delegations g join people f on f.person_id = g.from_person_id join people t on t.person_id = g.to_person_id`;
const order = sql`order by g.made_at desc, g.delegation_id desc`;

/** In force on some day of [from, to], both included; the latest made first. */
export function delegationsIn(on: Runner, from: string, to: string): Promise<DelegationRow[]> {
  return on.all(
    sql`select ${columns} where g.superseded_at is null and g.from_on <= ${to}::date and g.until_on > ${from}::date ${order}`,
    'delegations in force',
  );
}

/** Every delegation as now known that names this person; of everybody, where absent. The newest first. */
export function listDelegations(on: Runner, personId?: string): Promise<DelegationRow[]> {
  return on.all(sql`select ${columns} where g.superseded_at is null
    ${personId ? sql`and (g.from_person_id = ${personId}::uuid or g.to_person_id = ${personId}::uuid)` : sql``}
    order by g.from_on desc, g.made_at desc, g.delegation_id desc limit 2000`);
}

export function delegationRow(
  on: Runner,
  id: string,
): Promise<(DelegationRow & { supersededAt: Date | null }) | undefined> {
  return on.maybe(
    sql`select g.superseded_at as "supersededAt", ${columns} where g.delegation_id = ${id}::uuid`,
  );
}

export interface NewDelegation {
  fromId: string;
  toId: string;
  objectKind: ObjectKind | null;
  objectId: number | null;
  absent: boolean;
  from: string;
  until: string;
  reason: string | null;
  replaces?: string;
}

export async function insertDelegation(
  tx: Tx,
  row: NewDelegation,
  made: { at: Date; by: string | null },
): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into delegations (delegation_id, from_person_id, to_person_id, object_kind, object_id, absent, from_on, until_on,
      reason, made_at, made_by, replaces)
    values (${id}::uuid, ${row.fromId}::uuid, ${row.toId}::uuid, ${row.objectKind}, ${row.objectId}::int, ${row.absent}, ${row.from}::date,
      ${row.until}::date, ${row.reason}, ${made.at}::timestamptz, ${made.by}::uuid, ${row.replaces ?? null}::uuid)`);
  return id;
}

export async function supersedeDelegation(
  tx: Tx,
  id: string,
  made: { at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`update delegations set superseded_at = ${made.at}::timestamptz, superseded_by = ${made.by}::uuid
    where delegation_id = ${id}::uuid and superseded_at is null`);
}
