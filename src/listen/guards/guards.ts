import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { notFound } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import type { StoredAnswer } from '../answers/answer.sql.ts';
import { wakeTaker } from '../answers/wake.ts';
import { openSurvey, versionById } from '../survey/open.ts';
import { decide, fromSameDevice, usualSeconds } from './guards.sql.ts';
import { type Sign, signsOf } from './signs.ts';

export const AnswerDecision = z
  .strictObject({
    counts: z.boolean(),
    reason: z.string().trim().min(10, 'Say why in a sentence.').max(1000),
  })
  .meta({ id: 'SurveyAnswerDecision' });
export type AnswerDecision = z.infer<typeof AnswerDecision>;

/**
 * What is odd about answers that are about to be counted, by answer; those with nothing are left out. They are counted all the
 * same: people decide, with a reason.
 */
export async function lookAt(
  platform: Platform,
  answers: readonly StoredAnswer[],
): Promise<Map<string, Sign[]>> {
  const { db } = platform;
  const usual = new Map<string, number | null>();
  for (const surveyId of new Set(answers.map((one) => one.surveyId)))
    usual.set(surveyId, await usualSeconds(db, surveyId));
  const same = await fromSameDevice(
    db,
    answers.map(({ answerId }) => answerId),
  );
  const found = new Map<string, Sign[]>();
  for (const row of answers) {
    const { document } = await versionById(db, row.versionId);
    const time = { seconds: row.seconds, median: usual.get(row.surveyId) ?? null };
    const signs = signsOf(document, row.answers, time);
    if (same.has(row.answerId)) signs.push('same_device');
    if (signs.length > 0) found.set(row.answerId, signs);
  }
  return found;
}

/**
 * Takes an answer out of the figures, or puts it back. It stays on record with the reason, its words stay with the
 * customer; only its scores no longer count. @throws `not_found`
 */
export async function decideOnAnswer(
  platform: Platform,
  actor: Actor,
  given: { survey: string; answerId: string } & AnswerDecision,
): Promise<void> {
  require(actor, 'survey:write');
  const survey = await openSurvey(platform.db, given.survey);
  await platform.db.tx(async (tx) => {
    const { answerId, counts, reason } = given;
    const row = {
      surveyId: survey.surveyId,
      answerId,
      counts,
      reason,
      at: platform.clock.now(),
      by: actor.personId,
    };
    if (!(await decide(tx, row))) throw notFound('complete answer', answerId);
    const subject = { kind: 'survey_answer', id: answerId };
    const verb = counts ? 'survey_answer.counted' : 'survey_answer.set_aside';
    await recordEvent(tx, platform, { name: verb, subject, data: { survey: survey.key } });
    await audit(tx, platform, actor, { verb, subject, detail: { survey: survey.key, reason } });
    tx.onCommit(() => wakeTaker(platform));
  });
}
