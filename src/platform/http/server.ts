import { Hono } from 'hono';
import { v7 } from 'uuid';
import type { Actor } from '../access.ts';
import { Refusal } from '../errors.ts';
import type { Platform } from '../platform.ts';
import { docs } from './docs.ts';
import type { Env } from './env.ts';
import { health } from './health.ts';
import type { HttpMetrics } from './metrics.ts';
import { mount } from './mount.ts';
import { checkOrigin } from './origin.ts';
import { foreseen, problemResponse } from './problem.ts';
import { RateCounter } from './rate.ts';
import type { RoomRoutes } from './route.ts';
import { secure, secureHeaders } from './secure.ts';
import { compressed } from './static.ts';

export interface ServerParts {
  rooms: RoomRoutes[];
  /** Who sends this request: key, session or operator. */
  identify: (platform: Platform, headers: Headers) => Promise<Identified | undefined>;
  /** Pages and files outside /api/v1, registered after the rooms and before “not found”. */
  pages?: (app: Hono<Env>) => void;
  metrics?: HttpMetrics | undefined;
}

export interface Identified {
  actor: Actor;
  /** By cookie: the session, and whether it was opened in the last 15 minutes by other means than a password. */
  sessionId?: string;
  freshLink?: boolean;
}

/** The whole HTTP side, without a socket: `app.request()` runs it in this process. */
export function createServer(platform: Platform, parts: ServerParts): Hono<Env> {
  const app = new Hono<Env>();
  const always = secureHeaders(platform.config);
  const rates = new RateCounter(() => platform.clock.now().getTime());

  app.use(async (c, next) => {
    const started = performance.now();
    const requestId = acceptable(c.req.header('x-request-id')) ?? v7();
    c.set('requestId', requestId);
    c.set('standing', { ...always, 'x-request-id': requestId });
    c.set('address', addressOf(c, platform.config.trustProxy));
    let found: Promise<Identified | undefined> | undefined;
    c.set('actorOf', async () => {
      if (c.env?.actor) return c.env.actor;
      found ??= parts.identify(platform, c.req.raw.headers);
      const identified = await found;
      if (identified?.sessionId) {
        checkOrigin(c.req.raw, platform.config.baseUrl);
        c.set('sessionId', identified.sessionId);
        c.set('freshLink', identified.freshLink ?? false);
      }
      return identified?.actor;
    });
    c.set('actorNow', async () => {
      if (c.env?.actor) return c.env.actor;
      // A key that was revoked is refused; for whoever asks again it is the same as nobody.
      return (await parts.identify(platform, c.req.raw.headers).catch(gone))?.actor;
    });
    await next();
    if (!c.get('complete')) secure(c.res.headers, c.get('standing'));
    const seconds = (performance.now() - started) / 1000;
    const route = c.get('route') ?? 'page';
    parts.metrics?.observe({ method: c.req.method, route, status: c.res.status, seconds });
    platform.log.debug(
      {
        requestId,
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round(seconds * 1000),
      },
      'request',
    );
  });

  app.onError((error, c) => {
    const requestId = c.get('requestId');
    const refusal = foreseen(error);
    if (refusal) return problemResponse(refusal, requestId);
    platform.log.error(
      { requestId, path: c.req.path, error: error.stack ?? String(error) },
      'request failed',
    );
    return problemResponse(
      new Refusal(
        'our_fault',
        `Something went wrong on our side. Tell your administrator the number ${requestId}.`,
        {},
        500,
      ),
      requestId,
    );
  });

  app.use(async (c, next) => {
    await next();
    if (!c.get('complete')) await compressed(c, async () => undefined);
  });
  for (const room of parts.rooms) mount(app, room, rates);
  docs(app, parts.rooms, platform.config.baseUrl);
  health(app, platform, parts.metrics);
  app.all('/api/*', (c) => {
    throw new Refusal('not_found', `There is no ${c.req.method} ${c.req.path}. See /api/docs.`, {}, 404);
  });
  parts.pages?.(app);
  app.notFound((c) =>
    problemResponse(
      new Refusal('not_found', `There is nothing at ${c.req.path}.`, {}, 404),
      c.get('requestId'),
    ),
  );
  return app;
}

function gone(error: unknown): undefined {
  if (error instanceof Refusal && error.status === 401) return undefined;
  throw error;
}

function acceptable(id: string | undefined): string | undefined {
  return id && /^[\w.-]{8,64}$/.test(id) ? id : undefined;
}

function addressOf(
  c: { env: Env['Bindings'] | undefined; req: { header(name: string): string | undefined } },
  trustProxy: boolean,
): string {
  if (trustProxy) {
    // The last entry is the one our own proxy wrote; those before it anybody can make up.
    const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (forwarded) return forwarded;
  }
  return c.env?.incoming?.socket?.remoteAddress ?? 'in-process';
}
