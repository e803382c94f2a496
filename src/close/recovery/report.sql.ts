import { type Runner, sql } from '../../platform/database.ts';

export interface Spent {
  month: string;
  departmentKey: string | null;
  departmentName: string | null;
  touchpointKey: string | null;
  touchpointName: string | null;
  causeKey: string | null;
  causeName: string | null;
  kind: string;
  redresses: number;
  spent: number;
  returned: number;
}

/** What was booked in these months, by everything it is told apart by; never by person. */
export function spentBetween(db: Runner, from: string, to: string): Promise<Spent[]> {
  return db.all<Spent>(sql`
    select to_char(e.month, 'YYYY-MM-DD') as month, d.key as "departmentKey", d.name as "departmentName",
      t.key as "touchpointKey", t.name as "touchpointName", ru.key as "causeKey", ru.name as "causeName", r.kind,
      count(distinct r.redress_id) filter (where e.kind = 'spent' and e.month = r.month) as redresses,
      coalesce(sum(case when e.to_account = 'spent' then e.amount when e.from_account = 'spent' then -e.amount else 0 end), 0)::bigint as spent,
      coalesce(sum(e.amount) filter (where e.kind = 'returned'), 0)::bigint as returned
    from recovery_entries e join redresses r using (redress_id) join cases c on c.case_id = r.case_id
      join people p on p.person_id = r.asked_by left join departments d using (department_id)
      left join touchpoints t on t.touchpoint_id = c.touchpoint_id left join case_rules ru on ru.rule_id = c.rule_id
    where e.month between ${from}::date and ${to}::date and e.kind in ('spent', 'returned', 'corrected')
    group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 4, 6, 8`);
}

/** How many are here today, by department; who belongs to none stands under null. */
export function sizes(db: Runner, today: string): Promise<{ key: string | null; n: number }[]> {
  return db.all(sql`select d.key, count(*) as n from people p left join departments d using (department_id)
    where p.left_on is null or p.left_on > ${today}::date group by d.key`);
}

export async function waitingNow(db: Runner): Promise<number> {
  const row = await db.one<{ sum: number }>(sql`select coalesce(sum(r.amount), 0)::bigint as sum
    from redress_approvals a join redresses r using (redress_id) where a.answer is null`);
  return row.sum;
}

export interface Bought {
  given: boolean;
  answers: number;
  yes: number;
  scored: number;
  before: number | null;
  after: number | null;
}

/**
 * The last answer of each case in these days to “did we put it right?”, with and without something given; and where both are
 * on the scale of recommending (0–10), the mean score before and after.
 */
export function bought(db: Runner, from: string, to: string, timezone: string): Promise<Bought[]> {
  return db.all<Bought>(sql`
    with answered as (
      select distinct on (x.case_id) x.case_id, x.helped, x.score as after,
        case when m.kind = 'nps' then c.score end as before,
        exists (select 1 from redresses r join recovery_entries e using (redress_id) where r.case_id = x.case_id and e.kind = 'spent') as given
      from case_confirmations x join cases c using (case_id)
        left join case_rules ru on ru.rule_id = c.rule_id and ru.applies_to = 'response' left join metrics m on m.key = ru.metric_key
      where x.at >= ${from}::timestamp at time zone ${timezone} and x.at < (${to}::date + 1)::timestamp at time zone ${timezone}
      order by x.case_id, x.at desc, x.confirmation_id desc)
    select given, count(*) as answers, count(*) filter (where helped) as yes,
      count(*) filter (where before is not null and after is not null) as scored,
      (avg(before) filter (where after is not null))::float8 as before,
      (avg(after) filter (where before is not null))::float8 as after
    from answered group by given`);
}
