import { type Runner, sql } from '../../platform/database.ts';
import { moves, type Origin } from './paths.sql.ts';

/** Whoever holds a case without belonging to a department. */
export const NO_DEPARTMENT = '00000000-0000-0000-0000-000000000000';

/**
 * The department somebody belonged to at an instant. Only those who ever moved are looked up row by row: the others,
 * nearly everybody, are where they always were.
 */
export const departmentThen = (at: ReturnType<typeof sql>, person: 'p' | 'g' | 't' = 'p') => {
  const now = sql.ref(`${person}.department_id`);
  const id = sql.ref(`${person}.person_id`);
  return sql`coalesce(case when ${id} in (select person_id from person_departments)
    then (select coalesce(e.department_id, ${NO_DEPARTMENT}::uuid) from person_departments e
      where e.person_id = ${id} and e.from_at <= ${at} order by e.made_at desc, e.entry_id desc limit 1)
    else ${now} end, ${NO_DEPARTMENT}::uuid)`;
};

/** Our own cases, by the department whoever held them belonged to then; the closure that holds is their last entry. */
export function ownCases(now: Date): Origin {
  return {
    entries: sql`select h.case_id, ${departmentThen(sql`h.from_at`)} as group_id, h.from_at as at,
        h.holder_id as place, false as closes
      from case_holders h join people p using (person_id)
      union all
      select c.case_id, ${departmentThen(sql`z.at`)}, z.at, z.closure_id, true
      from cases c join case_closures z using (closure_id) join people p on p.person_id = c.owner_id`,
    lost: sql`exists (select 1 from cases c left join case_closures z using (closure_id)
      where c.case_id = s.case_id and (z.waiver is not null or (z.at is null and c.due_at < ${now}::timestamptz)))`,
    closedOnly: true,
  };
}

interface BySeam {
  from: string;
  to: string;
}

/** Hours from the offer of a hand-over until its receiver accepted: the median of each pair of departments. */
export function waiting(db: Runner): Promise<(BySeam & { hours: number })[]> {
  return db.all(sql`
    select ${departmentThen(sql`h.offered_at`, 'g')}::text as "from",
      ${departmentThen(sql`h.answered_at`, 't')}::text as "to",
      extract(epoch from percentile_cont(0.5) within group (order by h.answered_at - h.offered_at))::float8 / 3600 as hours
    from case_handovers h join people g on g.person_id = h.from_person_id join people t on t.person_id = h.to_person_id
    where h.answer = 'accepted' group by 1, 2`);
}

/**
 * The score that opened a case and the one the customer gave when asked whether it was put right, both 0 to 10, of the
 * cases that have both: two means of the same people.
 */
const scores = sql`scores as (
  select c.case_id, c.score as before,
    (select x.score from case_confirmations x where x.case_id = c.case_id and x.score is not null order by x.at desc limit 1) as after
  from cases c join case_rules r using (rule_id) join metrics m on m.key = r.metric_key
  where c.fact_kind = 'response' and c.score is not null and m.scale_min = 0 and m.scale_max = 10
)`;

export function satisfaction(
  db: Runner,
  now: Date,
): Promise<(BySeam & { n: number; before: number; after: number })[]> {
  return db.all(sql`
    with ${moves(ownCases(now))}, ${scores}
    select giver::text as "from", group_id::text as "to", count(*) as n, avg(before)::float8 as before, avg(after)::float8 as after
    from (select distinct case_id, giver, group_id from moves where giver is not null) m join scores using (case_id)
    where after is not null group by 1, 2`);
}

/** The same by how often the case was handed over; 3 stands for three and more. */
export function satisfactionByHandovers(
  db: Runner,
  now: Date,
): Promise<{ handovers: number; n: number; before: number; after: number }[]> {
  return db.all(sql`
    with ${moves(ownCases(now))}, ${scores}
    select handovers, count(*) as n, avg(before)::float8 as before, avg(after)::float8 as after
    from (select case_id, least(count(*) - 1, 3) as handovers from moves group by case_id) m join scores using (case_id)
    where after is not null group by handovers`);
}

/** Customers whose cases went back and forth, by pair of departments. */
export function customersBounced(
  db: Runner,
  now: Date,
): Promise<{ a: string; b: string; customers: number }[]> {
  return db.all(sql`
    with ${moves(ownCases(now))}
    select least(giver, group_id)::text as a, greatest(giver, group_id)::text as b,
      count(distinct coalesce(l.customer_id, c.customer_id)) as customers
    from moves m join cases c using (case_id) left join links l on l.identity_id = c.identity_id
    where m.group_id = m.origin group by 1, 2`);
}
