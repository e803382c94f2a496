import { sql } from '../platform/database.ts';
import type { Limits } from './lint.ts';

/**
 * Whose responsibility is passed on more often than is stated, by way of delegations in force on the day. Each step
 * narrows what is reached: `reach` is a thing with all it is part of, the thing itself first; empty: everything. A part of
 * the linter's statement (lint.sql.ts); the walk ends where it would come round.
 */
export const longChains = (day: string, limits: Limits) => sql`
  select 'long_chain', 'person', p.person_id::text, c.path,
    case when p.department_id is null then '{}' else array[p.department_id] end, c.from_on,
    jsonb_build_object('times', c.times, 'limit', ${limits.passedOnBeyond}::int, 'until', c.until_on)
  from (
    with recursive g as materialized (
      select g.from_person_id as "from", g.to_person_id as "to", g.from_on, g.until_on, case
          when g.object_id is null then '{}'
          when g.object_kind = 'touchpoint' then array['touchpoint ' || g.object_id, 'phase ' || t.phase_id, 'journey ' || tp.journey_id]
          when g.object_kind = 'phase' then array['phase ' || g.object_id, 'journey ' || ph.journey_id]
          else array[g.object_kind || ' ' || g.object_id] end as reach
      from delegations g join people p on p.person_id = g.to_person_id and (p.left_on is null or p.left_on > ${day}::date)
        left join touchpoints t on g.object_kind = 'touchpoint' and t.touchpoint_id = g.object_id left join phases tp on tp.phase_id = t.phase_id
        left join phases ph on g.object_kind = 'phase' and ph.phase_id = g.object_id
      where g.superseded_at is null and g.from_on <= ${day}::date and g.until_on > ${day}::date),
    c as (
      select g."from" as first, g."to" as last, g.reach, array[g."from", g."to"] as path, 1 as times, g.from_on, g.until_on from g
      union all
      select c.first, g."to", case when g.reach = '{}' or g.reach[1] = any(c.reach) then c.reach else g.reach end, c.path || g."to",
        c.times + 1, greatest(c.from_on, g.from_on), least(c.until_on, g.until_on)
      from c join g on g."from" = c.last and g."to" <> all(c.path)
        and (c.reach = '{}' or g.reach = '{}' or g.reach[1] = any(c.reach) or c.reach[1] = any(g.reach)))
    select distinct on (first) * from c where times > ${limits.passedOnBeyond}::int order by first, times desc, path) c
  join people p on p.person_id = c.first`;
