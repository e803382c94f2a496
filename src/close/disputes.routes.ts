import { z } from 'zod';
import {
  askImprovement,
  Escalation,
  EscalationAnswer,
  ImprovementInput,
  listEscalations,
} from '../own/own.ts';
import { notFound } from '../platform/errors.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { ruleDispute } from './arbitration.ts';
import { Dispute, DisputeList, DisputeQuery, RulingInput } from './dispute.ts';
import { listDisputes } from './disputeList.ts';
import { answerEscalation } from './escalation.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const EscalationQuery = z.object({
  open: flag.default(true),
  mine: flag.optional().describe('Waits for my answer.'),
  kind: z.enum(['grey_area', 'dispute', 'improvement']).optional(),
});
const Escalations = z.object({ items: z.array(Escalation), next: z.null() });

/** Disputes over all cases, and the ladder they climb. */
export function disputeRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/disputes',
      'case:read',
      {
        summary: 'Disputes about whose a case is, the oldest open one first.',
        query: DisputeQuery,
        answers: DisputeList,
      },
      async ({ query, actor }) => ({ items: await listDisputes(platform, actor, query), next: null }),
    ),
    route(
      'post',
      '/disputes/:disputeId/ruling',
      'case:work',
      {
        summary: 'Rule whose it is; only the arbiter may.',
        params: z.object({ disputeId: z.uuid() }),
        body: RulingInput,
        answers: Dispute,
        status: 201,
      },
      async ({ params, body, actor }) => {
        await ruleDispute(platform, actor, params.disputeId, body);
        const ended = await listDisputes(platform, actor, { state: 'ended' });
        return ended.find((one) => one.id === params.disputeId) ?? raise(params.disputeId);
      },
    ),
    route(
      'get',
      '/escalations',
      'ownership:read',
      {
        summary: 'The ladder: what no function solves alone, who is asked now, and since when.',
        query: EscalationQuery,
        answers: Escalations,
      },
      async ({ query, actor }) => ({ items: await listEscalations(platform, actor, query), next: null }),
    ),
    route(
      'post',
      '/escalations',
      'signed-in',
      {
        summary: 'Ask other departments for an improvement.',
        body: ImprovementInput,
        answers: z.object({ id: z.uuid() }),
        status: 201,
      },
      ({ body, actor }) => askImprovement(platform, actor, body),
    ),
    route(
      'post',
      '/escalations/:escalationId/answers',
      'signed-in',
      {
        summary: 'Decide, appoint somebody, or send it back with a reason; only those asked now may.',
        params: z.object({ escalationId: z.uuid() }),
        body: EscalationAnswer,
      },
      ({ params, body, actor }) => answerEscalation(platform, actor, params.escalationId, body),
    ),
  ];
}

function raise(id: string): never {
  throw notFound('dispute', id);
}
