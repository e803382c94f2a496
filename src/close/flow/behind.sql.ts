import { type Runner, sql } from '../../platform/database.ts';
import { type FlowCasesQuery, parts, stages } from './flow.ts';

const durations: readonly string[] = ['total', ...stages, ...parts];
const conditions: Record<string, ReturnType<typeof sql>> = {
  confirmed: sql`f.confirmed`,
  denied: sql`not f.confirmed`,
  reopened: sql`f.reopened > 0`,
  first_contact: sql`f.first_contact`,
  recovered: sql`f.score_before <= 6 and f.score_after >= 7`,
  handed0: sql`f.handovers = 0`,
  handed1: sql`f.handovers = 1`,
  handed2: sql`f.handovers = 2`,
  handed3: sql`f.handovers >= 3`,
};

export interface BehindRow {
  id: string;
  number: number;
  customer: string | null;
  touchpoint: string | null;
  reason: string;
  openedAt: Date;
  closedAt: Date | null;
  minutes: number;
}

interface Asked {
  figure: FlowCasesQuery['figure'];
  from: string;
  to: string;
  teamId: string | null;
  touchpoints: number[] | null;
  ownerId: string | null;
}

/** The cases of a figure, those that took longest first. */
function rows(of: Asked, some: { after?: { minutes: number; id: string } | undefined; limit?: number }) {
  const timed = durations.includes(of.figure);
  const minutes = timed ? sql`f.${sql.ref(of.figure)}` : sql`coalesce(f.total, 0)`;
  const week = of.figure === 'opened' ? sql`f.opened_week` : sql`f.closed_week`;
  return sql`
    with found as (
      select f.case_id, ${minutes} as minutes from flow_cases f
      where ${week} >= ${of.from}::date and ${week} < ${of.to}::date
        and (${of.teamId}::uuid is null or f.team_id = ${of.teamId}::uuid)
        and (${of.touchpoints}::int[] is null or f.touchpoint_id = any(${of.touchpoints}::int[]))
        and (${of.ownerId}::uuid is null or f.owner_id = ${of.ownerId}::uuid)
        and ${timed ? sql`${minutes} is not null` : (conditions[of.figure] ?? sql`true`)}
        ${some.after ? sql`and (${minutes}, f.case_id) < (${some.after.minutes}::int, ${some.after.id}::uuid)` : sql``}
      order by minutes desc, f.case_id desc ${some.limit === undefined ? sql`` : sql`limit ${some.limit}`}
    )
    select c.case_id as id, c.number, u.name as customer, t.name as touchpoint, c.reason, c.opened_at as "openedAt",
      z.at as "closedAt", found.minutes
    from found join cases c using (case_id)
    left join case_closures z on z.closure_id = c.closure_id
    left join links l on l.identity_id = c.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
    left join touchpoints t on t.touchpoint_id = c.touchpoint_id
    order by found.minutes desc, c.case_id desc`;
}

export function readBehind(
  db: Runner,
  of: Asked,
  after: { minutes: number; id: string } | undefined,
  limit: number,
): Promise<BehindRow[]> {
  return db.all<BehindRow>(rows(of, { after, limit }));
}

export const allBehind = (of: Asked) => rows(of, {});
