import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { addDepartment, changeDepartment, changePerson } from '../../own/own.ts';
import { systemActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { caseDetail, openWhereNeeded, seedRules } from '../close.ts';
import { tendIncidents } from './digest.ts';
import { greeted, levelOf } from './incident.ts';
import { incidentById, listIncidents } from './incidents.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  at = await company(fresh.db, 6000);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  const { id } = await addDepartment(platform, systemActor, { name: 'Field' });
  await changeDepartment(platform, systemActor, id, { head: 'tomas@halden.example' });
  await changePerson(platform, systemActor, at.jonas.personId ?? '', { department: id });
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});
beforeEach(async () => {
  // What was before is long over.
  platform.clock.advance(86_400_000);
  await tendIncidents(platform);
  await platform.db.run(sql`delete from mails`);
});

const facts = (n: number) =>
  Array.from({ length: n }, () => answer(at, next++, 1, { occurredAt: platform.clock.now() }));
const open = (n: number) => platform.db.tx((tx) => openWhereNeeded(tx, platform, facts(n)));
const mailsTo = async () => {
  const rows = await platform.db.all<{ to: string; subject: string }>(
    sql`select to_address as "to", subject from mails order by queued_at, mail_id`,
  );
  return rows.map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`);
};
const latest = async () => (await listIncidents(platform, {})).items[0]!;

test('a thousand detractors in one batch: one incident, a thousand cases with an owner each, three notices', async () => {
  const before = (await listIncidents(platform, {})).items.length;
  const opened = await open(1000);
  expect(opened).toHaveLength(1000);
  expect((await listIncidents(platform, {})).items).toHaveLength(before + 1);
  const incident = await latest();
  expect(incident).toMatchObject({
    state: 'running',
    touchpoint: { key: 'visit' },
    owner: { name: 'Jonas Nowak' },
    reason: 'accountable for Technician visit',
    cases: 1000,
    openCases: 1000,
  });
  // One at each level, and no mail about any single case.
  const subject = `Incident #${incident.number}: 1000 cases at Technician visit`;
  expect((await mailsTo()).sort()).toEqual([`jonas: ${subject}`, `mara: ${subject}`, `tomas: ${subject}`]);
  const owned = await platform.db.one<{ n: number }>(sql`
    select count(*) as n from incident_cases i join cases c using (case_id) join case_holders h using (holder_id)
    where i.incident_id = ${incident.id}::uuid and h.until_at is null and h.person_id = c.owner_id`);
  expect(owned.n).toBe(1000);
  // The owner gets one list when the rush is over, and none again.
  platform.clock.advance(11 * 60_000);
  await tendIncidents(platform);
  await tendIncidents(platform);
  expect((await mailsTo()).filter((one) => one.startsWith('priya'))).toEqual([
    `priya: 1000 cases of incident #${incident.number} (Technician visit)`,
  ]);
});

test('the same in a hundred small batches: one incident; mails only for what came before it was one', async () => {
  const before = (await listIncidents(platform, {})).items.length;
  for (let n = 0; n < 100; n++) {
    await open(10);
    platform.clock.advance(500);
  }
  expect((await listIncidents(platform, {})).items).toHaveLength(before + 1);
  const incident = await latest();
  expect(incident).toMatchObject({ cases: 1000, openCases: 1000 });
  const mails = await mailsTo();
  // The first ten came one batch before it was an incident.
  expect(mails.filter((one) => one.startsWith('priya'))).toHaveLength(1);
  expect(mails.filter((one) => one.includes('Incident'))).toEqual([
    `jonas: Incident #${incident.number}: 20 cases at Technician visit`,
    `tomas: Incident #${incident.number}: 100 cases at Technician visit`,
    `mara: Incident #${incident.number}: 500 cases at Technician visit`,
  ]);
  expect((await incidentById(platform, incident.id)).notices).toMatchObject([
    { level: 1, cases: 20, person: { name: 'Jonas Nowak' } },
    { level: 2, cases: 100, person: { name: 'Tomas Berg' } },
    { level: 3, cases: 500, person: { name: 'Mara Lindqvist' } },
  ]);
});

test('too few, too slow, elsewhere: no incident; after a quiet hour it is another one', async () => {
  const before = (await listIncidents(platform, {})).items.length;
  await open(19);
  platform.clock.advance(10 * 60_000);
  await open(19);
  expect((await listIncidents(platform, {})).items).toHaveLength(before);
  await open(1);
  const first = await latest();
  expect([first.cases, (await listIncidents(platform, {})).items.length]).toEqual([20, before + 1]);
  platform.clock.advance(61 * 60_000);
  await open(3);
  expect(await latest()).toMatchObject({ id: first.id, cases: 20, state: 'calm' });
  await open(20);
  expect(await latest()).toMatchObject({ cases: 23, state: 'running' });
});

test('a file that brings what happened yesterday is no incident', async () => {
  const before = (await listIncidents(platform, {})).items.length;
  const old = new Date(platform.clock.now().getTime() - 86_400_000);
  await platform.db.tx((tx) =>
    openWhereNeeded(
      tx,
      platform,
      facts(200).map((fact) => ({ ...fact, occurredAt: old })),
    ),
  );
  expect((await listIncidents(platform, {})).items).toHaveLength(before);
  expect(await mailsTo()).toHaveLength(1);
});

test('what is not placed on a journey is the sponsor’s incident', async () => {
  await platform.db.tx((tx) =>
    openWhereNeeded(
      tx,
      platform,
      facts(20).map((fact) => ({ ...fact, touchpointId: 0, touchpointKey: null, touchpointName: null })),
    ),
  );
  expect(await latest()).toMatchObject({ touchpoint: null, owner: { name: 'Mara Lindqvist' } });
  expect((await mailsTo()).filter((one) => one.startsWith('mara: Incident'))).toHaveLength(1);
});

test('one message tells everybody by name and in their language; each case closes told, who has no address stays open', async () => {
  const first = next;
  await platform.db.run(
    sql`update customers set attributes = '{"language": "de"}' where customer_id = ${customerOf(first)}::uuid`,
  );
  await platform.db.run(
    sql`update customers set email = null where customer_id = ${customerOf(first + 1)}::uuid`,
  );
  const opened = await open(30);
  const incident = await latest();
  const path = `/incidents/${incident.id}`;
  const priya = { actor: at.priya };
  expect((await app.call('POST', `${path}/messages`, { ...priya, body: {} })).status).toBe(422);
  const gap = { en: { subject: 'Sorry', body: 'We [[did what]].' } };
  expect((await app.call('POST', `${path}/messages`, { ...priya, body: gap })).body.code).toBe(
    'message_unfinished',
  );
  const body = {
    en: { subject: 'Your visit', body: 'The van broke down.' },
    de: { subject: 'Ihr Termin', body: 'Der Wagen blieb liegen.' },
  };
  await platform.db.run(sql`delete from mails`);
  expect((await app.call('POST', `${path}/messages`, { ...priya, body })).status).toBe(202);
  expect((await app.call('POST', `${path}/messages`, { ...priya, body })).body.code).toBe(
    'message_on_its_way',
  );
  await platform.queue.drain();
  const done = await incidentById(platform, incident.id);
  expect(done).toMatchObject({ openCases: 1, state: 'running' });
  expect(done.messages[0]).toMatchObject({ total: 30, told: 29, unreached: 1, by: { name: 'Priya Dahl' } });
  const mails = await platform.db.all<{ subject: string; text: string }>(
    sql`select subject, text_body as text from mails where purpose = 'follow_up'`,
  );
  expect(mails).toHaveLength(29);
  expect(mails.filter((mail) => mail.text.includes(`Guten Tag Customer ${first},`))).toHaveLength(1);
  expect(
    mails.filter((mail) => mail.text.includes('Dear Customer ') && mail.subject === 'Your visit'),
  ).toHaveLength(28);
  const told = await platform.db.one<{ n: number }>(sql`
    select count(*) as n from incident_cases i join cases c using (case_id) join case_closures x on x.closure_id = c.closure_id
    where i.incident_id = ${incident.id}::uuid and x.message_id is not null`);
  expect(told.n).toBe(29);
  // Sent again it finds only the one who is left; once they can be reached, all are told and it closes by itself.
  await platform.db.run(
    sql`update customers set email = 'now@customers.example' where customer_id = ${customerOf(first + 1)}::uuid`,
  );
  expect((await app.call('POST', `${path}/messages`, { ...priya, body })).status).toBe(202);
  await platform.queue.drain();
  expect(await incidentById(platform, incident.id)).toMatchObject({
    openCases: 0,
    state: 'closed',
    closed: { by: { name: 'Priya Dahl' }, why: 'Every customer was told.' },
  });
  const [one] = (await app.call('GET', `/incidents?case=${opened[0]?.caseId}`, priya)).body.items;
  expect(one.id).toBe(incident.id);
  expect((await caseDetail(platform, opened[0]?.caseId ?? '')).state).not.toBe('open');
  const page = (await app.call('GET', `${path}/cases`, priya)).body;
  expect([page.items.length, page.next]).toEqual([30, null]);
});

test('closing needs a reason, once; terms are set by who may, and hold from then on', async () => {
  await open(20);
  const incident = await latest();
  const close = (why: string) =>
    app.call('POST', `/incidents/${incident.id}/closure`, { actor: at.jonas, body: { why } });
  expect((await close('no')).status).toBe(422);
  expect((await close('It was a test.')).body).toMatchObject({ state: 'closed', openCases: 20 });
  expect((await close('It was a test.')).body.code).toBe('already_closed');
  const put = (actor: typeof at.asta, threshold: number) =>
    app.call('PUT', '/incident-terms', { actor, body: { threshold, windowMinutes: 10, calmMinutes: 60 } });
  expect((await put(at.priya, 5)).status).toBe(403);
  expect((await put(at.asta, 1)).status).toBe(422);
  expect((await put(at.asta, 5)).body.threshold).toBe(5);
  platform.clock.advance(60 * 60_000);
  await open(5);
  expect((await latest()).number).toBeGreaterThan(incident.number);
  expect((await put(at.asta, 20)).status).toBe(200);
});

test('levels and greetings', () => {
  expect([19, 20, 99, 100, 499, 500, 5000].map((n) => levelOf(n, 20))).toEqual([0, 1, 1, 2, 2, 3, 3]);
  expect([greeted('en', null, 'x'), greeted('de', null, 'x'), greeted('de', 'Nina', 'x')]).toEqual([
    'Dear customer,\n\nx',
    'Guten Tag,\n\nx',
    'Guten Tag Nina,\n\nx',
  ]);
});
