import { type Runner, sql } from '../platform/database.ts';
import type { AssignmentRole, ObjectKind, Plane } from './ledger.ts';

/** Entries in force on a day, on one plane. */
const inForce = (day: string, plane: Plane) => sql`a.superseded_at is null and a.plane = ${plane}
  and a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date)`;

/**
 * For each touchpoint somebody is named for: how many stand, whether one is a group, whether the yes was said. Holders
 * are made distinct first: sorting within each of 8,000 groups takes three times as long.
 */
const claims = (day: string, plane: Plane) => sql`
  select id, count(*) as standing, (array_agg(holder))[1] as holder, bool_or(grouped) as grouped, bool_or(acknowledged) as acknowledged from (
    select a.object_id as id, coalesce(a.person_id, a.team_id, a.department_id) as holder,
      bool_or(a.person_id is null) as grouped, bool_or(a.acknowledged_at is not null) as acknowledged
    from assignments a left join people p on p.person_id = a.person_id
    where a.object_kind = 'touchpoint' and a.role = 'A' and ${inForce(day, plane)}
      and (a.person_id is null or p.left_on is null or p.left_on > ${day}::date)
    group by 1, 2) held
  group by id`;

const live = sql`touchpoints t join phases f using (phase_id) join journeys j using (journey_id)
  where t.archived_at is null and f.archived_at is null and j.archived_at is null`;

export interface FilledSeats {
  exactlyOne: number;
  acknowledged: number;
}

/**
 * How many touchpoints have exactly one accountable person. Holders are compared only where a touchpoint has several
 * rows, and what is put away is named rather than joined: half the time at 8,000 touchpoints.
 */
export function filledSeats(on: Runner, day: string, plane: Plane): Promise<FilledSeats> {
  return on.one(sql`with held as materialized (
      select a.object_id as id, coalesce(a.person_id, a.team_id, a.department_id) as holder, a.person_id is null as grouped,
        a.acknowledged_at is not null as acknowledged
      from assignments a where a.object_kind = 'touchpoint' and a.role = 'A' and ${inForce(day, plane)}
        and (a.person_id is null or a.person_id <> all(array(select person_id from people where left_on <= ${day}::date)))
        and a.object_id <> all(array(select t.touchpoint_id from touchpoints t join phases f using (phase_id) join journeys j using (journey_id)
          where t.archived_at is not null or f.archived_at is not null or j.archived_at is not null))),
    seats as (select id, count(*) as claims, bool_or(grouped) as grouped, bool_or(acknowledged) as acknowledged from held group by id),
    filled as (select acknowledged from seats where not grouped
      and case when claims = 1 then true else (select count(distinct holder) from held where held.id = seats.id) = 1 end)
    select count(*) as "exactlyOne", count(*) filter (where acknowledged) as acknowledged from filled`);
}

export async function seatCounts(
  on: Runner,
  day: string,
  plane: Plane,
): Promise<FilledSeats & { touchpoints: number }> {
  const { touchpoints } = await on.one<{ touchpoints: number }>(
    sql`select count(*) as touchpoints from ${live}`,
  );
  return { touchpoints, ...(await filledSeats(on, day, plane)) };
}

/** Of each journey how many touchpoints are whose; whose seat is empty stand with person null. Most first. */
export function journeySeatRows(
  on: Runner,
  day: string,
  plane: Plane,
): Promise<{ journey: string; person: string | null; touchpoints: number }[]> {
  return on.all(sql`with c as materialized (${claims(day, plane)})
    select t.journey, case when c.standing = 1 and not c.grouped then c.holder end as person, count(*) as touchpoints
    from (select t.touchpoint_id as id, j.key as journey from ${live}) t left join c using (id)
    group by 1, 2 order by 1, 3 desc, 2`);
}

/** Touchpoints without exactly one accountable person on a day. */
export async function emptySeats(on: Runner, day: string, plane: Plane): Promise<number[]> {
  const rows = await on.all<{ id: number }>(sql`with c as materialized (${claims(day, plane)})
    select t.id from (select t.touchpoint_id as id from ${live}) t left join c using (id)
    where c.standing is distinct from 1 or c.grouped`);
  return rows.map((row) => row.id);
}

export interface PartFilter {
  department?: string | undefined;
  person?: string | undefined;
  role?: AssignmentRole | undefined;
}

/** Touchpoints in which a department, a person, or anybody with this letter has a part on a day. */
export async function touchpointsWith(
  on: Runner,
  { day, plane }: { day: string; plane: Plane },
  filter: PartFilter,
): Promise<number[]> {
  const { role, person, department } = filter;
  // Whose people and teams they are is looked up once, not joined to every row.
  const its = sql`(select department_id from departments where key = ${department ?? ''})`;
  const rows = await on.all<{ id: number }>(sql`select distinct a.object_id as id from assignments a
    where a.object_kind = 'touchpoint' and ${inForce(day, plane)}
      ${role ? sql`and a.role = ${role}` : sql``}
      ${person ? sql`and a.person_id = ${person}::uuid` : sql``}
      ${
        department
          ? sql`and (a.department_id = ${its} or a.person_id = any(array(select person_id from people where department_id = ${its}))
              or a.team_id = any(array(select team_id from teams where department_id = ${its})))`
          : sql``
      }`);
  return rows.map((row) => row.id);
}

/** Touchpoints for which strategy and execution name different people. */
export async function touchpointsApart(on: Runner, day: string): Promise<number[]> {
  const holders = (plane: Plane) => sql`select a.object_id as id,
      array_agg(distinct coalesce(a.person_id, a.team_id, a.department_id)) as who
    from assignments a where a.object_kind = 'touchpoint' and a.role = 'A' and ${inForce(day, plane)} group by a.object_id`;
  const rows = await on.all<{ id: number }>(sql`select id from (${holders('strategy')}) s
    full join (${holders('execution')}) e using (id) where s.who is distinct from e.who`);
  return rows.map((row) => row.id);
}

export interface ChartPlace {
  id: number;
  key: string;
  name: string;
}

/** Journeys in their order, with how many touchpoints the filters leave in each, and all of them; those put away are left out. */
export function chartJourneys(
  on: Runner,
  only: readonly number[] | undefined,
): Promise<(ChartPlace & { touchpoints: number; all: number })[]> {
  const kept = only ? sql`filter (where t.touchpoint_id = any(${only}::int[]))` : sql``;
  return on.all(sql`with n as (select j.journey_id, count(*) ${kept} as touchpoints, count(*) as "all" from ${live} group by j.journey_id)
    select j.journey_id as id, j.key, j.name, coalesce(n.touchpoints, 0) as touchpoints, coalesce(n."all", 0) as "all"
    from journeys j left join n using (journey_id) where j.archived_at is null order by j.position, j.journey_id`);
}

/** Not by the index of all touchpoints: with 8,000 of them reading that again takes longer than the page itself. */
export function chartTouchpoints(
  on: Runner,
  journeyIds: number[],
  only: readonly number[] | undefined,
): Promise<(ChartPlace & { phaseId: number })[]> {
  return on.all(sql`select t.touchpoint_id as id, t.phase_id as "phaseId", t.key, t.name from ${live}
    and j.journey_id = any(${journeyIds}::int[]) ${only ? sql`and t.touchpoint_id = any(${only}::int[])` : sql``}
    order by t.position, t.touchpoint_id`);
}

export function chartPhases(
  on: Runner,
  journeyIds: number[],
): Promise<(ChartPlace & { journeyId: number })[]> {
  return on.all(sql`select phase_id as id, journey_id as "journeyId", key, name from phases
    where journey_id = any(${journeyIds}::int[]) and archived_at is null order by position, phase_id`);
}

/** Every metric, data set or promise there is, by name; those put away are left out. */
export function thingsOf(
  on: Runner,
  kind: Extract<ObjectKind, 'metric' | 'source' | 'promise'>,
): Promise<ChartPlace[]> {
  const id = sql.raw(`${kind}_id`);
  const live = kind === 'source' ? sql`` : sql`where archived_at is null`;
  return on.all(sql`select ${id} as id, key, name from ${sql.raw(`${kind}s`)} ${live} order by name, ${id}`);
}

/** Days on which anything in the ledger changes, from index to index: their number counts, not the rows'. */
export async function changeDays(on: Runner): Promise<string[]> {
  const steps = (column: 'from_on' | 'until_on') => {
    const day = sql.raw(column);
    const rows = sql`select min(${day}) from assignments where superseded_at is null`;
    return sql`select day from (with recursive d as (select (${rows}) as day
      union all select (${rows} and ${day} > d.day) from d where d.day is not null) select day from d) s where day is not null`;
  };
  const rows = await on.all<{ day: string }>(sql`${steps('from_on')} union ${steps('until_on')}
    union select left_on from people where left_on is not null order by 1`);
  return rows.map((row) => row.day);
}
