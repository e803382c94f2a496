import { z } from 'zod';
import { roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import {
  CustomerList,
  CustomerPage,
  CustomerQuery,
  MergeInput,
  SeparationInput,
  Timeline,
  TimelineQuery,
  UndoInput,
} from './customers.ts';
import {
  customerPage,
  customerTimeline,
  mergeCustomers,
  searchCustomers,
  separateIdentity,
  undoMerge,
} from './know.ts';

const Customer = z.object({ customerId: z.guid() });
const MergeId = z.object({ mergeId: z.guid() });

export function routes(platform: Platform) {
  return roomRoutes('Customers', [
    route(
      'get',
      '/customers',
      'customer:read',
      {
        summary: 'Customers, newest first, or those a search finds.',
        query: CustomerQuery,
        answers: CustomerList,
      },
      ({ query }) => searchCustomers(platform, query),
    ),
    route(
      'get',
      '/customers/:customerId',
      'customer:read',
      { summary: 'Who a customer is and how we know.', params: Customer, answers: CustomerPage },
      ({ params }) => customerPage(platform, params.customerId),
    ),
    route(
      'get',
      '/customers/:customerId/timeline',
      'customer:read',
      {
        summary: 'Everything that happened to and was said by a customer, newest first.',
        params: Customer,
        query: TimelineQuery,
        answers: Timeline,
      },
      ({ params, query }) => customerTimeline(platform, params.customerId, query),
    ),
    route(
      'post',
      '/customers/:customerId/merges',
      'customer:write',
      {
        summary: 'Say that another customer is this one.',
        params: Customer,
        body: MergeInput,
        answers: CustomerPage,
      },
      ({ params, body, actor }) => mergeCustomers(platform, actor, params.customerId, body),
    ),
    route(
      'post',
      '/merges/:mergeId/undo',
      'customer:write',
      {
        summary: 'Undo a merge; the two stay apart.',
        params: MergeId,
        body: UndoInput,
        answers: CustomerPage,
      },
      ({ params, body, actor }) => undoMerge(platform, actor, params.mergeId, body.reason),
    ),
    route(
      'post',
      '/customers/:customerId/separations',
      'customer:write',
      {
        summary: 'Say that one of the records is somebody else.',
        params: Customer,
        body: SeparationInput,
        answers: CustomerPage,
      },
      ({ params, body, actor }) => separateIdentity(platform, actor, params.customerId, body),
    ),
  ]);
}
