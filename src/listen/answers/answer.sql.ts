import { type Runner, sql } from '../../platform/database.ts';
import type { Answers } from './answer.ts';

export interface AnswerRow {
  answerId: string;
  surveyId: string;
  versionId: string;
  invitationId: string | null;
  identityId: string | null;
  touchpoint: string | null;
  language: string;
  channel: string;
  piped: Record<string, string>;
  answers: Answers;
  turns: Record<string, number>;
  finishAsked: boolean;
  startedAt: Date;
  changedAt: Date;
  completedAt: Date | null;
  seconds: number | null;
  countsFor: string[];
  fullQuota: string | null;
  setAside: string | null;
  ipHash: string | null;
  deviceHash: string | null;
  waiting: boolean;
  /** See guards/signs.ts. */
  signs: string[];
}

/** An answer as it lies in its table, how often it was written, and since when its sender is erased. */
export type StoredAnswer = AnswerRow & { revision: number; erasedAt: Date | null };

export const answerColumns = sql`a.answer_id as "answerId", a.survey_id as "surveyId", a.version_id as "versionId",
  a.invitation_id as "invitationId", a.identity_id as "identityId", a.touchpoint, a.language, a.channel, a.piped, a.answers,
  a.turns, a.finish_asked as "finishAsked", a.started_at as "startedAt", a.changed_at as "changedAt",
  a.completed_at as "completedAt", a.seconds::float8 as seconds, a.counts_for as "countsFor", a.full_quota as "fullQuota",
  a.set_aside as "setAside", a.ip_hash as "ipHash", a.device_hash as "deviceHash", a.waiting, a.signs, a.revision, a.erased_at as "erasedAt"`;

export function answerById(db: Runner, answerId: string): Promise<StoredAnswer | undefined> {
  return db.maybe(sql`select ${answerColumns} from survey_answers a where a.answer_id = ${answerId}::uuid`);
}

/** Overwrites the answer as it was read at `revision`. False: somebody else wrote it meanwhile. */
export async function rewriteAnswer(db: Runner, row: AnswerRow, revision: number): Promise<boolean> {
  const touched = await db.run(sql`
    update survey_answers set answers = ${JSON.stringify(row.answers)}::jsonb, turns = ${JSON.stringify(row.turns)}::jsonb,
      language = ${row.language}, finish_asked = ${row.finishAsked}, changed_at = ${row.changedAt}::timestamptz,
      completed_at = ${row.completedAt}::timestamptz, seconds = ${row.seconds}::numeric, counts_for = ${row.countsFor}::text[],
      full_quota = ${row.fullQuota}, waiting = ${row.waiting}, revision = revision + 1, claimed_until = null, refused = null
    where answer_id = ${row.answerId}::uuid and revision = ${revision}`);
  return touched === 1;
}

/** Takes a place under a quota. False: none is left. */
export async function takePlace(
  db: Runner,
  surveyId: string,
  quota: { key: string; limit: number },
): Promise<boolean> {
  const taken = await db.all(sql`
    insert into survey_quota_counts as c (survey_id, quota, n) values (${surveyId}::uuid, ${quota.key}, 1)
    on conflict (survey_id, quota) do update set n = c.n + 1 where c.n < ${quota.limit} returning n`);
  return taken.length === 1;
}

export async function givePlaceBack(db: Runner, surveyId: string, quota: string): Promise<void> {
  await db.run(sql`
    update survey_quota_counts set n = n - 1 where survey_id = ${surveyId}::uuid and quota = ${quota} and n > 0`);
}
