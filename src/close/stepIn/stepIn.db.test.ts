import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { changePerson, delegate, endDelegation } from '../../own/own.ts';
import { type Actor, operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { addNote, climbLadder, openWhereNeeded, recordAction, seedRules, tellCustomer } from '../close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;

async function newCase(who = next++): Promise<{ id: string; customerId: string }> {
  const opened = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, who, 3, { occurredAt: platform.clock.now() })]),
  );
  return { id: opened[0]?.caseId ?? '', customerId: customerOf(who) };
}
const post = (actor: Actor, path: string, body: object = {}) => app.call('POST', path, { actor, body });
const advocate = async (customerId: string) =>
  (await app.call('GET', `/advocates?customers=${customerId}`, { actor: at.mara })).body.items[0];
const hand = async (id: string, from: Actor, to: Actor, reason = 'You know them better.') => {
  const offered = await post(from, `/cases/${id}/hand-over`, { to: to.personId, reason });
  expect(offered.status).toBe(200);
  return offered.body.offer;
};
const accept = (id: string, actor: Actor) =>
  post(actor, `/cases/${id}/hand-over/answer`, { answer: 'accepted' });
const mails = async (name: string) =>
  platform.db.all<{ subject: string; text: string }>(
    sql`select subject, text_body as text from mails where to_address = ${`${name}@halden.example`} order by mail_id`,
  );

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  at = await company(fresh.db, 60);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('the first who has the customer stays their advocate through every hand-over, until somebody steps in', async () => {
  const { id, customerId } = await newCase();
  expect(await advocate(customerId)).toMatchObject({ person: { name: 'Priya Dahl' }, steppedIn: false });
  await hand(id, at.priya, at.tomas);
  await accept(id, at.tomas);
  expect((await advocate(customerId)).person.name).toBe('Priya Dahl');
  expect((await post(at.asta, `/cases/${id}/step-in`, { reason: 'I call them now.' })).status).toBe(200);
  expect(await advocate(customerId)).toMatchObject({
    person: { name: 'Asta Krueger' },
    steppedIn: true,
    reason: 'Asta Krueger stepped in: I call them now.',
  });
  const told = (await mails('tomas')).at(-1);
  expect(told?.subject).toBe('Asta Krueger stepped in for your customer');
  expect(told?.text).toContain('I call them now.');
  await hand(id, at.asta, at.jonas);
  await accept(id, at.jonas);
  expect((await advocate(customerId)).person.name).toBe('Asta Krueger');
  await tellCustomer(platform, at.jonas, id, { channel: 'phone', body: 'Told.', close: true });
  expect(await advocate(customerId)).toBeUndefined();
});

test('a step-in taken back leaves the advocate who was there; one who leaves is followed by the next', async () => {
  const { id, customerId } = await newCase();
  await post(at.tomas, `/cases/${id}/step-in`, {});
  expect((await advocate(customerId)).person.name).toBe('Tomas Berg');
  expect((await post(at.tomas, `/cases/${id}/hand-back`, { reason: 'Priya is back.' })).body.owner.name).toBe(
    'Priya Dahl',
  );
  expect((await advocate(customerId)).person.name).toBe('Priya Dahl');
  await post(at.tomas, `/cases/${id}/step-in`, {});
  await changePerson(platform, operatorActor, at.tomas.personId!, { leftOn: '2026-03-02' });
  expect((await advocate(customerId)).person.name).toBe('Priya Dahl');
  await climbLadder(platform);
  await changePerson(platform, operatorActor, at.tomas.personId!, { leftOn: null });
});

test('from the customer: the most pressing open case, or a new one, or a refusal where it is mine already', async () => {
  const { id, customerId } = await newCase();
  const path = `/customers/${customerId}/step-in`;
  expect((await post(at.tomas, path, { reason: '' })).status).toBe(422);
  const took = await post(at.tomas, path, { reason: 'I look after it.' });
  expect(took.body).toMatchObject({ id, owner: { name: 'Tomas Berg' } });
  expect((await post(at.tomas, path, { reason: 'Again, me.' })).body.code).toBe('has_it_already');

  const quiet = customerOf(next++);
  const opened = await post(at.tomas, `/customers/${quiet}/step-in`, { reason: 'She called: no line.' });
  expect(opened.body).toMatchObject({
    reason: 'She called: no line.',
    owner: { name: 'Tomas Berg' },
    holdings: [{ rung: 'stepped_in' }],
  });
  expect(await advocate(quiet)).toMatchObject({ person: { name: 'Tomas Berg' }, steppedIn: true });
  const key = { ...at.asta, kind: 'key' as const, personId: null };
  expect((await post(key, `/customers/${quiet}/step-in`, { reason: 'A machine.' })).body.code).toBe(
    'needs_a_person',
  );
  expect(
    (await post(at.tomas, `/customers/${at.priya.personId}/step-in`, { reason: 'Nobody.' })).status,
  ).toBe(404);
});

test('the third hand-over goes to the accountable person: whose is it? They hand it on as they like', async () => {
  const { id } = await newCase();
  for (const [from, to] of [
    [at.priya, at.tomas],
    [at.tomas, at.asta],
  ] as const) {
    await hand(id, from, to);
    await accept(id, to);
  }
  const time = (await app.call('GET', `/cases/${id}/time`, { actor: at.mara })).body;
  expect(time).toMatchObject({ handovers: 2, limit: 3 });
  const offer = await hand(id, at.asta, at.tomas, 'He had it before.');
  expect(offer.to.name).toBe('Jonas Nowak');
  const asked = (await mails('jonas')).at(-1);
  expect(asked?.subject).toBe('Whose customer is this?');
  expect(asked?.text).toContain('Asta Krueger thought of Tomas Berg');
  await accept(id, at.jonas);
  expect((await hand(id, at.jonas, at.tomas)).to.name).toBe('Tomas Berg');
});

test('what was handed over goes back with a reason, as an offer to whoever gave it', async () => {
  const { id } = await newCase();
  expect((await post(at.priya, `/cases/${id}/hand-back`)).body.code).toBe('not_stepped_in');
  await hand(id, at.priya, at.tomas);
  await accept(id, at.tomas);
  expect((await post(at.tomas, `/cases/${id}/hand-back`)).body.code).toBe('needs_a_reason');
  const back = await post(at.tomas, `/cases/${id}/hand-back`, { reason: 'It is about the bill after all.' });
  expect(back.body).toMatchObject({ owner: { name: 'Tomas Berg' }, offer: { to: { name: 'Priya Dahl' } } });
  expect((await mails('priya')).at(-1)?.subject).toBe('Tomas Berg hands a customer back to you');
  expect((await post(at.tomas, `/cases/${id}/hand-back`, { reason: 'Once more.' })).body.code).toBe(
    'already_offered',
  );
  expect((await accept(id, at.priya)).body.owner.name).toBe('Priya Dahl');
});

test('whoever is away is asked through their cover; not where the cover is who offers it', async () => {
  const { id } = await newCase();
  const [away] = [
    await delegate(platform, at.tomas, {
      to: at.asta.personId!,
      absent: true,
      until: '2026-03-09',
      reason: 'Holiday',
    }),
  ];
  expect((await hand(id, at.priya, at.tomas)).to.name).toBe('Asta Krueger');
  expect((await mails('asta')).at(-1)?.text).toContain('Tomas Berg is away and you act for them');
  await accept(id, at.asta);
  const refused = await post(at.asta, `/cases/${id}/hand-over`, {
    to: at.tomas.personId,
    reason: 'When you are back.',
  });
  expect(refused.body).toMatchObject({ code: 'cover_is_you', until: '2026-03-09' });
  await endDelegation(platform, operatorActor, (away as { id: string }).id);
});

test('offers to somebody who leaves lapse, and the giver is told; so are those nobody answers', async () => {
  const { id } = await newCase();
  await hand(id, at.priya, at.tomas);
  await changePerson(platform, operatorActor, at.tomas.personId!, { leftOn: '2026-03-02' });
  await climbLadder(platform);
  const detail = (await app.call('GET', `/cases/${id}`, { actor: at.priya })).body;
  expect(detail).toMatchObject({ offer: null, owner: { name: 'Priya Dahl' } });
  expect((await mails('priya')).at(-1)?.subject).toBe(
    'Tomas Berg is not here any more; the customer stays with you',
  );
  const gone = await post(at.priya, `/cases/${id}/hand-over`, {
    to: at.tomas.personId,
    reason: 'Are you there?',
  });
  expect(gone.status).toBe(404);
  await changePerson(platform, operatorActor, at.tomas.personId!, { leftOn: null });
  await hand(id, at.priya, at.tomas);
  platform.clock.advance(9 * 3_600_000);
  await climbLadder(platform);
  expect((await mails('priya')).map((one) => one.subject)).toContain(
    'Tomas Berg did not answer; the customer stays with you',
  );
});

test('the receiver is sent what was said and done last', async () => {
  const { id } = await newCase();
  await addNote(platform, at.priya, id, { text: 'Speaks no German.' });
  await recordAction(platform, at.priya, id, { text: 'A new visit on Tuesday.' });
  await hand(id, at.priya, at.tomas);
  const asked = (await mails('tomas')).at(-1);
  expect(asked?.text).toContain('Speaks no German.');
  expect(asked?.text).toContain('A new visit on Tuesday.');
});

test('where the time went is told by department and stage, and by person only to that person', async () => {
  const { id } = await newCase();
  platform.clock.advance(2 * 3_600_000);
  await addNote(platform, at.priya, id, { text: 'Seen.' });
  platform.clock.advance(1 * 3_600_000);
  await hand(id, at.priya, at.tomas);
  await accept(id, at.tomas);
  platform.clock.advance(3 * 3_600_000);
  await recordAction(platform, at.tomas, id, { text: 'Done.' });
  const time = async (actor: Actor) => (await app.call('GET', `/cases/${id}/time`, { actor })).body;
  expect(await time(at.priya)).toMatchObject({ mine: 180, handovers: 1 });
  expect(await time(at.tomas)).toMatchObject({ mine: 180 });
  const other = await time(at.mara);
  expect(other.mine).toBeNull();
  expect(other.departments).toEqual([{ name: null, minutes: 360, stages: { see: 120, act: 240, tell: 0 } }]);
  expect(JSON.stringify(other)).not.toMatch(/Priya|Tomas/);
});
