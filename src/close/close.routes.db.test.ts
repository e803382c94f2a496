import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, type TestApp, type TestPlatform, testPlatform } from '../../test/platform.ts';
import type { Actor } from '../platform/access.ts';
import { openWhereNeeded, seedRules } from './close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let analyst: Actor;
let caseId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 10);
  app = appFor(platform);
  analyst = personActor(at.tomas.personId ?? '', 'Ana Lyst', ['analyst']);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  const facts = [answer(at, 0, 1, { comment: '=HYPERLINK("x")' }), answer(at, 1, 5)];
  caseId = (await fresh.db.tx((tx) => openWhereNeeded(tx, platform, facts)))[0]?.caseId ?? '';
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('who may: nobody without signing in, readers read, and only people work', async () => {
  expect((await app.call('GET', '/cases')).status).toBe(401);
  expect((await app.call('GET', '/cases', { actor: analyst })).body.items).toHaveLength(2);
  const note = { body: { text: 'Hello.' } };
  expect((await app.call('POST', `/cases/${caseId}/notes`, { actor: analyst, ...note })).status).toBe(403);
  const key: Actor = { ...at.asta, kind: 'key', id: 'k', personId: null };
  expect((await app.call('POST', `/cases/${caseId}/notes`, { actor: key, ...note })).body.code).toBe(
    'needs_a_person',
  );
  expect(
    (await app.call('POST', `/cases/${caseId}/notes`, { actor: at.tomas, ...note })).body.timeline,
  ).toHaveLength(2);
  expect((await app.call('POST', '/case-rules', { actor: at.priya, body: {} })).status).toBe(403);
});

test('what is wrong with a request is said by field', async () => {
  const priya = { actor: at.priya };
  const empty = await app.call('POST', `/cases/${caseId}/notes`, { ...priya, body: { text: '  ' } });
  expect([empty.status, empty.body.errors[0].path]).toEqual([422, 'text']);
  expect((await app.call('GET', '/cases/nonsense', priya)).status).toBe(422);
  expect((await app.call('GET', `/cases/${customerOf(1)}`, priya)).status).toBeGreaterThanOrEqual(404);
  expect((await app.call('GET', '/cases?open=maybe', priya)).status).toBe(422);
  expect((await app.call('GET', '/cases?after=x', priya)).body.code).toBe('bad_cursor');
  expect(
    (await app.call('POST', `/cases/${caseId}/closure`, { ...priya, body: { waiver: 'no' } })).status,
  ).toBe(422);
  expect((await app.call('POST', `/cases/${caseId}/closure`, { ...priya, body: {} })).body.code).toBe(
    'not_told',
  );
});

test('open cases are counted for each customer asked for', async () => {
  const priya = { actor: at.priya };
  const asked = [0, 1, 2].map(customerOf).join(',');
  const counted = await app.call('GET', `/cases/open-counts?customers=${asked}`, priya);
  expect(counted.body.items).toHaveLength(2);
  expect(counted.body.items).toContainEqual({ customerId: customerOf(0), open: 1 });
  expect((await app.call('GET', '/cases/open-counts?customers=', priya)).body.items).toEqual([]);
  expect((await app.call('GET', '/cases/open-counts?customers=x', priya)).status).toBe(422);
});

test('the loop over HTTP: open, draft, preview, told, closed, and 409 for the second', async () => {
  const priya = { actor: at.priya };
  const made = await app.call('POST', '/cases', {
    ...priya,
    body: { customerId: customerOf(5), touchpoint: 'visit', reason: 'Called in', mine: true },
  });
  expect([made.status, made.body.owner.name]).toEqual([201, 'Priya Dahl']);
  const path = `/cases/${made.body.id}`;
  await app.call('POST', `${path}/actions`, { ...priya, body: { text: 'Booked Tuesday.' } });
  const draft = (await app.call('GET', `${path}/draft?language=de`, priya)).body;
  expect(draft.body).toMatch(/^Guten Tag Customer 5,[\s\S]*Booked Tuesday\./);
  const preview = await app.call('POST', `${path}/messages/preview`, {
    ...priya,
    body: { ...draft, to: undefined },
  });
  expect(preview.body.html).toContain('Haben wir es in Ordnung gebracht?');
  const message = { channel: 'email', subject: draft.subject, body: draft.body, language: 'de', close: true };
  const closed = await app.call('POST', `${path}/messages`, { ...priya, body: message });
  expect(closed.body).toMatchObject({ state: 'closed', told: true });
  const second = await app.call('POST', `${path}/closure`, {
    actor: at.tomas,
    body: { waiver: 'Not needed.' },
  });
  expect([second.status, second.body.closedByName]).toEqual([409, 'Priya Dahl']);
  const link = (await fresh.db.raw(`select text_body from mails where purpose = 'follow_up'`)).rows[0]
    ?.text_body;
  const page = await app.call('GET', String(/\/p\/follow-up\/[\w-]{43}/.exec(String(link))?.[0]));
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
});

test('the file is safe to open in a spreadsheet; the customer’s cases come with their story', async () => {
  const csv = await app.call('GET', '/cases?format=csv', { actor: at.priya });
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.body).toContain(`"'=HYPERLINK(""x"")"`);
  const mine = await app.call('GET', `/cases?customer=${customerOf(0)}&include=messages`, {
    actor: at.priya,
  });
  expect(mine.body.items).toMatchObject([{ id: caseId, timeline: [{ kind: 'opened' }, { kind: 'note' }] }]);
  expect((await app.call('GET', '/me/counts', { actor: at.priya })).body.inbox).toBeGreaterThan(0);
});
