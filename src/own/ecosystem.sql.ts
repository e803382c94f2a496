import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Part, PartKind, partReasons } from './ecosystem.ts';

export interface StoredPart {
  id: string;
  kind: PartKind;
  objectId: number;
  departmentId: string;
  part: Part;
  /** Ended by somebody: it is not proposed again. */
  ended: boolean;
}

/** The last word on every part ever entered. */
export function everyPart(on: Runner): Promise<StoredPart[]> {
  return on.all(sql`
    select distinct on (object_kind, object_id, p.department_id, part) part_id as id, object_kind as kind, object_id as "objectId",
      p.department_id as "departmentId", part, ended_at is not null as ended
    from department_parts p join departments d on d.department_id = p.department_id and d.archived_at is null
    order by object_kind, object_id, p.department_id, part, p.made_at desc, part_id desc`);
}

export interface PartObject {
  kind: PartKind;
  id: number;
  key: string;
  name: string;
  journey: string | null;
}

/** Everything a department can have a part in, in the order of the maps. */
export function partObjects(on: Runner): Promise<PartObject[]> {
  return on.all(sql`
    select kind, id, key, name, journey from (
      select 'touchpoint' as kind, t.touchpoint_id as id, t.key, t.name, j.key as journey,
          array[1, j.position, j.journey_id, p.position, p.phase_id, t.position] as place
        from touchpoints t join phases p using (phase_id) join journeys j using (journey_id)
        where t.archived_at is null and p.archived_at is null and j.archived_at is null
      union all select 'journey', journey_id, key, name, key, array[0, position] from journeys where archived_at is null
      union all select 'metric', metric_id, key, name, null, array[2, metric_id] from metrics where archived_at is null
      union all select 'source', source_id, key, name, null, array[3, source_id] from sources) o
    order by place, id`);
}

export interface SuggestedPart {
  kind: PartKind;
  objectId: number;
  departmentId: string;
  part: Part;
  because: (typeof partReasons)[number];
}

/** What the ledger, the owners of sources and the rules that place facts say already. */
export function suggestedParts(on: Runner, day: string): Promise<SuggestedPart[]> {
  return on.all(sql`
    with l as (select a.object_kind as kind, a.object_id as id, a.role,
        coalesce(p.department_id, t.department_id, a.department_id) as department_id
      from assignments a left join people p on p.person_id = a.person_id left join teams t on t.team_id = a.team_id
      where a.superseded_at is null and a.plane = 'execution' and a.object_kind <> 'phase' and a.from_on <= ${day}::date
        and (a.until_on is null or a.until_on > ${day}::date) and (p.person_id is null or p.left_on is null or p.left_on > ${day}::date)),
    s as (select s.source_id as id, s.key, coalesce(s.department_id, p.department_id) as department_id, s.department_id is not null as theirs
      from sources s left join people p on p.person_id = s.owner_person_id)
    select distinct on (kind, "objectId", department_id, part) kind, "objectId", department_id as "departmentId", part, because from (
      select kind, id as "objectId", department_id,
          case role when 'R' then 'implementer' when 'C' then 'influencer' else 'definer' end as part,
          case role when 'R' then 'responsible_here' when 'C' then 'consulted_here' else 'accountable_here' end as because
        from l where kind in ('touchpoint', 'journey', 'metric') and role in ('A', 'R', 'C')
      union all select 'source', id, department_id, 'provider', case when theirs then 'source_is_theirs' else 'owns_source' end from s
      union all select 'source', id, department_id, 'provider', 'owns_source' from l where kind = 'source' and role = 'A'
      union all select 'touchpoint', r.touchpoint_id, s.department_id, 'provider', 'source_feeds_it'
        from placement_rules r join s on s.key = r.conditions ->> 'source') x
    where department_id is not null
    order by kind, "objectId", department_id, part, because`);
}

export async function insertPart(
  tx: Tx,
  part: Pick<StoredPart, 'kind' | 'objectId' | 'departmentId' | 'part'>,
  made: { at: Date; by: string | null },
): Promise<string | null> {
  const id = newId();
  const done =
    await tx.run(sql`insert into department_parts (part_id, department_id, object_kind, object_id, part, made_at, made_by)
    values (${id}::uuid, ${part.departmentId}::uuid, ${part.kind}, ${part.objectId}::int, ${part.part}, ${made.at}::timestamptz, ${made.by}::uuid)
    on conflict (object_kind, object_id, department_id, part) where ended_at is null do nothing`);
  return done > 0 ? id : null;
}

export async function endPart(tx: Tx, id: string, made: { at: Date; by: string | null }): Promise<boolean> {
  const done =
    await tx.run(sql`update department_parts set ended_at = ${made.at}::timestamptz, ended_by = ${made.by}::uuid
    where part_id = ${id}::uuid and ended_at is null`);
  return done > 0;
}
