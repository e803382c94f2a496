import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Done } from './fixing.ts';
import type { ObjectKind } from './ledger.ts';

/** What is known now about an object, of all days: row by row. */
export async function ledgerIds(on: Runner, kind: ObjectKind, id: number): Promise<string[]> {
  const rows = await on.all<{ id: string }>(sql`select assignment_id as id from assignments
    where object_kind = ${kind} and object_id = ${id}::int and superseded_at is null order by 1`);
  return rows.map((row) => row.id);
}

export async function insertRemedy(
  tx: Tx,
  one: { id: string; finding: string; done: Done },
  made: { at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into fault_remedies (remedy_id, finding, verb, detail, made_at, made_by)
    values (${one.id}::uuid, ${one.finding}, ${one.done.verb}, ${JSON.stringify(one.done)}::jsonb, ${made.at}::timestamptz, ${made.by}::uuid)`);
}

export function remedyById(
  on: Runner,
  id: string,
): Promise<{ finding: string; done: Done; undoneAt: Date | null } | undefined> {
  return on.maybe(
    sql`select finding, detail as done, undone_at as "undoneAt" from fault_remedies where remedy_id = ${id}::uuid`,
  );
}

export async function remedySince(on: Runner, finding: string, since: Date): Promise<boolean> {
  return (
    (await on.maybe(sql`select 1 from fault_remedies where finding = ${finding} and made_at > ${since}::timestamptz
      and undone_at is null limit 1`)) !== undefined
  );
}

export async function writeUndone(
  tx: Tx,
  id: string,
  made: { at: Date; by: string | null },
): Promise<boolean> {
  const done =
    await tx.run(sql`update fault_remedies set undone_at = ${made.at}::timestamptz, undone_by = ${made.by}::uuid
    where remedy_id = ${id}::uuid and undone_at is null`);
  return done > 0;
}
