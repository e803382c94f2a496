import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { recognitions, thanksByDepartment } from './feed.ts';
import {
  AddThanksInput,
  RecognitionList,
  RecognitionQuery,
  ThanksByDepartment,
  ThanksInput,
} from './recognition.ts';
import { addThanks, hideThanks, sayThanks } from './thanks.ts';

const params = z.object({ recognitionId: z.uuid() });

/** Thanks to those who went out of their way. */
export function recognitionRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/recognition',
      'case:read',
      {
        summary: 'Who went out of their way, and who says thanks; the newest first.',
        query: RecognitionQuery,
        answers: RecognitionList,
      },
      ({ query, actor }) => recognitions(platform, actor, query),
    ),
    route(
      'get',
      '/recognition/departments',
      'recovery:read',
      {
        summary: 'How much thanks there was in each department; never for whom.',
        query: z.object({ days: z.coerce.number().int().min(1).max(366).default(90) }),
        answers: ThanksByDepartment,
      },
      ({ query }) => thanksByDepartment(platform, query.days),
    ),
    route(
      'post',
      '/recognition',
      'signed-in',
      {
        summary: 'Say thanks to a colleague.',
        body: ThanksInput,
        answers: z.object({ id: z.uuid() }),
        status: 201,
      },
      async ({ body, actor }) => ({ id: await sayThanks(platform, actor, body) }),
    ),
    route(
      'post',
      '/recognition/:recognitionId/thanks',
      'signed-in',
      { summary: 'Join in.', params, body: AddThanksInput },
      ({ params, body, actor }) => addThanks(platform, actor, params.recognitionId, body),
    ),
    route(
      'put',
      '/recognition/:recognitionId/hidden',
      'signed-in',
      {
        summary: 'Keep it to oneself, or show it again; only whom it is about may.',
        params,
        body: z.object({ hidden: z.boolean() }),
      },
      ({ params, body, actor }) => hideThanks(platform, actor, params.recognitionId, body.hidden),
    ),
  ];
}
