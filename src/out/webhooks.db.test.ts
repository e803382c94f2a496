import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform } from '../../test/platform.ts';
import { receiver } from '../../test/receiver.ts';
import { somethingHappens, tellingPlatform } from '../../test/telling.ts';
import { takeIn } from '../loop.ts';
import { operatorActor as actor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { eventTypeOf } from './catalogue/catalogue.ts';
import { sendDue } from './send.ts';
import { idOf } from './signing.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let sourceId: number;
let theirs: Awaited<ReturnType<typeof receiver>>;
beforeAll(async () => {
  fresh = await freshDatabase();
  ({ platform, sourceId } = await tellingPlatform(fresh.db));
  platform.clock.set(new Date());
  app = appFor(platform);
  theirs = await receiver();
});
afterEach(async () => {
  await fresh.db.raw('update out_endpoints set ended_at = now()');
  platform.clock.set(new Date());
  theirs.got.length = 0;
  theirs.answer(() => ({ status: 204 }));
});
afterAll(async () => {
  await theirs.close();
  await fresh.close();
});

const make = async (given: Record<string, unknown> = {}) => {
  const answer = await app.call('POST', '/endpoints', {
    actor,
    body: {
      kind: 'webhook',
      name: 'Warehouse',
      url: `${theirs.url}/in`,
      eventTypes: ['customer.merged'],
      ...given,
    },
  });
  expect(answer.body).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
  return answer.body as { id: string; secret: string };
};
const log = async (id: string) =>
  (await app.call('GET', `/endpoints/${id}/deliveries`, { actor })).body.items as Record<string, unknown>[];
const shown = async (id: string) => (await app.call('GET', `/endpoints/${id}`, { actor })).body;
const later = (ms: number) => platform.clock.advance(ms);
const minute = 60_000;

test('the library of the standard takes what we sign; the old secret holds until its end', async () => {
  const { id, secret } = await make();
  const event = await somethingHappens(platform);
  await sendDue(platform);
  const [one] = theirs.got;
  const read = new Webhook(secret).verify(one!.body, one!.headers as Record<string, string>) as object;
  expect(read).toMatchObject({ type: 'customer.merged' });
  expect(one!.headers['webhook-id']).toBe(idOf(event));

  const rotated = await app.call('POST', `/endpoints/${id}/secret`, { actor, body: { overlapHours: 1 } });
  await somethingHappens(platform);
  await sendDue(platform);
  const both = theirs.got[1]!;
  for (const holds of [secret, rotated.body.secret]) {
    expect(() => new Webhook(holds).verify(both.body, both.headers as Record<string, string>)).not.toThrow();
  }
  later(61 * minute);
  await somethingHappens(platform);
  await sendDue(platform);
  const last = theirs.got[2]!;
  expect(String(last.headers['webhook-signature']).split(' ')).toHaveLength(1);
  expect(JSON.stringify(await shown(id))).not.toContain('whsec_');
});

test('a case and an answer, taken in by the loop, are told once, in the shapes of the catalogue', async () => {
  await make({ eventTypes: ['case.opened', 'response.received'] });
  const at = new Date(platform.clock.now().getTime() - minute).toISOString();
  const facts = [
    { type: 'identity' as const, key: 'c1', name: 'Ines Muster', email: 'ines@kunde.example' },
    {
      type: 'response' as const,
      key: 'r1',
      who: 'c1',
      metric: 'nps',
      value: 2,
      at,
      comment: 'Nobody came, call Ines Muster',
      touchpoint: 'delivery',
    },
    { type: 'response' as const, key: 'old', who: 'c1', metric: 'nps', value: 9, at: '2019-01-01T00:00:00Z' },
  ];
  await takeIn(platform, { sourceId, facts } as never);
  await takeIn(platform, { sourceId, facts } as never);
  await sendDue(platform);
  const messages = theirs.got.map(({ body }) => JSON.parse(body));
  expect(messages.map(({ type }) => type).sort()).toEqual(['case.opened', 'response.received']);
  for (const { type, data } of messages) {
    expect(eventTypeOf(type)!.data.strict().parse(data)).toEqual(data);
  }
  expect(messages.find(({ type }) => type === 'response.received').data).toMatchObject({
    metric: 'nps',
    value: 2,
    hasComment: true,
    touchpoint: 'delivery',
  });
  // Ids and facts, and nothing that a person could be recognised by.
  expect(JSON.stringify(messages)).not.toMatch(/Ines|kunde\.example|Nobody came/);
});

test('what fails is tried again later each time, with the same id and body, and given up in the end; replay sends it', async () => {
  const { id } = await make();
  theirs.answer(() => ({ status: 500, body: 'no room' }));
  const event = await somethingHappens(platform);
  const waits: number[] = [];
  for (let i = 0; i < 12; i++) {
    await sendDue(platform);
    const [row] = await log(id);
    if (row!.state === 'given_up') break;
    const wait = new Date(row!.dueAt as string).getTime() - platform.clock.now().getTime();
    waits.push(wait);
    later(wait + 1);
  }
  expect(theirs.got).toHaveLength(10);
  expect(new Set(theirs.got.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([idOf(event)]));
  expect(new Set(theirs.got.map(({ body }) => body)).size).toBe(1);
  for (const [i, wait] of waits.slice(0, 6).entries()) {
    expect(wait / (5000 * 4 ** i)).toBeGreaterThanOrEqual(0.8);
    expect(wait / (5000 * 4 ** i)).toBeLessThanOrEqual(1.2);
  }
  const [dead] = await log(id);
  expect(dead).toMatchObject({ state: 'given_up', tries: 10, status: 500, failure: 'It answered 500.' });
  expect(await shown(id)).toMatchObject({ givenUp: 1, waiting: 0 });
  const detail = (await app.call('GET', `/deliveries/${dead!.id}`, { actor })).body;
  expect(detail.attempts).toHaveLength(10);
  expect(detail.attempts[0]).toMatchObject({ status: 500, response: 'no room', together: 1 });

  theirs.answer(() => ({ status: 200, body: 'thanks' }));
  const since = new Date(platform.clock.now().getTime() - 7 * 86_400_000);
  const replayed = await app.call('POST', `/endpoints/${id}/replay`, { actor, body: { since } });
  expect(replayed.body).toEqual({ replayed: 1 });
  await sendDue(platform);
  expect((await log(id))[0]).toMatchObject({ state: 'delivered', tries: 11, failure: null });
  // And again, though it came through.
  await app.call('POST', `/deliveries/${dead!.id}/replay`, { actor });
  await sendDue(platform);
  expect(theirs.got).toHaveLength(12);
  expect(theirs.got[11]!.headers['webhook-id']).toBe(idOf(event));
});

test('410 stops it; a pause that is asked for is kept; what waits goes out once it is started', async () => {
  const { id } = await make();
  theirs.answer(() => ({ status: 410 }));
  await somethingHappens(platform);
  await sendDue(platform);
  expect(await shown(id)).toMatchObject({ stopped: { why: 'gone' }, waiting: 1 });
  await somethingHappens(platform);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(1);

  theirs.answer((_, nth) =>
    nth === 2 ? { status: 429, headers: { 'retry-after': '120' } } : { status: 204 },
  );
  await app.call('POST', `/endpoints/${id}/start`, { actor });
  await sendDue(platform);
  const asked = theirs.got.length;
  expect(await shown(id)).toMatchObject({ stopped: null, restsUntil: expect.any(String) });
  later(119_000);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(asked);
  later(2000);
  await sendDue(platform);
  expect(await shown(id)).toMatchObject({ waiting: 0, givenUp: 0 });
});

test('three days without anything coming through stop it, and its owner is told', async () => {
  const { id } = await make();
  const ownerId = '00000000-0000-7000-8000-000000000001';
  await app.call('PATCH', `/endpoints/${id}`, { actor, body: { ownerId } });
  theirs.answer(() => ({ status: 503 }));
  for (let day = 0; day <= 4; day++) {
    await somethingHappens(platform);
    await sendDue(platform);
    later(86_400_000);
  }
  expect((await shown(id)).stopped).toMatchObject({ why: 'failing', detail: 'It answered 503.' });
  const before = theirs.got.length;
  later(86_400_000);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(before);
  const mails = await fresh.db.all<{ to: string; text: string }>(
    sql`select to_address as "to", text_body as text from mails where subject like '%gets no messages any more'`,
  );
  expect(mails).toEqual([{ to: 'ada@x.example', text: expect.stringContaining(`/endpoints/${id}`) }]);
});

test('redirects are not followed, answers are read only so far, and nobody waits for a closed line', async () => {
  const { id } = await make();
  theirs.answer(() => ({ status: 302, headers: { location: 'http://169.254.169.254/latest' } }));
  await somethingHappens(platform);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(1);
  expect((await log(id))[0]).toMatchObject({ status: 302, failure: expect.stringContaining('not followed') });
  later(10_000);
  theirs.answer(() => ({ status: 500, body: 'x'.repeat(500_000) }));
  await sendDue(platform);
  const [row] = await log(id);
  const { attempts } = (await app.call('GET', `/deliveries/${row!.id}`, { actor })).body;
  expect(attempts[0].response).toHaveLength(1000);
  later(60_000);
  theirs.answer(() => ({ status: 0, hangUp: true }));
  await sendDue(platform);
  expect((await log(id))[0]).toMatchObject({
    state: 'retrying',
    status: null,
    failure: expect.stringContaining('cut off'),
  });
});

test('a test goes the same road; a stopped one keeps it', async () => {
  const { id, secret } = await make();
  const sent = await app.call('POST', `/endpoints/${id}/test`, { actor, body: {} });
  expect(sent.status).toBe(202);
  await sendDue(platform);
  const [one] = theirs.got;
  expect(new Webhook(secret).verify(one!.body, one!.headers as Record<string, string>)).toMatchObject({
    type: 'endpoint.test',
    data: { endpointId: id },
  });
  expect((await app.call('GET', `/deliveries/${sent.body.id}`, { actor })).body.state).toBe('delivered');
});

test('one slow or broken receiver keeps nobody else waiting', async () => {
  const other = await receiver();
  try {
    theirs.answer(() => ({ status: 500 }));
    await make();
    const fine = await make({ url: `${other.url}/in` });
    for (let i = 0; i < 30; i++) await somethingHappens(platform);
    await sendDue(platform);
    expect(new Set(other.got.map(({ headers }) => headers['webhook-id'])).size).toBe(30);
    expect(await shown(fine.id)).toMatchObject({ waiting: 0 });
  } finally {
    await other.close();
  }
});

test('what happens while one is slow to answer reaches the others meanwhile', async () => {
  const other = await receiver();
  try {
    await make({ url: `${other.url}/in` });
    await make({ eventTypes: ['case.opened'] });
    const release = Promise.withResolvers<void>();
    theirs.answer(() => release.promise.then(() => ({ status: 204 })));
    const at = platform.clock.now().toISOString();
    const response = { type: 'response', key: 'slow', who: 'c2', metric: 'nps', value: 1, at };
    await takeIn(platform, { sourceId, facts: [{ type: 'identity', key: 'c2' }, response] } as never);
    const sending = sendDue(platform);
    await vi.waitFor(() => expect(theirs.got).toHaveLength(1));
    await somethingHappens(platform);
    await vi.waitFor(() => expect(other.got).toHaveLength(1), { timeout: 60_000 });
    release.resolve();
    await sending;
  } finally {
    await other.close();
  }
});

test('bad input is refused in words', async () => {
  const refused = async (body: Record<string, unknown>) => {
    const given = {
      kind: 'webhook',
      name: 'x',
      url: `${theirs.url}/in`,
      eventTypes: ['case.opened'],
      ...body,
    };
    const { status, body: problem } = await app.call('POST', '/endpoints', { actor, body: given });
    return `${status} ${problem.code} ${problem.detail}`;
  };
  expect(await refused({ url: 'ftp://x.example' })).toMatch(/^422 bad_address .*https/);
  expect(await refused({ url: 'http://me:secret@127.0.0.1/' })).toMatch(/^422 bad_address (?!.*secret@)/);
  expect(await refused({ url: 'http://169.254.169.254/latest' })).toMatch(/^422 address_refused/);
  expect(await refused({ url: 'https://no-such-host.invalid/' })).toMatch(/^422 unknown_host/);
  expect(await refused({ eventTypes: ['case.exploded'] })).toMatch(
    /^422 unknown_event_type .*case\.exploded/,
  );
  expect(await refused({ eventTypes: [] })).toMatch(/^422 invalid/);
  expect(await refused({ kind: 'pigeon' })).toMatch(/^422 invalid/);
  platform.config.privateTargets = false;
  expect(await refused({})).toMatch(/^422 bad_address .*https/);
  expect(await refused({ url: 'https://127.0.0.1/x' })).toMatch(/^422 address_refused .*private/);
  expect(await refused({ url: 'https://localhost/x' })).toMatch(/^422 address_refused .*private/);
  platform.config.privateTargets = true;
  const none = '00000000-0000-7000-8000-00000000dead';
  expect((await app.call('GET', `/endpoints/${none}`, { actor })).status).toBe(404);
  expect((await app.call('POST', `/deliveries/${none}/replay`, { actor })).status).toBe(404);
  expect((await app.call('GET', '/endpoints')).status).toBe(401);
});

test('an address that was allowed once and is no longer is not sent to', async () => {
  const { id } = await make();
  platform.config.privateTargets = false;
  await somethingHappens(platform);
  await sendDue(platform);
  platform.config.privateTargets = true;
  expect(theirs.got).toHaveLength(0);
  expect((await log(id))[0]).toMatchObject({ status: null, failure: expect.stringContaining('private') });
});

test('nothing waits where nobody listens', async () => {
  await somethingHappens(platform);
  expect(await fresh.db.all(sql`select 1 from out_waiting`)).toEqual([]);
  expect((await app.call('GET', '/event-types', { actor })).body.items.length).toBeGreaterThan(20);
});

test('the log keeps what came through for 30 days, what did not for 90', async () => {
  const { id } = await make();
  await somethingHappens(platform);
  await sendDue(platform);
  theirs.answer(() => ({ status: 410 }));
  await somethingHappens(platform);
  await sendDue(platform);
  const left = async () => {
    await platform.queue.send(fresh.db, 'out.sweep', {});
    await platform.queue.drain();
    const [{ n }] = (await fresh.db.raw('select count(*)::int as n from out_attempts')).rows as [
      { n: number },
    ];
    return { log: (await log(id)).map(({ state }) => state), attempts: n > 0 };
  };
  expect((await left()).log).toEqual(['retrying', 'delivered']);
  later(31 * 86_400_000);
  expect((await left()).log).toEqual(['retrying']);
  later(60 * 86_400_000);
  expect((await left()).log).toEqual([]);
  // Other tests went ahead in time.
  later(60 * 86_400_000);
  expect((await left()).attempts).toBe(false);
  expect(await fresh.db.all(sql`select 1 from out_messages`)).toEqual([]);
});
