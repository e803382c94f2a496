import { type Runner, sql } from '../platform/database.ts';

/** The record of a customer that a case hangs on: the oldest, so that later merges do not move it. */
export async function oneIdentityOf(db: Runner, customerId: string): Promise<string | undefined> {
  const row = await db.maybe<{ id: string }>(sql`
    select i.identity_id as id from links l join identities i using (identity_id)
    where l.customer_id = ${customerId}::uuid order by i.first_seen_at, i.identity_id limit 1`);
  return row?.id;
}

export async function touchpointByKey(db: Runner, key: string): Promise<number | undefined> {
  const row = await db.maybe<{ id: number }>(
    sql`select touchpoint_id as id from touchpoints where key = ${key} and archived_at is null`,
  );
  return row?.id;
}
