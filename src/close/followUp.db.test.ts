import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { sql } from '../platform/database.ts';
import { followUpRoutes } from '../public/followUp.routes.ts';
import { caseDetail, followUps, openWhereNeeded, recordAction, seedRules, tellCustomer } from './close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let app: Hono;
let next = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 50);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  app = new Hono().route('/p', followUpRoutes(followUps(platform)));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

/** A case the customer was just told about and that closed on it, and the path in their mail. */
async function told(caseId?: string, language: 'en' | 'de' = 'en'): Promise<{ id: string; path: string }> {
  const id =
    caseId ??
    (
      await platform.db.tx((tx) =>
        openWhereNeeded(tx, platform, [answer(at, next++, 5, { occurredAt: platform.clock.now() })]),
      )
    )[0]?.caseId ??
    '';
  if (!caseId)
    await recordAction(platform, at.priya, id, { text: 'Sent <b>another</b> technician & tested the line.' });
  await tellCustomer(platform, at.priya, id, {
    channel: 'email',
    subject: 'About your visit',
    body: 'Dear customer, it is done.',
    language,
    close: true,
  });
  const mail = await platform.db.one<{ text: string }>(
    sql`select text_body as text from mails where purpose = 'follow_up' order by mail_id desc limit 1`,
  );
  return { id, path: /\/p\/follow-up\/[\w-]+/.exec(mail.text)?.[0] ?? '' };
}
const post = (path: string, form: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const answers = async () =>
  (await platform.db.one<{ n: number }>(sql`select count(*) as n from case_confirmations`)).n;

test('looking never answers: GET, HEAD and a scanner that follows every link change nothing', async () => {
  const { id, path } = await told();
  for (const link of [path, `${path}?a=yes`, `${path}?a=no`]) {
    expect((await app.request(link)).status).toBe(200);
    expect((await app.request(link, { method: 'HEAD' })).status).toBe(200);
  }
  expect(await answers()).toBe(0);
  expect(await caseDetail(platform, id)).toMatchObject({ state: 'closed', confirmed: null });
  const page = await (await app.request(`${path}?a=yes`)).text();
  expect(Buffer.byteLength(page)).toBeLessThan(20_000);
  expect(page).toContain('Priya Dahl');
  expect(page).toContain('Sent &lt;b&gt;another&lt;/b&gt; technician &amp; tested');
  expect(page).toMatch(/value="yes" required checked/);
  expect(page).not.toContain('<script');
});

test('yes confirms, once; a second answer shows the first', async () => {
  const { id, path } = await told();
  const before = await answers();
  expect((await post(path, {})).status).toBe(422);
  expect((await post(path, { helped: 'yes', score: '11' })).status).toBe(422);
  expect(await answers()).toBe(before);
  const both = await Promise.all([
    post(path, { helped: 'yes', score: '9', comment: 'Great!' }),
    post(path, { helped: 'no' }),
  ]);
  expect(both.map((one) => one.status).some((status) => status === 303)).toBe(true);
  expect(await answers()).toBe(before + 1);
  const first = (await caseDetail(platform, id)).confirmed;
  await post(path, { helped: first?.helped ? 'no' : 'yes' });
  expect((await caseDetail(platform, id)).confirmed).toEqual(first);
  expect(await (await app.request(path)).text()).toContain('We have your answer already');
  expect(await (await app.request(`${path}?thanks=1`)).text()).toContain('Thank you');
});

test('no reopens for the same advocate with a new deadline; the second no goes one level up', async () => {
  const { id, path } = await told();
  platform.clock.advance(30 * 3_600_000);
  expect((await post(path, { helped: 'no', comment: 'Still no line.' })).status).toBe(303);
  const reopened = await caseDetail(platform, id);
  expect(reopened).toMatchObject({
    state: 'open',
    owner: { name: 'Priya Dahl' },
    reopened: 1,
    told: false,
    secondsLeft: 48 * 3600,
    handovers: 0,
  });
  const mails = await platform.db.all<{ subject: string }>(
    sql`select subject from mails where to_address = 'priya@halden.example' order by mail_id desc limit 1`,
  );
  expect(mails[0]?.subject).toMatch(/says it was not put right/);
  const again = await told(id);
  expect(again.path).not.toBe(path);
  await post(again.path, { helped: 'no' });
  expect(await caseDetail(platform, id)).toMatchObject({
    state: 'open',
    owner: { name: 'Jonas Nowak' },
    reopened: 2,
  });
  const third = await told(id);
  await post(third.path, { helped: 'yes' });
  expect(await caseDetail(platform, id)).toMatchObject({ state: 'confirmed', confirmed: { helped: true } });
});

test('expired, unknown, mangled; in German', async () => {
  const { path } = await told(undefined, 'de');
  const page = await app.request(path);
  expect(await page.text()).toMatch(/<html lang="de">[\s\S]*Haben wir es in Ordnung gebracht/);
  platform.clock.advance(91 * 86_400_000);
  const expired = await app.request(path);
  expect([expired.status, /gilt nicht mehr/.test(await expired.text())]).toEqual([410, true]);
  expect((await post(path, { helped: 'yes' })).status).toBe(410);
  const unknown = await app.request(`${path.slice(0, -1)}!`);
  expect([unknown.status, /cannot find this page/.test(await unknown.text())]).toEqual([404, true]);
  expect((await post(`/p/follow-up/${'A'.repeat(43)}`, { helped: 'yes' })).status).toBe(404);
});
