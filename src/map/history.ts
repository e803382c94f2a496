import { type Actor, require } from '../platform/access.ts';
import { type Runner, sql } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { detail, type JourneyDetail } from './detail.ts';
import { type Change, diffOf } from './diff.ts';
import { JourneyDocument } from './document.ts';
import { journeyRow, readJourneys } from './journeys.sql.ts';
import { refuseStale } from './meanwhile.ts';
import { noteRules } from './placementSets.sql.ts';
import { lockMaps, save, tell } from './save.ts';
import { listVersions, readVersion } from './versions.sql.ts';

/** Hides a journey with all its touchpoints; what happened there keeps its place. Undone by `restoreJourney`. */
export async function archiveJourney(
  platform: Platform,
  actor: Actor,
  key: string,
  expect?: number,
): Promise<{ version: number }> {
  require(actor, 'journey:write');
  return platform.db.tx(async (tx) => {
    await lockMaps(tx);
    const row = await journeyRow(tx, key);
    if (!row || row.archivedAt) throw notFound('journey', key);
    if (expect !== undefined) await refuseStale(tx, row, expect);
    const [journey] = await readJourneys(tx, [key]);
    const at = platform.clock.now();
    await tx.run(sql`update journeys set archived_at = ${at}::timestamptz where journey_id = ${row.id}`);
    await noteRules(tx, at);
    await tell(tx, platform, actor, { verb: 'journey.archived', journey: journey! });
    return { version: row.version };
  });
}

/** Brings back an earlier version as a new one: undo, also of archiving. Touchpoints keep their keys, ids and facts. */
export async function restoreJourney(
  platform: Platform,
  actor: Actor,
  { key, version, expect }: { key: string; version: number; expect?: number | undefined },
): Promise<JourneyDetail> {
  require(actor, 'journey:write');
  const { journey } = await platform.db.tx(async (tx) => {
    await lockMaps(tx);
    const row = await journeyRow(tx, key);
    if (!row) throw notFound('journey', key);
    const then = await readVersion(tx, row.id, version);
    if (!then) throw notFound(`version of “${row.name}”`, version);
    const document = JourneyDocument.parse(then.document);
    return save(tx, platform, actor, { document, source: then.source ?? undefined, expect });
  });
  return (await detail(platform, [journey]))[0]!;
}

export async function journeyVersions(platform: Platform, actor: Actor, key: string) {
  require(actor, 'journey:read');
  const row = await journeyRow(platform.db, key);
  if (!row) throw notFound('journey', key);
  return listVersions(platform.db, row.id);
}

/** What changed between two versions, in words' order: the map's. @throws `not_found` for a version that never was. */
export async function journeyDiff(
  platform: Platform,
  actor: Actor,
  { key, from, to }: { key: string; from: number; to?: number | undefined },
): Promise<{ from: number; to: number; changes: Change[] }> {
  require(actor, 'journey:read');
  const row = await journeyRow(platform.db, key);
  if (!row) throw notFound('journey', key);
  const until = to ?? row.version;
  const [before, after] = [
    await documentAt(platform.db, row, from),
    await documentAt(platform.db, row, until),
  ];
  return { from, to: until, changes: diffOf(before, after) };
}

async function documentAt(on: Runner, row: { id: number; name: string }, version: number) {
  const found = await readVersion(on, row.id, version);
  if (!found) throw notFound(`version of “${row.name}”`, version);
  return JourneyDocument.parse(found.document);
}
