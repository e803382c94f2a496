import { type Runner, sql } from '../../platform/database.ts';
import { NO_DEPARTMENT } from '../seams/ownCases.sql.ts';

export interface Team {
  id: string;
  key: string | null;
  name: string | null;
  /** Who belongs to it now. */
  people: number;
}

/** Every department, and whoever belongs to none. */
export function readTeams(db: Runner, today: string): Promise<Team[]> {
  return db.all<Team>(sql`
    select coalesce(d.department_id, ${NO_DEPARTMENT}::uuid) as id, d.key, d.name, coalesce(p.people, 0)::int as people
    from (select department_id, key, name from departments union all select null, null, null) d
    left join (select department_id, count(*) as people from people
      where left_on is null or left_on > ${today}::date group by 1) p
      on p.department_id is not distinct from d.department_id
    order by d.name nulls last`);
}

export interface Place {
  id: number;
  key: string | null;
  name: string | null;
  journey: string;
}

/** Every touchpoint, and 0, which is none. */
export async function readPlaces(db: Runner): Promise<Map<number, Place>> {
  const rows = await db.all<Place>(sql`
    select t.touchpoint_id as id, t.key, t.name, j.key as journey
    from touchpoints t join phases f using (phase_id) join journeys j using (journey_id)`);
  return new Map([
    [0, { id: 0, key: null, name: null, journey: '' }],
    ...rows.map((row) => [row.id, row] as const),
  ]);
}
