import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { Key } from './key.ts';
import {
  makePromise,
  promiseBroken,
  promiseByKey,
  promises,
  promisesTo,
  promiseTerms,
  withdrawPromise,
} from './map.ts';
import { PeriodQuery } from './period.ts';
import { BrokenList, PromiseAnswer, PromiseInput, PromiseList, PromisesTo, TermList } from './promise.ts';
import { JourneyKey } from './shapes.ts';

export function promiseRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/promises',
      'journey:read',
      {
        summary:
          'What was promised to customers where, and how often it was kept; the last 90 days without a period.',
        query: PeriodQuery.extend({ journey: Key.optional() }),
        answers: PromiseList,
      },
      async ({ query, actor }) => ({ ...(await promises(platform, actor, query)), next: null }),
    ),
    route(
      'post',
      '/promises',
      'journey:write',
      { summary: 'Write a promise down.', body: PromiseInput, answers: PromiseAnswer, status: 201 },
      ({ body, actor }) => makePromise(platform, actor, body),
    ),
    route(
      'get',
      '/customers/:customerId/promises',
      'customer:read',
      {
        summary:
          'What was promised to a customer and measured there, and how often it was broken; the last 90 days without a period.',
        params: z.object({ customerId: z.guid() }),
        query: PeriodQuery,
        answers: PromisesTo,
      },
      async ({ params, query, actor }) => ({
        items: await promisesTo(platform, actor, params.customerId, query),
        next: null,
      }),
    ),
    route(
      'get',
      '/promises/:key',
      'journey:read',
      { summary: 'One promise.', params: JourneyKey, query: PeriodQuery, answers: PromiseAnswer },
      ({ params, query, actor }) => promiseByKey(platform, actor, params.key, query),
    ),
    route(
      'put',
      '/promises/:key',
      'journey:write',
      {
        summary: 'New terms of a promise; the earlier ones are kept.',
        params: JourneyKey,
        body: PromiseInput,
        answers: PromiseAnswer,
      },
      ({ params, body, actor }) => makePromise(platform, actor, body, params.key),
    ),
    route(
      'get',
      '/promises/:key/terms',
      'journey:read',
      { summary: 'What was promised when.', params: z.object({ key: Key }), answers: TermList },
      async ({ params, actor }) => ({ items: await promiseTerms(platform, actor, params.key), next: null }),
    ),
    route(
      'get',
      '/promises/:key/broken',
      'customer:read',
      {
        summary: 'To whom a promise was broken in a period, the newest 200.',
        params: JourneyKey,
        query: PeriodQuery,
        answers: BrokenList,
      },
      async ({ params, query, actor }) => ({
        items: await promiseBroken(platform, actor, params.key, query),
        next: null,
      }),
    ),
    route(
      'delete',
      '/promises/:key',
      'journey:write',
      { summary: 'Withdraw a promise.', params: JourneyKey },
      ({ params, actor }) => withdrawPromise(platform, actor, params.key),
    ),
  ];
}
