import { cached } from '../../platform/cached.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { SurveyDocument } from './document.ts';

/** A survey as whoever answers meets it. */
export interface OpenSurvey {
  surveyId: string;
  key: string;
  name: string;
  /** Key of the touchpoint. */
  touchpoint: string | null;
  sourceId: number;
  sourceKey: string;
  /** The version that is answered now; null: not published yet. */
  versionId: string | null;
  archivedAt: Date | null;
}

export interface Version {
  versionId: string;
  surveyId: string;
  number: number;
  document: SurveyDocument;
}

/** All surveys without their documents; a survey made or published by another process is seen within 2 s. */
const surveys = cached(async (db: Runner) => {
  const rows = await db.all<OpenSurvey>(sql`
    select s.survey_id as "surveyId", s.key, s.name, t.key as touchpoint, s.source_id as "sourceId", o.key as "sourceKey",
      s.archived_at as "archivedAt",
      (select v.version_id from survey_versions v where v.survey_id = s.survey_id and v.published_at is not null
        order by v.number desc limit 1) as "versionId"
    from surveys s join sources o using (source_id) left join touchpoints t using (touchpoint_id)`);
  return {
    byKey: new Map(rows.map((row) => [row.key, row])),
    byId: new Map(rows.map((row) => [row.surveyId, row])),
  };
});

/** Published versions never change: each is read and checked once. A draft is not kept. */
const versions = new WeakMap<Runner, Map<string, Version>>();
const MOST_KEPT = 500;

export function forgetSurveys(): void {
  surveys.forget();
}

/** By key or id. @throws Refusal `not_found` */
export async function openSurvey(db: Runner, keyOrId: string): Promise<OpenSurvey> {
  const { byKey, byId } = await surveys.get(db);
  const found = byKey.get(keyOrId) ?? byId.get(keyOrId);
  if (!found) throw notFound('survey', keyOrId);
  return found;
}

/** A published version. @throws Refusal `not_found` */
export async function versionById(db: Runner, versionId: string): Promise<Version> {
  let kept = versions.get(db.origin);
  if (!kept) {
    kept = new Map();
    versions.set(db.origin, kept);
  }
  const known = kept.get(versionId);
  if (known) return known;
  const row = await db.maybe<Version>(sql`
    select version_id as "versionId", survey_id as "surveyId", number, document from survey_versions
    where version_id = ${versionId}::uuid and published_at is not null`);
  if (!row) throw notFound('survey version', versionId);
  const version = { ...row, document: SurveyDocument.parse(row.document) };
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(versionId, version);
  return version;
}
