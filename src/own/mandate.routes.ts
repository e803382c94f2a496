import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { AnswerInput, EscalationInput, MandateList, NeedInput } from './mandate.ts';
import { countMandatesWaiting, mandates } from './mandateRead.ts';
import { answerNeed, escalateNeed, stateNeed, takeBackAnswer, withdrawNeed } from './mandates.ts';

const Id = z.object({ id: z.uuid() });

export function mandateRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/ownership/mandates',
      'ownership:read',
      {
        summary: 'What accountable people need, what is granted, what is missing, and what waits for me.',
        answers: MandateList,
      },
      ({ actor }) => mandates(platform, actor),
    ),
    route(
      'get',
      '/ownership/mandates/waiting',
      'signed-in',
      { summary: 'How many needs wait for my answer.', answers: z.object({ waiting: z.int() }) },
      async ({ actor }) => ({ waiting: await countMandatesWaiting(platform, actor) }),
    ),
    route(
      'post',
      '/ownership/needs',
      'signed-in',
      {
        summary: 'Say what I need to answer for what is mine; it is put to my head, else to the sponsor.',
        body: NeedInput,
        answers: Id,
        status: 201,
      },
      ({ body, actor }) => stateNeed(platform, actor, body),
    ),
    route(
      'post',
      '/ownership/needs/:id/answer',
      'signed-in',
      {
        summary: 'Grant, deny with a reason, or offer something else.',
        params: Id,
        body: AnswerInput,
        answers: Id,
        status: 201,
      },
      ({ params, body, actor }) => answerNeed(platform, actor, params.id, body),
    ),
    route(
      'delete',
      '/ownership/needs/:id/answer',
      'signed-in',
      { summary: 'Take my answer back; it stays on record.', params: Id },
      ({ params, actor }) => takeBackAnswer(platform, actor, params.id),
    ),
    route(
      'post',
      '/ownership/needs/:id/escalation',
      'signed-in',
      { summary: 'Take it to the sponsor.', params: Id, body: EscalationInput },
      ({ params, body, actor }) => escalateNeed(platform, actor, params.id, body),
    ),
    route(
      'delete',
      '/ownership/needs/:id',
      'signed-in',
      { summary: 'Withdraw what is not needed any more.', params: Id },
      ({ params, actor }) => withdrawNeed(platform, actor, params.id),
    ),
  ];
}
