import { z } from 'zod';
import type { Actor } from '../platform/access.ts';
import { roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { bulkRoutes } from './bulk/bulk.routes.ts';
import { CaseDetail, CaseList, CaseQuery } from './case.ts';
import { checklistRoutes } from './checklists/checklists.routes.ts';
import { clockRoutes } from './clocks/clocks.routes.ts';
import { PauseInput } from './clocks/terms.ts';
import {
  acknowledgeCase,
  addNote,
  addRule,
  answerDispute,
  answerHandOver,
  beHere,
  caseCount,
  caseDetail,
  casesOfCustomer,
  changeRule,
  closeLoop,
  disputeCase,
  draftMessage,
  exportCases,
  handBack,
  handOver,
  linkCase,
  listCases,
  listRules,
  mergeCase,
  openCase,
  openCounts,
  pauseCase,
  previewMessage,
  recordAction,
  relatedCases,
  reopenCase,
  replyAsItCame,
  resumeCase,
  setUrgent,
  stepIn,
  tagCase,
  tellCustomer,
  unlinkCase,
  unmergeCase,
  untagCase,
} from './close.ts';
import { complaintRoutes } from './complaints/complaints.routes.ts';
import { deskRoutes } from './desk/desk.routes.ts';
import { NoteInput } from './desk/shapes.ts';
import { DisputeAnswer, DisputeInput } from './dispute.ts';
import { disputeRoutes } from './disputes.routes.ts';
import { flowRoutes } from './flow/flow.routes.ts';
import { Others, PresenceInput } from './here.ts';
import { huddleRoutes } from './huddle/huddle.routes.ts';
import { incidentRoutes } from './incidents/incidents.routes.ts';
import { libraryRoutes } from './library/library.routes.ts';
import { OpenCounts, OpenCountsQuery } from './openCounts.ts';
import { recognitionRoutes } from './recognition/recognition.routes.ts';
import { recoveryRoutes } from './recovery/recovery.routes.ts';
import { LinkInput, MergeInput, Related, UnlinkInput } from './relate/related.ts';
import { routingRoutes } from './routing/routing.routes.ts';
import { RuleChange, RuleInput } from './rule.ts';
import { seamRoutes } from './seams/seams.routes.ts';
import { stepInRoutes } from './stepIn/stepIn.routes.ts';
import { TaggingInput, UntaggingInput } from './tags/tag.ts';
import { tagRoutes } from './tags/tags.routes.ts';
import { tellingRoutes } from './telling/telling.routes.ts';
import {
  ActionInput,
  CaseInput,
  ClosureInput,
  HandBackInput,
  HandOverAnswer,
  HandOverInput,
  MessageInput,
  PreviewInput,
  ReopenInput,
  StepInInput,
  UrgencyInput,
} from './verbs.ts';
import { viewRoutes } from './views/views.routes.ts';

const params = z.object({ caseId: z.uuid() });
const language = z.enum(['en', 'de']);
const Draft = z.object({
  to: z.object({ name: z.string().nullable(), address: z.string() }).nullable(),
  phone: z.string().nullable(),
  language,
  languageFrom: z.enum(['wish', 'customer', 'organisation']),
  spoken: z.string().nullable(),
  noMail: z.enum(['channel_refused', 'complained', 'decided', 'bounced']).nullable(),
  subject: z.string(),
  body: z.string(),
  letter: z.string(),
});
const Preview = z.object({ subject: z.string(), html: z.string(), text: z.string() });
const Rule = RuleInput.extend({ id: z.int(), activeFrom: z.date(), endedAt: z.date().nullable() }).meta({
  id: 'CaseRule',
});
const Rules = z.object({ items: z.array(Rule), next: z.null() });

export function routes(platform: Platform) {
  /** Every verb on a case answers with the case as it is now. */
  const verb = <B extends z.ZodType>(
    path: string,
    summary: string,
    body: B,
    act: (platform: Platform, actor: Actor, caseId: string, input: z.output<B>) => Promise<void>,
  ) =>
    route(
      'post',
      `/cases/:caseId/${path}`,
      'case:work',
      { summary, params, body, answers: CaseDetail },
      async ({ params, body, actor }) => {
        await act(platform, actor, params.caseId, body);
        return caseDetail(platform, params.caseId);
      },
    );

  return roomRoutes('Cases', [
    route(
      'get',
      '/cases',
      'case:read',
      {
        summary: 'Cases, the nearest deadline first.',
        query: CaseQuery,
        answers: CaseList,
        produces: ['text/csv'],
      },
      ({ query, actor }) =>
        query.format === 'csv'
          ? exportCases(platform, actor, query)
          : query.include
            ? casesOfCustomer(platform, actor, query)
            : listCases(platform, actor, query),
    ),
    route(
      'post',
      '/cases',
      'case:work',
      { summary: 'Open a case for a customer.', body: CaseInput, answers: CaseDetail, status: 201 },
      async ({ body, actor }) => caseDetail(platform, await openCase(platform, actor, body)),
    ),
    route(
      'get',
      '/cases/count',
      'case:read',
      {
        summary: 'How many cases a filter finds, counted up to 1,000.',
        query: CaseQuery,
        answers: z.object({ n: z.int(), more: z.boolean().describe('There are more than were counted.') }),
      },
      ({ query, actor }) => caseCount(platform, actor, query),
    ),
    route(
      'get',
      '/cases/open-counts',
      'case:read',
      {
        summary: 'How many open cases each of these customers has.',
        query: OpenCountsQuery,
        answers: OpenCounts,
      },
      ({ query }) => openCounts(platform, query.customers),
    ),
    route(
      'get',
      '/cases/:caseId',
      'case:read',
      { summary: 'One case with its whole story.', params, answers: CaseDetail },
      ({ params }) => caseDetail(platform, params.caseId),
    ),
    route(
      'post',
      '/cases/:caseId/presence',
      'signed-in',
      {
        summary: 'Say that you have the case open, and learn who else has; kept for seconds, never recorded.',
        params,
        body: PresenceInput,
        answers: Others,
      },
      ({ params, body, actor }) => beHere(platform, actor, params.caseId, body),
    ),
    verb('acknowledgement', 'Say that you have seen it.', z.object({}), acknowledgeCase),
    verb(
      'pause',
      'Stop the clocks until a day, because somebody outside keeps the case waiting.',
      PauseInput,
      pauseCase,
    ),
    verb('resumption', 'Go on before the pause was to end.', z.object({}), resumeCase),
    verb('notes', 'Note something for colleagues.', NoteInput, addNote),
    verb('urgency', 'Say that it is urgent, or that it is not.', UrgencyInput, setUrgent),
    verb('tags', 'Give it a tag; one of a new name is made.', TaggingInput, tagCase),
    verb('tags/removal', 'Take a tag away.', UntaggingInput, untagCase),
    verb('links', 'Link it with another case.', LinkInput, linkCase),
    verb('links/removal', 'Take a link away.', UnlinkInput, unlinkCase),
    verb(
      'merge',
      'Close it as a duplicate of another case of the same customer, which goes on for both.',
      MergeInput,
      mergeCase,
    ),
    verb('merge/undo', 'Make it a case of its own again.', z.object({}), unmergeCase),
    route(
      'get',
      '/cases/:caseId/related',
      'case:read',
      {
        summary: 'Cases that have to do with this one: the customer’s others, linked ones, duplicates.',
        params,
        answers: Related,
      },
      ({ params }) => relatedCases(platform, params.caseId),
    ),
    verb('actions', 'Say what was done about it.', ActionInput, recordAction),
    route(
      'get',
      '/cases/:caseId/draft',
      'case:work',
      {
        summary: 'A first draft of the follow-up, in the customer’s language.',
        params,
        query: z.object({ language: language.optional() }),
        answers: Draft,
      },
      ({ params, query, actor }) => draftMessage(platform, actor, params.caseId, query.language),
    ),
    route(
      'post',
      '/cases/:caseId/messages/preview',
      'case:work',
      { summary: 'The mail as it would arrive.', params, body: PreviewInput, answers: Preview },
      ({ params, body }) => previewMessage(platform, params.caseId, body),
    ),
    verb('messages', 'Tell the customer: by e-mail, or record a call or letter.', MessageInput, tellCustomer),
    route(
      'get',
      '/cases/:caseId/messages/:messageId/mail',
      'case:read',
      {
        summary: 'What the customer wrote back, as it came, with what is attached.',
        params: params.extend({ messageId: z.uuid() }),
        produces: ['message/rfc822'],
      },
      async ({ params, actor }) => {
        const raw = await replyAsItCame(platform, actor, params.caseId, params.messageId);
        return new Response(Buffer.from(raw), {
          headers: {
            'content-type': 'message/rfc822',
            'content-disposition': 'attachment; filename="answer.eml"',
            'x-content-type-options': 'nosniff',
          },
        });
      },
    ),
    verb('closure', 'Close: told, or waived with a reason.', ClosureInput, closeLoop),
    verb('reopening', 'Open it again.', ReopenInput, reopenCase),
    verb('step-in', 'Take the customer on.', StepInInput, stepIn),
    verb('hand-back', 'Undo having stepped in, or offer back what was handed over.', HandBackInput, handBack),
    verb('hand-over', 'Offer the case to a colleague.', HandOverInput, handOver),
    verb('hand-over/answer', 'Accept, decline or withdraw the hand-over.', HandOverAnswer, answerHandOver),
    verb('dispute', 'Say that it is not yours, and whose it is.', DisputeInput, disputeCase),
    verb('dispute/answer', 'Accept, counter, or take the dispute back.', DisputeAnswer, answerDispute),
    ...disputeRoutes(platform),
    route(
      'get',
      '/case-rules',
      'case:read',
      { summary: 'What opens a case by itself.', answers: Rules },
      async () => ({ items: await listRules(platform), next: null }),
    ),
    route(
      'post',
      '/case-rules',
      'settings:write',
      { summary: 'Add a rule.', body: RuleInput, answers: Rule, status: 201 },
      ({ body, actor }) => addRule(platform, actor, body),
    ),
    route(
      'patch',
      '/case-rules/:key',
      'settings:write',
      {
        summary: 'Change, end or revive a rule.',
        params: z.object({ key: z.string().max(60) }),
        body: RuleChange,
        answers: Rule,
      },
      ({ params, body, actor }) => changeRule(platform, actor, params.key, body),
    ),
    ...deskRoutes(platform),
    ...checklistRoutes(platform),
    ...libraryRoutes(platform),
    ...routingRoutes(platform),
    ...incidentRoutes(platform),
    ...clockRoutes(platform),
    ...tellingRoutes(platform),
    ...complaintRoutes(platform),
    ...tagRoutes(platform),
    ...bulkRoutes(platform),
    ...viewRoutes(platform),
    ...seamRoutes(platform),
    ...flowRoutes(platform),
    ...huddleRoutes(platform),
    ...stepInRoutes(platform),
    ...recoveryRoutes(platform),
    ...recognitionRoutes(platform),
  ]);
}
