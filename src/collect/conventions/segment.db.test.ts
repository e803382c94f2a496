import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectingPlatform, contents, operator } from '../../../test/collecting.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestAnswer, type TestApp, type TestPlatform } from '../../../test/platform.ts';
import { takeIn } from '../../loop.ts';
import { sql } from '../../platform/database.ts';
import { factIds } from '../factIds.ts';
import { takeUp } from '../intake/takeUp.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let id: string;
let key: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
  app = appFor(platform);
  const made = await app.call('POST', '/sources/shop/connections', {
    actor: operator,
    body: { convention: 'segment' },
  });
  expect(made.status).toBe(201);
  ({ id, key } = made.body);
});
afterAll(() => fresh.close());

const basic = (writeKey: string) => `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const answer = await app.hono.request(`/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: basic(key), ...headers },
    body: raw ? (body as string) : JSON.stringify(body),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as TestAnswer['body'],
    headers: answer.headers,
  };
}

const at = '2026-03-01T10:00:00.000Z';
const track = (messageId: string, more: object = {}) => ({
  type: 'track',
  messageId,
  userId: 'u1',
  event: 'Order Completed',
  timestamp: at,
  properties: { revenue: 39.9, cart: { items: 2 } },
  ...more,
});
const settled = () => takeUp(platform, takeIn);
const one = (messageId: string) =>
  fresh.db.maybe<{
    kind: string;
    value: number;
    attributes: object;
    summary: string;
    at: Date;
    who: string;
  }>(sql`
    select k.key as kind, i.value, i.attributes, i.summary, i.occurred_at as at, p.external_key as who from interactions i
    join kinds k using (kind_id) join identities p using (identity_id)
    where i.interaction_id = ${factIds({ key: 'shop', factIds: 2 })({ type: 'interaction', key: messageId })}::uuid`);
const letters = async () =>
  (await app.call('GET', `/connections/${id}/dead-letters`, { actor: operator })).body.items as {
    id: number;
    eventKey: string;
    reason: string;
    field: string | null;
    times: number;
  }[];

test('every call has its path, long and short, and becomes what it says', async () => {
  const about = { userId: 'u1', timestamp: at };
  for (const [path, body] of [
    ['track', track('p1')],
    ['t', track('p2', { event: 'NPS Submitted', properties: { score: 9, comment: 'Quick <b>help</b>' } })],
    ['page', { ...about, messageId: 'p3', name: 'Prices', properties: { url: 'https://x.example/p' } }],
    ['p', { ...about, messageId: 'p4', properties: { path: '/help' } }],
    ['screen', { ...about, messageId: 'p5', name: 'Basket' }],
    [
      'identify',
      { ...about, messageId: 'p6', traits: { email: 'u1@kunde.example', firstName: 'Ines', plan: 'fibre' } },
    ],
    ['group', { ...about, messageId: 'p7', groupId: 'g1', traits: { name: 'Muster GmbH', seats: 40 } }],
    ['alias', { ...about, messageId: 'p8', previousId: 'old-1' }],
    ['import', { batch: [track('p9')] }],
    ['b', { batch: [track('p10')] }],
  ] as const)
    expect(await post(path, body)).toMatchObject({ status: 200, body: { success: true } });
  await settled();
  expect(await one('p1')).toMatchObject({
    kind: 'order_completed',
    who: 'u1',
    value: 39.9,
    attributes: { revenue: 39.9, 'cart.items': 2 },
  });
  expect(await one('p3')).toMatchObject({ kind: 'page.viewed', summary: 'Prices' });
  expect(await one('p4')).toMatchObject({ kind: 'page.viewed', summary: '/help' });
  expect(await one('p5')).toMatchObject({ kind: 'screen.viewed', summary: 'Basket' });
  const [answer] = await fresh.db.all(sql`select value, comment from responses`);
  expect(answer).toEqual({ value: 9, comment: 'Quick <b>help</b>' });
  const person = await fresh.db.one(sql`
    select p.name, p.email, p.attributes, a.name as account, a.kind from identities p
    join identities a on a.identity_id = p.account_identity_id where p.external_key = 'u1'`);
  expect(person).toEqual({
    name: 'Ines',
    email: 'u1@kunde.example',
    attributes: { plan: 'fibre' },
    account: 'Muster GmbH',
    kind: 'account',
  });
});

test('a visitor becomes the user who signs in, with the reason; a second user on the device does not', async () => {
  const together = async (...keys: string[]) =>
    (
      await fresh.db.one<{ n: number }>(sql`
        select count(distinct customer_id)::int as n from links join identities using (identity_id) where external_key = any(${keys}::text[])`)
    ).n;
  await post('track', { ...track('v1'), userId: undefined, anonymousId: 'a7' });
  await settled();
  await post('identify', { messageId: 'v2', userId: 'v-user', anonymousId: 'a7', timestamp: at });
  await settled();
  expect(await together('anonymous:a7', 'v-user')).toBe(1);
  const why = await fresh.db.all<{ reason: string }>(sql`
    select reason from links join identities using (identity_id) where external_key in ('anonymous:a7', 'v-user')
    union select reason from merges`);
  expect(why.map(({ reason }) => reason)).toContain('exact:anonymous_id');
  await post('identify', { messageId: 'v3', userId: 'v-other', anonymousId: 'a7', timestamp: at });
  await settled();
  expect(await together('v-user', 'v-other')).toBe(2);
  await post('alias', { messageId: 'v4', userId: 'v-user', previousId: 'v-former', timestamp: at });
  await settled();
  expect(await together('v-user', 'v-former')).toBe(1);
});

test('a link can be taken back, and the same call sent again does not make it again', async () => {
  const customers = async () =>
    fresh.db.all<{ key: string; customer: string }>(sql`
      select external_key as key, customer_id as customer from links join identities using (identity_id)
      where external_key in ('anonymous:b1', 'b-user') order by 1`);
  await post('track', { ...track('b1'), userId: undefined, anonymousId: 'b1' });
  await post('track', { ...track('b2'), userId: 'b-user' });
  await settled();
  const call = { messageId: 'b3', userId: 'b-user', anonymousId: 'b1', timestamp: at };
  await post('identify', call);
  await settled();
  const [visitor, user] = await customers();
  expect(visitor?.customer).toBe(user?.customer);
  const merge = await fresh.db.one<{ id: string; reason: string }>(sql`
    select merge_id as id, reason from merges where into_customer_id = ${visitor?.customer}::uuid`);
  expect(merge.reason).toBe('exact:anonymous_id');
  const undone = await app.call('POST', `/merges/${merge.id}/undo`, {
    actor: operator,
    body: { reason: 'A shared tablet in the shop' },
  });
  expect(undone.status).toBeLessThan(300);
  await post('identify', { ...call, messageId: 'b4', traits: { plan: 'dsl' } });
  await settled();
  const [apart, other] = await customers();
  expect(apart?.customer).not.toBe(other?.customer);
});

test('a clock that is off is set right; delivered again later, the event stays when it was', async () => {
  const off = 3 * 3600_000;
  const sent = (seconds: number) =>
    new Date(platform.clock.now().getTime() - off + seconds * 1000).toISOString();
  const message = { ...track('c1'), timestamp: undefined, originalTimestamp: sent(-60) };
  await post('batch', { batch: [message], sentAt: sent(0) });
  await settled();
  const should = platform.clock.now().getTime() - 60_000;
  expect((await one('c1'))?.at.getTime()).toBe(should);
  await post('batch', { batch: [message], sentAt: sent(40) });
  await post('track', {
    ...track('c2'),
    timestamp: sent(0),
    sentAt: new Date(platform.clock.now()).toISOString(),
  });
  await settled();
  expect((await one('c1'))?.at.getTime()).toBe(should);
  expect((await one('c2'))?.at.toISOString()).toBe(sent(0));
});

test('what cannot be taken in is kept with its reason, shown once, and taken in after the mapping is corrected', async () => {
  const before = (await letters()).length;
  const bad = [
    track('d1', { event: 'NPS Submitted', properties: { score: 14 } }),
    track('d2', { event: undefined }),
    track('d3', { userId: undefined }),
    track('d4', { type: 'shout' }),
    track('d5', { timestamp: 'yesterday' }),
    track('d6', { properties: { note: 'x'.repeat(40_000) } }),
    track('d7', { userId: 'u\u0000' }),
    'not an object',
    null,
  ];
  const sent = { batch: [track('d0'), ...bad] };
  const answer = await post('batch', sent);
  expect(answer).toMatchObject({ status: 200, body: { success: true, accepted: 1 } });
  expect(answer.body.rejected).toHaveLength(9);
  await post('batch', sent);
  await settled();
  expect(await one('d0')).toBeDefined();
  const kept = await letters();
  expect(kept).toHaveLength(before + 9);
  expect(kept.find(({ eventKey }) => eventKey === 'd1')).toMatchObject({ times: 2, field: 'value' });

  const mapping = {
    yields: [
      {
        type: 'response',
        when: { column: 'event', is: ['NPS Submitted'] },
        metric: '=nps',
        who: 'onus.who',
        value: { column: 'properties.score', times: 0.5 },
        at: 'onus.at',
      },
    ],
  };
  const tried = await app.call('POST', `/connections/${id}/trial`, {
    actor: operator,
    body: { event: bad[0], mapping },
  });
  expect(tried.body.facts).toMatchObject([{ type: 'response', value: 7, who: 'u1' }]);
  expect((await app.call('PATCH', `/connections/${id}`, { actor: operator, body: { mapping } })).status).toBe(
    200,
  );
  const again = await app.call('POST', `/connections/${id}/replay`, { actor: operator, body: {} });
  expect(again.body).toEqual({ takenIn: 1, left: 8 });
  await settled();
  expect(await fresh.db.maybe(sql`select 1 as is from responses where value = 7`)).toEqual({ is: 1 });
  const left = await letters();
  const aside = await app.call('POST', `/connections/${id}/set-aside`, {
    actor: operator,
    body: { ids: left.map((letter) => letter.id), reason: 'A test of ours' },
  });
  expect(aside.body).toEqual({ setAside: 8 });
  await post('batch', sent);
  expect((await letters()).map(({ eventKey }) => eventKey)).toEqual([]);
});

test('bad requests are refused clearly, and shown at the connection', async () => {
  platform.clock.advance(60_000);
  const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
  expect(bomb.length).toBeLessThan(60_000);
  const zipped = { 'content-encoding': 'gzip' };
  expect(await post('batch', gzipSync(JSON.stringify({ batch: [track('z1')] })), zipped)).toMatchObject({
    status: 200,
  });
  for (const [body, headers, status, code] of [
    ['{"batch": [', {}, 400, 'not_json'],
    ['[]', {}, 400, 'not_a_message'],
    [{ batch: 'x' }, {}, 400, 'not_a_batch'],
    [{ batch: [track('z', { a: 'x'.repeat(600_000) })] }, {}, 413, 'too_large'],
    [bomb, zipped, 413, 'too_large'],
    ['{}', zipped, 400, 'not_gzip'],
    ['{}', { 'content-encoding': 'br' }, 415, 'unknown_encoding'],
    [{ batch: [] }, { authorization: basic('write_wrong') }, 401, 'wrong_key'],
    [{ batch: [] }, { authorization: '' }, 401, 'wrong_key'],
  ] as const)
    expect(await post('batch', body, headers)).toMatchObject({ status, body: { code } });
  const seen = (await app.call('GET', `/connections/${id}/arrivals`, { actor: operator })).body.items;
  expect(seen.some(({ outcome }: { outcome: string }) => outcome === 'refused')).toBe(true);
  expect(seen.some(({ outcome }: { outcome: string }) => outcome === 'accepted')).toBe(true);
});

test('too much waits: the sender is told when to come again, and nothing of the request is stored', async () => {
  await fresh.db.run(sql`
    insert into deliveries (source_id, delivery_key, body_hash, received_at, items, results)
    select source_id, 'waits-' || n, 'x', now(), '[]', '0' from sources, generate_series(1, 20000) n where key = 'shop'`);
  // The number that wait is counted at most once a second.
  await expect
    .poll(
      async () => (await post('batch', { batch: [track(`full-${Math.random()}`), { type: 'x' }] })).status,
      {
        timeout: 5000,
      },
    )
    .toBe(429);
  const open = (await letters()).length;
  const refused = await post('batch', { batch: [track('full'), { type: 'never' }] });
  expect(refused).toMatchObject({ status: 429, body: { code: 'backlog_full' } });
  expect(refused.headers.get('retry-after')).toBe('5');
  expect((await letters()).length).toBe(open);
  await fresh.db.run(sql`delete from deliveries where delivery_key like 'waits-%'`);
  await expect
    .poll(async () => (await post('batch', { batch: [track('full'), { type: 'never' }] })).status, {
      timeout: 5000,
    })
    .toBe(200);
  await settled();
  expect(await one('full')).toBeDefined();
  expect((await letters()).length).toBe(open + 1);
});

test('a browser sends across sites, with its key in the body and as plain text', async () => {
  const asked = await app.hono.request('/v1/t', {
    method: 'OPTIONS',
    headers: { origin: 'https://shop.example' },
  });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe('*');
  const sent = await post(
    't',
    { ...track('w1'), writeKey: key },
    { authorization: '', 'content-type': 'text/plain' },
  );
  expect(sent).toMatchObject({ status: 200 });
  expect(sent.headers.get('access-control-allow-origin')).toBe('*');
});

test('in whatever order, however often, cut into whatever batches: the same contents', {
  timeout: 120_000,
}, async () => {
  const messages = Array.from({ length: 5 }, (_, i) => {
    const when = (hour: number) => `2026-02-1${i}T0${hour}:00:00.000Z`;
    const of = { userId: `q${i}`, anonymousId: `qa${i}` };
    return [
      { type: 'track', event: 'Seen', messageId: `qt${i}`, anonymousId: `qa${i}`, timestamp: when(1) },
      {
        type: 'identify',
        messageId: `qi${i}`,
        ...of,
        traits: { plan: 'old', city: 'Ulm' },
        timestamp: when(2),
      },
      {
        type: 'identify',
        messageId: `qj${i}`,
        ...of,
        traits: { plan: 'new', email: `q${i}@kunde.example` },
        timestamp: when(3),
      },
      {
        type: 'group',
        messageId: `qg${i}`,
        userId: `q${i}`,
        groupId: `qg${i % 2}`,
        traits: { seats: i },
        timestamp: when(4),
      },
      { type: 'alias', messageId: `ql${i}`, userId: `q${i}`, previousId: `qp${i}`, timestamp: when(5) },
    ];
  }).flat();
  await post('batch', { batch: messages });
  await settled();
  const expected = await contents(fresh.db);
  const wipe = async () => {
    for (const table of [
      'partial_records',
      'identities',
      'identity_keys',
      'links',
      'customers',
      'merges',
      'interactions',
      'stitches',
      'responses',
      'deliveries',
      'cells',
      'dead_letters',
    ])
      await fresh.db.raw(`delete from ${table}`);
  };
  await wipe();
  await post('batch', { batch: messages });
  await settled();
  const alone = await contents(fresh.db);
  expect(expected.length).toBeGreaterThan(alone.length);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(messages, { minLength: messages.length }),
      fc.array(fc.nat(messages.length - 1), { maxLength: 10 }),
      fc.integer({ min: 1, max: 9 }),
      async (order, again, size) => {
        await wipe();
        const all = [...order, ...again.map((i) => messages[i])];
        for (let from = 0; from < all.length; from += size) {
          await post('batch', { batch: all.slice(from, from + size), sentAt: platform.clock.now() });
          if (from % 2) await settled();
        }
        await settled();
        expect(await contents(fresh.db)).toBe(alone);
      },
    ),
    { numRuns: 12 },
  );
});
