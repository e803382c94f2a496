import { type Runner, sql } from '../platform/database.ts';

/** How often cases went from one department's people to another's, by the day they arrived. */
export function handoversBetween(
  on: Runner,
  { from, until }: { from: Date; until: Date },
): Promise<{ from: string; to: string; cases: number; handovers: number }[]> {
  return on.all(sql`
    with h as (select h.case_id, p.department_id as here, h.from_at,
        lag(p.department_id) over (partition by h.case_id order by h.from_at, h.holder_id) as before
      from case_holders h join people p on p.person_id = h.person_id
      where h.case_id in (select case_id from case_holders where from_at >= ${from}::timestamptz and from_at < ${until}::timestamptz))
    select before as "from", here as "to", count(distinct case_id) as cases, count(*) as handovers from h
    where before is not null and here is not null and before <> here
      and from_at >= ${from}::timestamptz and from_at < ${until}::timestamptz
    group by 1, 2 order by 4 desc, 1, 2`);
}

export interface DepartmentWork {
  departmentId: string;
  people: number;
  open: number;
  overdue: number;
}

/** Open cases by the department of who holds them. */
export function workOf(on: Runner, now: Date): Promise<DepartmentWork[]> {
  return on.all(sql`
    select d.department_id as "departmentId",
      (select count(*) from people p where p.department_id = d.department_id and (p.left_on is null or p.left_on > ${now}::timestamptz::date)) as people,
      count(c.case_id) as open, count(c.case_id) filter (where c.due_at < ${now}::timestamptz) as overdue
    from departments d left join people o on o.department_id = d.department_id
      left join cases c on c.owner_id = o.person_id and c.closure_id is null
    where d.archived_at is null group by d.department_id`);
}

export interface RoleCount {
  departmentId: string | null;
  roles: number;
  yes: number;
  holders: number;
}

/** Accountable and responsible roles of people on a day, and how many of them were said yes to; by department. */
export function acknowledgedRoles(on: Runner, day: string): Promise<RoleCount[]> {
  return on.all(sql`
    select p.department_id as "departmentId", count(*) as roles, count(a.acknowledged_at) as yes, count(distinct p.person_id) as holders
    from assignments a join people p using (person_id)
    where a.superseded_at is null and a.plane = 'execution' and a.role in ('A', 'R') and a.from_on <= ${day}::date
      and (a.until_on is null or a.until_on > ${day}::date) and (p.left_on is null or p.left_on > ${day}::date)
    group by 1`);
}
