import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { sql } from '../platform/database.ts';
import { CaseQuery } from './case.ts';
import {
  addNote,
  answerHandOver,
  caseCounts,
  caseDetail,
  climbLadder,
  closeLoop,
  draftMessage,
  exportCases,
  handBack,
  handOver,
  listCases,
  openWhereNeeded,
  recordAction,
  reopenCase,
  seedRules,
  stepIn,
  tellCustomer,
} from './close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let next = 0;
const hour = 3_600_000;

async function newCase(score = 5): Promise<string> {
  const opened = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, next++, score, { occurredAt: platform.clock.now() })]),
  );
  return opened[0]?.caseId ?? '';
}
const mailsTo = async (address: string) =>
  platform.db.all<{ subject: string; text_body: string; html_body: string }>(
    sql`select subject, text_body, html_body from mails where to_address = ${address} order by mail_id`,
  );

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 200);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('noted, acted on, told by e-mail and closed on it', async () => {
  const id = await newCase();
  await expect(closeLoop(platform, at.priya, id, {})).rejects.toMatchObject({ code: 'not_told' });
  await addNote(platform, at.priya, id, { text: 'Called the partner.' });
  await recordAction(platform, at.priya, id, {
    text: 'New visit on Tuesday at 9, confirmed by the technician.',
  });
  const draft = await draftMessage(platform, at.priya, id);
  expect(draft.body).toContain('New visit on Tuesday');
  expect(draft.to?.address).toMatch(/@customers.example$/);
  await expect(
    tellCustomer(platform, at.priya, id, {
      channel: 'email',
      subject: 's',
      body: 'Dear [[name]]',
      language: 'en',
      close: true,
    }),
  ).rejects.toMatchObject({ code: 'message_unfinished' });
  await tellCustomer(platform, at.priya, id, {
    channel: 'email',
    subject: draft.subject,
    body: draft.body,
    language: 'en',
    close: true,
  });
  const detail = await caseDetail(platform, id);
  expect(detail).toMatchObject({
    state: 'closed',
    told: true,
    closure: { by: { name: 'Priya Dahl' }, waiver: null },
  });
  expect(detail.timeline.map((one) => one.kind)).toEqual(['opened', 'note', 'action', 'message', 'closed']);
  const [mail] = await mailsTo(draft.to?.address ?? '');
  expect(mail?.text_body).toMatch(/http:\/\/onus.test\/p\/follow-up\/[\w-]{43}\?a=yes/);
  expect(mail?.html_body).not.toContain('<table');
  const events = await platform.db.all<{ name: string }>(
    sql`select name from events where subject_id = ${id} order by event_id`,
  );
  expect(events.map((event) => event.name)).toEqual([
    'case.opened',
    'case.noted',
    'case.action_taken',
    'case.customer_told',
    'case.closed',
  ]);
});

test('the database refuses a closure without message or waiver, on another case’s message, or on an inbound one', async () => {
  const [id, other] = [await newCase(), await newCase()];
  await tellCustomer(platform, at.priya, other, {
    channel: 'phone',
    body: 'Told on the phone.',
    close: false,
  });
  const message = await platform.db.one<{ id: string }>(
    sql`select message_id as id from case_messages where case_id = ${other}::uuid`,
  );
  const close = (messageId: string | null, waiver: string | null) =>
    platform.db.run(sql`insert into case_closures (closure_id, case_id, at, person_id, message_id, waiver)
      values (gen_random_uuid(), ${id}::uuid, now(), ${at.priya.personId}::uuid, ${messageId}::uuid, ${waiver})`);
  await expect(close(null, null)).rejects.toThrow();
  await expect(close(null, '    ')).rejects.toThrow();
  await expect(close(message.id, null)).rejects.toThrow();
  await expect(
    platform.db.run(sql`update cases set owner_id = ${at.tomas.personId}::uuid where case_id = ${id}::uuid`),
  ).rejects.toThrow();
  await expect(
    platform.db.run(sql`update cases set closure_id = gen_random_uuid() where case_id = ${id}::uuid`),
  ).rejects.toThrow();
});

test('two close at once: one closure, the other is told who did it', async () => {
  const id = await newCase();
  const results = await Promise.allSettled([
    closeLoop(platform, at.priya, id, { waiver: 'Spoke at the door.' }),
    closeLoop(platform, at.tomas, id, { waiver: 'Asked for no call.' }),
  ]);
  const refused = results.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toMatchObject({
    status: 409,
    code: 'already_closed',
    facts: { closedByName: expect.stringMatching(/Priya|Tomas/) },
  });
  expect(
    (
      await platform.db.one<{ n: number }>(
        sql`select count(*) as n from case_closures where case_id = ${id}::uuid`,
      )
    ).n,
  ).toBe(1);
});

test('a hand-over needs a reason and a receiver who accepts; until then the giver keeps it', async () => {
  const id = await newCase();
  await expect(
    handOver(platform, at.tomas, id, { to: at.asta.personId ?? '', reason: 'not mine' }),
  ).rejects.toMatchObject({ code: 'not_owner' });
  await handOver(platform, at.priya, id, { to: at.tomas.personId ?? '', reason: 'Line test is with Tomas.' });
  expect(await caseDetail(platform, id)).toMatchObject({
    owner: { name: 'Priya Dahl' },
    offeredTo: { name: 'Tomas Berg' },
  });
  expect(await caseCounts(platform, at.tomas)).toMatchObject({ offered: 1 });
  await expect(answerHandOver(platform, at.priya, id, { answer: 'accepted' })).rejects.toMatchObject({
    code: 'not_yours_to_answer',
  });
  await expect(
    handOver(platform, at.priya, id, { to: at.asta.personId ?? '', reason: 'again' }),
  ).rejects.toMatchObject({ code: 'already_offered' });
  await answerHandOver(platform, at.tomas, id, {
    answer: 'declined',
    reason: 'No access to the line system.',
  });
  expect(await caseDetail(platform, id)).toMatchObject({
    owner: { name: 'Priya Dahl' },
    offeredTo: null,
    handovers: 0,
  });
  await handOver(platform, at.priya, id, { to: at.tomas.personId ?? '', reason: 'Now with access.' });
  await answerHandOver(platform, at.tomas, id, { answer: 'accepted' });
  const detail = await caseDetail(platform, id);
  expect(detail).toMatchObject({
    owner: { name: 'Tomas Berg' },
    handovers: 1,
    why: 'Priya Dahl handed over: Now with access.',
  });
  expect(detail.holdings.map((one) => [one.person.name, one.until === null])).toEqual([
    ['Tomas Berg', true],
    ['Priya Dahl', false],
  ]);
  expect((await mailsTo('tomas@halden.example')).at(-1)?.subject).toMatch(/asks you to take over/);
});

test('an offer nobody answers lapses; stepping in is one act and can be taken back', async () => {
  const id = await newCase();
  await handOver(platform, at.priya, id, { to: at.tomas.personId ?? '', reason: 'Please take it.' });
  platform.clock.advance(8 * hour + 1000);
  expect((await climbLadder(platform)).lapsed).toBe(1);
  await stepIn(platform, at.asta, id, { reason: 'Customer called me.' });
  expect(await caseDetail(platform, id)).toMatchObject({
    owner: { name: 'Asta Krueger' },
    why: 'Asta Krueger stepped in: Customer called me.',
  });
  await expect(handBack(platform, at.priya, id)).rejects.toMatchObject({ code: 'not_stepped_in' });
  await handBack(platform, at.asta, id);
  const detail = await caseDetail(platform, id);
  expect(detail.owner.name).toBe('Priya Dahl');
  expect(detail.timeline.map((one) => one.kind)).toEqual([
    'opened',
    'offered',
    'offer_answered',
    'holder',
    'holder',
  ]);
});

test('overdue: the accountable person at once, the sponsor a day later, each once', async () => {
  platform.clock.advance(100 * hour);
  await climbLadder(platform);
  const id = await newCase();
  const breaches = async () =>
    (await caseDetail(platform, id)).timeline
      .filter((one) => one.kind === 'breach')
      .map((one) => one.other?.name);
  platform.clock.advance(47 * hour);
  await climbLadder(platform);
  expect(await breaches()).toEqual([]);
  platform.clock.advance(hour);
  await Promise.all([climbLadder(platform), climbLadder(platform)]);
  expect(await breaches()).toEqual(['Jonas Nowak']);
  platform.clock.advance(24 * hour);
  await climbLadder(platform);
  await climbLadder(platform);
  expect(await breaches()).toEqual(['Jonas Nowak', 'Mara Lindqvist']);
  const names = await platform.db.all<{ name: string }>(
    sql`select name from events where subject_id = ${id} order by event_id`,
  );
  expect(names.map((event) => event.name)).toEqual(['case.opened', 'case.breached', 'case.escalated']);
});

test('a colleague reopens: soon after, the old deadline holds; later there is a new one', async () => {
  const id = await newCase();
  const due = (await caseDetail(platform, id)).dueAt;
  await tellCustomer(platform, at.priya, id, { channel: 'letter', body: 'Letter sent.', close: true });
  await reopenCase(platform, at.priya, id, { reason: 'Closed the wrong one.' });
  expect((await caseDetail(platform, id)).dueAt).toEqual(due);
  await expect(closeLoop(platform, at.priya, id, {})).resolves.toBeUndefined();
  await expect(reopenCase(platform, at.priya, id, { reason: 'no' })).resolves.toBeUndefined();
  platform.clock.advance(1);
  await expect(
    closeLoop(platform, at.priya, id, { waiver: 'Nothing left to tell.' }),
  ).resolves.toBeUndefined();
  platform.clock.advance(2 * hour);
  await reopenCase(platform, at.priya, id, { reason: 'It broke again.' });
  expect((await caseDetail(platform, id)).dueAt).toEqual(
    new Date(platform.clock.now().getTime() + 48 * hour),
  );
});

test('the list: filters, order, pages, counts, file', async () => {
  const query = (given: Record<string, string>) => CaseQuery.parse(given);
  const mine = await listCases(platform, at.priya, query({ open: 'true', owner: 'me', limit: '3' }));
  expect(mine.items.every((one) => one.owner.name === 'Priya Dahl' && one.state === 'open')).toBe(true);
  const dues = mine.items.map((one) => one.dueAt.getTime());
  expect(dues).toEqual([...dues].sort((a, b) => a - b));
  const every: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listCases(
      platform,
      at.priya,
      query({ limit: '2', sort: '-opened', ...(after ? { after } : {}) }),
    );
    every.push(...page.items.map((one) => one.id));
    after = page.next;
  }
  const all = await listCases(platform, at.priya, query({ limit: '200' }));
  expect(new Set(every)).toEqual(new Set(all.items.map((one) => one.id)));
  expect(every).toHaveLength(all.items.length);
  const first = all.items[0];
  expect(
    (await listCases(platform, at.priya, query({ q: `#${first?.number}` }))).items.map((one) => one.id),
  ).toEqual([first?.id]);
  expect(
    (await listCases(platform, at.priya, query({ q: 'customer 3' }))).items.every((one) =>
      /customer 3/i.test(one.customer.name ?? ''),
    ),
  ).toBe(true);
  expect((await listCases(platform, at.priya, query({ touchpoint: 'bill' }))).items).toEqual([]);
  expect((await listCases(platform, at.priya, query({ customer: customerOf(0) }))).items).toHaveLength(1);
  expect(
    (await listCases(platform, at.priya, query({ overdue: 'true' }))).items.every(
      (one) => one.dueAt < platform.clock.now(),
    ),
  ).toBe(true);
  const csv = await (await exportCases(platform, at.priya, query({}))).text();
  expect(csv.trim().split('\r\n')).toHaveLength(all.items.length + 1);
  await expect(
    listCases(platform, { ...at.priya, personId: null }, query({ owner: 'me' })),
  ).rejects.toMatchObject({ code: 'needs_a_person' });
});
