import { z } from 'zod';
import { scopes } from './access.ts';
import { type RoomRoutes, roomRoutes, route } from './http/route.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import type { Platform } from './platform.ts';

const Scopes = z.enum(scopes);
const ApiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(Scopes),
    madeAt: z.date(),
    lastUsedAt: z.date().nullable(),
    revokedAt: z.date().nullable(),
  })
  .meta({ id: 'ApiKey' });
const NewKey = z
  .object({ name: z.string().trim().min(1).max(100), scopes: z.array(Scopes).min(1) })
  .meta({ id: 'NewKey' });
const MadeKey = ApiKey.extend({ key: z.string() }).meta({ id: 'MadeKey' });

export function routes(platform: Platform): RoomRoutes {
  return roomRoutes('Keys', [
    route(
      'get',
      '/keys',
      'key:write',
      {
        summary: 'Every API key, without its secret',
        answers: z.object({ items: z.array(ApiKey), next: z.null() }),
      },
      async () => ({ items: await listKeys(platform.db), next: null }),
    ),
    route(
      'post',
      '/keys',
      'key:write',
      {
        summary: 'Make a key; this answer is the only place it is ever shown',
        body: NewKey,
        answers: MadeKey,
        status: 201,
      },
      ({ body, actor }) => createKey(platform, actor, body),
    ),
    route(
      'delete',
      '/keys/:keyId',
      'key:write',
      { summary: 'Revoke a key', params: z.object({ keyId: z.uuid() }) },
      ({ params, actor }) => revokeKey(platform, actor, params.keyId),
    ),
  ]);
}
