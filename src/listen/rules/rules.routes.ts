import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addContactRule, changeContacting, contactRules, endContactRule } from './contactRules.ts';
import { Contacting, ContactRule, ContactRuleInput, ContactRules } from './rules.ts';
import {
  ContactWishes,
  LiftInput,
  Suppression,
  SuppressionInput,
  SuppressionQuery,
  WishesInput,
} from './suppression.ts';
import { addSuppression, liftSuppression, listSuppressions, noteWishes, wishesOf } from './suppressions.ts';

const ById = z.object({ id: z.guid() });

export function contactRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/contact-rules',
      'survey:read',
      {
        summary: 'Who may be asked, when and how often, and whom that kept from being asked',
        answers: ContactRules,
      },
      ({ actor }) => contactRules(platform, actor),
    ),
    route(
      'put',
      '/contact-rules',
      'contact:write',
      { summary: 'Change consent, quiet hours and business hours', body: Contacting, answers: ContactRules },
      ({ body, actor }) => changeContacting(platform, actor, body),
    ),
    route(
      'post',
      '/contact-rules/limits',
      'contact:write',
      {
        summary: 'Add a limit: for all, for a survey, for a segment',
        body: ContactRuleInput,
        answers: ContactRule,
        status: 201,
      },
      ({ body, actor }) => addContactRule(platform, actor, body),
    ),
    route(
      'delete',
      '/contact-rules/limits/:id',
      'contact:write',
      { summary: 'End a limit', params: ById },
      ({ params, actor }) => endContactRule(platform, actor, params.id),
    ),
    route(
      'get',
      '/suppressions',
      'customer:read',
      {
        summary: 'Who is not written to, and why',
        query: SuppressionQuery,
        answers: z.object({ items: z.array(Suppression), next: z.string().nullable() }),
      },
      ({ query, actor }) => listSuppressions(platform, actor, query),
    ),
    route(
      'post',
      '/suppressions',
      'contact:write',
      { summary: 'Write to an address no more', body: SuppressionInput, answers: Suppression, status: 201 },
      ({ body, actor }) => addSuppression(platform, actor, body),
    ),
    route(
      'post',
      '/suppressions/:id/lift',
      'contact:write',
      { summary: 'Take an address off the list, for a reason', params: ById, body: LiftInput },
      ({ params, body, actor }) => liftSuppression(platform, actor, { id: params.id, reason: body.reason }),
    ),
    route(
      'get',
      '/customers/:id/contact-wishes',
      'customer:read',
      { summary: 'What a customer said about being asked', params: ById, answers: ContactWishes },
      ({ params, actor }) => wishesOf(platform, actor, params.id),
    ),
    route(
      'put',
      '/customers/:id/contact-wishes',
      'customer:write',
      {
        summary: 'Write down what a customer said about being asked',
        params: ById,
        body: WishesInput,
        answers: ContactWishes,
      },
      ({ params, body, actor }) => noteWishes(platform, actor, { customerId: params.id, input: body }),
    ),
  ];
}
