import { type Actor, require } from '../platform/access.ts';
import { sql, type Tx } from '../platform/database.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { detail, type JourneyDetail } from './detail.ts';
import { JourneyDocument, warningsOf } from './document.ts';
import { countUnplaced, type UnplacedCount } from './facts.sql.ts';
import { documentOf, readJourneys, type StoredJourney } from './journeys.sql.ts';
import { noteRules, openSets } from './placementSets.sql.ts';
import { lockMaps, type Save, type Saved, save } from './save.ts';
import { forgetTouchpoints, touchpointIndex } from './touchpoints.ts';
import { readVersion } from './versions.sql.ts';
import { readYaml, writeYaml } from './yaml.ts';

export { readAtlas } from './atlas.sql.ts';
export { beginFromTemplate, freeJourneyKey } from './begin.ts';
export { addComment, journeyComments, myMentions, seeMentions, settleComment } from './comments.ts';
export type { JourneyDetail } from './detail.ts';
export { discoveredJourney, journeyStory } from './discovered.ts';
export { archiveJourney, journeyDiff, journeyVersions, restoreJourney } from './history.ts';
export { keyFrom } from './key.ts';
export type { Lane } from './lanes.ts';
export { customersPassing } from './passed.sql.ts';
export { archivePersona, describePersona, linkPersona, listPersonas, personaByKey } from './personas.ts';
export { type Placed, placeAgain } from './placeAgain.ts';
export type { Placeable, PlacementRule, Placer } from './placement.ts';
export { compilePlacer } from './placement.ts';
export {
  makePromise,
  type PromiseKept,
  promiseBroken,
  promiseByKey,
  promises,
  promisesTo,
  promiseTerms,
  withdrawPromise,
} from './promises.ts';
export { listTemplates } from './templates.ts';
export {
  forgetTouchpoints,
  placer,
  type TouchpointEntry,
  type TouchpointIndex,
  touchpointIndex,
} from './touchpoints.ts';
export { journeyVolumes } from './volumes.ts';
export type { StoredJourney };

export async function listJourneys(platform: Platform, actor: Actor): Promise<JourneyDetail[]> {
  require(actor, 'journey:read');
  return detail(platform, await readJourneys(platform.db));
}

/** @throws Refusal `not_found`. Archived journeys are found too: their history has links. */
export async function journeyByKey(platform: Platform, actor: Actor, key: string): Promise<JourneyDetail> {
  require(actor, 'journey:read');
  const found = await detail(platform, await readJourneys(platform.db, [key]));
  return found[0] ?? raise(notFound('journey', key));
}

/** Makes or replaces a whole journey. @throws `journey_invalid`, `touchpoint_key_taken`, `journey_changed_meanwhile`. */
export async function saveJourney(
  platform: Platform,
  actor: Actor,
  given: Save,
): Promise<JourneyDetail & { outcome: Saved['outcome'] }> {
  require(actor, 'journey:write');
  const { outcome, journey } = await platform.db.tx((tx) => save(tx, platform, actor, given));
  const [shown] = await detail(platform, [journey]);
  return { ...shown!, outcome };
}

/** Loads the journey, lets `change` edit it, and saves: every smaller edit goes this way. */
export async function editJourney(
  platform: Platform,
  actor: Actor,
  edit: {
    key: string;
    expect?: number | undefined;
    change: (document: JourneyDocument, stored: StoredJourney) => void;
  },
): Promise<JourneyDetail> {
  require(actor, 'journey:write');
  const { journey } = await platform.db.tx(async (tx) => {
    await lockMaps(tx);
    const [stored] = await readJourneys(tx, [edit.key]);
    if (!stored || stored.archivedAt) throw notFound('journey', edit.key);
    const document = JourneyDocument.parse(documentOf(stored));
    edit.change(document, stored);
    return save(tx, platform, actor, { document: JourneyDocument.parse(document), expect: edit.expect });
  });
  return (await detail(platform, [journey]))[0]!;
}

export interface Applied {
  key: string;
  name: string;
  outcome: Saved['outcome'];
  version: number;
  phases: number;
  touchpoints: number;
  warnings: JourneyDetail['warnings'];
}

/** Applies a YAML file of one or several journeys, all or none. Applying it again changes nothing. */
export async function applyJourney(platform: Platform, actor: Actor, yaml: string): Promise<Applied[]> {
  require(actor, 'journey:write');
  const documents = readYaml(yaml);
  const source = documents.length === 1 ? yaml : undefined;
  const saved = await platform.db.tx(async (tx) => {
    const results = new Map<JourneyDocument, Saved>();
    for (const document of parentsFirst(documents))
      results.set(document, await save(tx, platform, actor, { document, source }));
    return documents.map((document) => results.get(document)!);
  });
  return saved.map(({ outcome, journey }) => ({
    key: journey.key,
    name: journey.name,
    outcome,
    version: journey.version,
    phases: journey.phases.length,
    touchpoints: journey.phases.reduce((sum, phase) => sum + phase.touchpoints.length, 0),
    warnings: warningsOf(journey),
  }));
}

/** A file may name the part before the whole; parts in a circle keep their order and are refused when saved. */
function parentsFirst(documents: JourneyDocument[]): JourneyDocument[] {
  const sorted: JourneyDocument[] = [];
  const waiting = new Set(documents);
  const keys = () => new Set([...waiting].map((document) => document.key));
  while (waiting.size > 0) {
    const open = keys();
    const ready = documents.filter((one) => waiting.has(one) && !(one.parent && open.has(one.parent)));
    for (const one of ready.length > 0 ? ready : waiting) {
      sorted.push(one);
      waiting.delete(one);
    }
  }
  return sorted;
}

/** The journey as a file: the very file that was applied, or, once edited in the browser, our own spelling of it. */
export async function exportJourney(platform: Platform, actor: Actor, key: string): Promise<string> {
  const journey = await journeyByKey(platform, actor, key);
  const written = writeYaml(JourneyDocument.parse(documentOf(journey)));
  const source = (await readVersion(platform.db, journey.id, journey.version))?.source;
  const says = (file: string) => readYaml(file).map(writeYaml).join();
  return source && says(source) === written ? source : written;
}

/** The order of the atlas, and of the rules between journeys. Every journey that is not archived is named once. */
export async function orderJourneys(platform: Platform, actor: Actor, keys: string[]): Promise<void> {
  require(actor, 'journey:write');
  await platform.db.tx(async (tx) => {
    await lockMaps(tx);
    const journeys = await readJourneys(tx);
    if (keys.length !== journeys.length || journeys.some((journey) => !keys.includes(journey.key))) {
      throw new Refusal('order_incomplete', 'Name every journey exactly once.', {
        journeys: journeys.map((journey) => journey.key),
      });
    }
    await tx.run(sql`update journeys j set position = o.position
      from unnest(${keys}::text[]) with ordinality as o(key, position) where j.key = o.key`);
    await noteRules(tx, platform.clock.now());
    tx.onCommit(forgetTouchpoints);
  });
}

export interface PlacementState {
  unplaced: UnplacedCount[];
  /** Rules changed since earlier facts were last placed by them. */
  waiting: boolean;
}

export async function placementState(platform: Platform, actor: Actor): Promise<PlacementState> {
  require(actor, 'journey:read');
  const [unplaced, { open }] = [await countUnplaced(platform.db), await openSets(platform.db)];
  return { unplaced, waiting: open.length > 0 };
}

/** `placeAgain` as a job: it may take minutes over millions of facts. */
export async function askToPlaceAgain(platform: Platform, actor: Actor): Promise<void> {
  require(actor, 'journey:write');
  const by = { personId: actor.personId, id: actor.id, kind: actor.kind, name: actor.name };
  await platform.db.tx((tx: Tx) =>
    platform.queue.send(tx, 'map.place_again', { by }, { key: 'place_again' }),
  );
}

function raise(refusal: Refusal): never {
  throw refusal;
}

/** For the finder: touchpoints and journeys by name. */
export async function searchMaps(platform: Platform, actor: Actor, q: string, limit: number) {
  if (!actor.permissions.has('journey:read')) return [];
  const words = q.toLowerCase().split(/\s+/);
  const { inOrder } = await touchpointIndex(platform.db);
  const matches = (...names: string[]) =>
    words.every((word) => names.some((name) => name.toLowerCase().includes(word)));
  return inOrder
    .filter((one) => !one.archived && matches(one.name, one.key, one.journeyName, one.phaseName))
    .slice(0, limit)
    .map((one) => ({
      kind: 'touchpoint',
      id: one.key,
      title: one.name,
      subtitle: `${one.journeyName} · ${one.phaseName}`,
      href: `/journeys/${one.journeyKey}?touchpoint=${one.key}`,
    }));
}
