import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { operatorActor } from '../access.ts';
import { sql } from '../database.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;

const ada = {
  organisation: 'Acme',
  language: 'en',
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  name: 'Ada Admin',
  email: 'Ada@acme.example',
  password: 'a long sentence',
};

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  expect((await app.call('GET', '/setup')).body).toEqual({ firstRun: true, demo: false, organisation: null });
  expect((await app.call('POST', '/setup', { body: ada })).status).toBe(201);
});
afterAll(() => fresh.close());

const signIn = (email = ada.email, password = ada.password) =>
  app.call('POST', '/session', { body: { email, password } });
const cookieOf = (answer: { headers: Headers }) =>
  (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const as = (cookie: string, more: Record<string, string> = {}) => ({ headers: { cookie, ...more } });
const me = (cookie: string) => app.call('GET', '/me', as(cookie));

async function linkIn(purpose: string): Promise<string> {
  await platform.queue.drain();
  const { text } = await fresh.db.one<{ text: string }>(
    sql`select text_body as text from mails where purpose = ${purpose} order by mail_id desc limit 1`,
  );
  return new URL(/http\S+/.exec(text)?.[0] ?? '').pathname;
}

const press = (path: string, form = '') =>
  app.hono.request(path, {
    method: 'POST',
    body: form,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

test('set up once, and only once', async () => {
  expect(await app.call('POST', '/setup', { body: ada })).toMatchObject({
    status: 409,
    body: { code: 'set_up_already' },
  });
  const wrong = { ...ada, timezone: 'Mars/Olympus', password: 'short', currency: 'euro' };
  const refused = await app.call('POST', '/setup', { body: wrong });
  expect(refused.status).toBe(422);
  expect(refused.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
    'currency',
    'password',
    'timezone',
  ]);
});

test('address and password open a session in a cookie that scripts and other sites cannot use', async () => {
  const answer = await signIn('ADA@acme.example');
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(
    /^onus=os_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600$/,
  );
  const { body } = await me(cookieOf(answer));
  expect(body).toMatchObject({
    person: { name: 'Ada Admin', initials: 'AA' },
    roles: ['admin'],
    organisation: { name: 'Acme' },
  });
  const stored = await fresh.db.all(sql`select * from sessions`);
  expect(JSON.stringify(stored)).not.toContain(cookieOf(answer).slice('onus='.length));
});

test('where Onus is reached by https the cookie is bound to it', async () => {
  const secure = appFor({ ...platform, config: { ...platform.config, baseUrl: 'https://onus.test' } });
  const answer = await secure.call('POST', '/session', {
    body: { email: ada.email, password: ada.password },
  });
  expect(answer.headers.get('set-cookie')).toMatch(/^__Host-onus=.*; Secure$/);
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
});

test('a wrong password, an unknown address and a person without a password are told the same', async () => {
  const answers = [await signIn(ada.email, 'wrong'), await signIn('nobody@acme.example', 'wrong')];
  for (const { status, body } of answers) {
    expect(status).toBe(401);
    expect(body.code).toBe('wrong_credentials');
    expect(body.detail).toBe(answers[0]?.body.detail);
  }
});

test('after ten wrong tries: 429 with when to come back, then it works again', async () => {
  let last = await signIn('eve@acme.example', 'wrong');
  for (let i = 0; i < 10; i++) last = await signIn('eve@acme.example', 'wrong');
  expect(last).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(800);
  platform.clock.advance(901_000);
  expect((await signIn('eve@acme.example', 'wrong')).status).toBe(401);
  // Twelve hashes that are slow on purpose.
}, 180_000);

test('signed out is out; a session nobody uses ends; whoever left is out', async () => {
  const cookie = cookieOf(await signIn());
  expect((await app.call('DELETE', '/session', as(cookie))).headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await me(cookie)).status).toBe(401);

  const used = cookieOf(await signIn());
  platform.clock.advance(13 * 86_400_000);
  expect((await me(used)).status).toBe(200);
  platform.clock.advance(13 * 86_400_000);
  expect((await me(used)).status).toBe(200);
  platform.clock.advance(15 * 86_400_000);
  expect((await me(used)).status).toBe(401);

  const leaver = cookieOf(await signIn());
  await fresh.db.run(sql`update people set left_on = ${platform.clock.now()}::timestamptz::date`);
  expect((await me(leaver)).status).toBe(401);
  expect((await signIn()).status).toBe(401);
  await fresh.db.run(sql`update people set left_on = null`);
});

test('another site cannot use the cookie', async () => {
  const cookie = cookieOf(await signIn());
  const make = (headers: Record<string, string>) =>
    app.call('POST', '/keys', { body: { name: 'x', scopes: ['read'] }, headers: { cookie, ...headers } });
  expect(await make({ origin: 'https://evil.example' })).toMatchObject({
    status: 403,
    body: { code: 'foreign_origin' },
  });
  expect(await make({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
  expect(await make({ 'sec-fetch-site': 'same-site', origin: 'http://other.onus.test' })).toMatchObject({
    status: 403,
  });
  expect((await make({ origin: 'http://onus.test', 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  expect((await app.call('GET', '/me', as(cookie, { origin: 'https://evil.example' }))).status).toBe(200);
});

test('a link by mail: looking uses nothing up, the button works once, and not after 15 minutes', async () => {
  expect((await app.call('POST', '/session/magic', { body: { email: ada.email } })).status).toBe(202);
  const path = await linkIn('magic_link');
  for (let i = 0; i < 3; i++) {
    const page = await app.hono.request(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await page.text()).length).toBeLessThan(20_000);
  }
  const first = await press(path);
  expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
  expect((await me(cookieOf(first))).body.person.name).toBe('Ada Admin');
  const second = await press(path);
  expect([second.status, second.headers.get('set-cookie')]).toEqual([410, null]);
  expect((await app.hono.request(path)).status).toBe(410);

  await app.call('POST', '/session/magic', { body: { email: ada.email } });
  const late = await linkIn('magic_link');
  platform.clock.advance(15 * 60_000 + 1);
  expect((await press(late)).status).toBe(410);
});

test('pressed twice at the same moment, a link lets one in', async () => {
  await app.call('POST', '/session/magic', { body: { email: ada.email } });
  const path = await linkIn('magic_link');
  const answers = await Promise.all([press(path), press(path), press(path)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410, 410]);
});

test('for an unknown address the answer is the same and no mail leaves', async () => {
  const before = await fresh.db.one<{ n: number }>(sql`select count(*) as n from mails`);
  expect(await app.call('POST', '/session/magic', { body: { email: 'nobody@acme.example' } })).toMatchObject({
    status: 202,
    body: { sent: true },
  });
  await platform.queue.drain();
  expect(await fresh.db.one(sql`select count(*) as n from mails`)).toEqual(before);
});

test('invited, a person chooses a password and is in', async () => {
  const made = await app.call('POST', '/people', {
    actor: operatorActor,
    body: { name: 'Bob Berg', email: 'bob@acme.example', roles: ['member'], invite: false },
  });
  expect(made.status).toBe(201);
  expect(
    (await app.call('POST', `/people/${made.body.id}/invitation`, { actor: operatorActor })).status,
  ).toBe(204);
  const path = await linkIn('invitation');
  expect((await press(path)).status).toBe(422);
  expect((await press(path, 'password=short')).status).toBe(422);
  const entered = await press(path, 'password=another+long+sentence');
  expect(entered.status).toBe(303);
  expect((await me(cookieOf(entered))).body.roles).toEqual(['member']);
  expect((await signIn('bob@acme.example', 'another long sentence')).status).toBe(204);
  expect((await press(path, 'password=a+third+long+sentence')).status).toBe(410);
});

test('a new password needs the old one and ends every other session', async () => {
  const [here, there] = [cookieOf(await signIn()), cookieOf(await signIn())];
  const change = (body: object) => app.call('POST', '/me/password', { body, headers: { cookie: here } });
  expect(await change({ current: 'wrong', password: 'a new long sentence' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'current' }] },
  });
  expect((await change({ current: ada.password, password: 'a new long sentence' })).status).toBe(204);
  expect((await me(here)).status).toBe(200);
  expect((await me(there)).status).toBe(401);
  expect((await signIn()).status).toBe(401);
  expect((await signIn(ada.email, 'a new long sentence')).status).toBe(204);
});

test('choosing a person is for the example company only', async () => {
  expect(await app.call('POST', '/session/demo', { body: { email: ada.email } })).toMatchObject({
    status: 403,
  });
  const demo = appFor({ ...platform, config: { ...platform.config, demo: true } });
  const entered = await demo.call('POST', '/session/demo', { body: { email: 'bob@acme.example' } });
  expect(entered.status).toBe(204);
  expect((await demo.call('GET', '/mails', as(cookieOf(entered)))).status).toBe(200);
  const { demoPeople, organisation } = (await demo.call('GET', '/setup')).body;
  expect(organisation).toEqual(expect.stringMatching(/./));
  expect(demoPeople).toContainEqual(expect.objectContaining({ email: 'bob@acme.example' }));
});
