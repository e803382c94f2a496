import { type Runner, sql } from '../platform/database.ts';

/** Departments that answer or work at touchpoints on a day, by the ledger of the touchpoint, its phase and its journey. */
export function departmentsAt(
  on: Runner,
  touchpointIds: number[],
  day: string,
): Promise<{ touchpointId: number; id: string; key: string; name: string }[]> {
  return on.all(sql`
    select distinct t.touchpoint_id as "touchpointId", d.department_id as id, d.key, d.name
    from touchpoints t join phases f using (phase_id)
      join assignments a on (a.object_kind = 'touchpoint' and a.object_id = t.touchpoint_id)
        or (a.object_kind = 'phase' and a.object_id = t.phase_id) or (a.object_kind = 'journey' and a.object_id = f.journey_id)
      left join people p on p.person_id = a.person_id left join teams g on g.team_id = a.team_id
      join departments d on d.department_id = coalesce(p.department_id, g.department_id, a.department_id)
    where t.touchpoint_id = any(${touchpointIds}::int[]) and a.superseded_at is null and a.plane = 'execution' and a.role in ('A', 'R')
      and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)
    order by 1, d.name`);
}
