import { z } from 'zod';
import type { TakeIn } from '../../collect/collect.ts';
import { type RoomRoutes, roomRoutes, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { contactRoutes } from '../rules/rules.routes.ts';
import { listInvitations } from './invitationList.ts';
import { makePersonalLink, withdrawInvitation } from './personal.ts';
import {
  Audience,
  Invitation,
  InvitationQuery,
  PersonalLinkInput,
  PlanChange,
  PlanInput,
  SurveyPlan,
} from './plan.ts';
import { audienceSize, changePlan, listPlans, makePlan } from './plans.ts';
import { ResponseQuery, SurveyResponse } from './response.ts';
import { surveyResponse } from './responses.ts';

const ByKey = z.object({ key: z.string() });
const ByPlan = ByKey.extend({ planId: z.guid() });
const PersonalLink = z
  .object({ invitationId: z.guid(), url: z.string(), expiresAt: z.date() })
  .meta({ id: 'PersonalLink' });

/** `takeIn` is the loop: people on a list become customers like everybody else. */
export function routes(platform: Platform, takeIn: TakeIn): RoomRoutes {
  return roomRoutes('Invitations', [
    route(
      'get',
      '/surveys/:key/plans',
      'survey:read',
      {
        summary: 'When and whom a survey asks, and how that goes',
        params: ByKey,
        answers: z.object({ items: z.array(SurveyPlan), next: z.null() }),
      },
      async ({ params, actor }) => ({ items: await listPlans(platform, actor, params.key), next: null }),
    ),
    route(
      'post',
      '/surveys/:key/plans',
      'survey:write',
      {
        summary: 'Ask after an event, once, or again and again',
        params: ByKey,
        body: PlanInput,
        answers: SurveyPlan,
        status: 201,
      },
      ({ params, body, actor }) => makePlan(platform, actor, { key: params.key, input: body, takeIn }),
    ),
    route(
      'patch',
      '/surveys/:key/plans/:planId',
      'survey:write',
      {
        summary: 'Change a plan, stop it, or start it again',
        params: ByPlan,
        body: PlanChange,
        answers: SurveyPlan,
      },
      ({ params, body, actor }) => changePlan(platform, actor, { ...params, change: body }),
    ),
    route(
      'post',
      '/surveys/audience',
      'survey:write',
      {
        summary: 'How many people an audience has today, before the contact rules',
        body: Audience,
        answers: z.object({ people: z.int(), reachable: z.int() }),
      },
      ({ body, actor }) => audienceSize(platform, actor, body),
    ),
    route(
      'get',
      '/surveys/:key/invitations',
      'customer:read',
      {
        summary: 'Everybody a survey asked or wanted to ask, the newest first',
        params: ByKey,
        query: InvitationQuery,
        answers: z.object({ items: z.array(Invitation), next: z.string().nullable() }),
      },
      ({ params, query, actor }) => listInvitations(platform, actor, { key: params.key, query }),
    ),
    route(
      'post',
      '/surveys/:key/invitations',
      'survey:write',
      {
        summary: 'A personal link for one customer, to be handed over; shown this once',
        params: ByKey,
        body: PersonalLinkInput,
        answers: PersonalLink,
        status: 201,
      },
      ({ params, body, actor }) => makePersonalLink(platform, actor, { key: params.key, input: body }),
    ),
    route(
      'delete',
      '/survey-invitations/:id',
      'survey:write',
      { summary: 'Withdraw an invitation: its link no longer opens', params: z.object({ id: z.guid() }) },
      ({ params, actor }) => withdrawInvitation(platform, actor, params.id),
    ),
    route(
      'get',
      '/surveys/:key/response',
      'survey:read',
      {
        summary:
          'Response rate by channel and segment, whether those who answer are like those who do not, and who was left out',
        params: ByKey,
        query: ResponseQuery,
        answers: SurveyResponse,
      },
      ({ params, query, actor }) => surveyResponse(platform, actor, { key: params.key, query }),
    ),
    ...contactRoutes(platform),
  ]);
}
