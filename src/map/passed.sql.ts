import { type Runner, sql } from '../platform/database.ts';

/** How many customers passed each touchpoint in [from, to): something happened to them there, or they said something about it. */
export async function customersPassing(
  on: Runner,
  touchpointIds: number[],
  { from, to }: { from: Date; to: Date },
): Promise<Map<number, number>> {
  const rows = await on.all<{ id: number; n: number }>(sql`
    select f.touchpoint_id as id, count(distinct l.customer_id) as n from (
      select identity_id, touchpoint_id from interactions
        where touchpoint_id = any(${touchpointIds}::int[]) and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz
      union
      select identity_id, touchpoint_id from responses
        where touchpoint_id = any(${touchpointIds}::int[]) and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz) f
    join links l using (identity_id) group by f.touchpoint_id`);
  return new Map(rows.map((row) => [row.id, row.n]));
}
