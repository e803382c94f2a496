import { type Runner, sql } from '../../platform/database.ts';
import type { SurveyDocument } from './document.ts';

export interface SurveyRow {
  surveyId: string;
  key: string;
  name: string;
  touchpointId: number | null;
  archivedAt: Date | null;
  /** As stored; null: none. */
  draft: SurveyDocument | null;
  draftRevision: number | null;
  published: number | null;
  publishedAt: Date | null;
  document: SurveyDocument | null;
  complete: number;
  partial: number;
  lastAnswerAt: Date | null;
}

/** Every survey, or the one of this key, the newest first. */
export function readSurveys(db: Runner, key?: string): Promise<SurveyRow[]> {
  return db.all<SurveyRow>(sql`
    select s.survey_id as "surveyId", s.key, s.name, s.touchpoint_id as "touchpointId", s.archived_at as "archivedAt",
      d.document as draft, d.revision as "draftRevision", p.number as published, p.published_at as "publishedAt", p.document,
      coalesce(a.complete, 0)::int as complete, coalesce(a.partial, 0)::int as partial, a.last_at as "lastAnswerAt"
    from surveys s
    left join survey_versions d on d.survey_id = s.survey_id and d.published_at is null
    left join lateral (
      select v.number, v.published_at, v.document from survey_versions v
      where v.survey_id = s.survey_id and v.published_at is not null order by v.number desc limit 1) p on true
    left join lateral (
      select count(completed_at) as complete, count(*) - count(completed_at) as partial, max(changed_at) as last_at
      from survey_answers a where a.survey_id = s.survey_id and a.set_aside is null) a on true
    ${key === undefined ? sql`` : sql`where s.key = ${key}`}
    order by s.made_at desc, s.key`);
}

export interface VersionRow {
  number: number;
  publishedAt: Date;
  publishedBy: string | null;
  answers: number;
}

export function readVersions(db: Runner, surveyId: string): Promise<VersionRow[]> {
  return db.all<VersionRow>(sql`
    select v.number, v.published_at as "publishedAt", p.name as "publishedBy",
      (select count(*)::int from survey_answers a
        where a.survey_id = v.survey_id and a.version_id = v.version_id and a.completed_at is not null) as answers
    from survey_versions v left join people p on p.person_id = v.published_by
    where v.survey_id = ${surveyId}::uuid and v.published_at is not null order by v.number desc`);
}

export function readVersion(
  db: Runner,
  surveyId: string,
  number: number,
): Promise<{ versionId: string; number: number; document: SurveyDocument; publishedAt: Date } | undefined> {
  return db.maybe(sql`
    select version_id as "versionId", number, document, published_at as "publishedAt" from survey_versions
    where survey_id = ${surveyId}::uuid and number = ${number} and published_at is not null`);
}

export async function surveyKeys(db: Runner): Promise<string[]> {
  return (await db.all<{ key: string }>(sql`select key from surveys`)).map(({ key }) => key);
}

/** False: the key is taken. */
export async function insertSurvey(
  db: Runner,
  row: {
    surveyId: string;
    key: string;
    name: string;
    touchpointId: number | null;
    sourceId: number;
    at: Date;
    by: string | null;
  },
): Promise<boolean> {
  const touched = await db.run(sql`
    insert into surveys (survey_id, key, name, touchpoint_id, source_id, made_at, made_by)
    values (${row.surveyId}::uuid, ${row.key}, ${row.name}, ${row.touchpointId}, ${row.sourceId}, ${row.at}::timestamptz, ${row.by}::uuid)
    on conflict (key) do nothing`);
  return touched === 1;
}

export async function updateSurvey(
  db: Runner,
  row: Pick<SurveyRow, 'surveyId' | 'name' | 'touchpointId' | 'archivedAt'> & { by: string | null },
): Promise<void> {
  await db.run(sql`
    update surveys set name = ${row.name}, touchpoint_id = ${row.touchpointId}, archived_at = ${row.archivedAt}::timestamptz,
      archived_by = case when ${row.archivedAt}::timestamptz is null then null else ${row.by}::uuid end
    where survey_id = ${row.surveyId}::uuid`);
}

/** Begins a draft after the last published version. False: there is one already. */
export async function insertDraft(
  db: Runner,
  row: { versionId: string; surveyId: string; document: SurveyDocument; at: Date; by: string | null },
): Promise<boolean> {
  const touched = await db.run(sql`
    insert into survey_versions (version_id, survey_id, number, document, changed_at, changed_by)
    select ${row.versionId}::uuid, ${row.surveyId}::uuid,
      coalesce((select max(number) from survey_versions where survey_id = ${row.surveyId}::uuid), 0) + 1,
      ${JSON.stringify(row.document)}::jsonb, ${row.at}::timestamptz, ${row.by}::uuid
    on conflict do nothing`);
  return touched === 1;
}

/** False: somebody else has changed the draft since `revision`, or it is gone. */
export async function updateDraft(
  db: Runner,
  row: { surveyId: string; revision: number; document: SurveyDocument; at: Date; by: string | null },
): Promise<boolean> {
  const touched = await db.run(sql`
    update survey_versions set document = ${JSON.stringify(row.document)}::jsonb, revision = revision + 1,
      changed_at = ${row.at}::timestamptz, changed_by = ${row.by}::uuid
    where survey_id = ${row.surveyId}::uuid and published_at is null and revision = ${row.revision}`);
  return touched === 1;
}

export async function deleteDraft(db: Runner, surveyId: string): Promise<void> {
  await db.run(sql`delete from survey_versions where survey_id = ${surveyId}::uuid and published_at is null`);
}

/** From here on it is never written again. False: the draft is another one by now. */
export async function publishDraft(
  db: Runner,
  row: { surveyId: string; revision: number; at: Date; by: string | null },
): Promise<boolean> {
  const touched = await db.run(sql`
    update survey_versions set published_at = ${row.at}::timestamptz, published_by = ${row.by}::uuid
    where survey_id = ${row.surveyId}::uuid and published_at is null and revision = ${row.revision}`);
  return touched === 1;
}
