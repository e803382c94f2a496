import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { roomsOf } from '../../app.ts';
import { operatorActor, permissions, permissionsOfRoles } from '../access.ts';
import { Refusal } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { roomRoutes, route } from './route.ts';
import { createServer } from './server.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;

beforeAll(async () => {
  fresh = await freshDatabase();
  await migrate(fresh.db);
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
});
afterAll(() => fresh.close());

const routes = () => roomsOf(platform).flatMap((room) => room.routes);
const filled = (path: string) => path.replace(/:\w+(\{[^}]*\})?/g, '00000000-0000-7000-8000-000000000000');

/** Whoever is not signed in may do exactly this. A new line here is a decision. */
const open = [
  'delete /session',
  'get /setup',
  'post /session',
  'post /session/demo',
  'post /session/magic',
  'post /setup',
];

test('every route states who may, and only these ask nobody', () => {
  const access = new Set<string>(['anyone', 'signed-in', ...permissions]);
  expect(routes().length).toBeGreaterThan(70);
  for (const one of routes()) expect(access.has(one.access), `${one.method} ${one.path}`).toBe(true);
  const anyone = routes().filter((one) => one.access === 'anyone');
  expect(anyone.map((one) => `${one.method} ${one.path}`).sort()).toEqual(open);
});

test('no two routes are the same, and what changes something never asks for a reading permission alone', () => {
  const names = routes().map((one) => `${one.method} ${one.path}`);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  const reading = routes().filter((one) => one.method !== 'get' && one.access.endsWith(':read'));
  expect(reading.map((one) => `${one.method} ${one.path} ${one.access}`)).toEqual([]);
});

test('nobody signed in gets 401 at every other route', async () => {
  for (const { method, path, access } of routes()) {
    if (access === 'anyone') continue;
    const { status } = await app.call(method.toUpperCase(), filled(path));
    expect(status, `${method} ${path}`).toBe(401);
  }
});

test('without its permission every route answers 403, whatever was sent', async () => {
  for (const { method, path, access } of routes()) {
    if (access === 'anyone' || access === 'signed-in') continue;
    const actor = { ...operatorActor, permissions: new Set(permissions.filter((one) => one !== access)) };
    const { status, body } = await app.call(method.toUpperCase(), filled(path), {
      actor,
      ...(method === 'get' ? {} : { body: { nonsense: 1 } }),
    });
    expect([status, body.permission], `${method} ${path}`).toEqual([403, access]);
  }
});

test('a member changes neither sources, people, journeys, keys nor settings', async () => {
  const member = personActor('00000000-0000-7000-8000-000000000001', 'Mia Member', ['member']);
  const may = permissionsOfRoles(['member']);
  for (const { method, path, access } of routes()) {
    if (access === 'anyone' || access === 'signed-in' || may.has(access)) continue;
    const { status } = await app.call(method.toUpperCase(), filled(path), { actor: member });
    expect(status, `${method} ${path}`).toBe(403);
  }
});

test('the interface is described completely, and every reference leads somewhere', async () => {
  const { body } = await app.call('GET', '/api/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  for (const { method, path } of routes()) {
    const known = body.paths[`/api/v1${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`]?.[method];
    expect(known?.summary, `${method} ${path}`).toBeTruthy();
    expect(known.responses.default).toEqual({ $ref: '#/components/responses/Problem' });
  }
  const operations = Object.values(body.paths).flatMap((one) =>
    Object.values(one as Record<string, { operationId: string }>),
  );
  expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length);
  for (const [, kind = '', name = ''] of JSON.stringify(body).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
    expect(body.components[kind][name], name).toBeDefined();
  }
});

test('the description for people needs no script and nothing from elsewhere', async () => {
  const { status, body } = await app.call('GET', '/api/docs');
  expect(status).toBe(200);
  expect(body).not.toMatch(/<script|(src|href)="(https?:)?\/\//);
  expect(body).toContain('/api/v1/intake');
});

const probe = () =>
  createServer(platform, {
    identify: async () => undefined,
    rooms: [
      roomRoutes('Probe', [
        route(
          'post',
          '/echo',
          'anyone',
          {
            summary: '',
            body: z.object({ n: z.number(), list: z.array(z.object({ day: z.iso.date() })) }),
            bodyLimit: 200,
          },
          ({ body }) => body,
        ),
        route(
          'post',
          '/raw',
          'anyone',
          { summary: '', raw: ['text/plain'], bodyLimit: 10 },
          async ({ stream }) => {
            let bytes = 0;
            for await (const part of stream) bytes += part.length;
            return { bytes };
          },
        ),
        route(
          'get',
          '/few',
          'anyone',
          { summary: '', rate: { limit: 2, windowSeconds: 60, by: 'address' } },
          () => ({ ok: true }),
        ),
        route('get', '/refusal', 'anyone', { summary: '' }, () => {
          throw new Refusal('not_now', 'Come back tomorrow.', { until: '2026-03-03' }, 409);
        }),
        route('get', '/bug', 'anyone', { summary: '' }, () => {
          throw new Error('select secret from table');
        }),
        route('get', '/full', 'anyone', { summary: '' }, () => {
          throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        }),
      ]),
    ],
  });

const json = { 'content-type': 'application/json' };
async function problem(path: string, init: RequestInit = {}) {
  const answer = await probe().request(`/api/v1${path}`, init);
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    headers: answer.headers,
    body: JSON.parse(await answer.text()),
  };
}
const post = (path: string, body: string, headers: Record<string, string> = json) =>
  problem(path, { method: 'POST', body, headers });

test('422 names every field that is wrong', async () => {
  const { status, type, body } = await post('/echo', '{"n":"x","list":[{"day":"2026-02-30"}]}');
  expect([status, type]).toEqual([422, 'application/problem+json']);
  expect(body).toMatchObject({ type: 'urn:onus:problem:invalid', status: 422, code: 'invalid' });
  expect(body.errors.map((error: { path: string }) => error.path)).toEqual(['n', 'list.0.day']);
  expect(body.requestId).toBeTruthy();
});

test('400 for what is not JSON, 415 for what does not claim to be', async () => {
  expect(await post('/echo', '{"n":')).toMatchObject({ status: 400, body: { code: 'not_json' } });
  expect(await post('/echo', 'n=1', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
    status: 415,
  });
});

test('413 beyond the limit, with and without a declared length', async () => {
  const long = JSON.stringify({ n: 1, list: [], more: 'x'.repeat(300) });
  expect(await post('/echo', long, { ...json, 'content-length': String(long.length) })).toMatchObject({
    status: 413,
    body: { limit: 200 },
  });
  expect(await post('/echo', long)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  expect(await post('/raw', '12345', {})).toMatchObject({ status: 200, body: { bytes: 5 } });
  expect(await post('/raw', '12345678901', {})).toMatchObject({ status: 413 });
});

test('429 with Retry-After', async () => {
  const server = probe();
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await server.request('/api/v1/few')).status);
  const last = await server.request('/api/v1/few');
  expect([...statuses, last.headers.get('retry-after')]).toEqual([200, 200, 429, '60']);
});

test('refusals keep their code and facts; what nobody foresaw says nothing of its inside', async () => {
  expect(await problem('/refusal')).toMatchObject({
    status: 409,
    body: { code: 'not_now', detail: 'Come back tomorrow.', until: '2026-03-03' },
  });
  const { status, body } = await problem('/bug');
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain('secret');
  expect(body.detail).toContain(body.requestId);
  expect(await problem('/full')).toMatchObject({ status: 507, body: { code: 'disk_full' } });
  expect(await problem('/nowhere')).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('every answer carries a request id and forbids frames and foreign scripts', async () => {
  const answer = await probe().request('/api/v1/few', { headers: { 'x-request-id': 'from-the-proxy-1' } });
  expect(answer.headers.get('x-request-id')).toBe('from-the-proxy-1');
  expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
  expect(answer.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const made = await probe().request('/api/v1/few', { headers: { 'x-request-id': '<script>' } });
  expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('alive, ready, and not ready while a migration is missing', async () => {
  const get = async (path: string) => {
    const answer = await app.hono.request(path);
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  expect(await get('/healthz')).toEqual({ status: 200, body: { status: 'alive' } });
  expect(await get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  await fresh.db.raw(`delete from migrations where name = '0009_sign_in.sql'`);
  expect(await get('/readyz')).toMatchObject({ status: 503, body: { missing: ['0009_sign_in.sql'] } });
  await fresh.db.raw(`insert into migrations (name) values ('0009_sign_in.sql')`);
});
