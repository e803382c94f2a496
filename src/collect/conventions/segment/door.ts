import { type Context, Hono } from 'hono';
import type { Env } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { bytesOf, jsonOf } from '../body.ts';
import { connectionBehind, guarded, keyIn } from '../openConnection.ts';
import { takeEvents } from '../takeEvents.ts';
import type { Kind } from './message.ts';
import { mapMessages, messagesIn } from './segment.ts';

/** Bytes of one request, decompressed. */
const LIMIT = 500 * 1024;

/** As SDKs and gateways name them: the long names, and the short ones of browsers. */
const paths: Record<Kind | 'batch', string[]> = {
  identify: ['identify', 'i'],
  track: ['track', 't'],
  page: ['page', 'p'],
  screen: ['screen', 's'],
  group: ['group', 'g'],
  alias: ['alias', 'a'],
  batch: ['batch', 'b', 'import'],
};

/** Segment’s HTTP interface, which RudderStack and others speak too. Mounted at /v1. */
export function segmentDoor(platform: Platform): Hono<Env> {
  const app = new Hono<Env>();
  app.use('*', cors);
  for (const [kind, names] of Object.entries(paths))
    for (const name of names)
      app.post(`/${name}`, (c) => {
        c.set('route', `/v1/${kind}`);
        return receive(platform, c, kind as Kind | 'batch');
      });
  // What a browser’s SDK reports about itself; nobody’s experience.
  app.post('/m', (c) => c.json({ success: true }));
  return app;
}

async function receive(platform: Platform, c: Context<Env>, kind: Kind | 'batch'): Promise<Response> {
  const header = keyIn(c.req.header('authorization'));
  // A browser’s SDK has its key in the body, so the body is read first; with a key in the header, the key is checked first.
  const early = header ? await connectionBehind(platform, header, 'segment') : undefined;
  let bytes = 0;
  const read = async () => {
    const found = await bytesOf(c, LIMIT);
    bytes = found.length;
    return jsonOf(found);
  };
  const body = early ? await guarded(platform, early, read) : await read();
  const written = (body as { writeKey?: unknown } | null)?.writeKey;
  const connection =
    early ?? (await connectionBehind(platform, typeof written === 'string' ? written : undefined, 'segment'));
  const taken = await guarded(platform, connection, async () => {
    const { events, mapped } = await mapMessages(platform, connection, {
      ...messagesIn(body, kind),
      bytes,
    });
    return takeEvents(platform, connection, events, mapped);
  });
  // What was kept as a dead letter needs no second sending, so it is a success to the sender.
  return c.json({ success: true, ...(taken.rejected.length > 0 ? taken : {}) });
}

/** A write key in a page is no secret and carries no cookie: any site may send. */
async function cors(c: Context<Env>, next: () => Promise<void>): Promise<Response | undefined> {
  if (c.req.method === 'OPTIONS') {
    const asked = c.req.header('access-control-request-headers');
    return c.body(null, 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers':
        asked && /^[\w\-, ]{1,300}$/.test(asked) ? asked : 'authorization, content-type',
      'access-control-max-age': '86400',
    });
  }
  await next();
  c.res.headers.set('access-control-allow-origin', '*');
  return undefined;
}
