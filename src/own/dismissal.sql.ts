import { type Runner, sql, type Tx } from '../platform/database.ts';

export interface Dismissal {
  id: string;
  finding: string;
  reason: string;
  /** First day on which the fault counts again. */
  until: string;
  madeBy: string | null;
}

/** By finding: what is let stand on a day. */
export async function standingDismissals(on: Runner, day: string): Promise<Map<string, Dismissal>> {
  const rows = await on.all<Dismissal>(sql`
    select dismissal_id as id, finding, reason, until_on as until, made_by as "madeBy" from fault_dismissals
    where lifted_at is null and until_on > ${day}::date`);
  return new Map(rows.map((row) => [row.finding, row]));
}

/** Ends whatever was said about this finding before; the record stays. */
export async function liftDismissals(
  tx: Tx,
  which: { id: string } | { finding: string },
  made: { at: Date; by: string | null },
): Promise<string[]> {
  const rows = await tx.all<{ finding: string }>(sql`
    update fault_dismissals set lifted_at = ${made.at}::timestamptz, lifted_by = ${made.by}::uuid
    where lifted_at is null and ${'id' in which ? sql`dismissal_id = ${which.id}::uuid` : sql`finding = ${which.finding}`} returning finding`);
  return rows.map((row) => row.finding);
}

export async function insertDismissal(
  tx: Tx,
  one: Omit<Dismissal, 'madeBy'>,
  made: { at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into fault_dismissals (dismissal_id, finding, reason, until_on, made_at, made_by)
    values (${one.id}::uuid, ${one.finding}, ${one.reason}, ${one.until}::date, ${made.at}::timestamptz, ${made.by}::uuid)`);
}
