import { cached } from '../platform/cached.ts';
import { type Runner, sql } from '../platform/database.ts';
import { compilePlacer, type PlacementRule, type Placer } from './placement.ts';

/** A touchpoint and where it stands. Archived ones are here too: their history still needs a name. */
export interface TouchpointEntry {
  id: number;
  key: string;
  name: string;
  phaseId: number;
  phaseKey: string;
  phaseName: string;
  journeyId: number;
  journeyKey: string;
  journeyName: string;
  archived: boolean;
}

export interface TouchpointIndex {
  byKey: Map<string, TouchpointEntry>;
  byId: Map<number, TouchpointEntry>;
  /** In the order of the maps: journeys, phases, touchpoints. */
  inOrder: TouchpointEntry[];
}

const index = cached(async (on): Promise<TouchpointIndex> => {
  const inOrder = await on.all<TouchpointEntry>(sql`
    select t.touchpoint_id as id, t.key, t.name, p.phase_id as "phaseId", p.key as "phaseKey", p.name as "phaseName",
      j.journey_id as "journeyId", j.key as "journeyKey", j.name as "journeyName",
      (t.archived_at is not null or p.archived_at is not null or j.archived_at is not null) as archived
    from touchpoints t join phases p using (phase_id) join journeys j using (journey_id)
    order by j.position, j.journey_id, p.position, p.phase_id, t.position, t.touchpoint_id`);
  return {
    inOrder,
    byKey: new Map(inOrder.map((entry) => [entry.key, entry])),
    byId: new Map(inOrder.map((entry) => [entry.id, entry])),
  };
});

const compiled = cached(async (on) => compilePlacer(await rulesInForce(on)));

/** Every touchpoint by key and by id. Kept in the process; a change here is seen at once, one of another process in 2 s. */
export function touchpointIndex(on: Runner): Promise<TouchpointIndex> {
  return index.get(on);
}

/** The rules in force, compiled: `(fact) => touchpoint id or 0`. Kept like the index. */
export function placer(on: Runner): Promise<Placer> {
  return compiled.get(on);
}

/** After a change of the maps has been committed. */
export function forgetTouchpoints(): void {
  index.forget();
  compiled.forget();
}

/** In the order they are tried: the journeys' order, then the order within each. */
export function rulesInForce(on: Runner): Promise<PlacementRule[]> {
  return on.all(sql`
    select r.touchpoint_id as "touchpointId", r.applies_to as applies, r.conditions as "when"
    from placement_rules r join touchpoints t using (touchpoint_id) join phases p using (phase_id) join journeys j using (journey_id)
    where t.archived_at is null and p.archived_at is null and j.archived_at is null
    order by j.position, j.journey_id, r.position, r.rule_id`);
}
