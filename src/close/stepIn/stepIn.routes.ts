import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { CaseDetail } from '../case.ts';
import { caseDetail } from '../detail.ts';
import { advocates } from './advocate.ts';
import { caseTime } from './caseTime.ts';
import { Advocate, AdvocatesQuery, CaseTime } from './shapes.ts';
import { stepInFor } from './stepIn.ts';

const Advocates = z.object({ items: z.array(Advocate), next: z.null() });

/** Whoever stands up for a customer, and where the time went. */
export function stepInRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/advocates',
      'case:read',
      {
        summary: 'The advocate of each of these customers; none where nothing is open.',
        query: AdvocatesQuery,
        answers: Advocates,
      },
      async ({ query }) => ({ items: await advocates(platform, query.customers), next: null }),
    ),
    route(
      'post',
      '/customers/:customerId/step-in',
      'case:work',
      {
        summary: 'Take this customer on: the most pressing open case, or a new one.',
        params: z.object({ customerId: z.guid() }),
        body: z.object({
          reason: z.string().trim().min(3, 'Say in a few words what you will do.').max(500),
        }),
        answers: CaseDetail,
      },
      async ({ params, body, actor }) =>
        caseDetail(platform, await stepInFor(platform, actor, params.customerId, body)),
    ),
    route(
      'get',
      '/cases/:caseId/time',
      'case:read',
      {
        summary: 'Where the time of a case went, by department and stage; by person only for oneself.',
        params: z.object({ caseId: z.uuid() }),
        answers: CaseTime,
      },
      ({ params, actor }) => caseTime(platform, actor, params.caseId),
    ),
  ];
}
