import { z } from 'zod';
import type { TakeIn } from '../../collect/collect.ts';
import { require } from '../../platform/access.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { themesInUse } from './interview.sql.ts';
import { Interview, InterviewInput, InterviewsQuery, Theme } from './interview.ts';
import { interview, listInterviews, withdrawConsent, writeDown } from './interviews.ts';

const ById = z.object({ id: z.guid() });
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export function interviewRoutes(platform: Platform, takeIn: TakeIn): Route[] {
  return [
    route(
      'get',
      '/interviews',
      'customer:read',
      {
        summary: 'Conversations with customers, the newest first',
        query: InterviewsQuery,
        answers: listOf(Interview),
      },
      ({ query, actor }) => listInterviews(platform, actor, query),
    ),
    route(
      'post',
      '/interviews',
      'interview:write',
      {
        summary: 'Write a conversation down; its quotes become feedback',
        body: InterviewInput,
        answers: Interview,
        status: 201,
      },
      ({ body, actor }) => writeDown(platform, takeIn, actor, body),
    ),
    route(
      'get',
      '/interviews/:id',
      'customer:read',
      { summary: 'One conversation', params: ById, answers: Interview },
      ({ params, actor }) => interview(platform, actor, params.id),
    ),
    route(
      'put',
      '/interviews/:id',
      'interview:write',
      {
        summary: 'Change a conversation; quotes left out are taken back',
        params: ById,
        body: InterviewInput,
        answers: Interview,
      },
      ({ params, body, actor }) => writeDown(platform, takeIn, actor, body, params.id),
    ),
    route(
      'delete',
      '/interviews/:id/consent',
      'interview:write',
      {
        summary: 'Consent was taken back: every word is removed, here and in the responses',
        params: ById,
        answers: Interview,
      },
      ({ params, actor }) => withdrawConsent(platform, takeIn, actor, params.id),
    ),
    route(
      'get',
      '/interview-themes',
      'customer:read',
      { summary: 'Themes in use, with how many quotes', answers: listOf(Theme) },
      async ({ actor }) => {
        require(actor, 'customer:read');
        return { items: await themesInUse(platform.db), next: null };
      },
    ),
  ];
}
