import { type Runner, sql } from '../platform/database.ts';

/** Who could take an empty or disputed seat at a touchpoint, from the ledger of a day. */
export interface TouchpointCandidates {
  touchpointId: number;
  /** People responsible there, the longest first. */
  responsible: string[];
  /** Departments that do the work, and who leads them. */
  departments: { id: string; head: string | null }[];
}

export function candidatesAt(
  on: Runner,
  touchpointIds: number[],
  day: string,
): Promise<TouchpointCandidates[]> {
  return on.all(sql`
    with r as (select a.object_id, a.person_id, a.from_on, p.left_on,
        coalesce(p.department_id, t.department_id, a.department_id) as department_id
      from assignments a left join people p on p.person_id = a.person_id left join teams t on t.team_id = a.team_id
      where a.superseded_at is null and a.plane = 'execution' and a.object_kind = 'touchpoint' and a.role = 'R' and a.object_id = any(${touchpointIds}::int[])
        and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)),
    heads as (select x.department_id, p.person_id from departments x join people p on p.person_id = x.head_person_id
      where p.left_on is null or p.left_on > ${day}::date)
    select object_id as "touchpointId",
      coalesce(array_agg(r.person_id order by r.from_on, r.person_id)
        filter (where r.person_id is not null and (r.left_on is null or r.left_on > ${day}::date)), '{}') as responsible,
      coalesce(jsonb_agg(distinct jsonb_build_object('id', r.department_id, 'head', h.person_id))
        filter (where r.department_id is not null), '[]') as departments
    from r left join heads h on h.department_id = r.department_id group by object_id`);
}

export interface WorkShare {
  touchpointId: number;
  departmentId: string;
  head: string | null;
  cases: number;
  all: number;
}

/** Whose people held the cases of half a year there; what only fell to the sponsor says nothing about who works there. */
export function caseWork(on: Runner, touchpointIds: number[], day: string): Promise<WorkShare[]> {
  return on.all(sql`
    select c.touchpoint_id as "touchpointId", p.department_id as "departmentId",
      (select h.person_id from departments x join people h on h.person_id = x.head_person_id
        where x.department_id = p.department_id and (h.left_on is null or h.left_on > ${day}::date)) as head,
      count(*) as cases, sum(count(*)) over (partition by c.touchpoint_id)::int as "all"
    from cases c join case_holders h on h.holder_id = c.holder_id join people p on p.person_id = h.person_id
    where c.touchpoint_id = any(${touchpointIds}::int[]) and h.rung <> 'sponsor' and p.department_id is not null
      and c.opened_at >= ${day}::date - 180 and c.opened_at < ${day}::date + 1
    group by c.touchpoint_id, p.department_id order by 1, 4 desc, 2`);
}

/** The one accountable person of phases and journeys on a day. */
export function seatsAbove(
  on: Runner,
  above: { phases: number[]; journeys: number[] },
  day: string,
): Promise<{ kind: 'phase' | 'journey'; id: number; personId: string }[]> {
  return on.all(sql`
    select object_kind as kind, object_id as id, (array_agg(distinct a.person_id))[1] as "personId"
    from assignments a left join people p on p.person_id = a.person_id
    where a.superseded_at is null and a.plane = 'execution' and a.role = 'A' and ((a.object_kind = 'phase' and a.object_id = any(${above.phases}::int[]))
        or (a.object_kind = 'journey' and a.object_id = any(${above.journeys}::int[])))
      and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)
      and (p.person_id is null or p.left_on is null or p.left_on > ${day}::date)
    group by 1, 2 having count(distinct coalesce(a.person_id, a.team_id, a.department_id)) = 1 and bool_and(a.person_id is not null)`);
}

/** Who leads these departments, as far as they are there on the day. */
export function headsOf(on: Runner, ids: string[], day: string): Promise<{ id: string; head: string }[]> {
  return on.all(sql`select d.department_id as id, p.person_id as head from departments d join people p on p.person_id = d.head_person_id
    where d.department_id = any(${ids}::uuid[]) and (p.left_on is null or p.left_on > ${day}::date)`);
}

/** Who of a department is accountable for most of all on a day; somebody with the role of a head comes first. */
export function headsInWaiting(
  on: Runner,
  departmentIds: string[],
  day: string,
): Promise<{ departmentId: string; personId: string; holds: number; head: boolean }[]> {
  return on.all(sql`
    select distinct on (p.department_id) p.department_id as "departmentId", p.person_id as "personId", count(a.assignment_id) as holds,
      exists (select 1 from person_roles r where r.person_id = p.person_id and r.role = 'department_head' and r.revoked_at is null) as head
    from people p left join assignments a on a.person_id = p.person_id and a.superseded_at is null and a.plane = 'execution' and a.role in ('A', 'R')
      and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)
    where p.department_id = any(${departmentIds}::uuid[]) and (p.left_on is null or p.left_on > ${day}::date)
    group by p.department_id, p.person_id order by p.department_id, head desc, holds desc, p.joined_on, p.person_id`);
}

/** The sponsor in force, else nobody: the last person to whom an orphan can be given. */
export function sponsorNow(on: Runner, day: string): Promise<{ id: string; name: string } | undefined> {
  return on.maybe(sql`select p.person_id as id, p.name from person_roles r join people p using (person_id)
    where r.role = 'sponsor' and r.revoked_at is null and (p.left_on is null or p.left_on > ${day}::date)
    order by r.granted_at, p.name limit 1`);
}

/** Departments and teams by id, for sentences. */
export async function namesOfGroups(
  on: Runner,
  ids: string[],
): Promise<Map<string, { id: string; key: string; name: string }>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await on.all<{ id: string; key: string; name: string }>(sql`
    select department_id as id, key, name from departments where department_id = any(${wanted}::uuid[])
    union all select team_id, key, name from teams where team_id = any(${wanted}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
