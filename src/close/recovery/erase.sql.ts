import { sql, type Tx } from '../../platform/database.ts';

/** A customer is erased: what was given stays in the books, the words about it and about who helped go with the customer. */
export async function eraseRecoveryOf(tx: Tx, caseIds: string[]): Promise<void> {
  const theirs = sql`redress_id in (select redress_id from redresses where case_id = any(${caseIds}::uuid[]))`;
  await tx.run(sql`update recovery_entries set reason = null where ${theirs} and reason is not null`);
  await tx.run(sql`update redress_approvals set reason = null where ${theirs}`);
  await tx.run(sql`update redresses set reason = '(erased)' where case_id = any(${caseIds}::uuid[])`);
  await tx.run(sql`update recognition_thanks set words = null where recognition_id in
    (select recognition_id from recognitions where case_id = any(${caseIds}::uuid[]))`);
}
