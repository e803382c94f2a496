import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, testPlatform } from '../../test/platform.ts';
import { applyJourney } from '../map/map.ts';
import { type Actor, operatorActor, type Role } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { findings } from './findings.ts';
import { readNeeds } from './mandate.sql.ts';
import { climbMandates } from './mandates.ts';
import { addDepartment, addPerson, assign, changeDepartment, changePerson } from './own.ts';

const fresh = await freshDatabase();
const { db } = fresh;
const platform = await testPlatform(db, { now: '2026-06-15T09:00:00Z' });
const app = appFor(platform);
afterAll(() => fresh.close());

const actors: Record<string, Actor> = {};
beforeAll(async () => {
  await applyJourney(
    platform,
    operatorActor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    touchpoints: [{key: form, name: Form}, {key: call, name: Call}]\n',
  );
  const sales = await addDepartment(platform, operatorActor, { key: 'sales', name: 'Sales' });
  const roles: Record<string, Role[]> = {
    mara: ['sponsor'],
    hedda: ['department_head'],
    ada: ['member'],
    ben: ['member'],
    asta: ['cx_lead'],
  };
  for (const [key, held] of Object.entries(roles)) {
    const joined = { name: key, email: `${key}@x.example`, department: 'sales', roles: held, invite: false };
    const { id } = await addPerson(platform, operatorActor, joined);
    actors[key] = personActor(id, key, held);
  }
  await changeDepartment(platform, operatorActor, sales.id, { head: actors.hedda!.personId! });
  const seat = (key: string, who: string) =>
    assign(platform, operatorActor, {
      object: { kind: 'touchpoint', key },
      role: 'A',
      person: `${who}@x.example`,
      from: '2026-01-01',
    });
  await seat('form', 'ada');
  await seat('call', 'hedda');
  // Strategy asks for no mandate: what it takes is said by who sees that it works.
  await assign(platform, operatorActor, {
    object: { kind: 'touchpoint', key: 'form' },
    plane: 'strategy',
    role: 'A',
    person: 'ben@x.example',
    from: '2026-01-01',
  });
});

const who = (key: string) => actors[key] as Actor;
const days = (n: number) => platform.clock.advance(n * 86_400_000);
const state = async (by: string, body: object) =>
  app.call('POST', '/ownership/needs', { actor: who(by), body });
const answer = async (by: string, id: string, body: object) =>
  app.call('POST', `/ownership/needs/${id}/answer`, { actor: who(by), body });
const read = async (by = 'asta') => (await app.call('GET', '/ownership/mandates', { actor: who(by) })).body;
const subjects = async () =>
  (
    await db.all<{ to: string; subject: string }>(
      sql`select to_name as "to", subject from mails order by mail_id`,
    )
  ).map((mail) => `${mail.to}: ${mail.subject}`);

describe('a need goes to the head, then to the sponsor', () => {
  let need = '';
  test('who is accountable says what it takes, and the head is asked by mail and on Home', async () => {
    const made = await state('ada', {
      piece: 'budget',
      words: 'Evening crews',
      amount: 9000,
      period: 'year',
    });
    expect(made.status).toBe(201);
    need = made.body.id;
    expect(await subjects()).toEqual(['hedda: ada needs something from you']);
    const waiting = await app.call('GET', '/ownership/mandates/waiting', { actor: who('hedda') });
    expect(waiting.body).toEqual({ waiting: 1 });
    const found = await findings(db, '2026-06-15');
    expect(found.filter((one) => one.fault === 'without_mandate')).toMatchObject([
      { severity: 'medium', remedy: { verb: 'remind_mandate', person: { name: 'hedda' } } },
    ]);
    expect((await findings(db, '2026-06-14')).filter((one) => one.fault === 'without_mandate')).toEqual([]);
  });

  test('nobody grants what they need themselves, and only who is asked answers', async () => {
    expect(await answer('ada', need, { answer: 'granted' })).toMatchObject({
      status: 403,
      body: { code: 'own_request' },
    });
    expect(await answer('ben', need, { answer: 'granted' })).toMatchObject({
      status: 403,
      body: { code: 'not_asked' },
    });
    expect((await answer('hedda', need, { answer: 'denied' })).status).toBe(422);
  });

  test('a head who lets the deadline pass is passed over, once', async () => {
    expect(await climbMandates(platform)).toEqual({ climbed: 0 });
    days(8);
    expect(await climbMandates(platform)).toEqual({ climbed: 1 });
    expect(await climbMandates(platform)).toEqual({ climbed: 0 });
    expect((await subjects()).at(-1)).toBe('mara: ada needs something from you');
    expect(await answer('hedda', need, { answer: 'granted' })).toMatchObject({ body: { code: 'not_asked' } });
    days(8);
    const found = await findings(db, '2026-07-01');
    expect(found.find((one) => one.fault === 'without_mandate')).toMatchObject({
      severity: 'high',
      facts: { overdue: true, rung: 'sponsor' },
    });
  });

  test('one answer stands; taken back it stays on record and the question is open again', async () => {
    const no = { answer: 'denied', words: 'Not this year' };
    expect((await answer('mara', need, no)).status).toBe(201);
    expect(await answer('mara', need, { answer: 'granted' })).toMatchObject({
      status: 409,
      body: { code: 'answered_already' },
    });
    expect(
      (await app.call('DELETE', `/ownership/needs/${need}/answer`, { actor: who('hedda') })).status,
    ).toBe(403);
    expect((await app.call('DELETE', `/ownership/needs/${need}/answer`, { actor: who('mara') })).status).toBe(
      204,
    );
    expect((await answer('mara', need, { answer: 'granted' })).status).toBe(201);
    const { items, counts } = await read();
    const [kept] = items.find((one: { person: { name: string } }) => one.person.name === 'ada').needs;
    expect(kept.state).toBe('granted');
    expect(kept.asks.map((ask: { answers: unknown[] }) => ask.answers.length)).toEqual([0, 2]);
    expect(counts).toMatchObject({ accountable: 2, stated: 1, complete: 1, open: 0 });
    expect((await subjects()).at(-1)).toBe('ada: mara granted what you need');
    expect((await findings(db, '2026-07-01')).some((one) => one.fault === 'without_mandate')).toBe(false);
  });
});

test('what cannot be is refused in a sentence that says what to do', async () => {
  const refused = async (by: string, body: object) => (await state(by, body)).body;
  const budget = { piece: 'budget', words: 'Money for crews' };
  expect((await refused('ada', { ...budget, amount: -5 })).errors[0].message).toBe(
    'A budget is more than 0.',
  );
  expect((await refused('ada', budget)).errors[0].message).toMatch('A budget needs an amount');
  expect(await refused('ben', { piece: 'seat', words: 'The council' })).toMatchObject({
    code: 'not_accountable',
  });
  const call = { kind: 'touchpoint', key: 'call' };
  expect(await refused('ada', { piece: 'seat', words: 'The council', object: call })).toMatchObject({
    code: 'not_accountable',
    detail: 'ada is not accountable for Call. Take the seat first, or leave the thing out.',
  });
  expect(
    await refused('ben', { piece: 'seat', words: 'The council', person: 'ada@x.example' }),
  ).toMatchObject({
    code: 'not_yours',
  });
  const own = await state('hedda', { piece: 'access', words: 'The call recordings' });
  const escalated = { actor: who('hedda'), body: { reason: 'It matters' } };
  expect((await app.call('POST', `/ownership/needs/${own.body.id}/escalation`, escalated)).body.code).toBe(
    'no_rung_above',
  );
  expect((await app.call('DELETE', `/ownership/needs/${own.body.id}`, { actor: who('hedda') })).status).toBe(
    204,
  );
  expect((await answer('mara', own.body.id, { answer: 'granted' })).body.code).toBe('withdrawn');
  await changePerson(platform, operatorActor, who('ada').personId!, { leftOn: '2026-06-20' });
  expect(await refused('ada', { piece: 'seat', words: 'The council' })).toMatchObject({
    code: 'person_left',
  });
  await changePerson(platform, operatorActor, who('ada').personId!, { leftOn: null });
});

const anyStep = fc.oneof(
  fc.record({ does: fc.constant('state' as const), by: fc.constantFrom('ada', 'hedda', 'ben') }),
  fc.record({
    does: fc.constant('answer' as const),
    by: fc.constantFrom('hedda', 'mara', 'ada'),
    which: fc.nat(9),
    answer: fc.constantFrom('granted', 'denied', 'alternative'),
  }),
  fc.record({
    does: fc.constantFrom('back' as const, 'escalate' as const, 'withdraw' as const),
    by: fc.constantFrom('ada', 'hedda', 'mara'),
    which: fc.nat(9),
  }),
  fc.record({ does: fc.constant('wait' as const), days: fc.nat(9) }),
);

test('whatever people do, no answer is ever lost and none stands beside another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 14 }), async (steps) => {
      await db.raw('delete from mandate_answers; delete from mandate_asks; delete from mandate_needs');
      const given: string[] = [];
      for (const step of steps) {
        const needs = await readNeeds(db);
        const id = 'which' in step ? needs[step.which % Math.max(1, needs.length)]?.id : undefined;
        if (step.does === 'wait') {
          days(step.days);
          await climbMandates(platform);
        } else if (step.does === 'state') await state(step.by, { piece: 'seat', words: 'The council' });
        else if (!id) continue;
        else if (step.does === 'answer') {
          const made = await answer(step.by, id, { answer: step.answer, words: 'So it is' });
          if (made.status === 201) given.push(made.body.id);
        } else if (step.does === 'back')
          await app.call('DELETE', `/ownership/needs/${id}/answer`, { actor: who(step.by) });
        else if (step.does === 'withdraw')
          await app.call('DELETE', `/ownership/needs/${id}`, { actor: who(step.by) });
        else {
          const body = { reason: 'It matters' };
          await app.call('POST', `/ownership/needs/${id}/escalation`, { actor: who(step.by), body });
        }
      }
      const kept = (await readNeeds(db)).flatMap((need) => need.asks);
      expect(kept.flatMap((ask) => ask.answers.map((one) => one.id)).sort()).toEqual([...given].sort());
      for (const ask of kept) {
        expect(ask.answers.filter((one) => one.takenBackAt === null).length).toBeLessThanOrEqual(1);
        for (const one of ask.answers) expect(one.byId).not.toBe(undefined);
      }
      for (const need of await readNeeds(db)) {
        for (const one of need.asks.flatMap((ask) => ask.answers)) expect(one.byId).not.toBe(need.personId);
      }
    }),
    { numRuns: 20 },
  );
}, 120_000);
