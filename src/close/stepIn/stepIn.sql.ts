import { sql, type Tx } from '../../platform/database.ts';

/** Somebody stepped in and gave it back: they are no longer the customer's advocate. */
export async function markHandedBack(tx: Tx, holderId: string, at: Date): Promise<void> {
  await tx.run(
    sql`update case_holders set handed_back_at = ${at}::timestamptz where holder_id = ${holderId}::uuid`,
  );
}
