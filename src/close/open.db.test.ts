import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { verifyAudit } from '../platform/audit.ts';
import { sql } from '../platform/database.ts';
import {
  addRule,
  caseDetail,
  changeRule,
  closeLoop,
  listRules,
  openCase,
  openWhereNeeded,
  seedRules,
} from './close.ts';
import type { OpenableFact } from './rule.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
const open = (...facts: OpenableFact[]) => platform.db.tx((tx) => openWhereNeeded(tx, platform, facts));

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 6000);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('a bad answer opens one case with one owner, a deadline, a notice and a record', async () => {
  expect((await listRules(platform)).map((rule) => rule.key)).toEqual([
    'nps_urgent',
    'nps_detractor',
    'contact_requested',
    'operational_failure',
  ]);
  const fact = answer(at, 0, 2);
  const [made, ...more] = await open(fact, answer(at, 1, 9));
  expect(more).toEqual([]);
  expect(made).toMatchObject({
    factId: fact.factId,
    ownerId: at.priya.personId,
    urgent: true,
    dueAt: new Date('2026-03-03T09:00:00Z'),
  });
  const detail = await caseDetail(platform, made?.caseId ?? '');
  expect(detail).toMatchObject({
    state: 'open',
    reason: 'NPS 2 at Technician visit',
    quote: 'Nobody came. Twice.',
    score: 2,
    why: 'responsible for Technician visit',
    owner: { name: 'Priya Dahl' },
    customer: { name: 'Customer 0', email: 'c0@customers.example' },
    secondsLeft: 86_400,
    facts: 1,
    handovers: 0,
    place: { journey: 'Join', phase: 'Installation' },
  });
  expect(detail.timeline.map((one) => one.kind)).toEqual(['opened']);
  const mails = await platform.db.all<{ to_address: string; html_body: string }>(
    sql`select to_address, html_body from mails`,
  );
  expect(mails.map((mail) => mail.to_address)).toEqual(['priya@halden.example']);
  expect(mails[0]?.html_body).toContain(`/inbox/${made?.caseId}`);
});

test('the same fact again changes nothing; a further fact of the customer there joins the case and makes it urgent', async () => {
  const first = answer(at, 2, 5);
  const [made] = await open(first);
  expect(await open(first)).toEqual([]);
  platform.clock.advance(3_600_000);
  expect(await open(answer(at, 2, 1), { ...first, value: 0 })).toEqual([]);
  const detail = await caseDetail(platform, made?.caseId ?? '');
  expect(detail).toMatchObject({ facts: 2, urgent: true, dueAt: new Date('2026-03-03T10:00:00Z') });
  expect(detail.timeline.map((one) => one.kind)).toEqual(['opened', 'fact']);
  // Elsewhere, or once it is closed, it is another case.
  const elsewhere = await open(
    answer(at, 2, 5, { touchpointId: at.bill, touchpointKey: 'bill', touchpointName: 'First bill' }),
  );
  expect(elsewhere[0]?.ownerId).toBe(at.mara.personId);
  await closeLoop(platform, at.priya, detail.id, { waiver: 'Asked not to be contacted.' });
  expect(await open(answer(at, 2, 5))).toHaveLength(1);
});

test('one batch: the most urgent fact opens, the others join; a fact delivered twice counts once', async () => {
  const twice = answer(at, 3, 6);
  const worst = answer(at, 3, 0);
  const opened = await open(twice, worst, twice);
  expect(opened).toMatchObject([{ factId: worst.factId, urgent: true }]);
  expect((await caseDetail(platform, opened[0]?.caseId ?? '')).facts).toBe(2);
});

test('5,000 cases in one batch: each with its holder, one notice mail per owner, one audit entry', async () => {
  const count = async (what: string) =>
    (await platform.db.one<{ n: number }>(sql`select count(*) as n from ${sql.raw(what)}`)).n;
  const before = {
    mails: await count('mails'),
    audit: await count('audit_entries'),
    events: await count(`events where name = 'case.opened'`),
  };
  const facts = Array.from({ length: 5000 }, (_, n) =>
    answer(at, 1000 + n, n % 7, n % 2 ? {} : { touchpointId: 0, touchpointKey: null, touchpointName: null }),
  );
  const opened = await open(...facts);
  expect(opened).toHaveLength(5000);
  expect(new Set(opened.map((one) => one.number)).size).toBe(5000);
  expect(await count('mails')).toBe(before.mails + 2);
  expect(await count('audit_entries')).toBe(before.audit + 1);
  expect(await count(`events where name = 'case.opened'`)).toBe(before.events + 5000);
  expect(
    await count(
      `cases c join case_holders h using (case_id) where h.until_at is null and h.person_id = c.owner_id and h.holder_id = c.holder_id`,
    ),
  ).toBe(await count('cases'));
  expect(await open(...facts)).toEqual([]);
  expect(await verifyAudit(platform.db)).toMatchObject({ intact: true });
});

test('two batches at once never open two cases for one customer and touchpoint', async () => {
  const results = await Promise.all([open(answer(at, 4, 1)), open(answer(at, 4, 3)), open(answer(at, 4, 2))]);
  expect(results.flat()).toHaveLength(1);
  expect((await caseDetail(platform, results.flat()[0]?.caseId ?? '')).facts).toBe(3);
});

test('rules: changed, ended, refused', async () => {
  await changeRule(
    platform,
    { ...at.asta, permissions: new Set(['settings:write']) },
    'operational_failure',
    { interactionKinds: ['visit.done'] },
  );
  const visit = { kind: 'interaction' as const, metricKey: null, value: null, failed: true, comment: null };
  expect(await open(answer(at, 5, null, { ...visit, kindKey: 'call.ended' }))).toEqual([]);
  const [made] = await open(answer(at, 5, null, { ...visit, kindKey: 'visit.done' }));
  expect((await caseDetail(platform, made?.caseId ?? '')).reason).toBe(
    'visit.done failed at Technician visit',
  );
  await expect(
    addRule(platform, at.priya, { key: 'x', name: 'x', appliesTo: 'response', atMost: 3 } as never),
  ).rejects.toMatchObject({ code: 'forbidden' });
  const admin = { ...at.asta, permissions: new Set(['settings:write' as const]) };
  await expect(
    addRule(platform, admin, { key: 'x', name: 'x', appliesTo: 'response' } as never),
  ).rejects.toMatchObject({ code: 'rule_without_condition' });
  await expect(
    addRule(platform, admin, { key: 'nps_urgent', name: 'x', appliesTo: 'response', atMost: 3 } as never),
  ).rejects.toMatchObject({ code: 'rule_exists' });
  await changeRule(platform, admin, 'nps_urgent', { ended: true });
  await changeRule(platform, admin, 'nps_detractor', { ended: true });
  expect(await open(answer(at, 6, 0))).toEqual([]);
  await changeRule(platform, admin, 'nps_detractor', { ended: false });
  expect(await open(answer(at, 6, 0))).toHaveLength(1);
});

test('a colleague opens a case for a customer who called', async () => {
  const id = await openCase(platform, at.tomas, {
    customerId: customerOf(7),
    touchpoint: 'visit',
    reason: 'Called: third appointment missed',
    urgent: true,
    mine: false,
  });
  expect(await caseDetail(platform, id)).toMatchObject({
    owner: { name: 'Priya Dahl' },
    urgent: true,
    facts: 0,
  });
  const mine = await openCase(platform, at.tomas, {
    customerId: customerOf(8),
    reason: 'In the shop',
    urgent: false,
    mine: true,
  });
  expect(await caseDetail(platform, mine)).toMatchObject({ owner: { name: 'Tomas Berg' }, touchpoint: null });
  await expect(
    openCase(platform, at.tomas, { customerId: at.visit as never, reason: 'x', urgent: false, mine: true }),
  ).rejects.toThrow();
});
