import { copyLine, type Runner, sql, type Tx } from '../platform/database.ts';
import type { Noticed } from './notice.ts';

export interface Overdue extends Noticed {
  touchpointId: number;
  identityId: string;
  ownerId: string;
  ownerName: string;
}

/** Open cases whose deadline passed before `since` and for which this rung has not been told; the latest last. */
export function overdueWithout(db: Runner, rung: number, since: Date, limit: number): Promise<Overdue[]> {
  return db.all<Overdue>(sql`
    select c.case_id as "caseId", c.number, coalesce(l.customer_id, c.customer_id) as "customerId", c.reason, c.quote,
      c.urgent, c.due_at as "dueAt", c.touchpoint_id as "touchpointId", c.identity_id as "identityId", c.owner_id as "ownerId", p.name as "ownerName"
    from cases c join people p on p.person_id = c.owner_id left join links l on l.identity_id = c.identity_id
    where c.closure_id is null and c.due_at <= ${since}::timestamptz
      and not exists (select 1 from case_breaches b where b.case_id = c.case_id and b.due_at = c.due_at and b.rung = ${rung})
    order by c.due_at limit ${limit}`);
}

/**
 * Of these, the ones still open and not told meanwhile, locked until the commit. Two statements, because one that
 * waits for a lock goes on with what it saw of other tables before it waited.
 */
export async function stillOverdue(tx: Tx, caseIds: string[], rung: number): Promise<Set<string>> {
  await tx.run(sql`select 1 from cases where case_id = any(${caseIds}::uuid[]) order by case_id for update`);
  const rows = await tx.all<{ id: string }>(sql`
    select c.case_id as id from cases c
    where c.case_id = any(${caseIds}::uuid[]) and c.closure_id is null
      and not exists (select 1 from case_breaches b where b.case_id = c.case_id and b.due_at = c.due_at and b.rung = ${rung})`);
  return new Set(rows.map((row) => row.id));
}

export interface BreachRow {
  breachId: string;
  caseId: string;
  dueAt: Date;
  rung: number;
  at: Date;
  toldPersonId: string;
}

export async function insertBreaches(tx: Tx, rows: BreachRow[]): Promise<void> {
  await tx.copyFrom(
    'case_breaches',
    ['breach_id', 'case_id', 'due_at', 'rung', 'at', 'told_person_id'],
    rows.map((row) => copyLine([row.breachId, row.caseId, row.dueAt, row.rung, row.at, row.toldPersonId])),
  );
}
