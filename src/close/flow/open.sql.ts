import { idList } from '../../platform/bulk.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { NO_DEPARTMENT } from '../seams/ownCases.sql.ts';

interface Of {
  teamId: string | null;
  touchpoints: number[] | null;
}

const within = ({ teamId, touchpoints }: Of) => sql`c.closure_id is null
  and (${teamId}::uuid is null or coalesce(p.department_id, ${NO_DEPARTMENT}::uuid) = ${teamId}::uuid)
  and (${touchpoints}::int[] is null or c.touchpoint_id = any(${touchpoints}::int[]))`;

export function countOpen(db: Runner, of: Of, now: Date): Promise<{ open: number; overdue: number }> {
  return db.one(sql`
    select count(*)::int as open, count(*) filter (where c.due_at <= ${now}::timestamptz)::int as overdue
    from cases c join people p on p.person_id = c.owner_id where ${within(of)}`);
}

export interface DueSoon {
  id: string;
  touchpointId: number;
  urgent: boolean;
  dueAt: Date;
  /** When what was promised began to run: its opening, or its last reopening. */
  since: Date;
}

/** Open cases whose deadline lies between. */
export function dueBetween(db: Runner, of: Of, from: Date, until: Date): Promise<DueSoon[]> {
  return db.all(sql`
    select c.case_id as id, c.touchpoint_id as "touchpointId", c.urgent, c.due_at as "dueAt",
      coalesce((select max(z.reopened_at) from case_closures z where z.case_id = c.case_id), c.opened_at) as since
    from cases c join people p on p.person_id = c.owner_id
    where ${within(of)} and c.due_at > ${from}::timestamptz and c.due_at <= ${until}::timestamptz
    order by c.due_at`);
}

/** What stands on a list: number, customer and touchpoint of these cases. */
export async function namesOfCases(
  db: Runner,
  ids: string[],
): Promise<Map<string, { number: number; customer: string | null; touchpoint: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.all<{
    id: string;
    number: number;
    customer: string | null;
    touchpoint: string | null;
  }>(sql`
    select c.case_id as id, c.number, u.name as customer, t.name as touchpoint from cases c
    left join links l on l.identity_id = c.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
    left join touchpoints t on t.touchpoint_id = c.touchpoint_id
    where c.case_id = any(${idList(ids)}::uuid[])`);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
