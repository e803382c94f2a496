import { Hono } from 'hono';
import type { Env } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { bytesOf } from '../body.ts';
import { eventMapper } from '../eventMapper.ts';
import type { EventMapping } from '../eventMapping.ts';
import { connectionBehind, guarded, keyIn } from '../openConnection.ts';
import { takeEvents } from '../takeEvents.ts';
import { eventsIn } from './read.ts';

const LIMIT = 1024 * 1024;

/** The type is what happened, the subject whom it is about. */
export const starter: EventMapping = {
  yields: [
    {
      type: 'interaction',
      kind: 'type',
      who: 'subject',
      at: 'onus.at',
      attributes: { source: 'source', data: 'data' },
    },
  ],
};

/** CloudEvents 1.0 over HTTP. Mounted at /cloudevents. */
export function cloudEventsDoor(platform: Platform): Hono<Env> {
  const app = new Hono<Env>();
  // The protocol's own question whether a sender may deliver here: who has a key may, as fast as we answer.
  app.options('/', (c) => {
    const origin = c.req.header('webhook-request-origin');
    return c.body(null, 200, {
      allow: 'POST',
      ...(origin ? { 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' } : {}),
    });
  });
  app.post('/', async (c) => {
    c.set('route', '/cloudevents');
    const key = keyIn(c.req.header('authorization'));
    const connection = await connectionBehind(platform, key, 'cloudevents');
    const taken = await guarded(platform, connection, async () => {
      const body = await bytesOf(c, LIMIT);
      const read = eventsIn(c.req.header('content-type') ?? '', c.req.raw.headers, body);
      const good = read.flatMap((one) => ('event' in one ? [one] : []));
      const map = await eventMapper(platform, connection);
      const mapped = await map(
        good.map(({ event, key }) => ({ key, raw: event, happened: event.time as string })),
      );
      let at = 0;
      return takeEvents(
        platform,
        connection,
        read.map((one) => ({ key: one.key, raw: 'event' in one ? one.event : one.raw })),
        read.map((one) => ('event' in one ? (mapped[at++] as (typeof mapped)[number]) : one.wrong)),
      );
    });
    return c.json({ accepted: taken.accepted, rejected: taken.rejected });
  });
  return app;
}
