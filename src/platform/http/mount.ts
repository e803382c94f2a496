import type { Context, Hono } from 'hono';
import { type Actor, require } from '../access.ts';
import { Refusal } from '../errors.ts';
import { defaultBodyLimit, rawBody, readJson } from './body.ts';
import type { Env } from './env.ts';
import { invalid } from './problem.ts';
import type { RateCounter } from './rate.ts';
import type { RoomRoutes, Route } from './route.ts';
import { SHORT } from './static.ts';

export const apiBase = '/api/v1';

/** Registers a room's routes: who may → how often → shape → handler → answer. */
export function mount(app: Hono<Env>, room: RoomRoutes, rates: RateCounter): void {
  for (const route of room.routes) {
    const path = apiBase + route.path;
    app.on(route.method.toUpperCase(), path, async (c) => {
      c.set('route', path);
      const actor = await c.get('actorOf')();
      permit(actor, route);
      if (route.spec.rate) {
        const { rate } = route.spec;
        const who = rate.by === 'actor' && actor ? (actor.id ?? actor.kind) : c.get('address');
        rates.take(`${route.method} ${path} ${who}`, rate);
      }
      return answer(c, route, actor ?? nobody);
    });
  }
}

const nobody: Actor = {
  kind: 'customer',
  id: null,
  personId: null,
  name: 'Nobody signed in',
  roles: [],
  permissions: new Set(),
};

function permit(actor: Actor | undefined, { access }: Route): void {
  if (access === 'anyone') return;
  if (!actor) {
    throw new Refusal('not_signed_in', 'Sign in first, or send “Authorization: Bearer <key>”.', {}, 401);
  }
  if (access !== 'signed-in') require(actor, access);
}

async function answer(c: Context<Env>, { spec, handler }: Route, actor: Actor): Promise<Response> {
  const limit = spec.bodyLimit ?? defaultBodyLimit;
  const input = {
    params: spec.params ? parse(spec.params, c.req.param(), 'params') : c.req.param(),
    query: spec.query ? parse(spec.query, queryOf(c)) : queryOf(c),
    body: spec.body ? parse(spec.body, await readJson(c, limit)) : undefined,
    stream: spec.raw ? rawBody(c, limit) : undefined,
    actor: { ...actor, requestId: c.get('requestId') },
    c,
  };
  const result = await handler(input as never);
  if (result instanceof Response) return result;
  if (result === undefined) return c.body(null, 204);
  const text = JSON.stringify(result);
  const length = Buffer.byteLength(text);
  // Headers added to an answer that is finished cost more than the rest of a short one.
  const complete = length < SHORT;
  c.set('complete', complete);
  // Through the context, so that headers a handler has set (cookies) go along.
  return c.body(text, spec.status ?? 200, {
    ...(complete ? c.get('standing') : {}),
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(length),
    'cache-control': 'no-store',
  });
}

function parse(schema: NonNullable<Route['spec']['query']>, value: unknown, under = ''): unknown {
  const read = schema.safeParse(value);
  if (!read.success) throw invalid(read.error, under);
  return read.data;
}

function queryOf(c: Context): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    query[name] = values.length === 1 ? values[0]! : values;
  }
  return query;
}
