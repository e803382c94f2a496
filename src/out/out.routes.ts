import { z } from 'zod';
import { type RoomRoutes, roomRoutes, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { cardOf, catalogue, EventTypeCard } from './catalogue/catalogue.ts';
import { crmFieldNames } from './crm/facts.sql.ts';
import { crmPresets } from './crm/presets.ts';
import { Endpoint, EndpointChange, EndpointInput, MadeEndpoint } from './endpoint.ts';
import {
  changeEndpoint,
  listEndpoints,
  makeEndpoint,
  oneEndpoint,
  removeEndpoint,
  rotateSecret,
  startEndpoint,
  stopEndpoint,
} from './endpoints.ts';
import { Delivery, DeliveryDetail, LogQuery } from './log.ts';
import { deliveryLog, oneDelivery, replayOne, replaySince, sendTest, tryCrm } from './replay.ts';

const ById = z.object({ id: z.uuid() });
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Endpoints', [
    route(
      'get',
      '/event-types',
      'signed-in',
      { summary: 'The catalogue of events, with schema and example', answers: listOf(EventTypeCard) },
      () => ({ items: catalogue.map(cardOf), next: null }),
    ),
    route(
      'get',
      '/crm-presets',
      'endpoint:read',
      {
        summary: 'Where to begin with HubSpot, Salesforce and others, and the fields there are',
        answers: z.object({ items: z.array(z.unknown()), fields: z.array(z.string()) }),
      },
      async () => ({ items: crmPresets, fields: await crmFieldNames(platform.db) }),
    ),
    route(
      'get',
      '/endpoints',
      'endpoint:read',
      { summary: 'Where events are sent, and how that goes', answers: listOf(Endpoint) },
      async ({ actor }) => ({ items: await listEndpoints(platform, actor), next: null }),
    ),
    route(
      'post',
      '/endpoints',
      'endpoint:write',
      {
        summary: 'Send events somewhere; the signing secret is shown this once',
        body: EndpointInput,
        answers: MadeEndpoint,
        status: 201,
      },
      ({ body, actor }) => makeEndpoint(platform, actor, body),
    ),
    route(
      'get',
      '/endpoints/:id',
      'endpoint:read',
      { summary: 'One endpoint', params: ById, answers: Endpoint },
      ({ params, actor }) => oneEndpoint(platform, actor, params.id),
    ),
    route(
      'patch',
      '/endpoints/:id',
      'endpoint:write',
      {
        summary: 'Change an endpoint; what is left out stays',
        params: ById,
        body: EndpointChange,
        answers: Endpoint,
      },
      ({ params, body, actor }) => changeEndpoint(platform, actor, params.id, body),
    ),
    route(
      'delete',
      '/endpoints/:id',
      'endpoint:write',
      { summary: 'End an endpoint: nothing is sent there any more', params: ById },
      ({ params, actor }) => removeEndpoint(platform, actor, params.id),
    ),
    route(
      'post',
      '/endpoints/:id/stop',
      'endpoint:write',
      { summary: 'Stop sending for a while; what happens meanwhile waits', params: ById, answers: Endpoint },
      ({ params, actor }) => stopEndpoint(platform, actor, params.id),
    ),
    route(
      'post',
      '/endpoints/:id/start',
      'endpoint:write',
      { summary: 'Send again, beginning with what waits', params: ById, answers: Endpoint },
      ({ params, actor }) => startEndpoint(platform, actor, params.id),
    ),
    route(
      'post',
      '/endpoints/:id/secret',
      'endpoint:write',
      {
        summary: 'A new signing secret; both sign for a while',
        params: ById,
        body: z.object({ overlapHours: z.number().min(0).max(168).default(24) }),
        answers: z.object({ secret: z.string() }),
      },
      ({ params, body, actor }) => rotateSecret(platform, actor, params.id, body),
    ),
    route(
      'post',
      '/endpoints/:id/test',
      'endpoint:write',
      {
        summary: 'Send a test message; to a CRM, write this customer’s record now',
        params: ById,
        body: z.object({ customerId: z.guid().optional() }),
        answers: DeliveryDetail,
        status: 202,
      },
      ({ params, body, actor }) => sendTest(platform, actor, params.id, body.customerId ?? null),
    ),
    route(
      'post',
      '/endpoints/:id/trial',
      'endpoint:write',
      {
        summary: 'What would be written into a customer’s record of the CRM; nothing is sent',
        params: ById,
        body: z.object({ customerId: z.guid() }),
        answers: z.object({
          requests: z.array(z.object({ method: z.string(), url: z.string(), body: z.string() })),
        }),
      },
      ({ params, body, actor }) => tryCrm(platform, actor, params.id, body.customerId),
    ),
    route(
      'get',
      '/endpoints/:id/deliveries',
      'endpoint:read',
      {
        summary: 'Every delivery and what became of it, the newest first',
        params: ById,
        query: LogQuery,
        answers: listOf(Delivery),
      },
      ({ params, query, actor }) => deliveryLog(platform, actor, params.id, query),
    ),
    route(
      'post',
      '/endpoints/:id/replay',
      'endpoint:write',
      {
        summary: 'Send everything again that was given up since',
        params: ById,
        body: z.object({ since: z.coerce.date() }),
        answers: z.object({ replayed: z.int() }),
        status: 202,
      },
      ({ params, body, actor }) => replaySince(platform, actor, params.id, body.since),
    ),
    route(
      'get',
      '/deliveries/:id',
      'endpoint:read',
      { summary: 'One delivery with its message and every attempt', params: ById, answers: DeliveryDetail },
      ({ params, actor }) => oneDelivery(platform, actor, params.id),
    ),
    route(
      'post',
      '/deliveries/:id/replay',
      'endpoint:write',
      { summary: 'Send one delivery again', params: ById, answers: DeliveryDetail, status: 202 },
      ({ params, actor }) => replayOne(platform, actor, params.id),
    ),
  ]);
}
