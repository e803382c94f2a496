import type { Platform } from '../../platform/platform.ts';
import { type OpenSurvey, type Version, versionById } from '../survey/open.ts';
import { answerById, type StoredAnswer } from './answer.sql.ts';
import { answerIdOf } from './take.ts';

/** What somebody has answered so far, with the version they answer; undefined: nothing yet. */
export async function begunAnswer(
  platform: Platform,
  survey: OpenSurvey,
  secret: string,
): Promise<{ answer: StoredAnswer; version: Version } | undefined> {
  const answer = await answerById(platform.db, answerIdOf(survey.surveyId, secret));
  if (!answer || answer.erasedAt) return undefined;
  return { answer, version: await versionById(platform.db, answer.versionId) };
}
