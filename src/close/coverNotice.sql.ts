import type { Acting } from '../own/own.ts';
import { type Runner, sql } from '../platform/database.ts';
import type { Noticed } from './notice.ts';

/** The first to fall due of what somebody holds open, and how many there are; with `acts`, only where another acts for them. */
export async function openOf(
  on: Runner,
  personId: string,
  acts?: Acting,
): Promise<{ cases: Noticed[]; all: number }> {
  const here = acts
    ? sql`and (c.touchpoint_id = any(${acts.touchpoints}::int[])
        or (${acts.elsewhere} and not c.touchpoint_id = any(${acts.except}::int[])))`
    : sql``;
  const cases = await on.all<Noticed & { all: number }>(sql`select c.case_id as "caseId", c.number,
      coalesce(l.customer_id, c.customer_id) as "customerId", c.reason, c.quote, c.urgent, c.due_at as "dueAt", count(*) over () as "all"
    from cases c left join links l on l.identity_id = c.identity_id
    where c.closure_id is null and c.owner_id = ${personId}::uuid ${here} order by c.due_at, c.case_id limit 25`);
  return { cases, all: cases[0]?.all ?? 0 };
}
