import { type Runner, sql } from '../platform/database.ts';
import { conflict, Refusal } from '../platform/errors.ts';
import type { JourneyDocument } from './document.ts';

/** Refuses a map that is part of a journey nobody knows or of itself, or that names a persona nobody described. */
export async function refuseStrangers(on: Runner, document: JourneyDocument): Promise<void> {
  if (document.parent !== null) await refuseCircle(on, document, document.parent);
  if (document.personas.length === 0) return;
  const known = await on.all<{ key: string }>(sql`
    select key from personas where archived_at is null or key = any(${document.personas}::text[]) order by key`);
  const unknown = document.personas.find((persona) => !known.some(({ key }) => key === persona));
  if (!unknown) return;
  const there = known.map(({ key }) => key).join(', ') || 'none yet';
  throw new Refusal(
    'unknown_persona',
    `There is no persona “${unknown}”. Describe it under Personas first, or leave it out. There is: ${there}.`,
    { persona: unknown },
  );
}

async function refuseCircle(on: Runner, document: JourneyDocument, parent: string): Promise<void> {
  const above = await on.all<{ key: string; name: string }>(sql`
    with recursive up as (
      select journey_id, key, name, parent_id, 1 as step from journeys where key = ${parent}
      union all
      select j.journey_id, j.key, j.name, j.parent_id, up.step + 1 from journeys j join up on j.journey_id = up.parent_id
      where up.step < 100)
    select key, name from up order by step`);
  if (above.length === 0) {
    const message = `There is no journey “${parent}” that “${document.name}” could be a part of. Make it first.`;
    throw new Refusal('unknown_parent', message, { parent });
  }
  const at = above.findIndex(({ key }) => key === document.key);
  if (at < 0) return;
  const way = [document.name, ...above.slice(0, at + 1).map(({ name }) => name)].join(' → ');
  throw conflict(
    'journey_cycle',
    `“${document.name}” would be a part of itself: ${way}. Choose another journey above it.`,
    { parent, way: [document.key, ...above.slice(0, at + 1).map(({ key }) => key)] },
  );
}
