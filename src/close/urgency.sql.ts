import { type Runner, sql, type Tx } from '../platform/database.ts';

export async function setUrgency(tx: Tx, caseId: string, urgent: boolean): Promise<void> {
  await tx.run(sql`update cases set urgent = ${urgent} where case_id = ${caseId}::uuid`);
}

/** Since when the customer waits: it was opened, or last reopened. */
export async function promisedSince(db: Runner, caseId: string): Promise<Date> {
  const row = await db.one<{ at: Date }>(sql`
    select greatest(c.opened_at, (select max(x.reopened_at) from case_closures x where x.case_id = c.case_id)) as at
    from cases c where c.case_id = ${caseId}::uuid`);
  return row.at;
}
