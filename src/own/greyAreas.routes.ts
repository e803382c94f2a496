import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { appointClarifier, decideGreyArea } from './clarify.ts';
import { Day } from './day.ts';
import { Behind, ClarificationInput, DecisionInput, GreyAreaList, GreyAreaQuery } from './greyArea.ts';
import { greyAreasFile } from './greyAreas.file.ts';
import { greyAreaBehind, greyAreas } from './greyAreas.ts';
import { Card } from './person.ts';
import { listRulings, renewRuling, retireRuling } from './rulings.ts';
import { readTerms, saveTerms, Terms, valueAttributes } from './terms.ts';

const Key = z.object({ key: z.string().max(300) });
const Id = z.object({ rulingId: z.uuid() });
const DaysQuery = z.object({ days: z.coerce.number().int().min(1).max(730).default(90) });
const Rulings = z.object({
  items: z.array(
    z
      .object({
        id: z.uuid(),
        touchpoint: z.object({ key: z.string(), name: z.string() }),
        conditions: z.object({
          rule: z.string().optional(),
          kind: z.string().optional(),
          source: z.string().optional(),
        }),
        person: Card,
        reason: z.string(),
        from: z.date(),
        reviewOn: z.string().describe('First day on which it no longer routes.'),
        renewals: z.int(),
        state: z.enum(['in_force', 'review', 'left', 'retired']),
        retired: z.object({ at: z.date(), why: z.string().nullable() }).nullable(),
        disputeId: z.uuid().nullable(),
      })
      .meta({ id: 'Ruling' }),
  ),
  next: z.null(),
});

/** The register of grey areas, the rulings that route, and what the organisation agrees on for both. */
export function greyAreaRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/grey-areas',
      'ownership:read',
      {
        summary:
          'What is nobody’s, several people’s, or seen and lived differently; ranked. Also as CSV and XLSX.',
        query: GreyAreaQuery,
        answers: GreyAreaList,
        produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      },
      async ({ query, actor }) => {
        const list = await greyAreas(platform, actor, query);
        return query.format === 'json' ? list : greyAreasFile(list, query.format);
      },
    ),
    route(
      'get',
      '/grey-areas/:key',
      'ownership:read',
      {
        summary: 'One grey area with the cases, customers and decisions behind it.',
        params: Key,
        query: DaysQuery,
        answers: Behind,
      },
      ({ params, query, actor }) => greyAreaBehind(platform, actor, params.key, query.days),
    ),
    route(
      'post',
      '/grey-areas/:key/clarification',
      'ownership:write',
      {
        summary: 'Say who clarifies it, by when.',
        params: Key,
        body: ClarificationInput,
        answers: Behind,
        status: 201,
      },
      async ({ params, body, actor }) => {
        await appointClarifier(platform, actor, params.key, body);
        return greyAreaBehind(platform, actor, params.key);
      },
    ),
    route(
      'post',
      '/grey-areas/:key/decision',
      'signed-in',
      {
        summary: 'Decide whose it is: edits the ledger, and the routing where asked.',
        description:
          'May be used by those who may write the ledger, by who was appointed, and by whom the ladder asks.',
        params: Key,
        body: DecisionInput,
        answers: Behind,
        status: 201,
      },
      async ({ params, body, actor }) => {
        await decideGreyArea(platform, actor, params.key, body);
        return greyAreaBehind(platform, actor, params.key);
      },
    ),
    route(
      'get',
      '/rulings',
      'ownership:read',
      { summary: 'What was ruled and routes cases by itself, until its review.', answers: Rulings },
      async ({ actor }) => ({ items: await listRulings(platform, actor), next: null }),
    ),
    route(
      'post',
      '/rulings/:rulingId/renewal',
      'ownership:write',
      {
        summary: 'Keep a ruling until a later review.',
        params: Id,
        body: z.object({ reviewOn: Day, reason: z.string().trim().max(2000).nullish() }),
      },
      ({ params, body, actor }) => renewRuling(platform, actor, params.rulingId, body),
    ),
    route(
      'post',
      '/rulings/:rulingId/retirement',
      'ownership:write',
      {
        summary: 'End a ruling: it no longer routes.',
        params: Id,
        body: z.object({ reason: z.string().trim().min(3, 'Say why, in a few words.').max(2000) }),
      },
      ({ params, body, actor }) => retireRuling(platform, actor, params.rulingId, body),
    ),
    route(
      'get',
      '/ownership/terms',
      'ownership:read',
      {
        summary: 'Hours on each rung of the ladder, and which attribute says what a customer is worth.',
        answers: z.object({ terms: Terms, attributes: z.array(z.string()) }),
      },
      async () => ({ terms: await readTerms(platform.db), attributes: await valueAttributes(platform.db) }),
    ),
    route(
      'put',
      '/ownership/terms',
      'settings:write',
      { summary: 'Change them.', body: Terms, answers: Terms },
      ({ body, actor }) => saveTerms(platform, actor, body),
    ),
  ];
}
