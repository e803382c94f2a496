import { type Runner, sql } from '../../platform/database.ts';
import type { NeedFound, Said } from './huddle.ts';

interface Span {
  teamId: string | null;
  from: Date;
  until: Date;
}

/** Cases of the team: of those who hold them now. Who leads a team with few cases reads few rows: by the day of opening. */
const ofTeam = (teamId: string | null) => sql`(${teamId}::uuid is null or p.department_id = ${teamId}::uuid)`;

export interface Arrived {
  caseId: string;
  touchpointId: number;
  touchpointKey: string | null;
  touchpointName: string | null;
  cause: string | null;
  quote: string | null;
  urgent: boolean;
  openedAt: Date;
}

/** Cases opened in this time, the newest first; of more than `limit` the newest. */
export function arrivedBetween(db: Runner, of: Span, limit: number): Promise<Arrived[]> {
  return db.all<Arrived>(sql`
    select c.case_id as "caseId", c.touchpoint_id as "touchpointId", t.key as "touchpointKey", t.name as "touchpointName",
      r.name as cause, c.quote, c.urgent, c.opened_at as "openedAt"
    from cases c join people p on p.person_id = c.owner_id left join touchpoints t using (touchpoint_id)
    left join case_rules r using (rule_id)
    where c.opened_at >= ${of.from}::timestamptz and c.opened_at < ${of.until}::timestamptz and ${ofTeam(of.teamId)}
    order by c.opened_at desc, c.case_id limit ${limit}`);
}

const said = sql`c.case_id as "caseId", c.number, u.name as customer, t.name as touchpoint, c.reason, c.urgent`;
const joined = sql`join people p on p.person_id = c.owner_id left join touchpoints t using (touchpoint_id)
  left join links l on l.identity_id = c.identity_id
  left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)`;

export function casesNamed(db: Runner, ids: string[]): Promise<Said[]> {
  return db.all<Said>(sql`select ${said}, c.quote, c.opened_at as at from cases c ${joined}
    where c.case_id = any(${ids}::uuid[]) order by c.urgent desc, c.opened_at desc, c.case_id`);
}

/** What customers answered to “did we put it right?” in this time. */
export function answersBetween(db: Runner, of: Span): Promise<{ confirmed: number; denied: number }> {
  return db.one(sql`select count(*) filter (where x.helped)::int as confirmed, count(*) filter (where not x.helped)::int as denied
    from case_confirmations x join cases c using (case_id) join people p on p.person_id = c.owner_id
    where x.at >= ${of.from}::timestamptz and x.at < ${of.until}::timestamptz and ${ofTeam(of.teamId)}`);
}

/** With words first, then the newest. */
export function thankedBetween(db: Runner, of: Span, limit: number): Promise<Said[]> {
  return db.all<Said>(sql`select ${said}, x.comment as quote, x.at from case_confirmations x join cases c using (case_id) ${joined}
    where x.helped and x.at >= ${of.from}::timestamptz and x.at < ${of.until}::timestamptz and ${ofTeam(of.teamId)}
    order by x.comment is null, x.at desc, x.confirmation_id limit ${limit}`);
}

/** Hand-overs that wait for an answer. */
export async function offersWaiting(db: Runner): Promise<NeedFound[]> {
  const rows = await db.all<{
    id: string;
    caseId: string;
    title: string;
    at: Date;
    due: Date;
    fromDepartment: string | null;
    to: string;
    disputed: boolean;
  }>(sql`
    select o.handover_id as id, o.case_id as "caseId", '#' || c.number || ' · ' || c.reason as title, o.offered_at as at, o.answer_by as due,
      g.department_id as "fromDepartment", o.to_person_id as to, d.dispute_id is not null as disputed
    from case_handovers o join cases c using (case_id) join people g on g.person_id = o.from_person_id
    left join disputes d on d.case_id = o.case_id and d.ending is null
    where o.answer is null order by o.answer_by limit 500`);
  return rows.map((row) => ({
    kind: row.disputed ? 'dispute' : 'hand_over',
    id: row.id,
    title: row.title,
    href: `/inbox/${row.caseId}`,
    askedAt: row.at,
    dueAt: row.due,
    fromDepartments: row.fromDepartment ? [row.fromDepartment] : [],
    ofPeople: [row.to],
  }));
}
