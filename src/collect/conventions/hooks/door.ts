import { hash } from 'node:crypto';
import { Hono } from 'hono';
import { Refusal } from '../../../platform/errors.ts';
import type { Env } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { unseal } from '../../../platform/secrets.ts';
import { bytesOf, jsonOf } from '../body.ts';
import type { OpenConnection } from '../connection.sql.ts';
import { eventMapper } from '../eventMapper.ts';
import { connectionBehind, guarded } from '../openConnection.ts';
import { takeEvents } from '../takeEvents.ts';
import { type Signed, type WebhookProvider, webhookProvider } from './provider.ts';

const LIMIT = 1024 * 1024;

/** Deliveries of other systems. Mounted at /hooks; the address holds the token, the body its signature. */
export function webhookDoor(platform: Platform): Hono<Env> {
  const app = new Hono<Env>();
  // Some senders ask first whether anybody is there.
  app.get('/:source/:token', async (c) => {
    await connectionBehind(platform, c.req.param('token'), 'webhook');
    return c.body(null, 204);
  });
  app.post('/:source/:token', async (c) => {
    c.set('route', '/hooks/:source/:token');
    const connection = await connectionBehind(platform, c.req.param('token'), 'webhook');
    const provider = webhookProvider(connection.provider);
    if (!provider || connection.sourceKey !== c.req.param('source'))
      throw new Refusal('not_found', 'There is no webhook at this address.', {}, 404);
    const taken = await guarded(platform, connection, async () => {
      const body = await bytesOf(c, LIMIT);
      verify(platform, connection, provider, { body, header: (name) => c.req.header(name) });
      mustBeJson(c.req.header('content-type'));
      const event = jsonOf(body);
      const events = (Array.isArray(event) ? event : [event]).map((raw) => ({
        raw,
        key: keyOf(provider, raw, body, (name) => c.req.header(name), Array.isArray(event)),
      }));
      if (events.length === 0) return { accepted: 0, rejected: [] };
      const map = await eventMapper(platform, connection);
      const header = headersOf(c.req.raw.headers);
      const mapped = await map(
        events.map(({ raw, key }) => ({ raw, key, header, happened: provider.happened?.(raw) })),
      );
      return takeEvents(
        platform,
        connection,
        // What a mapping reads from the headers must be there when the event is replayed.
        events.map(({ raw, key }) => ({ key, raw: { event: raw, header } })),
        mapped,
      );
    });
    return c.json({ accepted: taken.accepted, kept: taken.rejected.length }, 200);
  });
  return app;
}

function verify(
  platform: Platform,
  connection: OpenConnection,
  provider: WebhookProvider,
  delivery: Pick<Signed, 'body' | 'header'>,
): void {
  if (provider.secret === 'none') return;
  if (!connection.sealed) {
    if (provider.secret === 'optional') return;
    throw new Refusal('no_secret', 'Enter the signing secret at this connection first.', {}, 401);
  }
  const secret = unseal(platform.config, `connection ${connection.id}`, connection.sealed);
  provider.verify({ ...delivery, secret, now: platform.clock.now() });
}

function mustBeJson(type: string | undefined): void {
  if (/^application\/([\w.+-]+\+)?json\b/i.test(type ?? '')) return;
  throw new Refusal(
    'not_json',
    'Send webhooks as JSON with “Content-Type: application/json”.',
    { type },
    415,
  );
}

function keyOf(
  provider: WebhookProvider,
  event: unknown,
  body: Buffer,
  header: Signed['header'],
  oneOfMany: boolean,
): string {
  const own = provider.key?.(event, header);
  if (own && own.length <= 120) return own;
  const content = oneOfMany ? JSON.stringify(event) : body;
  return `hash-${hash('sha256', content, 'hex').slice(0, 40)}`;
}

/** Headers that say what an event is. Signatures, cookies and addresses are left where they came from. */
function headersOf(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers)
    if (/(topic|event|type|id)$/.test(name) && value.length <= 200 && name.startsWith('x-'))
      kept[name] = value;
  return kept;
}
