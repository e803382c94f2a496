import { sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { warningsOf } from './document.ts';
import type { StoredJourney } from './journeys.sql.ts';

/** A journey as shown: with ids, its version, who changed it last and what a reader should know. */
export type JourneyDetail = StoredJourney & {
  warnings: ReturnType<typeof warningsOf>;
  changedBy: string | null;
};

export async function detail(platform: Platform, journeys: StoredJourney[]): Promise<JourneyDetail[]> {
  if (journeys.length === 0) return [];
  const last = await platform.db.all<{ id: number; by: string }>(sql`
    select j.journey_id as id, v.made_by_name as by from journeys j join journey_versions v using (journey_id, version)
    where journey_id = any(${journeys.map((journey) => journey.id)}::int[])`);
  const by = new Map(last.map((row) => [row.id, row.by]));
  return journeys.map((journey) => ({
    ...journey,
    warnings: warningsOf(journey),
    changedBy: by.get(journey.id) ?? null,
  }));
}
