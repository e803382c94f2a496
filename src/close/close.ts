import { actingFor } from '../own/own.ts';
import type { Actor } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { answerFollowUp, followUpView } from './answer.ts';
import type { FollowUps } from './followUp.ts';
import { type CaseCounts, countsFor } from './list.sql.ts';

export { ruleDispute } from './arbitration.ts';
/** Close: for this customer. Cases from the first bad word to the customer's own “yes, it is fine now”. */
export { climbLadder } from './breach.ts';
export { listChecklists, saveChecklist } from './checklists/checklists.ts';
export { acknowledgeCase, pauseCase, resumeCase } from './clocks/pause.ts';
export { saveCalendar, setTerms } from './clocks/terms.verbs.ts';
export { closeLoop, reopenCase } from './closure.ts';
export {
  acknowledgeComplaint,
  draftLetters,
  respond as respondToComplaint,
} from './complaints/answering.ts';
export type { Complaint } from './complaints/complaint.ts';
export { complaintForCase } from './complaints/detail.ts';
export { openComplaint } from './complaints/open.ts';
export {
  assess as assessComplaint,
  escalate as escalateComplaint,
  investigate as investigateComplaint,
  setRedress,
} from './complaints/work.ts';
export { bringFile, removeFile, takeFile } from './desk/attach.ts';
export { keepDraft, keptDrafts, throwDraftAway } from './desk/drafts.ts';
export { addNote, earlierWords, rewriteNote } from './desk/notes.ts';
export { caseDetail, casesOfCustomer } from './detail.ts';
export { listDisputes } from './disputeList.ts';
export { answerDispute, disputeCase } from './disputes.ts';
export { casesHeld, eraseCases, holdCases, type TheirCase, type TheirCases } from './erasing/erasing.ts';
export { answerEscalation } from './escalation.ts';
export { countFlow } from './flow/count.ts';
export { answerHandOver, handOver } from './handover.ts';
export { addHuddleNote, beginHuddle, endOfHuddle, huddleById } from './huddle/huddles.ts';
export { type NeedSource, readNeedsFrom } from './huddle/needs.ts';
export { huddleView } from './huddle/view.ts';
export { approveEntry, submitEntry, writeEntry } from './library/library.ts';
export { caseCount, exportCases, listCases } from './list.ts';
export { draftMessage, previewMessage, tellCustomer } from './message.ts';
export { type OpenedCase, openWhereNeeded } from './open.ts';
export { openCase } from './openByPerson.ts';
export { openCounts } from './openCounts.ts';
export { beHere } from './presence.ts';
export { addThanks, suggestThanks } from './recognition/thanks.ts';
export { setBudget } from './recovery/budgets.ts';
export { decideRedress } from './recovery/decide.ts';
export { giveRedress } from './recovery/give.ts';
export { linkCase, relatedCases, unlinkCase } from './relate/links.ts';
export { mergeCase, unmergeCase } from './relate/merge.ts';
export { replyAsItCame, replyAttachment, takeReply } from './reply.ts';
export { addRouting } from './routing/rules.ts';
export {
  type CaseRule,
  compileRules,
  type OpenableFact,
  type RuleChange,
  type RuleInput,
  type Sieved,
} from './rule.ts';
export { addRule, changeRule, listRules, seedRules } from './rules.ts';
export { type SeamEvidence, seamEvidence, seams } from './seams/seams.ts';
export { handBack, stepIn, stepInFor } from './stepIn/stepIn.ts';
export { tagCase, untagCase } from './tags/tags.ts';
export { setUrgent } from './urgency.ts';
export { recordAction } from './work.ts';
export { workedBefore } from './worked/worked.ts';

/** What waits for this person; nothing for a key or the operator. */
export async function caseCounts(platform: Platform, actor: Actor): Promise<CaseCounts> {
  if (!actor.personId) return { mine: 0, overdue: 0, urgent: 0, offered: 0 };
  const now = platform.clock.now();
  const acting = (await actingFor(platform.db, [actor.personId], now)).get(actor.personId) ?? [];
  return countsFor(platform.db, actor.personId, { now, acting });
}

/** What the customer's page is given. */
export function followUps(platform: Platform): FollowUps {
  return {
    view: (token) => followUpView(platform, token),
    answer: (token, input) => answerFollowUp(platform, token, input),
  };
}
