import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../test/company.ts';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import { assign, delegate } from '../own/own.ts';
import { operatorActor } from '../platform/access.ts';
import { caseCounts, climbLadder, openWhereNeeded, seedRules } from './close.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
const app = appFor(platform);
afterAll(() => fresh.close());
let at: Company;

beforeAll(async () => {
  at = await company(fresh.db, 10);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});

const opened = async (who: number) =>
  (
    await fresh.db.tx((tx) =>
      openWhereNeeded(tx, platform, [answer(at, who, 2, { occurredAt: platform.clock.now() })]),
    )
  )[0]!;
const mine = async (actor: Company['priya']) =>
  (await app.call('GET', '/cases?owner=me&open=true', { actor })).body.items as { id: string }[];

test('while somebody is away new cases go to the cover, open ones are seen and worked by them, and all return', async () => {
  const before = await opened(1);
  expect(before.ownerId).toBe(at.priya.personId);
  const { personId: to } = at.tomas;
  await delegate(platform, at.priya, { to: to!, absent: true, until: '2026-03-09', reason: 'Holiday' });

  const during = await opened(2);
  expect(during.ownerId).toBe(to);
  const detail = (await app.call('GET', `/cases/${during.caseId}`, { actor: at.tomas })).body;
  expect(detail.why).toBe('acting for Priya Dahl until 2026-03-09, responsible for Technician visit');
  expect((await mine(at.tomas)).map((one) => one.id).sort()).toEqual([before.caseId, during.caseId].sort());
  expect((await caseCounts(platform, at.tomas)).mine).toBe(2);
  const open = (await app.call('GET', `/cases/${before.caseId}`, { actor: at.tomas })).body;
  expect(open).toMatchObject({
    owner: { name: 'Priya Dahl' },
    acting: { person: { name: 'Tomas Berg' }, until: '2026-03-09', absent: true },
  });

  const path = `/cases/${before.caseId}`;
  const offer = { to: at.jonas.personId, reason: 'He was there' };
  expect((await app.call('POST', `${path}/hand-over`, { actor: at.tomas, body: offer })).status).toBe(200);
  const taken = await app.call('POST', `${path}/hand-over/answer`, {
    actor: at.jonas,
    body: { answer: 'declined', reason: 'Not now' },
  });
  expect(taken.body.owner.name).toBe('Priya Dahl');

  platform.clock.set('2026-03-09T09:00:00Z');
  expect((await mine(at.tomas)).map((one) => one.id)).toEqual([during.caseId]);
  expect((await mine(at.priya)).map((one) => one.id)).toEqual([before.caseId]);
  expect((await opened(3)).ownerId).toBe(at.priya.personId);
});

test('a case that breached says who was accountable as known then, and as corrected since', async () => {
  platform.clock.set('2026-03-16T09:00:00Z');
  const late = await opened(4);
  platform.clock.set('2026-03-20T09:00:00Z');
  await climbLadder(platform);
  const breaches = async () =>
    (await app.call('GET', `/cases/${late.caseId}`, { actor: at.mara })).body.breaches;
  expect(await breaches()).toMatchObject([
    {
      asKnown: { person: { name: 'Jonas Nowak' } },
      asCorrected: { person: { name: 'Jonas Nowak' } },
      corrected: false,
    },
  ]);
  platform.clock.set('2026-03-21T09:00:00Z');
  await assign(platform, operatorActor, {
    object: { kind: 'touchpoint', key: 'visit' },
    role: 'A',
    person: at.asta.personId!,
    from: '2026-03-10',
    replace: true,
    reason: 'Handed over on the 10th, written down late',
  });
  expect(await breaches()).toMatchObject([
    {
      asKnown: { person: { name: 'Jonas Nowak' } },
      asCorrected: { person: { name: 'Asta Krueger' } },
      corrected: true,
    },
  ]);
});

test('who acts for an absent nominee answers: the nominee has the case, and who answered never rules', async () => {
  platform.clock.set('2026-04-06T09:00:00Z');
  await delegate(platform, at.tomas, { to: at.jonas.personId!, absent: true, until: '2026-04-20' });
  const disputed = async (who: number) => {
    const { caseId } = await opened(who);
    const body = { reason: 'The visit is planned in the field.', nominee: at.tomas.personId };
    expect((await app.call('POST', `/cases/${caseId}/dispute`, { actor: at.priya, body })).status).toBe(200);
    return caseId;
  };
  const say = (caseId: string, actor: Company['priya'], body: object) =>
    app.call('POST', `/cases/${caseId}/dispute/answer`, { actor, body });
  const waits = async (actor: Company['priya']) =>
    (await app.call('GET', '/disputes?mine=true', { actor })).body.items as { case: { id: string } }[];

  const first = await disputed(5);
  expect((await waits(at.jonas)).map((one) => one.case.id)).toEqual([first]);
  expect((await say(first, at.asta, { answer: 'accepted' })).body.code).toBe('not_yours_to_answer');
  expect((await say(first, at.jonas, { answer: 'accepted' })).status).toBe(200);
  const moved = (await app.call('GET', `/cases/${first}`, { actor: at.jonas })).body;
  expect(moved.owner.name).toBe('Tomas Berg');
  expect(moved.acting.person.name).toBe('Jonas Nowak');

  const second = await disputed(6);
  const answer = { answer: 'countered', reason: 'Nobody here planned that visit.' };
  expect((await say(second, at.jonas, answer)).status).toBe(200);
  const [dispute] = (await app.call('GET', `/disputes?case=${second}`, { actor: at.mara })).body.items;
  expect(dispute).toMatchObject({ state: 'arbiter', nominations: [{ answer: 'declined' }] });
  expect(dispute.arbiter.people.map((one: { name: string }) => one.name)).not.toContain('Jonas Nowak');
});

test('who began a dispute does not answer it for the one they act for', async () => {
  platform.clock.set('2026-05-04T09:00:00Z');
  await delegate(platform, at.tomas, { to: at.priya.personId!, absent: true, until: '2026-05-20' });
  const { caseId } = await opened(7);
  const body = { reason: 'The visit is planned in the field.', nominee: at.tomas.personId };
  await app.call('POST', `/cases/${caseId}/dispute`, { actor: at.priya, body });
  for (const path of ['dispute/answer', 'hand-over/answer']) {
    const said = await app.call('POST', `/cases/${caseId}/${path}`, {
      actor: at.priya,
      body: { answer: 'accepted' },
    });
    expect(said).toMatchObject({ status: 403, body: { code: 'not_yours_to_answer' } });
  }
  expect((await app.call('GET', '/disputes?mine=true', { actor: at.priya })).body.items).toEqual([]);
});
