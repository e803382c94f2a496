import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../test/platform.ts';
import { openWhereNeeded, seedRules } from '../close/close.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let app: TestApp;
let cases: string[];

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 20);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  app = appFor(platform);
  const facts = [0, 1, 2, 3].map((who) => answer(at, who, 3, { occurredAt: platform.clock.now() }));
  cases = (await platform.db.tx((tx) => openWhereNeeded(tx, platform, facts))).map(({ caseId }) => caseId);
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

const input = () => ({
  title: 'A router that starts',
  touchpoint: 'visit',
  hypothesis: 'If we test routers before the visit, fewer visits fail.',
  metric: 'nps',
  ownerId: at.jonas.personId,
  pattern: '“router”: 3 cases, 0 before',
  caseIds: cases.slice(0, 3),
});
const mails = (to: string) =>
  fresh.db.all<{ subject: string }>(
    sql`select subject from mails where to_address = ${to} and subject like '%improvement%' order by mail_id`,
  );

test('proposed with its cases, told to its owner, answered, and seen from both sides', async () => {
  const made = await app.call('POST', '/improvements', { actor: at.priya, body: input() });
  expect(made).toMatchObject({
    status: 201,
    body: {
      number: 1,
      state: 'proposed',
      owner: { name: 'Jonas Nowak' },
      touchpoint: { key: 'visit' },
      metric: { key: 'nps' },
      cases: 3,
      answer: null,
    },
  });
  expect(await mails('jonas@halden.example')).toEqual([
    { subject: 'Priya Dahl proposes an improvement to you' },
  ]);
  const { id } = made.body as { id: string };
  const behind = await app.call('GET', `/improvements/${id}/cases?limit=2`, { actor: at.tomas });
  expect(behind.body).toMatchObject({ items: [{}, {}], next: expect.any(String) });
  const ofCase = async (caseId: string) =>
    (
      (await app.call('GET', `/improvements?case=${caseId}`, { actor: at.tomas })).body as {
        items: unknown[];
      }
    ).items.length;
  expect([await ofCase(cases[0]!), await ofCase(cases[3]!)]).toEqual([1, 0]);

  const answers = `/improvements/${id}/answers`;
  expect(await app.call('POST', answers, { actor: at.tomas, body: { answer: 'accepted' } })).toMatchObject({
    status: 403,
    body: { code: 'not_owner' },
  });
  expect((await app.call('POST', answers, { actor: at.jonas, body: { answer: 'declined' } })).status).toBe(
    422,
  );
  const no = { answer: 'declined', reason: 'The maker does it.' };
  expect(await app.call('POST', answers, { actor: at.jonas, body: no })).toMatchObject({
    body: { state: 'declined', answer: { reason: 'The maker does it.' } },
  });
  expect((await app.call('POST', answers, { actor: at.jonas, body: no })).status).toBe(409);
  expect(await app.call('POST', answers, { actor: at.asta, body: { answer: 'accepted' } })).toMatchObject({
    body: { state: 'accepted', answer: { by: { name: 'Asta Krueger' } } },
  });
  expect((await mails('priya@halden.example')).map(({ subject }) => subject)).toEqual([
    'Jonas Nowak declines your improvement',
    'Asta Krueger accepts your improvement',
  ]);
  const listed = await app.call('GET', '/improvements?state=accepted', { actor: at.tomas });
  expect(listed.body).toMatchObject({ items: [{ id }], next: null });

  const linked = { caseIds: [cases[3], cases[0], newId()] };
  expect(
    await app.call('POST', `/improvements/${id}/cases`, { actor: at.priya, body: linked }),
  ).toMatchObject({
    body: { cases: 4 },
  });
  expect(
    (await app.call('DELETE', `/improvements/${id}/cases/${cases[3]}`, { actor: at.priya })).status,
  ).toBe(204);
  expect(await ofCase(cases[3]!)).toBe(0);
});

test('what is not there, too short or nobody’s is refused, and nothing is kept of it', async () => {
  const wrong = async (given: object) =>
    (await app.call('POST', '/improvements', { actor: at.priya, body: { ...input(), ...given } })).status;
  expect(await wrong({ title: 'No' })).toBe(422);
  expect(await wrong({ touchpoint: 'nowhere' })).toBe(404);
  expect(await wrong({ metric: 'nothing' })).toBe(404);
  expect(await wrong({ huddleId: newId() })).toBe(404);
  expect(await wrong({ ownerId: newId() })).toBeGreaterThanOrEqual(400);
  expect((await app.call('GET', `/improvements/${newId()}`, { actor: at.priya })).status).toBe(404);
  const { n } = await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from improvements`);
  expect(n).toBe(1);
});
