import { type Runner, sql } from '../platform/database.ts';

export interface Place {
  key: string;
  name: string;
  /** The strongest part: accountable, responsible, or through the department. */
  part: 'A' | 'R' | 'department';
}

/** Touchpoints at which a person answers or works, and with `departmentId` those at which the department does. */
export function placesOf(
  on: Runner,
  whose: { personId: string | null; departmentId: string | null },
  day: string,
): Promise<Place[]> {
  return on.all(sql`
    select distinct on (t.touchpoint_id) t.key, t.name,
      case when a.person_id = ${whose.personId}::uuid then a.role else 'department' end as part
    from assignments a left join people p on p.person_id = a.person_id left join teams g on g.team_id = a.team_id
      join touchpoints t on t.archived_at is null and ((a.object_kind = 'touchpoint' and t.touchpoint_id = a.object_id)
        or (a.object_kind = 'phase' and t.phase_id = a.object_id)
        or (a.object_kind = 'journey' and t.phase_id in (select phase_id from phases where journey_id = a.object_id)))
    where a.superseded_at is null and a.plane = 'execution' and a.role in ('A', 'R') and a.object_kind in ('touchpoint', 'phase', 'journey')
      and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)
      and (a.person_id = ${whose.personId}::uuid
        or coalesce(p.department_id, g.department_id, a.department_id) = ${whose.departmentId}::uuid)
    order by t.touchpoint_id, (a.person_id = ${whose.personId}::uuid) desc nulls last, a.role, a.object_kind = 'touchpoint' desc`);
}

export interface Deeds {
  customers: number;
  closed: number;
  confirmed: number;
  denied: number;
}

/** What one person did for customers in a time: whose case they held, what they closed, what customers said to that. */
export function deedsOf(
  on: Runner,
  personId: string,
  { from, until }: { from: Date; until: Date },
): Promise<Deeds> {
  return on.one(sql`select
    (select count(distinct c.customer_id) from case_holders h join cases c using (case_id)
      where h.person_id = ${personId}::uuid and h.from_at < ${until}::timestamptz and (h.until_at is null or h.until_at >= ${from}::timestamptz)) as customers,
    (select count(*) from case_closures k where k.person_id = ${personId}::uuid
      and k.at >= ${from}::timestamptz and k.at < ${until}::timestamptz and k.reopened_at is null) as closed,
    (select count(*) from case_confirmations y join case_closures k on k.message_id = y.message_id
      where k.person_id = ${personId}::uuid and y.helped and y.at >= ${from}::timestamptz and y.at < ${until}::timestamptz) as confirmed,
    (select count(*) from case_confirmations y join case_closures k on k.message_id = y.message_id
      where k.person_id = ${personId}::uuid and not y.helped and y.at >= ${from}::timestamptz and y.at < ${until}::timestamptz) as denied`);
}

export function departmentOf(
  on: Runner,
  personId: string,
): Promise<{ id: string | null; name: string | null } | undefined> {
  return on.maybe(sql`select d.department_id as id, d.name from people p left join departments d using (department_id)
    where p.person_id = ${personId}::uuid`);
}
