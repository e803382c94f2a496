import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { collectingPlatform, operator } from '../../test/collecting.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, type TestAnswer, type TestApp, type TestPlatform } from '../../test/platform.ts';
import { takeUp } from '../collect/intake/takeUp.ts';
import { takeIn } from '../loop.ts';
import { sql } from '../platform/database.ts';
import { webhookKinds } from './webhooks.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
  app = appFor(platform);
});
afterAll(() => fresh.close());
beforeEach(async () => {
  for (const table of ['interactions', 'responses', 'identities', 'identity_keys', 'links', 'customers'])
    await fresh.db.raw(`delete from ${table}`);
});

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

async function connected(provider: string, secret: string | null = SECRET) {
  const made = await app.call('POST', '/sources/shop/connections', {
    actor: operator,
    body: { convention: 'webhook', provider, secret },
  });
  expect(made.status).toBe(201);
  return { id: made.body.id as string, path: new URL(made.body.sendTo as string).pathname };
}

async function send(path: string, body: string, headers: Record<string, string>): Promise<TestAnswer> {
  const answer = await app.hono.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}

const mac = (algorithm: string, encoding: 'hex' | 'base64', of: string, secret = SECRET) =>
  createHmac(algorithm, secret).update(of).digest(encoding);
const seconds = () => Math.floor(platform.clock.now().getTime() / 1000);

/** Headers as each provider's documentation says it makes them. */
const signed: Record<string, (body: string) => Record<string, string>> = {
  typeform: (body) => ({ 'typeform-signature': `sha256=${mac('sha256', 'base64', body)}` }),
  surveymonkey: (body) => ({
    'sm-signature': mac('sha1', 'base64', body),
    'content-type': 'application/vnd.surveymonkey.response.v1+json',
  }),
  zendesk: (body) => {
    const at = platform.clock.now().toISOString();
    return {
      'x-zendesk-webhook-signature-timestamp': at,
      'x-zendesk-webhook-signature': mac('sha256', 'base64', at + body),
    };
  },
  intercom: (body) => ({ 'x-hub-signature': `sha1=${mac('sha1', 'hex', body)}` }),
  stripe: (body) => {
    const t = seconds();
    return {
      'stripe-signature': `t=${t},v1=${'0'.repeat(64)},v1=${mac('sha256', 'hex', `${t}.${body}`)},v0=x`,
    };
  },
  shopify: (body) => ({
    'x-shopify-hmac-sha256': mac('sha256', 'base64', body),
    'x-shopify-topic': 'orders/create',
  }),
  standard: (body) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(seconds()),
    'webhook-signature': new Webhook(SECRET).sign('msg_1', platform.clock.now(), body),
  }),
  hmac: (body) => ({ 'x-hub-signature-256': `sha256=${mac('sha256', 'hex', body)}` }),
  any: () => ({}),
};

const becomes: Record<string, { interactions: string[]; answers: number[]; people: string[] }> = {
  typeform: { interactions: ['form.submitted'], answers: [9], people: ['4711'] },
  surveymonkey: { interactions: ['survey.response_completed'], answers: [], people: ['777'] },
  zendesk: { interactions: ['zen:event-type:ticket.created'], answers: [], people: ['8847'] },
  intercom: { interactions: ['conversation.rating.added'], answers: [2], people: ['63fd1'] },
  stripe: { interactions: ['invoice.payment_failed'], answers: [], people: ['cus_Example'] },
  shopify: { interactions: ['orders/create'], answers: [], people: ['115310627314'] },
  standard: { interactions: ['order.delivered'], answers: [], people: ['4711'] },
  hmac: { interactions: ['order.delivered'], answers: [], people: ['4711'] },
  any: { interactions: ['order.delivered'], answers: [], people: ['4711'] },
};

async function stored() {
  await takeUp(platform, takeIn);
  const keys = async (text: Parameters<typeof fresh.db.all>[0]) =>
    (await fresh.db.all<{ v: never }>(text)).map(({ v }) => v);
  return {
    interactions: await keys(
      sql`select k.key as v from interactions join kinds k using (kind_id) order by 1`,
    ),
    answers: await keys(sql`select value as v from responses where value is not null order by 1`),
    people: await keys(sql`select external_key as v from identities where external_key <> '' order by 1`),
  };
}

test.each(webhookKinds.map(({ kind }) => kind))(
  '%s: what its documentation shows, signed as it signs, becomes facts; twice is once; forged is refused',
  async (kind) => {
    const provider = webhookKinds.find((one) => one.kind === kind)!;
    const { id, path } = await connected(kind, provider.secret === 'none' ? null : SECRET);
    const body = JSON.stringify(provider.example);
    const headers = signed[kind]!(body);
    expect(await send(path, body, headers)).toMatchObject({ status: 200, body: { accepted: 1, kept: 0 } });
    expect(await send(path, body, headers)).toMatchObject({ status: 200, body: { accepted: 1, kept: 0 } });
    expect(await stored()).toEqual(becomes[kind]);
    if (provider.secret === 'none') return;
    const forged = body.replace(/.$/, ',"more":1}');
    for (const [text, head] of [
      [forged, headers],
      [body, {}],
      [body, Object.fromEntries(Object.keys(headers).map((name) => [name, 'x']))],
    ] as const)
      expect(await send(path, text, head)).toMatchObject({ status: 401, body: { code: 'wrong_signature' } });
    const seen = await app.call('GET', `/connections/${id}/arrivals`, { actor: operator });
    expect(
      seen.body.items.filter(({ outcome }: { outcome: string }) => outcome === 'refused').length,
    ).toBeGreaterThan(0);
    expect(await stored()).toEqual(becomes[kind]);
  },
);

test.each(['stripe', 'zendesk', 'standard'])(
  '%s: a kept copy opens nothing after five minutes',
  async (kind) => {
    const { path } = await connected(kind);
    const body = JSON.stringify(webhookKinds.find((one) => one.kind === kind)!.example);
    const headers = signed[kind]!(body);
    platform.clock.advance(6 * 60_000);
    expect(await send(path, body, headers)).toMatchObject({ status: 401, body: { code: 'too_old' } });
  },
);

test('a wrong address, wrong content and a secret that is missing are said clearly', async () => {
  const { path } = await connected('any', null);
  const [, , source, token] = path.split('/');
  for (const method of ['HEAD', 'GET']) expect((await app.hono.request(path, { method })).status).toBe(204);
  for (const [to, body, headers, status] of [
    [`/hooks/${source}/hook_wrong`, '{}', {}, 401],
    [`/hooks/other/${token}`, '{}', {}, 404],
    [path, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [path, '{', {}, 400],
    [path, JSON.stringify({ a: 'x'.repeat(1_100_000) }), {}, 413],
  ] as const)
    expect(await send(to, body, headers)).toMatchObject({ status });
  const none = await app.call('POST', '/sources/shop/connections', {
    actor: operator,
    body: { convention: 'webhook', provider: 'stripe' },
  });
  expect(none).toMatchObject({ status: 422, body: { code: 'no_secret' } });
  expect(
    await fresh.db.maybe(sql`select 1 from connections where sealed_secret like '%MfKQ9%'`),
  ).toBeUndefined();
});

test('an event that no rule applies to waits, with its headers, and is taken in by a better mapping', async () => {
  const { id, path } = await connected('any', null);
  const body = JSON.stringify({ what: '<script>alert(1)</script>', when: 1772359200, by: 7 });
  expect(await send(path, body, { 'x-event-type': 'visit' })).toMatchObject({
    body: { accepted: 0, kept: 1 },
  });
  const mapping = {
    yields: [
      {
        type: 'interaction',
        kind: 'header.x-event-type',
        who: 'by',
        at: { column: 'when', format: 'epoch_s' },
        summary: 'what',
      },
    ],
  };
  await app.call('PATCH', `/connections/${id}`, { actor: operator, body: { mapping } });
  const again = await app.call('POST', `/connections/${id}/replay`, { actor: operator, body: {} });
  expect(again.body).toEqual({ takenIn: 1, left: 0 });
  expect(await stored()).toMatchObject({ interactions: ['visit'], people: ['7'] });
  expect(
    (await app.call('POST', `/connections/${id}/end`, { actor: operator, body: {} })).body.endedAt,
  ).not.toBeNull();
  expect(await send(path, body, {})).toMatchObject({ status: 401 });
});

test('deliveries that overtake each other: of each part of a person the newest stands', async () => {
  const { path } = await connected('any', null);
  const event = (minute: number, customer: object) =>
    JSON.stringify({
      type: 'customer.changed',
      timestamp: `2026-03-01T10:0${minute}:00Z`,
      data: { customer: { id: 'c77', ...customer } },
    });
  const deliveries = [
    event(1, { name: 'Ines Albrecht', email: 'old@kunde.example' }),
    event(2, { email: 'new@kunde.example' }),
    event(3, { name: 'Ines Berg' }),
  ];
  for (const order of [
    [2, 1, 0, 2],
    [1, 0, 2],
    [0, 1, 2, 0, 1],
  ]) {
    await fresh.db.raw('delete from partial_records; delete from identities; delete from deliveries');
    for (const i of order) {
      await send(path, deliveries[i] as string, {});
      await takeUp(platform, takeIn);
    }
    expect(await fresh.db.one(sql`select name, email from identities where external_key = 'c77'`)).toEqual({
      name: 'Ines Berg',
      email: 'new@kunde.example',
    });
  }
});

test('CloudEvents: structured, batched and binary are one event each, named by source and id', async () => {
  const made = await app.call('POST', '/sources/shop/connections', {
    actor: operator,
    body: { convention: 'cloudevents' },
  });
  const auth = { authorization: `Bearer ${made.body.key}` };
  const event = (id: string) => ({
    specversion: '1.0',
    id,
    source: '/orders',
    type: 'order.shipped',
    subject: 'c9',
    time: '2026-03-01T10:00:00Z',
    datacontenttype: 'application/json',
    data: { order: id },
  });
  const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8', ...auth };
  const batched = { 'content-type': 'application/cloudevents-batch+json', ...auth };
  const { data, datacontenttype, ...attributes } = event('3');
  const binary = {
    'content-type': datacontenttype,
    ...auth,
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value])),
  };
  expect(await send('/cloudevents', JSON.stringify(event('1')), structured)).toMatchObject({ status: 200 });
  const mixed = [event('1'), event('2'), { ...event('x'), specversion: '0.3' }, { ...event('y'), id: '' }, 7];
  expect(await send('/cloudevents', JSON.stringify(mixed), batched)).toMatchObject({
    status: 200,
    body: { accepted: 2, rejected: [{ field: 'specversion' }, { field: 'id' }, { field: null }] },
  });
  expect(await send('/cloudevents', JSON.stringify(data), binary)).toMatchObject({
    status: 200,
    body: { accepted: 1 },
  });
  expect(await stored()).toEqual({
    interactions: ['order.shipped', 'order.shipped', 'order.shipped'],
    answers: [],
    people: ['c9'],
  });
  expect(await send('/cloudevents', '{}', { ...auth })).toMatchObject({
    status: 415,
    body: { code: 'no_cloud_event' },
  });
  const asked = await app.hono.request('/cloudevents', {
    method: 'OPTIONS',
    headers: { 'webhook-request-origin': 'events.example' },
  });
  expect(asked.headers.get('webhook-allowed-origin')).toBe('events.example');
});
