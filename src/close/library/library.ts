import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner, Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { mentionable } from '../desk/desk.sql.ts';
import { personOf } from '../life.ts';
import { peopleOf } from '../list.ts';
import {
  EntryChange,
  EntryInput,
  type LibraryEntry,
  type LibraryQuery,
  type Texts,
  unknownVariables,
} from './entry.ts';
import {
  approveVersion,
  type EntryRow,
  insertEntry,
  insertVersion,
  lockEntry,
  readEntry,
  readVersionsById,
  retire,
  returnVersion,
  selectEntries,
  setReview,
  submitVersion,
  suggestedFor,
  updateEntry,
  updateVersion,
  type VersionRow,
  versionsOf,
  wordsOfCase,
} from './library.sql.ts';
import { variables } from './variables.ts';
import { tellingWords } from './words.ts';

/** Below it a share says more about chance than about the text (rule 9). */
const FEWEST = 5;

const todayOf = (platform: Platform) => platform.clock.now().toISOString().slice(0, 10);

export async function listLibrary(
  platform: Platform,
  actor: Actor,
  query: LibraryQuery,
): Promise<{ items: LibraryEntry[]; next: string | null }> {
  require(actor, 'library:read');
  const rows = await selectEntries(platform.db, query, todayOf(platform));
  const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null;
  return { items: await shown(platform, platform.db, rows), next };
}

/** What may help in this case: by where it happened and by its words. */
export async function suggestFor(platform: Platform, actor: Actor, caseId: string): Promise<LibraryEntry[]> {
  require(actor, 'library:read');
  const found = await wordsOfCase(platform.db, caseId);
  if (!found) throw notFound('case', caseId);
  const words = tellingWords(`${found.quote ?? ''} ${found.reason}`);
  const rows = await suggestedFor(platform.db, { touchpoint: found.touchpoint, words, limit: 8 });
  return shown(platform, platform.db, rows);
}

export async function libraryEntry(platform: Platform, actor: Actor, id: string): Promise<LibraryEntry> {
  require(actor, 'library:read');
  return oneOf(platform, platform.db, id);
}

export async function entryVersions(platform: Platform, actor: Actor, id: string) {
  require(actor, 'library:read');
  if (!(await readEntry(platform.db, id))) throw notFound('library entry', id);
  const rows = await versionsOf(platform.db, id);
  const people = await peopleOf(platform.db, rows.flatMap(peopleIn));
  return { items: rows.map((row) => versionOf(row, people)), next: null };
}

/** A new one begins as a draft; nobody can use it before somebody else has approved it. */
export function writeEntry(platform: Platform, actor: Actor, input: EntryInput): Promise<LibraryEntry> {
  require(actor, 'library:write');
  const personId = personOf(actor);
  const { kind, touchpoints, ownerId = personId, reviewBy, texts } = EntryInput.parse(input);
  mustBeFillable(texts);
  const now = platform.clock.now();
  const id = newId();
  return platform.db.tx(async (tx) => {
    await mustBeHere(tx, ownerId, todayOf(platform));
    await insertEntry(tx, { id, kind, touchpoints, ownerId, reviewBy, at: now, by: personId });
    await insertVersion(tx, { id: newId(), entryId: id, texts, at: now, by: personId });
    return done(platform, actor, tx, { id, verb: 'made', detail: { kind } });
  });
}

/**
 * Writes the draft: of what is approved a new version begins, and what is approved stays until this one is.
 * @throws Refusal `library_changed` (409)
 */
export function rewriteEntry(
  platform: Platform,
  actor: Actor,
  id: string,
  input: EntryChange,
): Promise<LibraryEntry> {
  const { touchpoints, ownerId, reviewBy, texts, revision } = EntryChange.parse(input);
  mustBeFillable(texts);
  return change(platform, actor, id, 'library:write', async ({ tx, entry, pending, personId, now }) => {
    if ((pending?.revision ?? 0) !== revision)
      throw conflict(
        'library_changed',
        'Somebody else wrote on this meanwhile. Load it again, and put your words in there.',
        { revision: pending?.revision ?? 0 },
      );
    if (ownerId) await mustBeHere(tx, ownerId, todayOf(platform));
    await updateEntry(tx, { id, touchpoints, ownerId: ownerId ?? entry.ownerId, reviewBy });
    const version = { texts, at: now, by: personId };
    if (pending) await updateVersion(tx, { id: pending.id, ...version });
    else await insertVersion(tx, { id: newId(), entryId: id, ...version });
    return { verb: 'written' };
  });
}

export function submitEntry(platform: Platform, actor: Actor, id: string): Promise<LibraryEntry> {
  return change(platform, actor, id, 'library:write', async ({ tx, pending, personId, now }) => {
    if (!pending) throw nothingWaits();
    if (pending.submittedAt) return undefined;
    await submitVersion(tx, pending.id, now, personId);
    return { verb: 'submitted', detail: { version: pending.number } };
  });
}

/** @throws Refusal `own_words` (403): nobody approves what they wrote or submitted */
export function approveEntry(platform: Platform, actor: Actor, id: string): Promise<LibraryEntry> {
  return change(platform, actor, id, 'library:approve', async ({ tx, pending, personId, now }) => {
    if (!pending?.submittedAt) throw nothingWaits();
    if (pending.writtenBy === personId || pending.submittedBy === personId)
      throw new Refusal(
        'own_words',
        'You wrote or submitted this. Somebody else has to approve what customers and colleagues will read.',
        {},
        403,
      );
    await approveVersion(tx, id, pending.id, now, personId);
    return { verb: 'approved', detail: { version: pending.number } };
  });
}

export function returnEntry(
  platform: Platform,
  actor: Actor,
  id: string,
  why: string,
): Promise<LibraryEntry> {
  return change(platform, actor, id, 'library:approve', async ({ tx, pending, personId, now }) => {
    if (!pending?.submittedAt) throw nothingWaits();
    await returnVersion(tx, pending.id, { at: now, by: personId, why });
    return { verb: 'returned', detail: { version: pending.number, why } };
  });
}

/** Nobody finds it any more; what was sent with it stays as it was. */
export function retireEntry(
  platform: Platform,
  actor: Actor,
  id: string,
  why: string,
): Promise<LibraryEntry> {
  return change(platform, actor, id, 'library:approve', async ({ tx, personId, now }) => {
    await retire(tx, id, { at: now, by: personId, why });
    return { verb: 'retired', detail: { why } };
  });
}

export function restoreEntry(platform: Platform, actor: Actor, id: string): Promise<LibraryEntry> {
  return change(
    platform,
    actor,
    id,
    'library:approve',
    async ({ tx }) => {
      await retire(tx, id, undefined);
      return { verb: 'restored' };
    },
    { retired: true },
  );
}

/** Somebody looked: it is still right, until then. */
export function reviewEntry(
  platform: Platform,
  actor: Actor,
  id: string,
  reviewBy: string,
): Promise<LibraryEntry> {
  return change(platform, actor, id, 'library:write', async ({ tx }) => {
    if (reviewBy <= todayOf(platform))
      throw new Refusal('review_in_the_past', 'Choose a day to come on which somebody looks again.', {
        reviewBy,
      });
    await setReview(tx, id, reviewBy);
    return { verb: 'reviewed', detail: { reviewBy } };
  });
}

interface Changing {
  tx: Tx;
  entry: EntryRow;
  pending: VersionRow | undefined;
  personId: string;
  now: Date;
}

/** One verb on one entry: may → lock → work → event → audit, in one transaction. */
function change(
  platform: Platform,
  actor: Actor,
  id: string,
  permission: 'library:write' | 'library:approve',
  work: (on: Changing) => Promise<{ verb: string; detail?: Record<string, unknown> } | undefined>,
  on: { retired?: boolean } = {},
): Promise<LibraryEntry> {
  require(actor, permission);
  const personId = personOf(actor);
  return platform.db.tx(async (tx) => {
    const entry = await lockEntry(tx, id);
    if (!entry) throw notFound('library entry', id);
    if ((entry.retiredAt !== null) !== (on.retired ?? false))
      throw conflict(
        on.retired ? 'not_retired' : 'retired',
        on.retired ? 'This is in use already.' : 'This was retired. Put it back into use first.',
      );
    const pending = entry.pendingId
      ? (await readVersionsById(tx, [entry.pendingId])).get(entry.pendingId)
      : undefined;
    const deed = await work({ tx, entry, pending, personId, now: platform.clock.now() });
    return deed ? done(platform, actor, tx, { id, ...deed }) : oneOf(platform, tx, id);
  });
}

async function done(
  platform: Platform,
  actor: Actor,
  tx: Tx,
  what: { id: string; verb: string; detail?: Record<string, unknown> },
): Promise<LibraryEntry> {
  const subject = { kind: 'library_entry', id: what.id };
  const { verb, detail = {} } = what;
  await recordEvent(tx, platform, {
    name: `library.${verb}`,
    subject,
    data: { ...detail, personId: actor.personId },
  });
  await audit(tx, platform, actor, { verb: `library.${verb}`, subject, detail });
  return oneOf(platform, tx, what.id);
}

async function oneOf(platform: Platform, db: Runner, id: string): Promise<LibraryEntry> {
  const row = await readEntry(db, id);
  const [entry] = row ? await shown(platform, db, [row]) : [];
  if (!entry) throw notFound('library entry', id);
  return entry;
}

async function shown(platform: Platform, db: Runner, rows: EntryRow[]): Promise<LibraryEntry[]> {
  const versions = await readVersionsById(
    db,
    rows.flatMap((row) => [row.currentId, row.pendingId].filter((id) => id !== null)),
  );
  const people = await peopleOf(db, [
    ...rows.flatMap((row) => [row.ownerId, row.retiredBy]),
    ...[...versions.values()].flatMap(peopleIn),
  ]);
  const today = todayOf(platform);
  const version = (id: string | null) => {
    const row = id === null ? undefined : versions.get(id);
    return row ? versionOf(row, people) : null;
  };
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    touchpoints: row.touchpoints,
    owner: people(row.ownerId),
    reviewBy: row.reviewBy,
    stale: row.currentId !== null && row.retiredAt === null && row.reviewBy < today,
    current: version(row.currentId),
    pending: version(row.pendingId),
    retired:
      row.retiredAt && row.retiredBy
        ? { at: row.retiredAt, by: people(row.retiredBy), why: row.retiredWhy ?? '' }
        : null,
    uses: {
      cases: row.cases,
      answered: row.answered,
      confirmed: row.answered < FEWEST ? null : row.confirmed,
    },
  }));
}

const peopleIn = (row: VersionRow) => [row.writtenBy, row.approvedBy, row.returnedBy];

function versionOf(row: VersionRow, people: Awaited<ReturnType<typeof peopleOf>>) {
  return {
    id: row.id,
    number: row.number,
    revision: row.revision,
    texts: row.texts,
    writtenAt: row.writtenAt,
    writtenBy: people(row.writtenBy),
    submittedAt: row.submittedAt,
    approvedAt: row.approvedAt,
    approvedBy: row.approvedBy ? people(row.approvedBy) : null,
    returnedAt: row.returnedAt,
    returnedBy: row.returnedBy ? people(row.returnedBy) : null,
    returnedWhy: row.returnedWhy,
  };
}

function nothingWaits(): Refusal {
  return conflict('nothing_waits', 'No version of this waits any more. Somebody was first; load it again.');
}

function mustBeFillable(texts: Texts): void {
  const unknown = unknownVariables(texts);
  if (unknown.length === 0) return;
  throw new Refusal(
    'unknown_variable',
    `Nothing fills ${unknown.map((name) => `{{${name}}}`).join(', ')}. There are: ${variables.join(', ')}.`,
    { unknown, variables },
  );
}

async function mustBeHere(db: Runner, personId: string, today: string): Promise<void> {
  const [person] = await mentionable(db, [personId]);
  if (person && (person.leftOn === null || person.leftOn > today)) return;
  throw new Refusal('owner_unknown', 'Whoever keeps this right must be somebody who is here.', { personId });
}
