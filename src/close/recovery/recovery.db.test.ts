import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { changePerson, delegate } from '../../own/own.ts';
import { type Actor, operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { followUps, openWhereNeeded, seedRules, stepIn, tellCustomer } from '../close.ts';
import { eraseRecoveryOf } from './erase.sql.ts';
import { giveRedress } from './give.ts';
import { tendApprovals } from './tend.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;

const refund = (amount: number, more: object = {}) => ({
  kind: 'refund' as const,
  amount,
  currency: 'EUR',
  reason: 'A day of waiting, lost.',
  ask: false,
  ...more,
});

async function newCase(who = next++): Promise<string> {
  const opened = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, who, 3, { occurredAt: platform.clock.now() })]),
  );
  return opened[0]?.caseId ?? '';
}
const give = (actor: Actor, caseId: string, body: object) =>
  app.call('POST', `/cases/${caseId}/redress`, { actor, body });
const recovery = async (actor: Actor, caseId: string) =>
  (await app.call('GET', `/cases/${caseId}/recovery`, { actor })).body;
const budget = (body: object) =>
  app.call('PUT', '/recovery/budgets', {
    actor: at.asta,
    body: { departmentId: null, role: null, currency: 'EUR', ...body },
  });
const mailsTo = async (name: string) =>
  (
    await platform.db.all<{ subject: string }>(
      sql`select subject from mails where to_address = ${`${name}@halden.example`} order by mail_id`,
    )
  ).map((one) => one.subject);

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  at = await company(fresh.db, 400);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('without a budget nothing is given without asking, and it says so', async () => {
  const id = await newCase();
  expect(await recovery(at.priya, id)).toMatchObject({
    left: 0,
    limits: null,
    approver: { name: 'Jonas Nowak' },
  });
  const refused = await give(at.priya, id, refund(100));
  expect(refused).toMatchObject({ status: 422, body: { code: 'over_limit' } });
  expect(refused.body.detail).toContain('no recovery budget');
});

test('within the limits it is spent at once; what does not fit is refused with what is left', async () => {
  const members = { role: 'member', perCase: 5_000, perCustomer: 6_000, perMonth: 1_000_000 };
  expect((await budget(members)).status).toBe(200);
  const id = await newCase();
  expect(await recovery(at.priya, id)).toMatchObject({
    left: 5_000,
    narrowest: 'perCase',
    limits: { perCase: 5_000, perCustomer: 6_000, perMonth: 1_000_000 },
  });
  const done = await give(at.priya, id, refund(3_000));
  expect(done.status).toBe(201);
  expect(done.body).toMatchObject({
    given: 3_000,
    left: 2_000,
    items: [{ state: 'given', spent: 3_000, by: { name: 'Priya Dahl' }, approval: null }],
  });
  const over = await give(at.priya, id, refund(2_001));
  expect(over.body).toMatchObject({ code: 'over_limit', left: 2_000, narrowest: 'perCase' });
  expect(over.body.detail).toContain('€20.00 is left of the €50.00');
  const wrong = async (body: object) => (await give(at.priya, id, { ...refund(1), ...body })).body.code;
  expect(await wrong({ currency: 'USD' })).toBe('wrong_currency');
  expect(await wrong({ on: '2026-03-03' })).toBe('not_yet');
  for (const amount of [-5, 0, 1.5, 1e15])
    expect((await give(at.priya, id, { ...refund(1), amount })).status).toBe(422);
  expect((await give(at.priya, id, { ...refund(1), reason: '  ' })).status).toBe(422);
  expect((await give(at.tomas, id, refund(1))).body.code).toBe('not_owner');
  await stepIn(platform, at.tomas, id, { reason: 'I pay it back today.' });
  expect((await give(at.tomas, id, refund(1_000))).body.given).toBe(4_000);
  const { timeline } = (await app.call('GET', `/cases/${id}`, { actor: at.priya })).body;
  expect(timeline.filter((one: { kind: string }) => one.kind === 'redress_given')).toMatchObject([
    {
      person: { name: 'Priya Dahl' },
      text: 'A day of waiting, lost.',
      more: { amount: 3_000, currency: 'EUR' },
    },
    { person: { name: 'Tomas Berg' }, more: { amount: 1_000 } },
  ]);
});

test('the limit of a customer counts over their cases, and begins anew with the month', async () => {
  const who = next++;
  const first = await newCase(who);
  expect((await give(at.priya, first, refund(4_000))).status).toBe(201);
  await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [
      answer(at, who, 2, {
        occurredAt: platform.clock.now(),
        touchpointId: at.bill,
        touchpointKey: 'bill',
        touchpointName: 'First bill',
      }),
    ]),
  );
  const second = await platform.db.one<{ id: string }>(sql`select case_id as id from cases
    where identity_id = ${customerOf(who)}::uuid and touchpoint_id = ${at.bill}`);
  await stepIn(platform, at.priya, second.id, {});
  expect(await recovery(at.priya, second.id)).toMatchObject({ left: 2_000, narrowest: 'perCustomer' });
  expect((await give(at.priya, second.id, refund(2_500))).body).toMatchObject({
    code: 'over_limit',
    narrowest: 'perCustomer',
  });
});

test('over the limit it waits for whoever is above, who approves or refuses; nobody else can', async () => {
  const id = await newCase();
  const asked = await give(at.priya, id, refund(20_000, { ask: true }));
  expect(asked.body.items[0]).toMatchObject({
    state: 'waits',
    spent: 0,
    approval: { approver: { name: 'Jonas Nowak' }, answer: null },
    may: { decide: false, withdraw: true },
  });
  expect((await mailsTo('jonas')).at(-1)).toBe('Priya Dahl asks for €200.00 for a customer');
  const redressId = asked.body.items[0].id;
  const decide = (actor: Actor, body: object) =>
    app.call('POST', `/redress/${redressId}/decision`, { actor, body });
  expect((await decide(at.priya, { answer: 'approved' })).body.code).toBe('not_yours_to_answer');
  expect((await decide(at.tomas, { answer: 'approved' })).status).toBe(403);
  expect((await decide(at.jonas, { answer: 'refused' })).status).toBe(422);
  const waiting = await app.call('GET', '/recovery/approvals', { actor: at.jonas });
  expect(waiting.body.items).toMatchObject([{ id: redressId, amount: 20_000, by: { name: 'Priya Dahl' } }]);
  expect((await app.call('GET', '/recovery/approvals', { actor: at.tomas })).body.items).toEqual([]);
  expect((await decide(at.jonas, { answer: 'approved' })).body.items[0]).toMatchObject({
    state: 'given',
    spent: 20_000,
    approval: { answer: 'approved', by: { name: 'Jonas Nowak' } },
  });
  expect((await decide(at.jonas, { answer: 'approved' })).body.code).toBe('decided_already');
  expect((await mailsTo('priya')).at(-1)).toBe('Jonas Nowak approved €200.00');
  const again = (await give(at.priya, id, refund(9_000, { ask: true }))).body.items[0];
  const back = await app.call('POST', `/redress/${again.id}/withdrawal`, { actor: at.priya });
  expect(back.body.items[0].state).toBe('withdrawn');
});

test('who stands in decides; what nobody answers goes to the sponsor, then lapses; so does what waits for who left', async () => {
  const id = await newCase();
  const asked = (await give(at.priya, id, refund(30_000, { ask: true }))).body.items[0];
  const { personId: to } = at.tomas;
  await delegate(platform, at.jonas, { to: to!, absent: true, until: '2026-03-04', reason: 'Holiday' });
  expect((await app.call('GET', '/recovery/approvals', { actor: at.tomas })).body.items).toHaveLength(1);
  expect(
    (
      await app.call('POST', `/redress/${asked.id}/decision`, {
        actor: at.tomas,
        body: { answer: 'refused', reason: 'Too much for one day.' },
      })
    ).body.items[0],
  ).toMatchObject({ state: 'refused', approval: { reason: 'Too much for one day.' } });

  const late = (await give(at.priya, id, refund(30_000, { ask: true }))).body.items[0];
  platform.clock.advance(25 * 3_600_000);
  expect(await tendApprovals(platform)).toEqual({ passedOn: 1, lapsed: 0 });
  expect(await tendApprovals(platform)).toEqual({ passedOn: 0, lapsed: 0 });
  const state = async () =>
    (await recovery(at.priya, id)).items.find((one: { id: string }) => one.id === late.id);
  expect(await state()).toMatchObject({ state: 'waits', approval: { approver: { name: 'Mara Lindqvist' } } });
  platform.clock.advance(25 * 3_600_000);
  expect(await tendApprovals(platform)).toEqual({ passedOn: 0, lapsed: 1 });
  expect(await state()).toMatchObject({ state: 'lapsed', spent: 0 });
  expect((await mailsTo('priya')).at(-1)).toBe('Nobody decided about €300.00 in time');

  const gone = (await give(at.priya, id, refund(40_000, { ask: true }))).body.items[0];
  await platform.db.run(
    sql`update redress_approvals set approver_id = ${at.tomas.personId}::uuid where redress_id = ${gone.id}::uuid`,
  );
  await changePerson(platform, operatorActor, at.tomas.personId!, { leftOn: '2026-03-04' });
  expect(await tendApprovals(platform)).toEqual({ passedOn: 1, lapsed: 0 });
  await changePerson(platform, operatorActor, at.tomas.personId!, { leftOn: null });
});

test('what comes back frees the limit; what was wrong is put right by a counter-entry and stays to be read', async () => {
  const id = await newCase();
  const one = (await give(at.priya, id, refund(4_000))).body.items[0];
  const change = (what: string, body: object, actor = at.priya) =>
    app.call('POST', `/redress/${one.id}/${what}`, { actor, body });
  expect((await change('returns', { amount: 4_001, reason: 'Sent back.' })).body.code).toBe(
    'more_than_spent',
  );
  const back = await change('returns', { amount: 1_000, reason: 'Sent back.' });
  expect(back.body).toMatchObject({ given: 3_000, left: 2_000 });
  expect((await change('correction', { amount: 3_000, reason: 'Typed wrongly.' })).body.code).toBe(
    'same_amount',
  );
  expect((await change('correction', { amount: 9_000, reason: 'Typed wrongly.' })).body.code).toBe(
    'over_limit',
  );
  expect((await change('correction', { amount: 2_500, reason: 'Typed wrongly.' })).body.given).toBe(2_500);
  expect((await change('correction', { amount: 1, reason: 'No.' }, at.tomas)).status).toBe(403);
  const entries = await platform.db.all<{ kind: string; amount: number; corrects: string | null }>(
    sql`select kind, amount, corrects from recovery_entries where redress_id = ${one.id}::uuid order by entry_id`,
  );
  expect(entries.map((entry) => [entry.kind, entry.amount])).toEqual([
    ['spent', 4_000],
    ['returned', 1_000],
    ['corrected', 3_000],
    ['spent', 2_500],
  ]);
  expect(entries[2]?.corrects).not.toBeNull();
  for (const edit of [sql`update recovery_entries set amount = 1`, sql`delete from recovery_entries`])
    await expect(platform.db.run(edit)).rejects.toThrow(/counter-entry/);
});

test('a closed month takes nothing more; what comes back is booked into the current one', async () => {
  const id = await newCase();
  const one = (await give(at.priya, id, refund(2_000))).body.items[0];
  const close = (month: string, actor: Actor = at.asta) =>
    app.call('POST', `/recovery/months/${month}/closing`, { actor });
  expect((await close('2026-03-01')).body.code).toBe('month_not_over');
  expect((await close('2026-03-01', at.priya)).status).toBe(403);
  const other = (await give(at.priya, id, refund(90_000, { ask: true }))).body.items[0];
  platform.clock.set('2026-04-02T09:00:00Z');
  expect((await close('2026-03-01')).body.code).toBe('still_waiting');
  await platform.db.run(
    sql`update redress_approvals set answer_by = '2026-05-01' where answer is null and redress_id <> ${other.id}::uuid`,
  );
  for (const answer of ['refused'])
    for (const row of await platform.db.all<{ id: string; approver: string; role: string }>(
      sql`select a.redress_id as id, a.approver_id as approver, '' as role from redress_approvals a where a.answer is null`,
    ))
      await app.call('POST', `/redress/${row.id}/decision`, {
        actor: row.approver === at.mara.personId ? at.mara : at.jonas,
        body: { answer, reason: 'Too late.' },
      });
  const closed = await close('2026-03-01');
  expect(closed.body.items.find((m: { month: string }) => m.month === '2026-03-01').closedAt).not.toBeNull();
  expect((await close('2026-03-01')).body.code).toBe('period_closed');
  expect((await give(at.priya, id, refund(100, { on: '2026-03-30' }))).body.code).toBe('period_closed');
  await app.call('POST', `/redress/${one.id}/returns`, {
    actor: at.priya,
    body: { amount: 500, reason: 'Sent back in April.' },
  });
  const booked = await platform.db.one<{
    month: string;
    uses: string;
  }>(sql`select to_char(month, 'YYYY-MM') as month,
    to_char(budget_month, 'YYYY-MM') as uses from recovery_entries where redress_id = ${one.id}::uuid and kind = 'returned'`);
  expect(booked).toEqual({ month: '2026-04', uses: '2026-03' });
});

test('finance sees sums that add up, never a person; what few spent is told together', async () => {
  const query = 'from=2026-03-01&to=2026-04-30';
  const sums = [];
  for (const by of ['month', 'department', 'touchpoint', 'cause', 'kind']) {
    const report = await app.call('GET', `/recovery/report?${query}&by=${by}`, { actor: at.jonas });
    expect(report.status).toBe(200);
    const { rows, spent } = report.body as { rows: { spent: number; name: string | null }[]; spent: number };
    expect(rows.reduce((sum, row) => sum + row.spent, 0)).toBe(spent);
    expect(JSON.stringify(report.body)).not.toMatch(/Priya|Tomas|Jonas/);
    sums.push(spent);
  }
  expect(new Set(sums).size).toBe(1);
  const ledger = await platform.db.one<{
    net: number;
  }>(sql`select sum(case when to_account = 'spent' then amount
    when from_account = 'spent' then -amount else 0 end)::bigint as net from recovery_entries`);
  expect(sums[0]).toBe(ledger.net);
  const csv = await app.call('GET', `/recovery/report?${query}&format=csv`, { actor: at.jonas });
  expect(csv.body.split('\r\n')[0]).toBe(
    'month,department,touchpoint,cause,kind,redresses,spent,returned,currency',
  );
  expect(csv.body).not.toMatch(/Priya|Tomas/);
  expect((await app.call('GET', `/recovery/report?${query}`, { actor: at.priya })).status).toBe(403);
  expect(
    (await app.call('GET', '/recovery/report?from=2026-04-01&to=2026-03-01', { actor: at.jonas })).body.code,
  ).toBe('bad_period');
  const budgets = await app.call('GET', '/recovery/budgets', { actor: at.jonas });
  // Two members: what they spent is not told to others.
  expect(budgets.body.items).toMatchObject([{ role: 'member', people: 2, spent: null, left: null }]);
});

test('what it bought: the yes of customers who were given something, and their score before and after', async () => {
  for (let i = 0; i < 5; i++) {
    const id = await newCase();
    await give(at.priya, id, refund(100));
    await tellCustomer(platform, at.priya, id, {
      channel: 'email',
      subject: 'Paid back',
      body: 'We have paid it back.',
      language: 'en',
      close: true,
    });
    const mail = await platform.db.one<{ text: string }>(sql`select text_body as text from mails
      where purpose = 'follow_up' and subject_id = ${id} order by mail_id desc limit 1`);
    const token = /follow-up\/([\w-]{43})/.exec(mail.text)?.[1] ?? '';
    await followUps(platform).answer(token, { helped: i > 0, score: 8 });
  }
  const report = await app.call('GET', '/recovery/report?from=2026-04-01&to=2026-04-30', { actor: at.asta });
  expect(report.body.bought.withRedress).toMatchObject({
    confirmed: { n: 5, share: 0.8 },
    score: { n: 5, before: 3, after: 8 },
  });
  expect(report.body.bought.without.confirmed).toMatchObject({ n: 0, share: null });
});

test('whoever nobody stands above gives within the limit, and is told so over it', async () => {
  await budget({ role: 'sponsor', perCase: 3_000, perCustomer: 3_000, perMonth: 100_000 });
  const who = next++;
  await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [
      answer(at, who, 2, {
        occurredAt: platform.clock.now(),
        touchpointId: at.bill,
        touchpointKey: 'bill',
        touchpointName: 'First bill',
      }),
    ]),
  );
  const { id } = await platform.db.one<{ id: string }>(
    sql`select case_id as id from cases where identity_id = ${customerOf(who)}::uuid`,
  );
  expect((await give(at.mara, id, refund(1_000, { ask: true }))).body).toMatchObject({
    given: 1_000,
    approver: null,
  });
  expect((await give(at.mara, id, refund(9_000, { ask: true }))).body.code).toBe('nobody_above');
  expect((await recovery(at.mara, id)).items).toHaveLength(1);
  const sponsors = (await app.call('GET', '/recovery/budgets', { actor: at.asta })).body.items.find(
    (one: { role: string }) => one.role === 'sponsor',
  );
  await app.call('DELETE', `/recovery/budgets/${sponsors.id}`, { actor: at.asta });
});

test('when a customer is erased the words go and the sums stay', async () => {
  const id = await newCase();
  const one = (await give(at.priya, id, refund(700, { reason: 'Mrs Miller waited all day.' }))).body.items[0];
  await app.call('POST', `/redress/${one.id}/returns`, {
    actor: at.priya,
    body: { amount: 200, reason: 'Mrs Miller sent it back.' },
  });
  await platform.db.tx((tx) => eraseRecoveryOf(tx, [id]));
  const after = await recovery(at.priya, id);
  expect(after).toMatchObject({ given: 500, items: [{ reason: '(erased)' }] });
  const words = await platform.db.all(
    sql`select 1 from recovery_entries where redress_id = ${one.id}::uuid and reason is not null`,
  );
  expect(words).toEqual([]);
});

test('limits that cross, other currencies and unknown departments are no budget; an ended one is gone', async () => {
  const plain = { role: 'analyst', perCase: 10, perCustomer: 10, perMonth: 100 };
  expect((await budget({ ...plain, perCase: 101 })).body.code).toBe('limits_cross');
  expect((await budget({ ...plain, currency: 'CHF' })).body.code).toBe('wrong_currency');
  expect((await budget({ ...plain, departmentId: customerOf(1) })).status).toBeGreaterThanOrEqual(404);
  expect((await budget({ ...plain, perMonth: -1 })).status).toBe(422);
  const made = (await budget(plain)).body.items.find((one: { role: string }) => one.role === 'analyst');
  const end = () => app.call('DELETE', `/recovery/budgets/${made.id}`, { actor: at.asta });
  expect((await end()).body.items).toHaveLength(1);
  expect((await end()).status).toBe(404);
  expect(
    (await app.call('DELETE', `/recovery/budgets/${customerOf(1)}`, { actor: at.asta })).status,
  ).toBeGreaterThanOrEqual(404);
});

test('however many spend at once, no limit is ever passed, and every cent is accounted for', async () => {
  platform.clock.set('2026-05-04T09:00:00Z');
  let month = 4;
  const amounts = fc.array(
    fc.record({ amount: fc.integer({ min: 1, max: 900 }), of: fc.nat(3), by: fc.nat(1) }),
    { minLength: 6, maxLength: 14 },
  );
  await fc.assert(
    fc.asyncProperty(
      amounts,
      fc.record({
        perCase: fc.integer({ min: 0, max: 1500 }),
        perCustomer: fc.integer({ min: 0, max: 1800 }),
        perMonth: fc.integer({ min: 1800, max: 4000 }),
      }),
      async (spendings, limits) => {
        month++;
        platform.clock.set(new Date(Date.UTC(2026, month, 4, 9)).toISOString());
        await budget({ role: 'member', ...limits });
        const cases: { id: string; owner: Actor }[] = [];
        for (let i = 0; i < 4; i++) {
          const id = await newCase();
          const owner = i % 2 ? at.tomas : at.priya;
          if (i % 2) await stepIn(platform, owner, id, {});
          cases.push({ id, owner });
        }
        const results = await Promise.allSettled(
          spendings.map(({ amount, of }) => {
            const { id, owner } = cases[of]!;
            return giveRedress(platform, owner, id, refund(amount));
          }),
        );
        for (const one of results)
          if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'over_limit' });
        const ids = cases.map((one) => one.id);
        const kept = await platform.db.all<{
          id: string;
          spent: number;
        }>(sql`select r.case_id as id, sum(e.amount)::bigint as spent
          from redresses r join recovery_entries e using (redress_id) where r.case_id = any(${ids}::uuid[]) group by 1`);
        const all = kept.reduce((sum, one) => sum + one.spent, 0);
        const done = spendings.reduce(
          (sum, one, i) => sum + (results[i]?.status === 'fulfilled' ? one.amount : 0),
          0,
        );
        expect(all).toBe(done);
        expect(all).toBeLessThanOrEqual(limits.perMonth);
        for (const one of kept)
          expect(one.spent).toBeLessThanOrEqual(Math.min(limits.perCase, limits.perCustomer));
        // Nobody is refused who would have fitted after everybody else.
        spendings.forEach(({ amount, of }, i) => {
          if (results[i]?.status === 'fulfilled') return;
          const onCase = kept.find((one) => one.id === cases[of]!.id)?.spent ?? 0;
          expect(
            onCase + amount > limits.perCase ||
              onCase + amount > limits.perCustomer ||
              all + amount > limits.perMonth,
          ).toBe(true);
        });
      },
    ),
    { numRuns: 12 },
  );
});

test('a key cannot give, because the customer must know who it was', async () => {
  const id = await newCase();
  const key = { ...personActor('', 'Key', ['admin']), kind: 'key' as const, personId: null };
  expect((await give(key, id, refund(1))).body.code).toBe('needs_a_person');
});
