import { type Runner, sql } from '../platform/database.ts';
import type { Limits } from './lint.ts';
import { longChains } from './lintChains.sql.ts';
import { ungranted, unstated } from './lintMandates.sql.ts';
import type { BareFault } from './registry.ts';

const inForce = (day: string) =>
  sql`a.superseded_at is null and a.plane = 'execution' and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)`;

const liveMetrics = sql`select metric_id from metrics where archived_at is null`;

/**
 * Touchpoints at which no metric counted anything in the year up to the day. Most were measured in the month before, by
 * the common metric, and are ruled out together; of the others the cells are probed one touchpoint after the other until the first is
 * found: `limit 1` keeps it from reading all of them.
 */
const unmeasured = (day: string) => sql`
  select 'unmeasured' as fault, 'touchpoint' as kind, t.touchpoint_id::text as id, '{}'::uuid[] as people, '{}'::uuid[] as departments,
    null::date as since, '{}'::jsonb as facts
  from touchpoints t where t.archived_at is null and t.touchpoint_id not in (
      select touchpoint_id from cells where slice_id = 0 and span = 'm' and n <> 0
        and day = (date_trunc('month', ${day}::date) - interval '1 month')::date
        and metric_id = any(array(${liveMetrics} and common)))
    and not coalesce((
      select true from cells c where c.slice_id = 0 and c.span = 'm' and c.touchpoint_id = t.touchpoint_id and c.metric_id = any(array(${liveMetrics}))
        and c.day > ${day}::date - 366 and c.day <= ${day}::date and c.n <> 0 limit 1), false)`;

const unacknowledged = (day: string, limits: Limits, zone: string) => sql`
  select 'unacknowledged', f.kind, f.id::text, array[person_id],
    case when department_id is null then '{}' else array[department_id] end,
    asked_on, jsonb_build_object('assignment', assignment_id, 'role', role, 'days', ${day}::date - asked_on)
  from (select a.object_kind as kind, a.object_id as id, a.assignment_id, a.role, a.person_id, p.department_id,
      greatest(a.from_on, (a.made_at at time zone ${zone})::date) as asked_on
    from assignments a join people p on p.person_id = a.person_id and (p.left_on is null or p.left_on > ${day}::date)
    where a.role in ('A', 'R') and ${inForce(day)}
      and (a.acknowledged_at is null or a.acknowledged_at >= (${day}::date + 1)::timestamp at time zone ${zone}) offset 0) f
  where ${day}::date - asked_on > ${limits.acknowledgeWithinDays}::int`;

/** Of those nobody claims (`ids`): whose owner there is none of, or has left. */
const orphanSources = (day: string, ids: number[]) => sql`
  select 'orphan_source', 'source', r.source_id::text, '{}'::uuid[], case when r.department_id is null then '{}' else array[r.department_id] end,
    p.left_on, '{}'::jsonb
  from sources r left join people p on p.person_id = r.owner_person_id
  where r.source_id = any(${ids}::int[]) and (r.owner_person_id is null or p.left_on <= ${day}::date)`;

/** Who made it is asked first; nobody answers for it by having made it. */
const orphanPromises = (day: string, ids: number[]) => sql`
  select 'orphan_promise', 'promise', x.id::text,
    case when p.left_on > ${day}::date or (p.person_id is not null and p.left_on is null) then array[p.person_id] else '{}' end,
    case when coalesce(t.department_id, p.department_id) is null then '{}' else array[coalesce(t.department_id, p.department_id)] end,
    null::date, '{}'::jsonb
  from unnest(${ids}::int[]) as x(id) join lateral (select department_id, person_id from promise_terms t where t.promise_id = x.id
      order by term_id desc limit 1) t on true
    left join people p on p.person_id = t.person_id`;

const headless = (day: string) => sql`
  select 'headless_department', 'department', x.department_id::text,
    case when p.person_id is null then '{}' else array[p.person_id] end, array[x.department_id], p.left_on, '{}'::jsonb
  from departments x left join people p on p.person_id = x.head_person_id
  where x.archived_at is null and (p.person_id is null or p.left_on <= ${day}::date)`;

export interface Asked {
  day: string;
  zone: string;
  limits: Limits;
}

/** What the registry alone says of what else there is: who is accountable for anything, and what nobody claims. */
export interface Bearing {
  accountable: string[];
  unclaimed: { source: number[]; promise: number[] };
}

/** Everything the catalogues, the cells, the delegations and the mandates say, in one statement. */
export function otherFaults(
  on: Runner,
  { day, zone, limits }: Asked,
  bearing: Bearing,
): Promise<BareFault[]> {
  const parts = [
    unmeasured(day),
    unacknowledged(day, limits, zone),
    orphanSources(day, bearing.unclaimed.source),
    orphanPromises(day, bearing.unclaimed.promise),
    headless(day),
    longChains(day, limits),
    unstated(day, zone, bearing.accountable),
    ungranted(day, zone, bearing.accountable),
  ];
  return on.all(sql.join(parts, sql` union all `));
}

/** Only what can be urgent. */
export function ungrantedNeeds(
  on: Runner,
  { day, zone }: Asked,
  accountable: string[],
): Promise<BareFault[]> {
  return on.all(sql`select * from (${ungranted(day, zone, accountable)}) f`);
}
