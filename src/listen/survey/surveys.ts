import { ensureSource, sourceIdOf } from '../../collect/collect.ts';
import { keyFrom, touchpointIndex } from '../../map/map.ts';
import { listMetrics } from '../../measure/measure.ts';
import { type Actor, require, systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner, Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { questionsOf, SurveyDocument } from './document.ts';
import { forgetSurveys } from './open.ts';
import { faultsOf, warningsOf } from './soundness.ts';
import { emptyDocument, starterByKey } from './starters.ts';
import {
  deleteDraft,
  insertDraft,
  insertSurvey,
  publishDraft,
  readSurveys,
  readVersion,
  readVersions,
  type SurveyRow,
  surveyKeys,
  updateDraft,
  updateSurvey,
} from './survey.sql.ts';
import type {
  DraftInput,
  SurveyChange,
  SurveyDetail,
  SurveyInput,
  SurveyListing,
  SurveyVersion,
} from './survey.ts';

/** Where answers to surveys come in. */
const surveySource = {
  key: 'onus-surveys',
  name: 'Surveys',
  kind: 'feedback' as const,
  description: 'Answers to the surveys made here.',
  ownerPersonId: null,
  departmentId: null,
  expectedEveryHours: null,
};

export async function listSurveys(platform: Platform, actor: Actor): Promise<SurveyListing[]> {
  require(actor, 'survey:read');
  const rows = await readSurveys(platform.db);
  return Promise.all(rows.map((row) => listing(platform, row)));
}

/** @throws Refusal `not_found` */
export async function surveyByKey(platform: Platform, actor: Actor, key: string): Promise<SurveyDetail> {
  require(actor, 'survey:read');
  return shown(platform, await row(platform, key));
}

/** @throws `survey_exists`, `not_found` of a starter or touchpoint */
export async function makeSurvey(
  platform: Platform,
  actor: Actor,
  given: SurveyInput,
): Promise<SurveyDetail> {
  require(actor, 'survey:write');
  const document = given.document ?? beginning(given);
  const touchpointId = await touchpointOf(platform, given.touchpoint ?? null);
  const key = given.key ?? keyFrom(given.name, await surveyKeys(platform.db), 'survey');
  const sourceId = given.source
    ? await sourceIdOf(platform, given.source)
    : await ensureSource(platform, systemActor, surveySource);
  const at = platform.clock.now();
  const by = actor.personId;
  await platform.db.tx(async (tx) => {
    const surveyId = newId();
    if (!(await insertSurvey(tx, { surveyId, key, name: given.name, touchpointId, sourceId, at, by })))
      throw conflict('survey_exists', `There is a survey “${key}” already. Choose another key.`, { key });
    await insertDraft(tx, { versionId: newId(), surveyId, document, at, by });
    await tell(tx, platform, actor, { verb: 'survey.made', key, detail: { name: given.name } });
  });
  forgetSurveys();
  return surveyByKey(platform, actor, key);
}

export async function changeSurvey(
  platform: Platform,
  actor: Actor,
  key: string,
  change: SurveyChange,
): Promise<SurveyDetail> {
  require(actor, 'survey:write');
  const before = await row(platform, key);
  const touchpointId =
    change.touchpoint === undefined ? before.touchpointId : await touchpointOf(platform, change.touchpoint);
  const archivedAt =
    change.archived === undefined
      ? before.archivedAt
      : change.archived
        ? (before.archivedAt ?? platform.clock.now())
        : null;
  await platform.db.tx(async (tx) => {
    const name = change.name ?? before.name;
    await updateSurvey(tx, { surveyId: before.surveyId, name, touchpointId, archivedAt, by: actor.personId });
    await tell(tx, platform, actor, { verb: 'survey.changed', key, detail: { ...change } });
  });
  forgetSurveys();
  return surveyByKey(platform, actor, key);
}

/**
 * Writes the draft. Half a survey may be saved; only publishing asks whether it is sound.
 * @throws `draft_changed_meanwhile` (409)
 */
export async function saveDraft(
  platform: Platform,
  actor: Actor,
  key: string,
  { document, revision }: DraftInput,
): Promise<SurveyDetail> {
  require(actor, 'survey:write');
  const { surveyId } = await row(platform, key);
  const at = platform.clock.now();
  const by = actor.personId;
  const saved =
    revision === null
      ? await insertDraft(platform.db, { versionId: newId(), surveyId, document, at, by })
      : await updateDraft(platform.db, { surveyId, revision, document, at, by });
  if (!saved) throw changedMeanwhile(key);
  return surveyByKey(platform, actor, key);
}

/** Throws the draft away; what is published stays. @throws `never_published` */
export async function discardDraft(platform: Platform, actor: Actor, key: string): Promise<SurveyDetail> {
  require(actor, 'survey:write');
  const before = await row(platform, key);
  if (before.published === null)
    throw new Refusal(
      'never_published',
      'This draft is all there is of the survey. Archive the survey instead.',
      { key },
    );
  await platform.db.tx(async (tx) => {
    await deleteDraft(tx, before.surveyId);
    await tell(tx, platform, actor, { verb: 'survey.draft_discarded', key, detail: { draft: before.draft } });
  });
  return surveyByKey(platform, actor, key);
}

/** From now on this is what is answered. @throws `survey_unsound` with every fault, `draft_changed_meanwhile` */
export async function publishSurvey(
  platform: Platform,
  actor: Actor,
  key: string,
  revision: number,
): Promise<SurveyDetail> {
  require(actor, 'survey:write');
  const before = await row(platform, key);
  if (!before.draft || before.draftRevision !== revision) throw changedMeanwhile(key);
  const faults = faultsOf(SurveyDocument.parse(before.draft), await fedMetrics(platform));
  if (faults.length > 0)
    throw new Refusal('survey_unsound', `The survey cannot be published yet: ${faults[0]?.text}`, { faults });
  const at = platform.clock.now();
  await platform.db.tx(async (tx) => {
    if (!(await publishDraft(tx, { surveyId: before.surveyId, revision, at, by: actor.personId })))
      throw changedMeanwhile(key);
    await tell(tx, platform, actor, {
      verb: 'survey.published',
      key,
      detail: { version: (before.published ?? 0) + 1 },
    });
  });
  forgetSurveys();
  return surveyByKey(platform, actor, key);
}

/** @throws `not_found` */
export async function surveyVersion(
  platform: Platform,
  actor: Actor,
  key: string,
  number: number,
): Promise<SurveyVersion> {
  require(actor, 'survey:read');
  const { surveyId } = await row(platform, key);
  const version = await readVersion(platform.db, surveyId, number);
  if (!version) throw notFound('survey version', `${key}/${number}`);
  const { publishedAt, document } = version;
  return { number, publishedAt, document: SurveyDocument.parse(document) };
}

/** The draft, or what is published where there is none. */
export async function exportSurvey(platform: Platform, actor: Actor, key: string): Promise<SurveyDocument> {
  const { draftDocument, publishedDocument } = await surveyByKey(platform, actor, key);
  return (draftDocument ?? publishedDocument) as SurveyDocument;
}

function beginning({ starter, name }: SurveyInput): SurveyDocument {
  if (starter === undefined) return emptyDocument(name);
  const found = starterByKey(starter);
  if (!found) throw notFound('survey starter', starter);
  return found.document;
}

async function row(platform: Platform, key: string): Promise<SurveyRow> {
  const [found] = await readSurveys(platform.db, key);
  if (!found) throw notFound('survey', key);
  return found;
}

async function touchpointOf(platform: Platform, key: string | null): Promise<number | null> {
  if (key === null) return null;
  const touchpoint = (await touchpointIndex(platform.db)).byKey.get(key);
  if (!touchpoint || touchpoint.archived) throw notFound('touchpoint', key);
  return touchpoint.id;
}

async function listing(platform: Platform, found: SurveyRow): Promise<SurveyListing> {
  const { touchpointId, draft, draftRevision, document, ...rest } = found;
  const entry =
    touchpointId === null ? undefined : (await touchpointIndex(platform.db)).byId.get(touchpointId);
  const read = (draft ?? document) as SurveyDocument;
  return {
    ...rest,
    touchpoint: entry ? { key: entry.key, name: entry.name } : null,
    languages: read.languages,
    questions: questionsOf(read).length,
    draft: draft !== null,
  };
}

async function shown(platform: Platform, found: SurveyRow): Promise<SurveyDetail> {
  const draft = found.draft && SurveyDocument.parse(found.draft);
  const published = found.document && SurveyDocument.parse(found.document);
  const current = (draft ?? published) as SurveyDocument;
  return {
    ...(await listing(platform, found)),
    draftDocument: draft,
    draftRevision: found.draftRevision,
    publishedDocument: published,
    versions: await readVersions(platform.db, found.surveyId),
    faults: draft ? faultsOf(draft, await fedMetrics(platform)) : [],
    warnings: warningsOf(current),
  };
}

async function fedMetrics(platform: Platform) {
  const metrics = await listMetrics(platform);
  return new Map(metrics.filter((one) => one.takenFrom === 'response').map((one) => [one.key, one]));
}

function changedMeanwhile(key: string) {
  return conflict(
    'draft_changed_meanwhile',
    'Somebody else has changed the draft meanwhile. Look at theirs before you go on.',
    { key },
  );
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { verb, key, detail }: { verb: string; key: string; detail: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'survey', id: key };
  await recordEvent(tx, platform, { name: verb, subject });
  await audit(tx, platform, actor, { verb, subject, detail });
}

/** @throws `not_found` */
export async function versionIdOf(db: Runner, surveyId: string, number: number): Promise<string> {
  const version = await readVersion(db, surveyId, number);
  if (!version) throw notFound('survey version', String(number));
  return version.versionId;
}
