import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { begunAnswer } from './answers/begun.ts';
import { keepFile } from './answers/files.ts';
import { takeAnswer } from './answers/take.ts';
import type { Invitations, SurveyPages } from './pages.ts';
import { openSurvey, versionById } from './survey/open.ts';

/** Asking: surveys, their answers, whom we invite and how often. */

export { takeAnswer } from './answers/take.ts';
export { startAnswers, takeUpAnswers } from './answers/taker.ts';
export { eraseListening, type HeldHere, heldByListening } from './erasing.ts';
export { saveOwnNetworks as changeOwnNetworks } from './guards/networks.ts';
export { writeDown } from './interviews/interviews.ts';
export { invitationsOf } from './invite/invitations.ts';
export { invite } from './invite/invite.jobs.ts';
export { makePlan } from './invite/plans.ts';
export type { Given, Invitations, Invitee, SurveyPages } from './pages.ts';
export { contactChoices } from './rules/choices.ts';
export { type Reach, reachOf } from './rules/reach.ts';
export { addSuppression } from './rules/suppressions.ts';
export { makeSurvey, publishSurvey, saveDraft, surveyByKey } from './survey/surveys.ts';

/** What the pages of those who answer work with. */
export function surveyPages(platform: Platform, invitations: Invitations): SurveyPages {
  return {
    organisation: () => readOrganisation(platform.db),
    survey: (keyOrId) => openSurvey(platform.db, keyOrId),
    version: (versionId) => versionById(platform.db, versionId),
    begun: (survey, secret) => begunAnswer(platform, survey, secret),
    take: (given) => takeAnswer(platform, given),
    keepFile: (survey, secret, question, file) => keepFile(platform, survey, secret, question, file),
    invitations,
  };
}
