import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { sql, type Tx } from '../platform/database.ts';
import { conflict, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { hold } from '../platform/locks.ts';
import type { Platform } from '../platform/platform.ts';
import { faultsOf, JourneyDocument } from './document.ts';
import { documentOf, journeyRow, readJourneys, type StoredJourney } from './journeys.sql.ts';
import { type Merge, putTogether, refuseStale } from './meanwhile.ts';
import { noteRules } from './placementSets.sql.ts';
import { refuseStrangers } from './relations.sql.ts';
import { forgetTouchpoints } from './touchpoints.ts';
import { keepSource, recordVersion } from './versions.sql.ts';
import { writeJourney } from './writeJourney.sql.ts';
import { refuseFaults } from './yaml.ts';

export interface Save {
  document: JourneyDocument;
  /** The file it came from, given back by the export as long as it says the same. */
  source?: string | undefined;
  /** The version the editor started from; another one in the meantime is refused. Absent: the last writer wins. */
  expect?: number | undefined;
  /** What to do instead of refusing when there was another one. */
  merge?: Merge | undefined;
  /** Refuse a key that is taken: this is meant to be a new journey. */
  fresh?: boolean | undefined;
}

export interface Saved {
  outcome: 'created' | 'changed' | 'unchanged';
  journey: StoredJourney;
}

/** One edit of maps at a time: keys are unique over all journeys, and edits are rare and short (a map is < 100 rows). */
export async function lockMaps(tx: Tx): Promise<void> {
  await hold(tx, 'drawingMaps');
}

/** Checks and writes a whole journey in the caller's transaction; the only way a map changes. */
export async function save(tx: Tx, platform: Platform, actor: Actor, given: Save): Promise<Saved> {
  const { source, expect, fresh, merge } = given;
  let { document } = given;
  refuseFaults(faultsOf(document));
  await lockMaps(tx);
  const row = await journeyRow(tx, document.key);
  if (fresh && row) throw taken(row.key, row.name, row.archivedAt);
  if (expect !== undefined && row && row.version !== expect) {
    document = await putTogether(tx, row, { document, expect, merge });
    refuseFaults(faultsOf(document));
  } else if (expect !== undefined) await refuseStale(tx, row, expect);
  const [before] = row ? await readJourneys(tx, [document.key]) : [];
  if (before && !before.archivedAt && same(documentOf(before), document)) {
    if (source !== undefined) await keepSource(tx, before.id, before.version, source);
    return { outcome: 'unchanged', journey: before };
  }
  await refuseForeignTouchpoints(tx, document, row?.id);
  await refuseStrangers(tx, document);
  const owners = await noteOwners(tx, document);
  const at = platform.clock.now();
  const journeyId = await writeJourney(tx, document, at, owners);
  await recordVersion(tx, actor, { journeyId, document, source: source ?? null, at });
  const [journey] = await readJourneys(tx, [document.key]);
  // The rules of all maps are compared and written down: 8,000 of them cost more than the whole edit of one map.
  if (rulesOf(before) !== rulesOf(journey)) await noteRules(tx, at);
  await tell(tx, platform, actor, {
    verb: row ? 'journey.changed' : 'journey.made',
    journey: journey!,
    before,
  });
  return { outcome: row ? 'changed' : 'created', journey: journey! };
}

/** The placement rules of a map as they are in force, as text: an archived one has none. */
function rulesOf(journey: StoredJourney | undefined): string {
  return JSON.stringify(journey && !journey.archivedAt ? journey.placement : []);
}

/** Event, audit and fresh caches for a changed map. */
export async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  change: { verb: string; journey: StoredJourney; before?: StoredJourney | undefined },
): Promise<void> {
  const { journey, before } = change;
  const [was, is] = [before, journey].map(
    (of) => of?.phases.flatMap((phase) => phase.touchpoints.map((one) => one.key)) ?? [],
  );
  const minus = (some: string[] = [], others: string[] = []) => some.filter((key) => !others.includes(key));
  const detail = { version: journey.version, added: minus(is, was), removed: minus(was, is) };
  await recordEvent(tx, platform, {
    name: change.verb,
    subject: { kind: 'journey', id: journey.key },
    data: detail,
  });
  tx.onCommit(forgetTouchpoints);
  await audit(tx, platform, actor, {
    verb: change.verb,
    subject: { kind: 'journey', id: journey.key },
    detail,
  });
}

/** Compared in the form both would be read in: the database keeps no order of conditions. */
function same(stored: unknown, document: JourneyDocument): boolean {
  return JSON.stringify(JourneyDocument.parse(stored)) === JSON.stringify(JourneyDocument.parse(document));
}

function taken(key: string, name: string, archivedAt: Date | null): Refusal {
  const message = archivedAt
    ? `The key “${key}” belongs to the archived journey “${name}”. Restore that one, or choose another key.`
    : `There is a journey “${name}” with the key “${key}” already. Choose another key.`;
  return conflict('journey_exists', message, { key, archived: archivedAt !== null });
}

async function refuseForeignTouchpoints(
  tx: Tx,
  document: JourneyDocument,
  journeyId: number | undefined,
): Promise<void> {
  const keys = document.phases.flatMap((phase) => phase.touchpoints.map((touchpoint) => touchpoint.key));
  const foreign = await tx.maybe<{ key: string; name: string; journey: string; archived: boolean }>(sql`
    select t.key, t.name, j.name as journey, t.archived_at is not null as archived
    from touchpoints t join phases p using (phase_id) join journeys j using (journey_id)
    where t.key = any(${keys}::text[]) and j.journey_id <> ${journeyId ?? 0} order by t.key limit 1`);
  if (!foreign) return;
  const what = foreign.archived ? 'an archived touchpoint' : `the touchpoint “${foreign.name}”`;
  throw conflict(
    'touchpoint_key_taken',
    `The touchpoint key “${foreign.key}” is used by ${what} of the journey “${foreign.journey}”. Choose another key.`,
    { key: foreign.key, journey: foreign.journey },
  );
}

async function noteOwners(tx: Tx, document: JourneyDocument): Promise<Map<string, string>> {
  const emails = document.phases.flatMap((phase) =>
    phase.notes.flatMap((note) => (note.owner ? [note.owner] : [])),
  );
  if (emails.length === 0) return new Map();
  const people = await tx.all<{ id: string; email: string }>(
    sql`select person_id as id, email from people where email = any(${emails}::text[])`,
  );
  const found = new Map(people.map((person) => [person.email, person.id]));
  const unknown = emails.find((email) => !found.has(email));
  if (unknown) {
    throw new Refusal(
      'unknown_person',
      `Nobody here has the e-mail address ${unknown}. Add the person first, or leave the owner out.`,
      {
        email: unknown,
      },
    );
  }
  return found;
}
