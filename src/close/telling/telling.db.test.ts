import fc from 'fast-check';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { followUpRoutes } from '../../public/followUp.routes.ts';
import {
  addNote,
  caseDetail,
  closeLoop,
  draftMessage,
  followUps,
  openWhereNeeded,
  reopenCase,
  seedRules,
  tellCustomer,
} from '../close.ts';
import { instantOf, localOf } from './localTime.ts';
import { cancelScheduled, changeScheduled, scheduledMessages, scheduleMessage } from './scheduled.verbs.ts';
import { sendDue } from './sendDue.ts';
import { TellingSettings } from './settings.ts';
import { setTelling } from './settings.verbs.ts';
import { settleUnanswered } from './unanswered.ts';

const HOUR = 3_600_000;
let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let next = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 100);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
beforeEach(() => {
  platform.clock.set('2026-03-02T09:00:00Z');
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

async function newCase(customer = next++): Promise<string> {
  const [opened] = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, customer, 5, { occurredAt: platform.clock.now() })]),
  );
  return opened?.caseId ?? '';
}
const mail = { channel: 'email', subject: 'About your visit', body: 'It is done.', language: 'en' } as const;
const mailsOf = (caseId: string) =>
  platform.db.all<{ subject: string; text: string }>(
    sql`select subject, text_body as text from mails where purpose = 'follow_up' and subject_id = ${caseId} order by mail_id`,
  );
const refused = (code: string) => expect.objectContaining({ code });
const only = async (caseId: string) => (await scheduledMessages(platform, caseId)).items[0];

test('only who was reached is told; a call answers the question, and the second “no” climbs', async () => {
  const id = await newCase();
  const call = { channel: 'phone', body: 'Rang twice.', close: false } as const;
  await tellCustomer(platform, at.priya, id, { ...call, outcome: 'voicemail' });
  const tried = await caseDetail(platform, id);
  expect([tried.told, tried.clocks.map(({ metAt }) => metAt !== null)]).toEqual([
    false,
    [true, false, false],
  ]);
  await expect(closeLoop(platform, at.priya, id, {})).rejects.toEqual(refused('not_told'));
  await expect(
    tellCustomer(platform, at.priya, id, { ...call, outcome: 'not_reached', close: true }),
  ).rejects.toEqual(refused('not_reached'));
  await expect(
    tellCustomer(platform, at.priya, id, { ...call, at: new Date('2026-03-03T09:00:00Z') }),
  ).rejects.toEqual(refused('call_to_come'));
  await expect(
    tellCustomer(platform, at.priya, id, { ...call, answer: { helped: false }, close: true }),
  ).rejects.toEqual(refused('not_helped'));
  await tellCustomer(platform, at.priya, id, { ...call, spokeWith: 'Her son', close: true });
  for (const owner of ['Priya Dahl', 'Jonas Nowak']) {
    platform.clock.advance(HOUR);
    await tellCustomer(platform, at.priya, id, { ...call, answer: { helped: false, score: 2 } });
    expect(await caseDetail(platform, id)).toMatchObject({
      state: 'open',
      owner: { name: owner },
      told: false,
    });
    platform.clock.advance(HOUR);
    await tellCustomer(platform, at.priya, id, { ...call, close: true });
  }
  platform.clock.advance(HOUR);
  await tellCustomer(platform, at.priya, id, {
    ...call,
    answer: { helped: true, score: 9, comment: 'Yes.' },
  });
  expect(await caseDetail(platform, id)).toMatchObject({ state: 'confirmed', confirmed: { score: 9 } });
});

test('the database itself refuses a closure on a call that reached nobody', async () => {
  const id = await newCase();
  await tellCustomer(platform, at.priya, id, {
    channel: 'phone',
    body: 'Rang.',
    outcome: 'not_reached',
    close: false,
  });
  const bad = platform.db.run(sql`insert into case_closures (closure_id, case_id, at, person_id, message_id)
    select gen_random_uuid(), case_id, now(), person_id, message_id from case_messages where case_id = ${id}::uuid`);
  await expect(bad).rejects.toThrow(/foreign key/);
});

test('a letter tells on the day it was posted, and is a page to print', async () => {
  await setTelling(
    platform,
    operatorActor,
    TellingSettings.parse({ letterhead: 'Harbour Street 1\n20457 Hamburg' }),
  );
  const id = await newCase();
  const letter = {
    channel: 'letter',
    subject: 'Your <visit>',
    body: 'Dear customer,\n\nit is done.',
    language: 'en',
  } as const;
  await expect(
    tellCustomer(platform, at.priya, id, { ...letter, sentOn: '2026-03-03', close: true }),
  ).rejects.toEqual(refused('letter_to_come'));
  await tellCustomer(platform, at.priya, id, { ...letter, close: true });
  const detail = await caseDetail(platform, id);
  expect(detail.state).toBe('closed');
  const app = appFor(platform);
  const page = await app.call('GET', `/cases/${id}/letters/${detail.closure?.messageId}`, {
    actor: at.priya,
  });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  for (const part of ['Harbour Street 1', 'Your &lt;visit&gt;', '2 March 2026', 'it is done.', 'Customer'])
    expect(page.body).toContain(part);
  expect((await app.call('GET', `/cases/${id}/letters/${id}`, { actor: at.priya })).status).toBe(404);
  // Scheduled: it can be printed before it leaves, and tells when it does.
  const later = await newCase();
  await scheduleMessage(platform, at.priya, later, { ...letter, at: '2026-03-04T08:00', close: true });
  const waits = await only(later);
  expect((await app.call('GET', `/cases/${later}/letters/${waits?.id}`, { actor: at.priya })).body).toContain(
    '4 March 2026',
  );
  expect(await caseDetail(platform, later)).toMatchObject({ state: 'open', told: false });
  platform.clock.set('2026-03-04T08:01:00Z');
  await sendDue(platform);
  expect(await caseDetail(platform, later)).toMatchObject({ state: 'closed', told: true });
  expect(await mailsOf(later)).toEqual([]);
});

test('who wants no mail is not mailed, now or later, and it is said why', async () => {
  const customer = next++;
  const id = await newCase(customer);
  await scheduleMessage(platform, at.priya, id, { ...mail, at: '2026-03-03T10:00', close: false });
  await platform.db.run(sql`insert into contact_wishes (identity_id, at, channels, language, via)
    values (${customerOf(customer)}::uuid, '2026-03-02T09:30:00Z', '{}', 'de-AT', 'page')`);
  await expect(tellCustomer(platform, at.priya, id, { ...mail, close: true })).rejects.toMatchObject({
    code: 'mail_refused',
    message: expect.stringContaining('wants no e-mail'),
  });
  expect(await draftMessage(platform, at.priya, id)).toMatchObject({
    noMail: 'channel_refused',
    language: 'de',
    languageFrom: 'customer',
    spoken: 'de-AT',
  });
  expect(await draftMessage(platform, at.priya, await newCase())).toMatchObject({
    noMail: null,
    language: 'en',
    languageFrom: 'organisation',
    spoken: null,
  });
  platform.clock.set('2026-03-03T10:00:30Z');
  expect(await sendDue(platform)).toMatchObject({ sent: 0, held: 1 });
  expect(await only(id)).toMatchObject({ held: 'refused' });
  expect(await mailsOf(id)).toEqual([]);
});

test('sent at its time, once, however often and at once it is looked for; until then changed or cancelled', async () => {
  const id = await newCase();
  await scheduleMessage(platform, at.priya, id, { ...mail, at: '2026-03-02T23:30', close: true });
  // 20:00 to 08:00 is quiet.
  expect(await only(id)).toMatchObject({ at: '2026-03-03T08:00', zone: 'UTC', close: true, held: null });
  await expect(
    scheduleMessage(platform, at.priya, id, { ...mail, at: '2026-03-02T12:00', close: false }),
  ).rejects.toEqual(refused('message_waits'));
  await expect(closeLoop(platform, at.priya, id, {})).rejects.toMatchObject({
    code: 'not_told',
    message: expect.stringContaining('when the message that waits has been sent'),
  });
  const scheduledId = (await only(id))?.id ?? '';
  await changeScheduled(platform, at.tomas, id, {
    scheduledId,
    input: { body: 'It is done well.', at: '2026-03-03T09:00' },
  });
  expect(await only(id)).toMatchObject({ by: { name: 'Tomas Berg' }, body: 'It is done well.' });
  platform.clock.set('2026-03-03T08:59:00Z');
  expect(await sendDue(platform)).toEqual({ sent: 0, held: 0 });
  // Down over the evening: not at night.
  platform.clock.set('2026-03-03T22:00:00Z');
  expect(await sendDue(platform)).toEqual({ sent: 0, held: 0 });
  expect(await only(id)).toMatchObject({ at: '2026-03-04T08:00' });
  platform.clock.set('2026-03-04T08:00:00Z');
  const runs = await Promise.all([sendDue(platform), sendDue(platform), sendDue(platform)]);
  expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(1);
  expect((await mailsOf(id)).map(({ text }) => /It is done well\./.test(text))).toEqual([true]);
  expect(await caseDetail(platform, id)).toMatchObject({ state: 'closed', told: true });
  await expect(cancelScheduled(platform, at.priya, id, scheduledId)).rejects.toEqual(
    refused('no_longer_waits'),
  );
  const other = await newCase();
  await scheduleMessage(platform, at.priya, other, { ...mail, at: '2026-03-05T09:00', close: false });
  await cancelScheduled(platform, at.priya, other, (await only(other))?.id ?? '');
  platform.clock.set('2026-03-05T09:00:00Z');
  expect(await sendDue(platform)).toEqual({ sent: 0, held: 0 });
  for (const bad of ['2026-03-01T09:00', '2027-03-01T09:00']) {
    await expect(
      scheduleMessage(platform, at.priya, other, { ...mail, at: bad, close: false }),
    ).rejects.toEqual(refused('time_out_of_range'));
  }
});

test('what happens to the case meanwhile holds it and asks; its writer lets it go all the same', async () => {
  const changes: [string, (id: string) => Promise<unknown>][] = [
    ['closed', (id) => closeLoop(platform, at.asta, id, { waiver: 'Not needed.' })],
    [
      'replied',
      (id) =>
        platform.db.run(sql`insert into case_messages (message_id, case_id, at, channel, inbound, body)
          values (gen_random_uuid(), ${id}::uuid, ${platform.clock.now()}::timestamptz, 'email', true, 'Wait.')`),
    ],
    [
      'merged',
      (id) =>
        platform.db.run(sql`update links set customer_id = ${customerOf(99)}::uuid
          where identity_id = (select identity_id from cases where case_id = ${id}::uuid)`),
    ],
    [
      'reopened',
      async (id) => {
        await closeLoop(platform, at.asta, id, { waiver: 'Not needed.' });
        await reopenCase(platform, at.asta, id, { reason: 'Needed after all.' });
      },
    ],
  ];
  for (const [why, change] of changes) {
    platform.clock.set('2026-03-02T09:00:00Z');
    const id = await newCase();
    await scheduleMessage(platform, at.priya, id, { ...mail, at: '2026-03-02T12:00', close: false });
    platform.clock.advance(HOUR);
    await addNote(platform, at.priya, id, { text: 'A note holds nothing.' });
    expect(await only(id), why).toMatchObject({ held: null });
    await change(id);
    expect(await only(id), why).toMatchObject({ held: why });
    platform.clock.set('2026-03-02T12:00:10Z');
    expect(await sendDue(platform), why).toEqual({ sent: 0, held: 1 });
    expect(await mailsOf(id), why).toEqual([]);
    const told = await platform.db.all<{ subject: string }>(
      sql`select subject from mails where purpose = 'notice' and subject_id = ${id} and subject like '%held back%'`,
    );
    expect(told.length, why).toBeGreaterThan(0);
    await changeScheduled(platform, at.priya, id, { scheduledId: (await only(id))?.id ?? '', input: {} });
    expect(await sendDue(platform), why).toEqual({ sent: 1, held: 0 });
    expect((await mailsOf(id)).length, why).toBe(1);
  }
});

test('asked once more where wished; without an answer closed, unconfirmed, and counted apart; a late yes still counts', async () => {
  const app = new Hono().route('/p', followUpRoutes(followUps(platform)));
  await setTelling(platform, operatorActor, TellingSettings.parse({ answerDays: 10, remindDays: 4 }));
  platform.clock.set('2026-06-01T09:00:00Z');
  await settleUnanswered(platform);
  const id = await newCase();
  await tellCustomer(platform, at.priya, id, { ...mail, close: true });
  const waived = await newCase();
  await closeLoop(platform, at.priya, waived, { waiver: 'Not needed.' });
  platform.clock.set('2026-06-05T22:00:00Z');
  expect(await settleUnanswered(platform)).toEqual({ reminded: 0, unanswered: 0 });
  platform.clock.set('2026-06-06T08:07:00Z');
  expect(await settleUnanswered(platform)).toEqual({ reminded: 1, unanswered: 0 });
  expect(await settleUnanswered(platform)).toEqual({ reminded: 0, unanswered: 0 });
  const sent = await mailsOf(id);
  expect(sent.map(({ subject }) => subject)).toEqual(['About your visit', 'Did we put it right?']);
  platform.clock.set('2026-06-11T09:00:00Z');
  expect(await settleUnanswered(platform)).toEqual({ reminded: 0, unanswered: 1 });
  expect(await caseDetail(platform, id)).toMatchObject({ state: 'unconfirmed' });
  expect((await caseDetail(platform, id)).timeline.map(({ kind }) => kind)).toContain('unanswered');
  expect((await caseDetail(platform, waived)).state).toBe('closed');
  const counted = () =>
    appFor(platform).call('GET', '/follow-up/outcomes?from=2026-06-01&to=2026-06-30', { actor: at.asta });
  expect((await counted()).body).toEqual({
    closed: 2,
    confirmed: 0,
    unconfirmed: 1,
    waiting: 0,
    waived: 1,
    denied: 0,
  });
  // Either link answers, and both show what was answered.
  const [first, reminder] = sent.map(({ text }) => /\/p\/follow-up\/[\w-]+/.exec(text)?.[0] ?? '') as [
    string,
    string,
  ];
  expect(reminder).not.toBe(first);
  const said = await app.request(reminder, {
    method: 'POST',
    body: new URLSearchParams({ helped: 'yes' }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(said.status).toBe(303);
  expect(await (await app.request(first)).text()).toContain('We have your answer already');
  expect(await caseDetail(platform, id)).toMatchObject({ state: 'confirmed' });
  expect((await counted()).body).toMatchObject({ confirmed: 1, unconfirmed: 0 });
});

test('settings that contradict themselves are refused', async () => {
  const app = appFor(platform);
  const put = (body: object) => app.call('PUT', '/follow-up/settings', { actor: operatorActor, body });
  expect((await put({ answerDays: 7, remindDays: 7 })).status).toBe(422);
  expect((await put({ quietFrom: '25:00' })).status).toBe(422);
  expect((await app.call('PUT', '/follow-up/settings', { actor: at.priya, body: {} })).status).toBe(403);
});

test('a local time becomes the instant at which clocks there show it, over changes of the clock too', () => {
  expect(instantOf('Europe/Berlin', '2026-03-29T02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(instantOf('Europe/Berlin', '2026-10-25T02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      (zone, when) => {
        const local = localOf(zone, when);
        const found = instantOf(zone, local);
        expect(localOf(zone, found)).toBe(local);
        expect(found.getTime()).toBeLessThanOrEqual(when.getTime());
      },
    ),
  );
});
