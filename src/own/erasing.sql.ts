import { sql, type Tx } from '../platform/database.ts';
import { ERASED } from '../platform/forgotten.ts';

/** What was ruled holds on; why, in words about a customer who was erased, goes. @returns the escalations, by which acts are on record */
export async function eraseWordsOfDisputes(tx: Tx, disputeIds: string[]): Promise<string[]> {
  await tx.run(sql`update rulings set reason = ${ERASED} where dispute_id = any(${disputeIds}::uuid[])`);
  const rows = await tx.all<{ id: string }>(sql`
    update escalations set title = ltrim(regexp_replace(title, '^(#\\d+)?.*$', '\\1 ', 's') || ${ERASED})
    where kind = 'dispute' and subject = any(${disputeIds}::text[]) returning escalation_id as id`);
  const ids = rows.map(({ id }) => id);
  await tx.run(
    sql`update escalation_answers set words = ${ERASED} where escalation_id = any(${ids}::uuid[])`,
  );
  const rulings = await tx.all<{ id: string }>(
    sql`select ruling_id as id from rulings where dispute_id = any(${disputeIds}::uuid[])`,
  );
  return [...ids, ...rulings.map(({ id }) => id)];
}
