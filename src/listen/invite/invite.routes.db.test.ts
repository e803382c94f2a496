import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers, delivered, onlyRule, survey } from '../../../test/asking.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { smallWorld } from '../../../test/world.ts';
import { takeIn } from '../../loop.ts';
import { operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { takeUpAnswers } from '../listen.ts';
import { invite } from './invite.jobs.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let sourceId: number;
const actor = operatorActor;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  ({ sourceId } = await smallWorld(fresh.db));
  await survey(fresh.db, 'visits', 2);
  await survey(fresh.db, 'news');
  await onlyRule(fresh.db);
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

const page = (path: string, form?: Record<string, string>, headers: Record<string, string> = {}) =>
  app.hono.request(path, {
    method: form ? 'POST' : 'GET',
    headers: { ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
const tokenFor = async (address: string) => {
  const { text } = await fresh.db.one<{ text: string }>(
    sql`select text_body as text from mails where purpose = 'survey' and to_address = ${address} order by mail_id desc limit 1`,
  );
  return /\/s\/i\/([\w-]{43})/.exec(text)?.[1] ?? '';
};
/** What the form on a page says, with these answers in it. */
const filled = (html: string, answers: Record<string, string>) => ({
  ...Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value ?? '',
    ]),
  ),
  ...answers,
});
const event = { kind: 'event', touchpoint: 'delivery', delayMinutes: 0 };

test('a plan is made, changed, stopped; bad ones are refused with what is wrong', async () => {
  const made = await app.call('POST', '/surveys/visits/plans', {
    actor,
    body: { name: 'After delivery', settings: { trigger: event, reminders: 1 } },
  });
  expect(made).toMatchObject({
    status: 201,
    body: { name: 'After delivery', sent: 0, settings: { priority: 50, reminders: 1 } },
  });
  const path = `/surveys/visits/plans/${made.body.id}`;
  const stopped = await app.call('PATCH', path, { actor, body: { stopped: true } });
  expect(stopped.body.stoppedAt).not.toBeNull();
  expect(
    (await app.call('PATCH', path, { actor, body: { stopped: false, name: 'Visits' } })).body,
  ).toMatchObject({ stoppedAt: null, name: 'Visits' });
  const bad = (settings: object, more: object = {}) =>
    app.call('POST', '/surveys/visits/plans', { actor, body: { name: 'x', settings, ...more } });
  expect(await bad({ trigger: { ...event, touchpoint: 'nowhere' } })).toMatchObject({ status: 404 });
  expect(await bad({ trigger: event, reminders: 3 })).toMatchObject({ status: 422 });
  expect(await bad({ trigger: { kind: 'once', audience: { kind: 'list' } } })).toMatchObject({
    status: 422,
    body: { code: 'list_missing' },
  });
  const kind = { settings: { trigger: { kind: 'once', audience: { kind: 'customers' } } } };
  expect(await app.call('PATCH', path, { actor, body: kind })).toMatchObject({
    body: { code: 'plan_kind_fixed' },
  });
  const member = personActor('00000000-0000-7000-8000-000000000001', 'Ada');
  expect(
    await app.call('POST', '/surveys/visits/plans', {
      actor: member,
      body: { name: 'x', settings: { trigger: event } },
    }),
  ).toMatchObject({ status: 403 });
});

test('answered from the mail: looking counts nothing, the button counts once, also for two people with one link', async () => {
  await customers(platform, sourceId, ['kim', 'lea']);
  await delivered(platform, sourceId, ['kim', 'lea']);
  await invite(platform);
  const link = `/s/i/${await tokenFor('kim@home.example')}`;
  const answers = async () =>
    (
      await fresh.db.one<{ n: number }>(
        sql`select count(*)::int as n from survey_answers where completed_at is not null`,
      )
    ).n;
  // A scanner follows every link of the mail, eleven answers and all.
  for (let score = 0; score <= 10; score++)
    expect((await page(`${link}?a.recommend=${score}`)).status).toBe(200);
  expect((await app.hono.request(link, { method: 'HEAD' })).status).toBe(200);
  expect(await fresh.db.all(sql`select 1 from survey_answers`)).toEqual([]);
  const shown = await (await page(`${link}?a.recommend=9`)).text();
  expect(shown).toMatch(/value="9"[^>]* checked/);
  const form = filled(shown, { 'a.recommend': '9', 'a.why': 'Quick.' });
  const sent = await Promise.all([
    page(link, form),
    page(link, { ...form, 'a.recommend': '2' }),
    page(link, form),
  ]);
  expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await answers()).toBe(1);
  await page(link, form);
  expect(await answers()).toBe(1);
  await takeUpAnswers(platform, takeIn);
  const counted = await fresh.db.all<{ n: number; who: string }>(sql`
    select count(*)::int as n, min(d.external_key) as who from responses r join links l on l.identity_id = r.identity_id
    join links o on o.customer_id = l.customer_id join identities d on d.identity_id = o.identity_id where d.source_id = ${sourceId}`);
  expect(counted).toEqual([{ n: 1, who: 'kim' }]);
  const { body } = await app.call('GET', '/surveys/visits/response', { actor });
  expect(body).toMatchObject({ total: { x: 1, n: 2, rate: 0.5 }, opened: 1, coverage: { x: 2, n: 2 } });
  const list = await app.call('GET', '/surveys/visits/invitations', { actor });
  expect(list.body.items.map((one: { state: string }) => one.state).sort()).toEqual(['answered', 'sent']);
});

test('RFC 8058: opening the address shows a page, one POST of the mail program unsubscribes', async () => {
  const token = await tokenFor('lea@home.example');
  const path = `/p/unsubscribe/${token}`;
  const suppressed = async () => (await app.call('GET', '/suppressions', { actor })).body.items;
  expect(await (await page(path)).text()).toContain('Do not ask you again?');
  expect(await suppressed()).toEqual([]);
  // As a mail program sends it: from anywhere, without cookies.
  const answer = await page(path, { 'List-Unsubscribe': 'One-Click' }, { origin: 'https://mail.example' });
  expect(answer.status).toBe(200);
  await page(path, { 'List-Unsubscribe': 'One-Click' });
  expect(await suppressed()).toMatchObject([
    { address: 'lea@home.example', reason: 'unsubscribed', customer: { name: 'lea' }, survey: null },
  ]);
  expect((await page(`/p/unsubscribe/${'x'.repeat(43)}`, {})).status).toBe(404);
  const [{ id }] = await suppressed();
  const lifted = await app.call('POST', `/suppressions/${id}/lift`, {
    actor,
    body: { reason: 'We like them.' },
  });
  expect(lifted).toMatchObject({ status: 409, body: { code: 'theirs_to_lift' } });
});

test('the page of preferences: way, language, break; half a form is refused; what is chosen holds', async () => {
  const token = await tokenFor('lea@home.example');
  const path = `/p/preferences/${token}`;
  const first = await (await page(path)).text();
  expect(first).toMatch(/value="never" required checked/);
  expect(first.length).toBeLessThan(20_000);
  expect((await page(path, { ask: 'yes' })).status).toBe(422);
  expect((await page(path, { ask: 'maybe', email: 'yes', language: '', pause: '0' })).status).toBe(422);
  expect((await page(path, { ask: 'survey', email: 'yes', language: 'de', pause: '90' })).status).toBe(303);
  const { body } = await app.call('GET', '/suppressions', { actor });
  expect(body.items).toMatchObject([{ address: 'lea@home.example', survey: { key: 'visits' } }]);
  const again = await (await page(path)).text();
  expect(again).toMatch(/value="survey" required checked/);
  expect(again).toContain('Break until 31 May 2026.');
  expect((await page(path, { ask: 'yes', email: 'no', language: '', pause: 'keep' })).status).toBe(303);
  const [lea] = await fresh.db.all<{ id: string }>(
    sql`select customer_id as id from customers where name = 'lea'`,
  );
  const wishes = await app.call('GET', `/customers/${lea?.id}/contact-wishes`, { actor });
  expect(wishes.body).toMatchObject({
    channels: [],
    language: 'de',
    unsubscribed: false,
    pausedUntil: '2026-05-31T09:00:00.000Z',
  });
});

test('a list of addresses: known people stay who they are, the others become customers; each is asked once', async () => {
  const audience = { kind: 'list' };
  const body = {
    name: 'List',
    settings: { trigger: { kind: 'once', audience } },
    list: 'email;name;language\nKIM@home.example;Kim;de\nnew@home.example;Nia;de\nnew@home.example;Nia;de',
  };
  const before = (await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from customers`)).n;
  const made = await app.call('POST', '/surveys/news/plans', { actor, body });
  expect(made).toMatchObject({ status: 201, body: { listed: 2 } });
  expect((await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from customers`)).n).toBe(
    before + 1,
  );
  await invite(platform);
  await invite(platform);
  const { subject, n } = await fresh.db.one<{ subject: string; n: number }>(
    sql`select min(subject) as subject, count(*)::int as n from mails where to_address = 'new@home.example'`,
  );
  expect([subject, n]).toEqual(['Wie war es? Eine Frage von Our organisation', 1]);
  const bad = await app.call('POST', '/surveys/news/plans', {
    actor,
    body: { ...body, list: 'email\nnobody' },
  });
  expect(bad).toMatchObject({ status: 422, body: { code: 'bad_list' } });
});

test('a personal link is made for a customer, keeps to the rules, and can be withdrawn', async () => {
  const [kim, lea] = await fresh.db.all<{ id: string }>(
    sql`select customer_id as id from customers where email in ('kim@home.example', 'lea@home.example') order by email`,
  );
  const refused = await app.call('POST', '/surveys/visits/invitations', {
    actor,
    body: { customer: lea?.id },
  });
  expect(refused).toMatchObject({ status: 409, body: { code: 'rules_forbid', reason: 'channel_refused' } });
  const made = await app.call('POST', '/surveys/visits/invitations', { actor, body: { customer: kim?.id } });
  expect(made.status).toBe(201);
  const path = new URL(made.body.url).pathname;
  expect((await page(path)).status).toBe(200);
  expect((await app.call('DELETE', `/survey-invitations/${made.body.invitationId}`, { actor })).status).toBe(
    204,
  );
  expect((await page(path)).status).toBe(410);
  expect((await app.call('DELETE', `/survey-invitations/${made.body.invitationId}`, { actor })).status).toBe(
    409,
  );
});

test('contact rules are read, added, ended; hours in which nothing could leave are refused', async () => {
  const rules = () => app.call('GET', '/contact-rules', { actor });
  const added = await app.call('POST', '/contact-rules/limits', {
    actor,
    body: { survey: 'visits', most: 1, days: 30 },
  });
  expect(added).toMatchObject({ status: 201, body: { survey: { key: 'visits' }, most: 1, held: 0 } });
  expect(await app.call('POST', '/contact-rules/limits', { actor, body: { most: 1 } })).toMatchObject({
    status: 422,
  });
  expect((await rules()).body.rules).toHaveLength(1);
  expect((await rules()).body.skipped).toEqual(
    expect.arrayContaining([{ reason: 'channel_refused', invitations: 1, reminders: 0 }]),
  );
  expect((await app.call('DELETE', `/contact-rules/limits/${added.body.id}`, { actor })).status).toBe(204);
  const { contacting } = (await rules()).body;
  const never = { ...contacting, allowed: { ...contacting.allowed, week: [[], [], [], [], [], [], []] } };
  expect(await app.call('PUT', '/contact-rules', { actor, body: never })).toMatchObject({
    status: 422,
    body: { code: 'never_allowed' },
  });
  const strict = await app.call('PUT', '/contact-rules', {
    actor,
    body: { ...contacting, consent: 'required' },
  });
  expect(strict.body.contacting.consent).toBe('required');
});
