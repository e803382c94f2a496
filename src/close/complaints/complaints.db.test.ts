import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { operatorActor } from '../../platform/access.ts';
import { verifyAudit } from '../../platform/audit.ts';
import { sql } from '../../platform/database.ts';
import { WorkingHours } from '../../platform/hours/hours.ts';
import {
  caseDetail,
  closeLoop,
  openWhereNeeded,
  pauseCase,
  reopenCase,
  resumeCase,
  saveCalendar,
  seedRules,
  tellCustomer,
} from '../close.ts';
import type { Complaint } from './complaint.ts';
import { tellOfLate } from './late.ts';

const DAY = 86_400_000;
let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  at = await company(fresh.db, 200);
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
const about = { receivedBy: 'email', category: 'billing', summary: 'Billed twice.\nAgain.' } as const;
const post = (path: string, body: object = {}, actor = at.priya) =>
  app.call('POST', `/complaints${path}`, { actor, body });
/** Answered as it should be, or the test says why not. */
async function done(path: string, body: object = {}): Promise<Complaint> {
  const answered = await post(path, body);
  expect([200, 201], `${path}: ${JSON.stringify(answered.body)}`).toContain(answered.status);
  return answered.body;
}
const code = async (path: string, body: object = {}, actor = at.priya) => {
  const { status, body: said } = await post(path, body, actor);
  return [status, said.code];
};
const opened = async (given: object = {}) => done('', { ...about, caseId: await newCase(), ...given });
const parts = {
  decision: 'You are right.',
  reasons: 'The bill ran twice.',
  redress: 'You get 20 euro.',
  next: 'Turn to the ombudsman.',
};
const mail = { channel: 'email', subject: 'Your complaint', language: 'en' } as const;
const acknowledge = (one: Complaint) =>
  done(`/${one.id}/acknowledgement`, { ...mail, body: `We have it: ${one.reference}.` });

async function investigated(given: object = {}): Promise<Complaint> {
  const one = await opened(given);
  await acknowledge(one);
  await done(`/${one.id}/assessment`, { severity: 'high' });
  await done(`/${one.id}/investigation`, {
    outcome: 'upheld',
    findings: 'The bill ran twice.',
    cause: 'system',
    causeTouchpoint: 'bill',
  });
  return done(`/${one.id}/redress`, { what: '20 euro off the next bill', amount: 20 });
}

test('from receipt to final response: stages with who and when, letters with the reference, closed on the response', async () => {
  const one = await opened({ wants: 'The money back.' });
  expect(one.reference).toMatch(/^C-2026-\d{5}$/);
  expect(one).toMatchObject({
    stage: 'received',
    regime: { rule: 'ISO 10002' },
    severity: null,
    redress: null,
  });
  // Monday, 2 March: five working days end on the 9th, fifteen on the 23rd.
  expect(one.clocks.map(({ clock, dueAt }) => [clock, String(dueAt).slice(0, 10)])).toEqual([
    ['acknowledge', '2026-03-09'],
    ['answer', '2026-03-23'],
  ]);
  const draft = await app.call('GET', `/complaints/${one.id}/draft`, { actor: at.priya });
  expect(draft.body.body).toContain(one.reference);
  expect(draft.body.body).toContain('23 March 2026');
  expect(await code(`/${one.id}/acknowledgement`, { ...mail, body: 'We have it.' })).toEqual([
    422,
    'reference_missing',
  ]);
  platform.clock.advance(DAY);
  await acknowledge(one);
  // “We have it” tells nothing.
  expect(await caseDetail(platform, one.caseId)).toMatchObject({ told: false, state: 'open' });
  await expect(closeLoop(platform, at.priya, one.caseId, {})).rejects.toMatchObject({ code: 'not_told' });
  await done(`/${one.id}/assessment`, { severity: 'medium', category: 'service', note: 'Second time.' });
  const found = await done(`/${one.id}/investigation`, {
    outcome: 'partly',
    findings: 'One of the two bills was right.',
    cause: 'system',
    causeTouchpoint: 'bill',
  });
  expect(found).toMatchObject({
    stage: 'investigated',
    outcome: 'partly',
    category: 'service',
    causeTouchpoint: { name: 'First bill' },
  });
  expect(await code(`/${one.id}/response`, { ...mail, parts })).toEqual([422, 'not_decided']);
  await done(`/${one.id}/redress`, { what: 'One bill is cancelled', amount: 31.5 });
  for (const part of ['decision', 'reasons', 'redress', 'next']) {
    const incomplete = await post(`/${one.id}/response`, {
      ...mail,
      parts: { ...parts, [part]: part === 'next' ? '[[where]]' : ' ' },
    });
    expect([incomplete.status, incomplete.body.code, incomplete.body.missing]).toEqual([
      422,
      'response_incomplete',
      [part],
    ]);
  }
  const answered = await done(`/${one.id}/response`, { ...mail, parts, close: true });
  expect(answered).toMatchObject({ stage: 'closed', redress: { amount: 31.5, currency: 'EUR' } });
  expect(answered.stages.map(({ stage, skipped, person }) => [stage, skipped, person?.name])).toEqual(
    ['received', 'acknowledged', 'assessed', 'investigated', 'answered', 'closed'].map((stage) => [
      stage,
      false,
      'Priya Dahl',
    ]),
  );
  expect(answered.clocks.every(({ metAt, dueAt }) => metAt && metAt < dueAt)).toBe(true);
  expect(answered.letters.map(({ kind }) => kind)).toEqual(['acknowledgement', 'final']);
  expect(await caseDetail(platform, one.caseId)).toMatchObject({ state: 'closed', told: true });
  const { text } = await platform.db.one<{ text: string }>(
    sql`select text_body as text from mails where subject_id = ${one.caseId} and purpose = 'follow_up' order by mail_id desc limit 1`,
  );
  for (const words of [
    one.reference,
    'Our decision',
    'You are right.',
    'If you do not agree',
    'ombudsman',
    'Did we put it right?',
  ])
    expect(text).toContain(words);
  // Opened again it is looked at again, and what was answered in time was.
  platform.clock.advance(2 * 3_600_000);
  await reopenCase(platform, at.asta, one.caseId, { reason: 'New facts.' });
  const again = (await app.call('GET', `/cases/${one.caseId}/complaint`, { actor: at.priya })).body.complaint;
  expect(again).toMatchObject({ stage: 'assessed', stages: { length: 7 } });
});

test('stages are skipped only with a reason, never taken twice; a complaint closes with its response or with a reason', async () => {
  const one = await opened();
  expect(
    await code(`/${one.id}/investigation`, { outcome: 'upheld', findings: 'So it is.', cause: 'mistake' }),
  ).toEqual([422, 'stage_skipped']);
  const skipped = await done(`/${one.id}/investigation`, {
    outcome: 'upheld',
    findings: 'So it is.',
    cause: 'mistake',
    skipping: 'Solved on the phone.',
  });
  expect(skipped.stages.map(({ stage, skipped, reason }) => [stage, skipped, reason])).toEqual([
    ['received', false, null],
    ['acknowledged', true, 'Solved on the phone.'],
    ['assessed', true, 'Solved on the phone.'],
    ['investigated', false, null],
  ]);
  expect(await code(`/${one.id}/acknowledgement`, { channel: 'otherwise', reason: 'On the phone.' })).toEqual(
    [409, 'stage_passed'],
  );
  await tellCustomer(platform, at.priya, one.caseId, { channel: 'phone', body: 'All said.', close: false });
  await expect(closeLoop(platform, at.priya, one.caseId, {})).rejects.toMatchObject({
    code: 'complaint_unanswered',
  });
  await closeLoop(platform, at.priya, one.caseId, { waiver: 'The customer withdrew it.' });
  const closed = (await app.call('GET', `/complaints/${one.id}`, { actor: at.priya })).body;
  expect(closed.stages.at(-1)).toMatchObject({ stage: 'closed', reason: 'The customer withdrew it.' });
  expect(await code(`/${one.id}/assessment`, { severity: 'low' })).toEqual([409, 'answered_already']);
});

test('anonymous: with a case and an owner, answered otherwise, written to by nobody', async () => {
  const one = await done('', { ...about, receivedBy: 'web', anonymous: true, touchpoint: 'visit' });
  const detail = await caseDetail(platform, one.caseId);
  expect([detail.owner.name, detail.customer.name, one.anonymous]).toEqual(['Priya Dahl', null, true]);
  const draft = await app.call('GET', `/cases/${one.caseId}/draft`, { actor: at.priya });
  expect([draft.status, draft.body.to]).toEqual([200, null]);
  expect(await code(`/${one.id}/acknowledgement`, { ...mail, body: one.reference })).toEqual([
    422,
    'is_anonymous',
  ]);
  await done(`/${one.id}/acknowledgement`, { channel: 'otherwise', reason: 'Nobody to write to.' });
  await done(`/${one.id}/assessment`, { severity: 'low' });
  await done(`/${one.id}/investigation`, {
    outcome: 'not_upheld',
    findings: 'Nothing found.',
    cause: 'no_fault',
  });
  await done(`/${one.id}/redress`, { what: 'none' });
  const answered = await done(`/${one.id}/response`, {
    channel: 'otherwise',
    reason: 'Noted on the notice board.',
    parts,
    close: true,
  });
  expect(answered.stage).toBe('closed');
  const list = await app.call('GET', '/complaints?q=Billed', { actor: at.priya });
  expect(list.body.items.find(({ id }: Complaint) => id === one.id).customer).toBeNull();
});

test('bad input is refused and says why', async () => {
  const caseId = await newCase();
  const one = await done('', { ...about, caseId });
  expect(await code('', { ...about, caseId })).toEqual([409, 'is_complaint']);
  expect(await code('', { ...about, caseId: await newCase(), category: 'nonsense' })).toEqual([
    422,
    'not_on_list',
  ]);
  expect(await code('', { ...about, caseId: await newCase(), regime: 'nowhere' })).toEqual([
    404,
    'not_found',
  ]);
  expect(await code('', { ...about, caseId: await newCase(), receivedAt: '2026-03-03T00:00:00Z' })).toEqual([
    422,
    'received_out_of_range',
  ]);
  expect(await code('', { ...about, caseId: await newCase(), summary: ' ' })).toEqual([422, 'invalid']);
  expect((await post('', { ...about, caseId: await newCase() }, operatorActor)).status).toBe(403);
  expect(await code(`/${one.id}/redress`, { what: 'x', amount: -1 })).toEqual([422, 'invalid']);
  await done(`/${one.id}/extension`, { reason: 'The supplier has to look first.' });
  expect(await code(`/${one.id}/extension`, { reason: 'Once more.' })).toEqual([409, 'extended_already']);
  const fca = await opened({ regime: 'fca-disp' });
  expect(await code(`/${fca.id}/extension`, { reason: 'More time.' })).toEqual([422, 'no_extension']);
  await closeLoop(platform, at.priya, caseId, { waiver: 'Withdrawn.' });
  expect(await code('', { ...about, caseId })).toEqual([409, 'already_closed']);
  expect((await app.call('GET', '/complaints?after=x', { actor: at.priya })).body.code).toBe('bad_cursor');
});

test('taken to an ombudsman, and how they decided', async () => {
  const one = await investigated();
  await done(`/${one.id}/response`, { ...mail, parts, close: true });
  const outside = await done(`/${one.id}/escalations`, { body: 'Ombudsman', reference: 'O-77' });
  const path = `/${one.id}/escalations/${outside.escalations[0]?.id}/decision`;
  const decided = await done(path, { decision: 'partly', note: 'Ten euro more.' });
  expect(decided.escalations).toMatchObject([{ body: 'Ombudsman', reference: 'O-77', decision: 'partly' }]);
  expect(await code(path, { decision: 'for_us' })).toEqual([409, 'decided_already']);
});

test('numbers are given once, however many come at once', async () => {
  const cases = await Promise.all(Array.from({ length: 8 }, () => newCase()));
  const all = await Promise.all(cases.map((caseId) => done('', { ...about, caseId })));
  expect(new Set(all.map(({ reference }) => reference)).size).toBe(8);
});

test('owners are warned once; what is missed is told to them and to who stands above, once', async () => {
  platform.clock.set('2026-05-04T09:00:00Z');
  await tellOfLate(platform);
  const one = await opened();
  const notices = async () =>
    (
      await platform.db.all<{ to: string; text: string }>(
        sql`select to_address as to, text_body as text from mails where purpose = 'notice' and text_body like ${`%${one.reference}%`} order by mail_id`,
      )
    ).map(({ to }) => to);
  platform.clock.set('2026-05-10T09:00:00Z');
  await tellOfLate(platform);
  expect(await tellOfLate(platform)).toEqual({ warned: 0, missed: 0 });
  expect(await notices()).toEqual(['priya@halden.example']);
  // Five working days after Monday, 4 May end on the 11th.
  platform.clock.set('2026-05-12T00:00:01Z');
  expect(await tellOfLate(platform)).toEqual({ warned: 0, missed: 1 });
  expect(await tellOfLate(platform)).toEqual({ warned: 0, missed: 0 });
  expect((await notices()).slice(1).toSorted()).toEqual(['jonas@halden.example', 'priya@halden.example']);
  const late = await app.call('GET', '/complaints?overdue=true', { actor: at.priya });
  expect(late.body.items.map(({ id }: Complaint) => id)).toContain(one.id);
  await acknowledge(one);
  const clocks = (await app.call('GET', `/complaints/${one.id}`, { actor: at.priya })).body.clocks;
  expect(clocks[0].metAt > clocks[0].dueAt).toBe(true);
});

test('every figure of the report is the length of the list it opens as; the file says the same', async () => {
  platform.clock.set('2026-09-01T09:00:00Z');
  const causes = ['system', 'mistake', 'no_fault'];
  for (let n = 0; n < 9; n++) {
    platform.clock.set(new Date(Date.parse('2026-09-01T22:30:00Z') + n * DAY));
    const one = await opened({ category: ['billing', 'service'][n % 2], regime: n % 3 ? 'general' : 'psd2' });
    if (n % 4 === 3) continue;
    await acknowledge(one);
    await done(`/${one.id}/assessment`, { severity: 'low' });
    await done(`/${one.id}/investigation`, {
      outcome: ['upheld', 'partly', 'not_upheld'][n % 3],
      findings: 'So it is.',
      cause: causes[n % 3],
    });
    await done(
      `/${one.id}/redress`,
      n % 2 ? { what: 'none' } : { what: 'money', amount: 10.25 + n, currency: n % 4 ? 'EUR' : 'GBP' },
    );
    if (n === 1) await done(`/${one.id}/escalations`, { body: 'Ombudsman' });
    platform.clock.advance(n * 8 * DAY);
    if (n % 5 !== 4) await done(`/${one.id}/response`, { ...mail, parts, close: n % 2 === 0 });
  }
  platform.clock.set('2026-12-01T09:00:00Z');
  const period = 'from=2026-09-01&to=2026-09-09';
  const report = (await app.call('GET', `/complaints/report?${period}`, { actor: at.asta })).body;
  const count = async (filter: string) => {
    let n = 0;
    for (let after = ''; ; ) {
      const { body } = await app.call('GET', `/complaints?${period}&limit=4${filter}${after}`, {
        actor: at.asta,
      });
      n += body.items.length;
      if (!body.next) return n;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
  };
  expect(report.received).toBe(9);
  expect(await count('')).toBe(report.received);
  expect(await count('&overdue=true')).toBe(report.overdue);
  expect(await count('&escalated=true')).toBe(report.escalated);
  expect(report.escalated).toBe(1);
  const figures = {
    byStage: 'stage',
    byCategory: 'category',
    byCause: 'cause',
    byOutcome: 'outcome',
    byBand: 'band',
  } as const;
  for (const [figure, filter] of Object.entries(figures)) {
    const counts: { key: string; n: number }[] = report[figure];
    expect(
      counts.reduce((sum, { n }) => sum + n, 0),
      figure,
    ).toBe(report.received);
    for (const { key, n } of counts) expect(await count(`&${filter}=${key}`), `${figure} ${key}`).toBe(n);
  }
  expect(new Set(report.byBand.map(({ key }: { key: string }) => key)).size).toBeGreaterThan(3);
  const { total } = await platform.db.one<{ total: number }>(
    sql`select sum(redress_amount)::float8 as total from complaints where received_at >= '2026-09-01' and received_at < '2026-09-10'`,
  );
  expect(report.redress.reduce((sum: number, one: { total: number }) => sum + one.total, 0)).toBeCloseTo(
    total,
    6,
  );
  const file = await app.call('GET', `/complaints/report?${period}&format=csv`, { actor: at.asta });
  const lines = String(file.body).trim().split('\r\n');
  expect(lines[0]).toBe('figure,key,complaints,amount,currency');
  for (const { key, n } of report.byCause) expect(lines).toContain(`byCause,${key},${n},,`);
  for (const { currency, n, total } of report.redress)
    expect(lines).toContain(`redress,,${n},${total},${currency}`);
  expect(lines).toContain(`received,,${report.received},,`);
  const counts = (await app.call('GET', '/complaints/counts', { actor: at.asta })).body.stages;
  for (const { stage, n } of counts) {
    const { rows } = await platform.db.one<{ rows: number }>(
      sql`select count(*)::int as rows from complaints where stage = ${stage}`,
    );
    expect(n).toBe(rows);
  }
});

test('rules and lists: periods of a new rule, what is in use stays, the general one stays', async () => {
  const put = (path: string, body: object, actor = operatorActor) => app.call('PUT', path, { actor, body });
  const lists = (await app.call('GET', '/complaint-lists', { actor: at.priya })).body;
  const without = {
    ...lists,
    categories: lists.categories.filter(({ key }: { key: string }) => key !== 'billing'),
  };
  expect((await put('/complaint-lists', without)).body.code).toBe('key_in_use');
  expect(
    (
      await put('/complaint-lists', {
        ...lists,
        causes: [...lists.causes, { key: 'weather', en: 'Weather', de: 'Wetter' }],
      })
    ).status,
  ).toBe(200);
  expect((await put('/complaint-lists', lists, at.priya)).status).toBe(403);
  const rules: { id: string; key: string }[] = (
    await app.call('GET', '/complaint-rules', { actor: at.priya })
  ).body.items;
  expect(rules.map(({ key }) => key).toSorted()).toEqual(['enwg', 'fca-disp', 'general', 'psd2']);
  const general = rules.find(({ key }) => key === 'general');
  const archive = await app.call('POST', `/complaint-rules/${general?.id}/archival`, {
    actor: operatorActor,
    body: { archived: true },
  });
  expect(archive.body.code).toBe('general_stays');
});

test('a calendar of its own and pauses, where the rule knows them, move the clocks that run, and no others', async () => {
  const hours = (holidays: string[]) =>
    WorkingHours.parse({
      timezone: 'Europe/Berlin',
      week: [...Array.from({ length: 5 }, () => [['09:00', '17:00']]), [], []],
      holidays,
    });
  const calendar = await saveCalendar(platform, operatorActor, { name: 'Complaints', hours: hours([]) });
  const rule = {
    key: 'own-rule',
    name: 'Own rule',
    rule: 'Own terms 1',
    jurisdiction: 'DE',
    acknowledge: { n: 2, unit: 'working_days' },
    answer: { n: 10, unit: 'working_days' },
    extended: null,
    calendarId: calendar.id,
    pausable: true,
    nextStep: { en: 'Turn to somebody.', de: 'Wenden Sie sich an jemanden.' },
  };
  expect((await app.call('POST', '/complaint-rules', { actor: operatorActor, body: rule })).status).toBe(201);
  const one = await opened({ regime: 'own-rule' });
  const other = await opened();
  const due = async (of: Complaint) =>
    (await app.call('GET', `/complaints/${of.id}`, { actor: at.priya })).body.clocks.map(
      ({ dueAt }: { dueAt: string }) => dueAt,
    );
  expect(await due(one)).toEqual(['2026-03-04T22:59:59.999Z', '2026-03-16T22:59:59.999Z']);
  const before = await due(other);
  await saveCalendar(
    platform,
    operatorActor,
    { name: 'Complaints', hours: hours(['2026-03-03']) },
    calendar.id,
  );
  expect(await due(one)).toEqual(['2026-03-05T22:59:59.999Z', '2026-03-17T22:59:59.999Z']);
  await acknowledge(one);
  for (const of of [one, other]) {
    const until = new Date('2026-03-06T12:00:00Z');
    await pauseCase(platform, at.priya, of.caseId, { until, waitsFor: 'supplier', reason: 'Parts.' });
  }
  // Wednesday and Thursday lie within the pause, Tuesday is a holiday anyway.
  expect(await due(one)).toEqual(['2026-03-05T22:59:59.999Z', '2026-03-19T22:59:59.999Z']);
  expect(await due(other)).toEqual(before);
  await resumeCase(platform, at.priya, one.caseId);
  expect(await due(one)).toEqual(['2026-03-05T22:59:59.999Z', '2026-03-17T22:59:59.999Z']);
});

test('everything stands in the audit trail, and who may not work reads only', async () => {
  const one = await opened();
  const outsider = { ...at.priya, permissions: new Set(['case:read'] as const) };
  expect((await post(`/${one.id}/assessment`, { severity: 'low' }, outsider)).status).toBe(403);
  expect((await app.call('GET', `/complaints/${one.id}`, { actor: outsider })).status).toBe(200);
  expect((await app.call('GET', '/complaints', {})).status).toBe(401);
  expect(await verifyAudit(platform.db)).toMatchObject({ intact: true });
});
