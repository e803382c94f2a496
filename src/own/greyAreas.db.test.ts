import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customerOf } from '../../test/company.ts';
import { type Disputing, disputing } from '../../test/disputing.ts';
import { appFor, type TestApp } from '../../test/platform.ts';
import { makePromise } from '../map/map.ts';
import { PromiseInput } from '../map/promise.ts';
import type { Actor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import {
  accountableFor,
  appointClarifier,
  decideGreyArea,
  greyAreaBehind,
  greyAreas,
  listEscalations,
  listRulings,
  noteEvidence,
  ownersFor,
  saveTerms,
  tendLadder,
} from './own.ts';

const DAY = 86_400_000;
const bill = 'touchpoint:bill';
const visit = 'touchpoint:visit';
let at: Disputing;
let api: TestApp;
beforeAll(async () => {
  at = await disputing();
  api = appFor(at.platform);
  await at.fresh.db.run(
    sql`update customers set attributes = jsonb_build_object('fee', case when customer_id = ${customerOf(0)}::uuid then '10.5' else '20' end, 'town', 'Halden')`,
  );
});
afterAll(async () => {
  await at.platform.queue.stop();
  await at.fresh.close();
});

const id = (actor: Actor) => actor.personId as string;
const area = async (key: string) =>
  (await greyAreas(at.platform, at.mara)).items.find((one) => one.key === key);
const note = (sign: 'returned' | 'breached' | 'promise_broken', touchpointId: number, customer: number) =>
  at.fresh.db.tx((tx) =>
    noteEvidence(tx, [
      {
        sign,
        touchpointId,
        aboutId: newId(),
        at: at.platform.clock.now(),
        identityId: customerOf(customer),
        fromPersonId: id(at.priya),
        toPersonId: id(at.jonas),
      },
    ]),
  );
const reason = 'Billing sends it, billing answers for it.';

describe('the register', () => {
  test('an empty seat stands first with its reason; one hand-over too many is lived; a missed deadline alone is not grey', async () => {
    await note('breached', at.visit, 0);
    expect((await greyAreas(at.platform, at.mara)).items.map((one) => one.key)).toEqual([bill]);
    expect(await area(bill)).toMatchObject({
      rank: 1,
      kind: 'structural',
      weight: 'empty_seat',
      state: 'open',
      touchpoint: { key: 'bill' },
      evidence: [{ sign: 'nobody', count: 1 }],
      seat: { person: null, reason: 'nobody' },
      revenue: null,
    });
    await note('returned', at.visit, 1);
    await note('returned', at.visit, 1);
    const lived = await area(visit);
    expect(lived).toMatchObject({ rank: 2, kind: 'lived', weight: 'happened', customers: 2 });
    expect(lived?.evidence.map((one) => [one.sign, one.count])).toEqual([
      ['returned', 2],
      ['breached', 1],
    ]);
  });

  test('the organisation says what a customer is worth; texts are no money', async () => {
    const terms = await api.call('GET', '/ownership/terms', { actor: at.mara });
    expect(terms.body.attributes).toEqual(['fee']);
    const given = { ...terms.body.terms, value: { attribute: 'fee', per: 'month' } };
    expect((await api.call('PUT', '/ownership/terms', { actor: at.asta, body: given })).status).toBe(403);
    const admin: Actor = { ...at.mara, permissions: new Set([...at.mara.permissions, 'settings:write']) };
    expect(
      (await api.call('PUT', '/ownership/terms', { actor: admin, body: { ...given, hours: { owner: 0 } } }))
        .status,
    ).toBe(422);
    expect((await api.call('PUT', '/ownership/terms', { actor: admin, body: given })).status).toBe(200);
    expect((await area(visit))?.revenue).toBe((10.5 + 20) * 12);
    await saveTerms(at.platform, admin, { ...given, value: { attribute: 'town', per: 'year' } });
    expect((await area(visit))?.revenue).toBeNull();
    await saveTerms(at.platform, admin, given);
  });

  test('whoever came through an empty seat is concerned, merged customers once', async () => {
    await at.fresh.db.run(sql`insert into kinds (key, name) values ('bill.sent', 'Bill sent')`);
    await at.fresh.db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, content_hash)
      select identity_id, gen_random_uuid(), 1, 1, ${at.bill}, 1, ${at.platform.clock.now()}::timestamptz - interval '1 day', 0
      from identities where identity_id = any(${[customerOf(3), customerOf(4), customerOf(5)]}::uuid[])`);
    await at.fresh.db.run(
      sql`update links set customer_id = ${customerOf(4)}::uuid where identity_id = ${customerOf(5)}::uuid`,
    );
    expect(await area(bill)).toMatchObject({ customers: 2, revenue: 480 });
    const behind = await api.call('GET', `/grey-areas/${encodeURIComponent(bill)}`, { actor: at.priya });
    expect(behind.body.worth.map((one: { revenue: number }) => one.revenue)).toEqual([240, 240]);
  });

  test('filters, files safe for spreadsheets, and the names of cases only for those who may', async () => {
    const kinds = async (query: string) =>
      (await api.call('GET', `/grey-areas?${query}`, { actor: at.priya })).body.items.map(
        (one: { key: string }) => one.key,
      );
    expect(await kinds('kind=lived')).toEqual([visit]);
    expect(await kinds('kind=structural&journey=join')).toEqual([bill]);
    expect(await kinds('journey=elsewhere')).toEqual([]);
    expect(await kinds('state=decided')).toEqual([]);
    await at.fresh.db.run(sql`update touchpoints set name = '=1+1' where key = 'bill'`);
    // The index of maps is kept for two seconds in a process; a file is read through a fresh one.
    const csv = await api.call('GET', '/grey-areas?format=csv', { actor: at.priya });
    expect(csv.body).toMatch(/^rank,kind,key,name/);
    expect(csv.body).not.toMatch(/,=1\+1/);
    const xlsx = await api.call('GET', '/grey-areas?format=xlsx', { actor: at.priya });
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    await at.fresh.db.run(sql`update touchpoints set name = 'First bill' where key = 'bill'`);
    const analyst: Actor = { ...at.priya, permissions: new Set(['ownership:read']) };
    const behind = await greyAreaBehind(at.platform, analyst, visit);
    expect(behind.worth).toEqual([]);
    expect(behind.cases.every((one) => one.caseId === null && one.customer === null)).toBe(true);
    expect(behind.cases[0]).toMatchObject({ from: 'Customer service', to: 'Field service' });
    await expect(greyAreaBehind(at.platform, at.mara, 'touchpoint:nowhere')).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('departments that send customers back and forth stand there as a seam, with the customers and both names', async () => {
  const seam = 'seam:Customer service~Field service';
  expect(await area(seam)).toBeUndefined();
  await note('returned', at.visit, 1);
  expect(await area(seam)).toMatchObject({
    kind: 'lived',
    weight: 'seam',
    touchpoint: null,
    seat: null,
    seam: { a: 'Customer service', b: 'Field service' },
    evidence: [{ sign: 'ping_pong', count: 3, facts: { log: 'cases' } }],
    customers: 1,
    revenue: 240,
  });
  const decision = {
    cause: 'unclear_responsibility',
    reason: 'The field tells the customer, whoever finds the fault.',
  } as const;
  const lost = decideGreyArea(at.platform, at.asta, seam, { ...decision, accountable: id(at.jonas) });
  await expect(lost).rejects.toMatchObject({ code: 'which_touchpoint' });
  await decideGreyArea(at.platform, at.asta, seam, {
    ...decision,
    accountable: id(at.jonas),
    touchpoint: 'visit',
  });
  expect((await area(seam))?.state).toBe('decided');
  at.platform.clock.advance(1000);
  for (let n = 0; n < 3; n++) await note('returned', at.visit, 2);
  expect((await area(seam))?.state).toBe('reopened');
});

describe('clarifying', () => {
  test('an empty seat nobody takes up climbs by itself, and stays listed with the days it waits', async () => {
    expect(await tendLadder(at.platform)).toMatchObject({ raised: 1 });
    expect(await tendLadder(at.platform)).toEqual({ raised: 0, settled: 0, climbed: 0 });
    const [first] = await listEscalations(at.platform, at.asta, { mine: true });
    expect(first).toMatchObject({
      kind: 'grey_area',
      rung: 'lead',
      subject: bill,
      people: [{ name: 'Asta Krueger' }],
    });
    at.platform.clock.advance(4 * DAY);
    expect((await tendLadder(at.platform)).climbed).toBe(1);
    at.platform.clock.advance(9 * DAY);
    expect((await tendLadder(at.platform)).climbed).toBe(0);
    expect(await listEscalations(at.platform, at.mara, { mine: true })).toMatchObject([
      { rung: 'sponsor', daysWaiting: 13, dueAt: null },
    ]);
    expect((await area(bill))?.escalation).toMatchObject({
      rung: 'sponsor',
      people: [{ name: 'Mara Lindqvist' }],
    });
  });

  test('appointed with a deadline; overdue it goes up to whoever stood above', async () => {
    const post = (body: object, actor = at.asta) =>
      api.call('POST', `/grey-areas/${encodeURIComponent(bill)}/clarification`, { actor, body });
    expect((await post({ owner: 'priya@halden.example', dueOn: '2026-03-01' })).body.code).toBe(
      'due_in_the_past',
    );
    expect((await post({ owner: 'nobody@halden.example', dueOn: '2026-03-20' })).status).toBe(404);
    expect((await post({ owner: 'priya@halden.example', dueOn: '2026-03-20' }, at.priya)).status).toBe(403);
    const done = await post({
      owner: 'priya@halden.example',
      dueOn: '2026-03-20',
      reason: 'You know the bills.',
    });
    expect(done.status).toBe(201);
    expect(done.body).toMatchObject({
      state: 'clarifying',
      clarification: { person: { name: 'Priya Dahl' }, overdue: false },
    });
    const mail = await at.fresh.db.one<{ subject: string; html: string }>(
      sql`select subject, html_body as html from mails where to_address = 'priya@halden.example' order by mail_id desc limit 1`,
    );
    expect(mail.subject).toBe('Nobody’s, until you say whose: First bill');
    expect(mail.html).toContain('/ownership/grey-areas?area=touchpoint%3Abill');
    at.platform.clock.set('2026-03-20T18:00:00Z');
    expect((await tendLadder(at.platform)).climbed).toBe(1);
    expect((await area(bill))?.clarification?.overdue).toBe(true);
    expect(
      (await listEscalations(at.platform, at.mara, { mine: true }))[0]?.steps.map((step) => [
        step.rung,
        step.why,
      ]),
    ).toEqual([
      ['lead', 'raised'],
      ['sponsor', 'unanswered'],
      ['appointed', 'appointed'],
      ['sponsor', 'unanswered'],
    ]);
  });

  test('who was appointed decides: the ledger, the routing, and off the ladder; twice is told', async () => {
    const post = (body: object, actor: Actor) =>
      api.call('POST', `/grey-areas/${encodeURIComponent(bill)}/decision`, { actor, body });
    const decision = { cause: 'unclear_responsibility', reason };
    expect((await post({ ...decision, accountable: id(at.tomas) }, at.tomas)).status).toBe(403);
    const empty = await post(decision, at.priya);
    expect([empty.status, empty.body.code, empty.body.errors[0].path]).toEqual([
      422,
      'seat_stays_empty',
      'accountable',
    ]);
    const whole = {
      ...decision,
      accountable: id(at.tomas),
      responsible: id(at.priya),
      route: { reviewOn: '2026-12-01' },
    };
    const done = await post(whole, at.priya);
    expect(done.status).toBe(201);
    expect(done.body).toMatchObject({
      state: 'decided',
      decision: { accountable: { name: 'Tomas Berg' }, responsible: { name: 'Priya Dahl' } },
    });
    expect(done.body.history.map((one: { what: string }) => one.what)).toEqual(['decided', 'appointed']);
    const now = at.platform.clock.now();
    const seat = await accountableFor(at.platform, { kind: 'touchpoint', id: at.bill }, now);
    expect(seat.person?.name).toBe('Tomas Berg');
    expect((seat as { assignment: { reason: string } }).assignment.reason).toBe(
      `Grey area decided: ${reason}`,
    );
    expect((await ownersFor(at.fresh.db, [at.bill], now)).get(at.bill)).toMatchObject({
      personId: id(at.priya),
      rung: 'ruling',
    });
    expect((await listRulings(at.platform, at.mara))[0]).toMatchObject({
      state: 'in_force',
      touchpoint: { key: 'bill' },
    });
    expect(await listEscalations(at.platform, at.mara, { kind: 'grey_area' })).toEqual([]);
    const twice = await post(whole, at.asta);
    expect([twice.status, twice.body.code]).toEqual([409, 'decided_already']);
  });

  // Both name the same person: whoever is first, what follows is the same.
  test('two decide at once: one decision, the other is told', async () => {
    const by = (actor: Actor, who: Actor) =>
      decideGreyArea(at.platform, actor, visit, {
        cause: 'unwilling_to_step_up',
        reason,
        accountable: id(who),
      });
    const both = await Promise.allSettled([by(at.asta, at.jonas), by(at.mara, at.jonas)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((both.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({
      code: 'decided_already',
    });
    expect((await area(visit))?.state).toBe('decided');
    // A refused decision changes nothing in the ledger either.
    const { n } = await at.fresh.db.one<{ n: number }>(
      sql`select count(*) as n from grey_area_decisions where subject = ${visit}`,
    );
    expect(n).toBe(1);
  });

  test('evidence that returns opens it again, with its history; the decided stand last', async () => {
    at.platform.clock.advance(DAY);
    expect((await greyAreas(at.platform, at.mara)).items.map((one) => one.state)).toEqual([
      'reopened',
      'decided',
      'decided',
    ]);
    await note('promise_broken', at.visit, 7);
    const again = await area(visit);
    expect(again).toMatchObject({ state: 'reopened', rank: 2, decision: { cause: 'unwilling_to_step_up' } });
    await appointClarifier(at.platform, at.asta, visit, { owner: id(at.jonas), dueOn: '2026-04-30' });
    expect((await area(visit))?.state).toBe('clarifying');
    at.platform.clock.advance(1000);
    await decideGreyArea(at.platform, at.jonas, visit, {
      cause: 'unclear_responsibility',
      reason: 'Once more, in writing.',
    });
    const { history } = await greyAreaBehind(at.platform, at.mara, visit);
    expect(history.map((one) => one.what)).toEqual(['decided', 'appointed', 'decided']);
    // The seat that was filled is empty again.
    await at.fresh.db.run(
      sql`update people set left_on = '2026-03-10' where person_id = ${id(at.tomas)}::uuid`,
    );
    expect(await area(bill)).toMatchObject({ state: 'reopened', evidence: [{ sign: 'left' }] });
  });
});

describe('an improvement across departments', () => {
  const ask = (body: object) => api.call('POST', '/escalations', { actor: at.priya, body });

  test('is asked of somebody, climbs over the heads of both sides to the sponsor, and is answered', async () => {
    const bad = await ask({ title: 'Call before the visit', departments: [], owner: id(at.jonas) });
    expect([bad.status, bad.body.errors[0].message]).toEqual([422, 'Name the departments it needs.']);
    const made = await ask({
      title: 'Call before the visit',
      touchpoint: 'visit',
      departments: ['field', 'service'],
      owner: id(at.priya),
    });
    expect(made.status).toBe(201);
    const of = async (actor: Actor) =>
      (await listEscalations(at.platform, actor, { mine: true, kind: 'improvement' })).map((one) => one.rung);
    expect(await of(at.priya)).toEqual(['owner']);
    const seen: string[][] = [];
    for (let step = 0; step < 4; step++) {
      at.platform.clock.advance(6 * DAY);
      await tendLadder(at.platform);
      const [one] = await listEscalations(at.platform, at.mara, { kind: 'improvement' });
      seen.push([one?.rung ?? '', ...(one?.people.map((person) => person.name).sort() ?? [])]);
    }
    expect(seen).toEqual([
      ['accountable', 'Jonas Nowak'],
      ['heads', 'Asta Krueger', 'Jonas Nowak'],
      ['sponsor', 'Mara Lindqvist'],
      ['sponsor', 'Mara Lindqvist'],
    ]);
    const answer = (actor: Actor, body: object) =>
      api.call('POST', `/escalations/${made.body.id}/answers`, { actor, body });
    expect((await answer(at.asta, { answer: 'decided', words: 'No' })).status).toBe(422);
    expect((await answer(at.asta, { answer: 'decided', words: 'We do it.' })).body.code).toBe('not_asked');
    expect((await answer(at.mara, { answer: 'sent_back', words: 'Find the money first.' })).status).toBe(204);
    expect(
      (await listEscalations(at.platform, at.asta, { mine: true, kind: 'improvement' }))[0],
    ).toMatchObject({
      rung: 'heads',
      steps: [
        {},
        {},
        {},
        { answer: { answer: 'sent_back', words: 'Find the money first.', by: { name: 'Mara Lindqvist' } } },
        { why: 'sent_back' },
      ],
    });
    expect((await answer(at.asta, { answer: 'decided', words: 'We call an hour before.' })).status).toBe(204);
    expect((await answer(at.asta, { answer: 'decided', words: 'We call an hour before.' })).body.code).toBe(
      'settled_already',
    );
    expect(
      (await listEscalations(at.platform, at.mara, { open: false, kind: 'improvement' }))[0],
    ).toMatchObject({
      settled: { how: 'decided' },
      daysWaiting: 24,
    });
  });

  test('the first one asked has nobody to send it back to', async () => {
    const { body } = await ask({ title: 'One bill for all', departments: ['board'], owner: id(at.priya) });
    const sent = await api.call('POST', `/escalations/${body.id}/answers`, {
      actor: at.priya,
      body: { answer: 'sent_back', words: 'Not me.' },
    });
    expect(sent.body.code).toBe('nobody_before');
  });
});

test('a promise broken in the period is lived where it was given, with its customers; decided, only what comes after is fresh', async () => {
  const platform = at.platform;
  const now = platform.clock.now();
  await at.fresh.db.run(
    sql`insert into kinds (key, name) values ('visit.done', 'Visit') on conflict do nothing`,
  );
  const visitAt = async (who: number, ago: number, failed: boolean, at2 = platform.clock.now()) =>
    at.fresh.db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, failed, content_hash)
      select ${customerOf(who)}::uuid, gen_random_uuid(), 1, kind_id, ${at.visit}, 1,
        ${new Date(at2.getTime() - ago * DAY)}::timestamptz, ${failed}, 0 from kinds where key = 'visit.done'`);
  await visitAt(1, 1, true);
  await visitAt(1, 2, true);
  await visitAt(2, 3, true);
  await visitAt(3, 4, false);
  await visitAt(6, 120, true);
  await makePromise(
    platform,
    { ...at.mara, permissions: new Set([...at.mara.permissions, 'journey:write']) },
    PromiseInput.parse({
      key: 'on-time',
      name: 'We come on time',
      words: 'We come when we said.',
      touchpoint: 'visit',
      measuredBy: 'interaction',
      measuredKey: 'visit.done',
    }),
  );
  const ofPromise = async () =>
    (await area(visit))?.evidence.filter((one) => one.facts.promise === 'We come on time');
  expect(await ofPromise()).toMatchObject([
    {
      kind: 'lived',
      sign: 'promise_broken',
      count: 3,
      facts: { key: 'on-time', customers: 2 },
      latest: new Date(now.getTime() - DAY),
    },
  ]);
  const decision = { cause: 'unclear_responsibility', reason } as const;
  platform.clock.advance(DAY);
  await appointClarifier(platform, at.asta, visit, { owner: id(at.jonas), dueOn: '2026-12-31' });
  platform.clock.advance(1000);
  await decideGreyArea(platform, at.jonas, visit, decision);
  expect((await area(visit))?.state).toBe('decided');
  platform.clock.advance(DAY);
  await visitAt(4, 0, true, new Date(platform.clock.now().getTime() - 1000));
  expect((await area(visit))?.state).toBe('reopened');
  expect(await ofPromise()).toMatchObject([{ count: 4, facts: { customers: 3 } }]);
});
