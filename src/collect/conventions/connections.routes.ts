import { z } from 'zod';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { Fact } from '../facts.ts';
import {
  Arrival,
  Connection,
  ConnectionChange,
  ConnectionInput,
  conventions,
  DeadLetter,
} from './connection.ts';
import { changeConnection, connect, connection, endConnection, listConnections } from './connections.ts';
import { listArrivals, listDeadLetters, replay, setAside, tryMapping } from './deadLetters.ts';
import { EventMapping } from './eventMapping.ts';
import { webhookProviders } from './hooks/provider.ts';

const ByKey = z.object({ key: z.string() });
const ById = z.object({ id: z.uuid() });
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

const Provider = z.object({
  kind: z.string(),
  name: z.string(),
  secret: z.enum(['required', 'optional', 'none']),
  where: z.string(),
  example: z.record(z.string(), z.unknown()),
});

export function connectionRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/webhook-providers',
      'source:read',
      { summary: 'Systems whose webhooks are read', answers: listOf(Provider) },
      () => ({
        items: webhookProviders().map(({ kind, name, secret, where, example }) => ({
          kind,
          name,
          secret,
          where,
          example,
        })),
        next: null,
      }),
    ),
    route(
      'get',
      '/sources/:key/connections',
      'source:read',
      { summary: 'How a source delivers by itself', params: ByKey, answers: listOf(Connection) },
      async ({ params, actor }) => ({
        items: await listConnections(platform, actor, params.key),
        next: null,
      }),
    ),
    route(
      'post',
      '/sources/:key/connections',
      'source:write',
      {
        summary: `Connect a source: ${conventions.join(', ')}; its key is shown this once`,
        params: ByKey,
        body: ConnectionInput,
        answers: Connection.extend({ key: z.string(), sendTo: z.string() }),
        status: 201,
      },
      ({ params, body, actor }) => connect(platform, actor, params.key, body),
    ),
    route(
      'get',
      '/connections/:id',
      'source:read',
      { summary: 'One connection', params: ById, answers: Connection },
      ({ params, actor }) => connection(platform, actor, params.id),
    ),
    route(
      'patch',
      '/connections/:id',
      'source:write',
      {
        summary: 'Change the mapping or the signing secret; what is left out stays',
        params: ById,
        body: ConnectionChange,
        answers: Connection,
      },
      ({ params, body, actor }) => changeConnection(platform, actor, params.id, body),
    ),
    route(
      'post',
      '/connections/:id/end',
      'source:write',
      { summary: 'End a connection: its key opens nothing any more', params: ById, answers: Connection },
      ({ params, actor }) => endConnection(platform, actor, params.id),
    ),
    route(
      'post',
      '/connections/:id/trial',
      'source:write',
      {
        summary: 'What an event would become; nothing is stored',
        params: ById,
        body: z.object({ event: z.unknown(), mapping: EventMapping.optional() }),
        answers: z.union([
          z.object({ facts: z.array(Fact) }),
          z.object({ reason: z.string(), field: z.string().nullable() }),
        ]),
      },
      ({ params, body, actor }) => tryMapping(platform, actor, params.id, body),
    ),
    route(
      'get',
      '/connections/:id/arrivals',
      'source:read',
      {
        summary: 'The last deliveries with their outcome, newest first',
        params: ById,
        answers: listOf(Arrival),
      },
      async ({ params, actor }) => ({ items: await listArrivals(platform, actor, params.id), next: null }),
    ),
    route(
      'get',
      '/connections/:id/dead-letters',
      'source:read',
      {
        summary: 'Events that could not be taken in, kept until they are replayed or set aside',
        params: ById,
        query: z.object({
          after: z.coerce.number().int().default(0),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        answers: listOf(DeadLetter),
      },
      ({ params, query, actor }) => listDeadLetters(platform, actor, params.id, query),
    ),
    route(
      'post',
      '/connections/:id/replay',
      'source:write',
      {
        summary: 'Take kept events in by today’s mapping: those named, or all',
        params: ById,
        body: z.object({ ids: z.array(z.int()).max(1000).optional() }),
        answers: z.object({ takenIn: z.int(), left: z.int() }),
      },
      ({ params, body, actor }) => replay(platform, actor, params.id, body.ids),
    ),
    route(
      'post',
      '/connections/:id/set-aside',
      'source:write',
      {
        summary: 'Set kept events aside, with a reason',
        params: ById,
        body: z.object({ ids: z.array(z.int()).min(1).max(1000), reason: z.string().trim().min(3).max(500) }),
        answers: z.object({ setAside: z.int() }),
      },
      ({ params, body, actor }) => setAside(platform, actor, params.id, body),
    ),
  ];
}
