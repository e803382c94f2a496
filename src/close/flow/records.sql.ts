import { idList } from '../../platform/bulk.ts';
import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { departmentThen } from '../seams/ownCases.sql.ts';

/** Takes up to `limit` notes of changed cases off the list: the cases, each once. */
export async function takeChanged(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(sql`
    with taken as (
      delete from flow_changes where change_id in (select change_id from flow_changes order by change_id limit ${limit})
      returning case_id
    ) select distinct case_id as id from taken`);
  return rows.map(({ id }) => id);
}

export async function noteChanged(tx: Tx, caseIds: string[]): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.run(
    sql`insert into flow_changes (case_id) select unnest(${idList(caseIds)}::uuid[])`,
    'flow changes',
  );
}

/** Whose team has changed since: open cases stand with the team their owner belongs to now. */
export async function noteMoved(tx: Tx): Promise<void> {
  await tx.run(sql`insert into flow_changes (case_id)
    select f.case_id from flow_cases f join people p on p.person_id = f.owner_id
    where f.closed_week is null and f.team_id <> coalesce(p.department_id, '00000000-0000-0000-0000-000000000000')`);
}

export async function noteAll(tx: Tx): Promise<void> {
  await tx.run(sql`insert into flow_changes (case_id) select case_id from cases order by opened_at`);
}

export async function changesWaiting(db: Runner): Promise<number> {
  const row = await db.one<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from flow_changes limit 10000) one`,
  );
  return row.n;
}

/** What a case's records say, as they stand now. */
export interface Records {
  id: string;
  teamId: string;
  touchpointId: number;
  ownerId: string;
  urgent: boolean;
  openedAt: Date;
  openedWeek: string;
  closedAt: Date | null;
  closedWeek: string | null;
  /** The message it was closed with. */
  toldLast: Date | null;
  waived: boolean;
  acknowledgedAt: Date | null;
  calendarId: string | null;
  actedAt: Date | null;
  toldAt: Date | null;
  messages: number;
  holders: number;
  helped: boolean | null;
  helpedAt: Date | null;
  scoreBefore: number | null;
  scoreAfter: number | null;
  /** When it was closed and opened again, in order. */
  gaps: { from: string; until: string }[];
  pauses: { from: string; until: string }[];
  offers: { from: string; until: string | null }[];
}

/** One statement for a batch; every part goes by an index on the case. Weeks begin on Monday, in `timezone`. */
export function readRecords(db: Runner, caseIds: string[], timezone: string): Promise<Records[]> {
  const week = (at: ReturnType<typeof sql>) =>
    sql`date_trunc('week', ${at} at time zone ${timezone})::date::text`;
  return db.all<Records>(sql`
    select c.case_id as id, ${departmentThen(sql`coalesce(z.at, 'infinity')`)} as "teamId", c.touchpoint_id as "touchpointId",
      c.owner_id as "ownerId", c.urgent, c.opened_at as "openedAt", ${week(sql`c.opened_at`)} as "openedWeek",
      z.at as "closedAt", ${week(sql`z.at`)} as "closedWeek", coalesce(z.waiver is not null, false) as waived,
      (select m.at from case_messages m where m.message_id = z.message_id) as "toldLast",
      k.met as "acknowledgedAt", k.calendar as "calendarId",
      (select min(a.at) from case_actions a where a.case_id = c.case_id) as "actedAt", m.first as "toldAt", m.n as messages,
      (select count(*)::int from case_holders h where h.case_id = c.case_id and h.rung <> 'reopened') as holders,
      x.helped, x.at as "helpedAt", b.score::int as "scoreBefore", a.score::int as "scoreAfter",
      (select coalesce(json_agg(json_build_object('from', e.at, 'until', e.reopened_at) order by e.at), '[]')
        from case_closures e where e.case_id = c.case_id and e.reopened_at is not null) as gaps,
      (select coalesce(json_agg(json_build_object('from', p.from_at, 'until', p.until_at)), '[]')
        from case_pauses p where p.case_id = c.case_id) as pauses,
      (select coalesce(json_agg(json_build_object('from', o.offered_at, 'until', o.answered_at)), '[]')
        from case_handovers o where o.case_id = c.case_id) as offers
    from cases c join people p on p.person_id = c.owner_id
    left join case_closures z on z.closure_id = c.closure_id
    left join lateral (select min(k.met_at) filter (where k.clock = 'acknowledge') as met,
        (array_agg(k.calendar_id) filter (where k.clock = 'tell' and k.replaced_at is null))[1] as calendar
      from (select * from case_clocks k where k.case_id = c.case_id and k.replaced_at is null
        union all select * from case_clocks k where k.case_id = c.case_id and k.replaced_at is not null) k) k on true
    left join lateral (select min(m.at) as first, count(*)::int as n
      from case_messages m where m.case_id = c.case_id and not m.inbound and m.tells
        and not exists (select 1 from mails b where b.mail_id = m.mail_id and b.returned_as = 'hard')) m on true
    left join lateral (select x.helped, x.at from case_confirmations x
      where x.case_id = c.case_id and (x.message_id = z.message_id or x.at >= z.at)
      order by x.at desc, x.confirmation_id desc limit 1) x on true
    left join lateral (select c.score from case_rules r join metrics m on m.key = r.metric_key
      where r.rule_id = c.rule_id and c.fact_kind = 'response' and m.scale_min = 0 and m.scale_max = 10) b on true
    left join lateral (select x.score from case_confirmations x where x.case_id = c.case_id and x.score is not null
      order by x.at desc, x.confirmation_id desc limit 1) a on true
    where c.case_id = any(${idList(caseIds)}::uuid[])`);
}
