import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { sql } from '../../platform/database.ts';
import { followUps, openWhereNeeded, seedRules } from '../close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;

async function newCase(comment: string): Promise<string> {
  const fact = answer(at, next++, 5, { occurredAt: platform.clock.now(), comment });
  const opened = await platform.db.tx((tx) => openWhereNeeded(tx, platform, [fact]));
  return opened[0]?.caseId ?? '';
}
const write = (more: object = {}, actor = at.priya) =>
  app.call('POST', '/library', {
    actor,
    body: {
      kind: 'message',
      touchpoints: ['visit'],
      reviewBy: '2026-09-01',
      texts: {
        en: {
          title: 'Router swapped',
          subject: 'Your new router, {{case}}',
          body: 'Dear {{customer}},\n\n{{actions}}\n\n{{agent}}',
        },
      },
      ...more,
    },
  });
const act = (id: string, verb: string, actor = at.priya, body: object = {}) =>
  app.call('POST', `/library/${id}/${verb}`, { actor, body });
async function approved(more: object = {}): Promise<string> {
  const { id } = (await write(more)).body;
  await act(id, 'submission');
  const answer = await act(id, 'approval', at.asta);
  expect(answer.status).toBe(200);
  return id;
}

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 80);
  app = appFor(platform);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('draft, submitted, approved by somebody else, written anew, returned, retired', async () => {
  const made = await write();
  expect([made.status, made.body]).toMatchObject([
    201,
    { current: null, pending: { number: 1, submittedAt: null } },
  ]);
  const { id } = made.body;
  expect((await act(id, 'approval', at.asta)).body.code).toBe('nothing_waits');
  expect((await act(id, 'submission')).body.pending.submittedAt).toBeTruthy();
  expect((await act(id, 'approval')).status).toBe(403);
  const own = await write({}, at.asta);
  await act(own.body.id, 'submission', at.asta);
  expect((await act(own.body.id, 'approval', at.asta)).body.code).toBe('own_words');
  expect((await act(id, 'approval', at.jonas)).body).toMatchObject({ current: { number: 1 }, pending: null });
  const change = (revision: number, title: string) =>
    app.call('PUT', `/library/${id}/draft`, {
      actor: at.tomas,
      body: {
        touchpoints: [],
        reviewBy: '2026-10-01',
        texts: { en: { title, subject: '', body: 'New.' } },
        revision,
      },
    });
  expect((await change(0, 'Better')).body).toMatchObject({ current: { number: 1 }, pending: { number: 2 } });
  expect((await change(0, 'Other')).body.code).toBe('library_changed');
  // Whoever submits answers for it, too: the one who wrote it and the one who submitted it both cannot approve.
  await act(id, 'submission', at.asta);
  expect((await act(id, 'approval', at.asta)).body.code).toBe('own_words');
  expect((await act(id, 'return', at.jonas, { why: 'Too short.' })).body.pending).toMatchObject({
    submittedAt: null,
    returnedWhy: 'Too short.',
  });
  expect((await app.call('GET', `/library/${id}/versions`, { actor: at.priya })).body.items).toHaveLength(2);
  expect((await act(id, 'retirement', at.priya, { why: 'Old.' })).status).toBe(403);
  expect((await act(id, 'retirement', at.jonas, { why: 'Old.' })).body.retired.why).toBe('Old.');
  expect((await act(id, 'submission')).body.code).toBe('retired');
  expect(
    (await app.call('DELETE', `/library/${id}/retirement`, { actor: at.jonas })).body.retired,
  ).toBeNull();
});

test('the database itself refuses an approval by the author', async () => {
  const { id } = (await write()).body;
  await expect(
    platform.db.run(sql`update library_versions set approved_by = written_by where entry_id = ${id}::uuid`),
  ).rejects.toThrow(/check/);
});

test('variables are filled from the case; gaps and unknown names are refused', async () => {
  const id = await approved();
  const caseId = await newCase('The router is dead');
  const filled = await app.call('GET', `/library/${id}/filled?case=${caseId}&language=de`, {
    actor: at.priya,
  });
  expect(filled.body).toMatchObject({ language: 'en', missing: ['actions'] });
  expect(filled.body.body).toMatch(/^Dear Customer \d+,\n\n\[\[actions\]\]\n\nPriya Dahl$/);
  const send = (subject: string, body: string) =>
    app.call('POST', `/cases/${caseId}/messages`, {
      actor: at.priya,
      body: { channel: 'email', subject, body, language: 'en', library: [id] },
    });
  expect((await send(filled.body.subject, filled.body.body)).body.code).toBe('message_unfinished');
  expect((await send('About {{case}}', 'All is well.')).body.code).toBe('message_unfinished');
  expect((await write({ texts: { en: { title: 't', body: 'Dear {{custmer}}' } } })).body).toMatchObject({
    code: 'unknown_variable',
    unknown: ['custmer'],
  });
  await app.call('POST', `/cases/${caseId}/actions`, {
    actor: at.priya,
    body: { text: 'Swapped the router.' },
  });
  const now = (await app.call('GET', `/library/${id}/filled?case=${caseId}`, { actor: at.priya })).body;
  expect(now.missing).toEqual([]);
  expect((await send(now.subject, now.body)).status).toBe(200);
  expect((await app.call('GET', `/library/${id}`, { actor: at.tomas })).body.uses).toEqual({
    cases: 1,
    answered: 0,
    confirmed: null,
  });
});

test('suggested by touchpoint and words; found by beginnings of words; what is old is said to be', async () => {
  const elsewhere = await approved({
    touchpoints: ['bill'],
    texts: { en: { title: 'Invoice twice', body: 'About the router and the invoice.' } },
  });
  const here = await approved({
    kind: 'article',
    texts: { de: { title: 'Fernwartung', body: 'Das Modem neu starten.' } },
    reviewBy: '2026-02-01',
  });
  const anywhere = await approved({
    touchpoints: [],
    texts: { en: { title: 'Flickering television', body: 'Check the splitter.' } },
  });
  const caseId = await newCase('My television keeps flickering!');
  const items = (await app.call('GET', `/cases/${caseId}/library`, { actor: at.priya })).body.items as {
    id: string;
    stale: boolean;
  }[];
  const ids = items.map((one) => one.id);
  expect(ids).toContain(here);
  expect(ids).toContain(anywhere);
  expect(ids).not.toContain(elsewhere);
  expect(items.find((one) => one.id === here)?.stale).toBe(true);
  const find = async (query: string) =>
    ((await app.call('GET', `/library?${query}`, { actor: at.priya })).body.items as { id: string }[]).map(
      (one) => one.id,
    );
  expect(await find('q=flick%20split')).toEqual([anywhere]);
  expect(await find(`q=${encodeURIComponent("'; drop & ( !")}`)).toEqual([]);
  expect(await find('state=stale')).toEqual([here]);
  expect(await find('touchpoint=bill&q=invoice')).toEqual([elsewhere]);
  const page = await find('limit=1');
  expect(await find(`limit=1&after=${page[0]}`)).not.toEqual(page);
});

test('what helped is counted by what customers say, and shown from five answers on', async () => {
  const id = await approved({ kind: 'article' });
  const shares: unknown[] = [];
  for (const helped of [true, true, false, true, true]) {
    const caseId = await newCase('The line drops every evening');
    await app.call('POST', `/cases/${caseId}/actions`, {
      actor: at.priya,
      body: { text: 'Changed the port.' },
    });
    for (let twice = 0; twice < 2; twice++)
      expect((await app.call('POST', `/cases/${caseId}/library/${id}`, { actor: at.priya })).status).toBe(
        204,
      );
    await app.call('POST', `/cases/${caseId}/messages`, {
      actor: at.priya,
      body: { channel: 'email', subject: 'Your line', body: 'It is done.', language: 'en', close: true },
    });
    const mail = await platform.db.one<{ text: string }>(
      sql`select text_body as text from mails where purpose = 'follow_up' order by mail_id desc limit 1`,
    );
    const token = /follow-up\/([\w-]{43})/.exec(mail.text)?.[1] ?? '';
    await followUps(platform).answer(token, { helped });
    shares.push((await app.call('GET', `/library/${id}`, { actor: at.tomas })).body.uses);
  }
  expect(shares.at(-2)).toEqual({ cases: 4, answered: 4, confirmed: null });
  expect(shares.at(-1)).toEqual({ cases: 5, answered: 5, confirmed: 4 });
});

test('what worked before: confirmed cases like this one, what was done, and what the customer said', async () => {
  const caseId = await newCase('Again the line drops in the evening');
  const { items } = (await app.call('GET', `/cases/${caseId}/worked-before`, { actor: at.tomas })).body;
  expect(items).toHaveLength(4);
  expect(items[0]).toMatchObject({
    sameTouchpoint: true,
    actions: ['Changed the port.'],
    words: expect.arrayContaining(['line', 'drops', 'evening']),
  });
  expect(JSON.stringify(items)).not.toContain('Priya');
  expect((await app.call('GET', `/cases/${caseId}/worked-before`)).status).toBe(401);
});
