import { type Actor, require } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { detail, type JourneyDetail } from './detail.ts';
import type { JourneyDocument } from './document.ts';
import { keyFrom } from './key.ts';
import { save } from './save.ts';
import { fromTemplate, type Language } from './templates.ts';
import { touchpointIndex } from './touchpoints.ts';

/** A new journey from a template, under its name or one's own. @throws `not_found`, `journey_exists`. */
export async function beginFromTemplate(
  platform: Platform,
  actor: Actor,
  given: { template: string; language?: Language | undefined; key?: string | undefined } & Partial<
    Pick<JourneyDocument, 'name' | 'description' | 'persona'>
  >,
): Promise<JourneyDetail> {
  require(actor, 'journey:write');
  const language = given.language ?? (await readOrganisation(platform.db)).language;
  const { byKey } = await touchpointIndex(platform.db);
  const begun = await fromTemplate({ template: given.template, language }, byKey.keys());
  const name = given.name ?? begun.name;
  const document = {
    ...begun,
    name,
    description: given.description || begun.description,
    persona: given.persona || begun.persona,
    key: given.key ?? (await freeJourneyKey(platform, name)),
  };
  const { journey } = await platform.db.tx((tx) => save(tx, platform, actor, { document, fresh: true }));
  return (await detail(platform, [journey]))[0]!;
}

/** Archived journeys keep their keys. */
export async function freeJourneyKey(platform: Platform, name: string): Promise<string> {
  const taken = await platform.db.all<{ key: string }>(sql`select key from journeys`);
  return keyFrom(
    name,
    taken.map(({ key }) => key),
    'journey',
  );
}
