import { z } from 'zod';
import { route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { acknowledgeComplaint, draftLetters, respond } from './answering.ts';
import {
  AcknowledgeInput,
  AssessInput,
  Complaint,
  ComplaintInput,
  ComplaintList,
  ComplaintQuery,
  DecidedInput,
  EscalateInput,
  ExtendInput,
  InvestigateInput,
  Parts,
  RedressInput,
  Report,
  ReportQuery,
  RespondInput,
} from './complaint.ts';
import { complaintDetail, complaintForCase } from './detail.ts';
import { complaintCounts, complaintReport, complaintReportCsv, listComplaints } from './list.ts';
import { ComplaintLists } from './lists.ts';
import { stages } from './names.ts';
import { openComplaint } from './open.ts';
import { Regime, RegimeInput } from './regime.ts';
import {
  archiveRegime,
  complaintLists,
  listRegimes,
  saveRegime,
  setComplaintLists,
} from './settings.verbs.ts';
import { assess, escalate, extendComplaint, investigate, noteDecision, setRedress } from './work.ts';

const params = z.object({ complaintId: z.uuid() });
const ofCase = z.object({ caseId: z.uuid() });
const MaybeComplaint = z.object({ complaint: Complaint.nullable() });
const Counts = z.object({
  stages: z.array(z.object({ stage: z.enum(stages), n: z.int(), overdue: z.int() })),
});
const Draft = z.object({
  to: z.object({ name: z.string().nullable(), address: z.string() }).nullable(),
  noMail: z.string().nullable(),
  language: z.enum(['en', 'de']),
  subject: z.string(),
  body: z.string(),
  parts: Parts,
  responseSubject: z.string(),
});
const Regimes = z.object({ items: z.array(Regime), next: z.null() });

/** Complaints, by the stages of ISO 10002. */
export function complaintRoutes(platform: Platform) {
  /** Every verb answers with the complaint as it is now. */
  const verb = <B extends z.ZodType>(
    path: string,
    summary: string,
    body: B,
    act: (
      platform: Platform,
      actor: Parameters<typeof assess>[1],
      id: string,
      input: z.output<B>,
    ) => Promise<string>,
  ) =>
    route(
      'post',
      `/complaints/:complaintId/${path}`,
      'case:work',
      { summary, params, body, answers: Complaint },
      async ({ params, body, actor }) => {
        await act(platform, actor, params.complaintId, body);
        return complaintDetail(platform, params.complaintId);
      },
    );

  return [
    route(
      'get',
      '/complaints',
      'case:read',
      { summary: 'Complaints, the newest first.', query: ComplaintQuery, answers: ComplaintList },
      ({ query }) => listComplaints(platform, query),
    ),
    route(
      'post',
      '/complaints',
      'case:work',
      {
        summary: 'Take in a complaint: out of a case, for a customer, or anonymous.',
        body: ComplaintInput,
        answers: Complaint,
        status: 201,
      },
      async ({ body, actor }) => {
        const caseId = await openComplaint(platform, actor, body);
        return (await complaintForCase(platform, caseId)) as Complaint;
      },
    ),
    route(
      'get',
      '/complaints/counts',
      'case:read',
      { summary: 'How many stand in each stage, and how many of them are late.', answers: Counts },
      () => complaintCounts(platform),
    ),
    route(
      'get',
      '/complaints/report',
      'case:read',
      {
        summary: 'For the regulator: the complaints received in a period, counted.',
        query: ReportQuery,
        answers: Report,
        produces: ['text/csv'],
      },
      ({ query }) =>
        query.format === 'csv' ? complaintReportCsv(platform, query) : complaintReport(platform, query),
    ),
    route(
      'get',
      '/cases/:caseId/complaint',
      'case:read',
      { summary: 'The complaint this case is, if it is one.', params: ofCase, answers: MaybeComplaint },
      async ({ params }) => ({ complaint: await complaintForCase(platform, params.caseId) }),
    ),
    route(
      'get',
      '/complaints/:complaintId',
      'case:read',
      { summary: 'One complaint with its stages.', params, answers: Complaint },
      ({ params }) => complaintDetail(platform, params.complaintId),
    ),
    route(
      'get',
      '/complaints/:complaintId/draft',
      'case:work',
      {
        summary: 'First drafts of the acknowledgement and the final response.',
        params,
        query: z.object({ language: z.enum(['en', 'de']).optional() }),
        answers: Draft,
      },
      ({ params, query, actor }) => draftLetters(platform, actor, params.complaintId, query.language),
    ),
    verb(
      'acknowledgement',
      'Confirm the receipt, with the reference.',
      AcknowledgeInput,
      acknowledgeComplaint,
    ),
    verb('assessment', 'Say how grave it is.', AssessInput, assess),
    verb('investigation', 'Say whether it is justified, and why it happened.', InvestigateInput, investigate),
    verb('redress', 'Say what the customer is given.', RedressInput, setRedress),
    verb('response', 'Send the final response; refused while a part is missing.', RespondInput, respond),
    verb('extension', 'Take the longer time the rule allows, with a reason.', ExtendInput, extendComplaint),
    verb('escalations', 'The customer took it to somebody outside.', EscalateInput, escalate),
    route(
      'post',
      '/complaints/:complaintId/escalations/:escalationId/decision',
      'case:work',
      {
        summary: 'How they decided.',
        params: params.extend({ escalationId: z.uuid() }),
        body: DecidedInput,
        answers: Complaint,
      },
      async ({ params, body, actor }) => {
        const given = { escalationId: params.escalationId, input: body };
        await noteDecision(platform, actor, params.complaintId, given);
        return complaintDetail(platform, params.complaintId);
      },
    ),
    route(
      'get',
      '/complaint-lists',
      'case:read',
      { summary: 'What complaints can be about, and what can cause them.', answers: ComplaintLists },
      () => complaintLists(platform),
    ),
    route(
      'put',
      '/complaint-lists',
      'settings:write',
      { summary: 'Set these lists; a key in use stays.', body: ComplaintLists, answers: ComplaintLists },
      ({ body, actor }) => setComplaintLists(platform, actor, body),
    ),
    route(
      'get',
      '/complaint-rules',
      'case:read',
      { summary: 'The rules complaints fall under, with their periods.', answers: Regimes },
      async () => ({ items: await listRegimes(platform), next: null }),
    ),
    route(
      'post',
      '/complaint-rules',
      'settings:write',
      { summary: 'Add a rule.', body: RegimeInput, answers: Regime, status: 201 },
      ({ body, actor }) => saveRegime(platform, actor, body),
    ),
    route(
      'put',
      '/complaint-rules/:ruleId',
      'settings:write',
      {
        summary: 'Change a rule for complaints received from now on.',
        params: z.object({ ruleId: z.uuid() }),
        body: RegimeInput,
        answers: Regime,
      },
      ({ params, body, actor }) => saveRegime(platform, actor, body, params.ruleId),
    ),
    route(
      'post',
      '/complaint-rules/:ruleId/archival',
      'settings:write',
      {
        summary: 'Take a rule out of use, or bring it back.',
        params: z.object({ ruleId: z.uuid() }),
        body: z.object({ archived: z.boolean() }),
        answers: Regime,
      },
      ({ params, body, actor }) => archiveRegime(platform, actor, params.ruleId, body.archived),
    ),
  ];
}
