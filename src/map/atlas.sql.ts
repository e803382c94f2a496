import { type Runner, sql } from '../platform/database.ts';
import type { AtlasJourney, AtlasPhase } from './atlas.ts';
import { openThreads } from './comments.sql.ts';
import { warningsOf } from './document.ts';

type Row = Omit<AtlasJourney, 'warnings' | 'phases' | 'touchpoints' | 'personas' | 'openComments'>;

/** Every journey in a line or two, in four statements: notes and rules stay where they are until a map is opened. */
export async function readAtlas(on: Runner): Promise<AtlasJourney[]> {
  const journeys = await on.all<Row>(sql`
    select j.journey_id as id, j.key, j.name, j.description, j.persona, up.key as parent, j.version, j.changed_at as "changedAt",
      coalesce(n.pains, 0) as pains, coalesce(n.opportunities, 0) as opportunities
    from journeys j left join journeys up on up.journey_id = j.parent_id and up.archived_at is null
    left join (
      select p.journey_id, count(*) filter (where l.lane = 'pain') as pains,
        count(*) filter (where l.lane = 'opportunity') as opportunities
      from lane_notes l join phases p using (phase_id) where p.archived_at is null group by p.journey_id) n
      on n.journey_id = j.journey_id
    where j.archived_at is null order by j.position, j.journey_id`);
  const phases = await on.all<AtlasPhase & { journeyId: number }>(sql`
    select p.journey_id as "journeyId", p.key, p.name, p.prospect, count(t.touchpoint_id) as touchpoints,
      count(*) filter (where t.moment_of_truth) as "momentsOfTruth"
    from phases p join journeys j using (journey_id)
    left join touchpoints t on t.phase_id = p.phase_id and t.archived_at is null
    where p.archived_at is null and j.archived_at is null group by p.phase_id order by p.position, p.phase_id`);
  const personas = await on.all<AtlasJourney['personas'][number] & { journeyId: number }>(sql`
    select l.journey_id as "journeyId", p.key, d.name, d.initials from journey_personas l join personas p using (persona_id)
    join lateral (select name, initials from persona_portraits d where d.persona_id = p.persona_id
      order by d.portrait_id desc limit 1) d on true
    order by l.position`);
  const threads = new Map((await openThreads(on)).map((row) => [row.journeyId, row.n]));
  const phasesOf = Map.groupBy(phases, (row) => row.journeyId);
  const personasOf = Map.groupBy(personas, (row) => row.journeyId);
  return journeys.map((journey) => {
    const own = (phasesOf.get(journey.id) ?? []).map(({ journeyId: _, ...phase }) => phase);
    return {
      ...journey,
      personas: (personasOf.get(journey.id) ?? []).map(({ journeyId: _, ...persona }) => persona),
      phases: own,
      touchpoints: own.reduce((sum, phase) => sum + phase.touchpoints, 0),
      openComments: threads.get(journey.id) ?? 0,
      warnings: warningsOf({
        phases: own.map(({ prospect, touchpoints }) => ({ prospect, touchpoints: { length: touchpoints } })),
      }),
    };
  });
}

/** What happened on each touchpoint from a moment until before another: how often, and how often it went wrong. */
export function volumes(
  on: Runner,
  { from, until, touchpointIds }: { from: Date; until: Date; touchpointIds: number[] | undefined },
): Promise<{ touchpointId: number; n: number; failed: number }[]> {
  return on.all(sql`
    select touchpoint_id as "touchpointId", count(*) as n, count(*) filter (where failed) as failed from interactions
    where occurred_at >= ${from}::timestamptz and occurred_at < ${until}::timestamptz
      and ${touchpointIds ? sql`touchpoint_id = any(${touchpointIds}::int[])` : sql`touchpoint_id <> 0`}
    group by touchpoint_id`);
}
