import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import {
  addDepartment,
  addPerson,
  changePerson,
  delegate,
  makeRuling,
  saveTerms,
  setSkills,
} from '../../own/own.ts';
import { type Actor, systemActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { caseDetail, climbLadder, openCase, openWhereNeeded, seedRules } from '../close.ts';
import type { OpenableFact } from '../rule.ts';
import type { RoutingInput } from './routing.ts';
import { addRouting, changeRouting, listRouting, orderRouting } from './rules.ts';
import { beginTrial, trialById } from './trial.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let billing: string;
let service: string;
let nina: string;
let omar: string;
let next = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  at = await company(fresh.db, 4000);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  billing = (await addDepartment(platform, systemActor, { name: 'Billing' })).id;
  service = (await addDepartment(platform, systemActor, { name: 'Service' })).id;
  const person = async (name: string, department: string) =>
    (
      await addPerson(platform, systemActor, {
        name,
        email: `${name.split(' ')[0]}@halden.example`.toLowerCase(),
        department,
        roles: ['member'],
        invite: false,
      })
    ).id;
  nina = await person('Nina Alder', billing);
  omar = await person('Omar Beck', billing);
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});
beforeEach(async () => {
  for (const rule of await listRouting(platform))
    if (rule.endedAt === null) await changeRouting(platform, at.asta, rule.id, { ended: true });
  platform.clock.advance(1000);
});

const rule = (input: Partial<RoutingInput> & Pick<RoutingInput, 'goes'>) =>
  addRouting(platform, at.asta, { name: 'Rule', ...input });
const toDepartment = (
  departmentId: string,
  by: 'turn' | 'load' | 'skill' | 'rules',
  skills: string[] = [],
) => ({
  to: 'department' as const,
  departmentId,
  by,
  skills,
});
const open = async (given: Partial<OpenableFact> = {}, value = 5) => {
  const [made] = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [
      answer(at, next++, value, { occurredAt: platform.clock.now(), ...given }),
    ]),
  );
  const detail = await caseDetail(platform, made?.caseId ?? '');
  return { id: detail.id, owner: detail.owner.name, why: detail.why };
};

test('the first rule that is met decides; without one, the ledger; the case says why in words', async () => {
  expect(await open()).toMatchObject({ owner: 'Priya Dahl', why: 'responsible for Technician visit' });
  const words = await rule({
    name: 'Money',
    conditions: [{ about: 'words', keys: ['invoice', 'bill'] }],
    goes: { to: 'person', personId: nina },
  });
  const all = await rule({ name: 'Everything', goes: { to: 'ledger' } });
  expect(await open({ comment: 'The bill is wrong.' })).toMatchObject({
    owner: 'Nina Alder',
    why: 'the rule “Money” names Nina Alder',
  });
  expect(await open({ comment: 'Late.' })).toMatchObject({
    owner: 'Priya Dahl',
    why: 'the rule “Everything” leaves it to the ledger; responsible for Technician visit',
  });
  await orderRouting(platform, at.asta, [all.id, words.id]);
  expect((await open({ comment: 'The bill is wrong.' })).owner).toBe('Priya Dahl');
  const listed = await listRouting(platform);
  expect(listed.slice(0, 2)).toMatchObject([
    { name: 'Everything', trouble: null, cases: 0 },
    { name: 'Money', trouble: 'unreached', cases: 1 },
  ]);
});

test('in turn, by load, by skill', async () => {
  const turn = await rule({ name: 'Turn', goes: toDepartment(billing, 'turn') });
  const owners = [];
  for (let n = 0; n < 4; n++) owners.push((await open()).owner);
  expect(owners).toEqual(['Nina Alder', 'Omar Beck', 'Nina Alder', 'Omar Beck']);
  await changeRouting(platform, at.asta, turn.id, { goes: toDepartment(billing, 'load') });
  // Nina has one more from the test before.
  expect(await open()).toMatchObject({
    owner: 'Omar Beck',
    why: 'the rule “Turn” sends it to Billing: fewest open cases',
  });
  await setSkills(platform, at.asta, nina, { skills: ['Fibre', 'fibre'] });
  await changeRouting(platform, at.asta, turn.id, { goes: toDepartment(billing, 'skill', ['fibre']) });
  for (let n = 0; n < 2; n++) {
    expect(await open()).toMatchObject({
      owner: 'Nina Alder',
      why: 'the rule “Turn” sends it to Billing: knows fibre, fewest open cases',
    });
  }
  await changeRouting(platform, at.asta, turn.id, { goes: toDepartment(billing, 'skill', ['dutch']) });
  expect(await open()).toMatchObject({
    owner: 'Priya Dahl',
    why: 'the rule “Turn” sends it to Billing, where nobody who is there knows dutch; responsible for Technician visit',
  });
  expect((await listRouting(platform))[0]?.trouble).toBe('unskilled');
});

test('one batch: turns and loads go on within it, in a constant number of statements', async () => {
  await rule({ name: 'Turn', goes: toDepartment(billing, 'turn') });
  await rule({ conditions: [{ about: 'language', keys: ['de'] }], goes: toDepartment(billing, 'load') });
  const batch = (n: number) => Array.from({ length: n }, () => answer(at, next++, 5));
  const counted = async (n: number) => {
    let statements = 0;
    const facts = batch(n);
    const opened = await platform.db.tx((tx) => {
      const counting = new Proxy(tx, {
        get(target, name, receiver) {
          const value = Reflect.get(target, name, receiver);
          if (typeof value !== 'function') return value;
          return (...given: unknown[]) => {
            if (['all', 'maybe', 'one', 'run', 'raw', 'copyFrom'].includes(String(name))) statements++;
            return value.apply(target, given);
          };
        },
      });
      return openWhereNeeded(counting, platform, facts);
    });
    return { opened, statements };
  };
  const few = await counted(10);
  const many = await counted(200);
  const by = Map.groupBy(many.opened, (one) => one.ownerId);
  expect([by.get(nina)?.length, by.get(omar)?.length]).toEqual([100, 100]);
  expect(many.statements).toBeLessThanOrEqual(few.statements);
});

test('who is away or has left is never routed to: who acts for them is, or the ledger, and the reason says so', async () => {
  const named = await rule({ name: 'To Omar', goes: { to: 'person', personId: omar } });
  const team = await rule({ name: 'Team', goes: toDepartment(billing, 'turn') });
  await delegate(platform, systemActor, { person: omar, to: nina, absent: true, until: '2026-03-09' });
  expect(await open()).toMatchObject({
    owner: 'Nina Alder',
    why: 'acting for Omar Beck until 2026-03-09, the rule “To Omar” names Omar Beck',
  });
  await changeRouting(platform, at.asta, named.id, { ended: true });
  const owners = [];
  for (let n = 0; n < 3; n++) owners.push((await open()).owner);
  expect(owners).toEqual(['Nina Alder', 'Nina Alder', 'Nina Alder']);
  // Each acts for the other: nobody is there.
  await delegate(platform, systemActor, { person: nina, to: omar, absent: true, until: '2026-03-06' }).catch(
    () =>
      // A circle may be refused at the door; then it is planted.
      platform.db.run(sql`insert into delegations (delegation_id, from_person_id, to_person_id, absent, from_on, until_on, made_at)
      values (gen_random_uuid(), ${nina}::uuid, ${omar}::uuid, true, '2026-03-02', '2026-03-06', now())`),
  );
  expect(await open()).toMatchObject({
    owner: 'Priya Dahl',
    why: 'the rule “Team” sends it to Billing, where nobody is there to take it; responsible for Technician visit',
  });
  expect((await listRouting(platform))[0]).toMatchObject({ id: team.id, trouble: 'empty' });
  await changeRouting(platform, at.asta, team.id, { ended: true });
  await changeRouting(platform, at.asta, named.id, { ended: false });
  expect(await open()).toMatchObject({
    owner: 'Priya Dahl',
    why: 'the rule “To Omar” names Omar Beck, who is away with nobody there to act; responsible for Technician visit',
  });
  platform.clock.set('2026-03-10T09:00:00Z');
  expect((await open()).owner).toBe('Omar Beck');
  await changePerson(platform, systemActor, omar, { leftOn: '2026-03-10' });
  expect(await open()).toMatchObject({
    owner: 'Priya Dahl',
    why: 'the rule “To Omar” names Omar Beck, who has left; responsible for Technician visit',
  });
  expect((await listRouting(platform))[0]?.trouble).toBe('gone');
  // What Omar held goes where it would go now, and says both.
  await rule({ name: 'Nina', goes: { to: 'person', personId: nina } });
  await changeRouting(platform, at.asta, named.id, { ended: true });
  await climbLadder(platform);
  const held = await platform.db.all<{ reason: string; rung: string }>(
    sql`select h.reason, h.rung from cases c join case_holders h using (holder_id) where h.reason like 'Omar Beck has left%'`,
  );
  expect(held.length).toBeGreaterThan(0);
  expect(new Set(held.map((one) => `${one.rung}: ${one.reason}`))).toEqual(
    new Set(['routed: Omar Beck has left; the rule “Nina” names Nina Alder']),
  );
  await changePerson(platform, systemActor, omar, { leftOn: null });
});

test('a department decides by its own rules; circles are refused, and one that came about is broken with a reason', async () => {
  await rule({ name: 'Bills', goes: toDepartment(billing, 'rules') });
  expect(await open()).toMatchObject({ why: 'the rule “Bills” sends it to Billing: fewest open cases' });
  await rule({
    name: 'Big ones',
    departmentId: billing,
    conditions: [{ about: 'urgent' }],
    goes: { to: 'person', personId: omar },
  });
  expect(await open({}, 0)).toMatchObject({
    owner: 'Omar Beck',
    why: 'the rule “Bills” sends it to Billing, where “Big ones” names Omar Beck',
  });
  await rule({ name: 'Not ours', departmentId: billing, goes: toDepartment(service, 'rules') });
  await expect(
    rule({ name: 'Back', departmentId: service, goes: toDepartment(billing, 'rules') }),
  ).rejects.toMatchObject({
    code: 'routing_circle',
    message: expect.stringContaining('Billing → Service → Billing'),
  });
  await platform.db.run(sql`insert into routing_rules (rule_id, name, department_id, position, matches, conditions, goes, active_from, made_at)
    values (gen_random_uuid(), 'Back', ${service}::uuid, 900, 'all', '[]', ${JSON.stringify(toDepartment(billing, 'rules'))}::jsonb, '2026-01-01', '2026-01-01')`);
  expect((await open()).why).toBe(
    'the rule “Bills” sends it to Billing, where “Not ours” sends it to Service, where “Back” sends it in a circle (Billing → Service → Billing); responsible for Technician visit',
  );
});

test('a ruling of an arbiter goes before every rule', async () => {
  await rule({ name: 'All to Nina', goes: { to: 'person', personId: nina } });
  await platform.db.tx((tx) =>
    makeRuling(tx, platform, systemActor, {
      touchpointId: at.bill,
      conditions: {},
      personId: at.tomas.personId ?? '',
      reason: 'Bills are his.',
      reviewOn: '2027-01-01',
    } as never),
  );
  const bill = { touchpointId: at.bill, touchpointKey: 'bill', touchpointName: 'First bill' };
  expect(await open(bill)).toMatchObject({
    owner: 'Tomas Berg',
    why: expect.stringContaining('as was ruled on'),
  });
  expect((await open()).owner).toBe('Nina Alder');
});

test('value, language and dimensions are looked up; a case a colleague opens is routed too', async () => {
  await saveTerms(platform, systemActor, {
    hours: { owner: 120, accountable: 72, heads: 72, lead: 72, arbiter: 24 },
    value: { attribute: 'revenue', per: 'year' },
  });
  const slice = await platform.db.one<{ id: number }>(
    sql`insert into slices (key, dims) values ('x', '{"segment":"business"}') returning slice_id as id`,
  );
  await rule({
    name: 'Dear',
    conditions: [
      { about: 'value', atLeast: 1000 },
      { about: 'language', keys: ['de'] },
    ],
    goes: { to: 'person', personId: nina },
  });
  await rule({
    name: 'Business',
    conditions: [{ about: 'dimension', dimension: 'segment', keys: ['business'] }],
    goes: { to: 'person', personId: omar },
  });
  await platform.db.run(
    sql`update customers set attributes = '{"revenue": "1200", "language": "de-AT"}' where customer_id = ${customerOf(next)}::uuid`,
  );
  expect((await open()).owner).toBe('Nina Alder');
  expect((await open({ sliceId: slice.id })).owner).toBe('Omar Beck');
  expect((await open()).owner).toBe('Priya Dahl');
  await platform.db.run(
    sql`update customers set attributes = '{"revenue": 1200, "language": "de"}' where customer_id = ${customerOf(next)}::uuid`,
  );
  const id = await openCase(platform, at.tomas, {
    customerId: customerOf(next++),
    touchpoint: 'visit',
    reason: 'Called',
    urgent: false,
    mine: false,
  });
  expect((await caseDetail(platform, id)).owner.name).toBe('Nina Alder');
});

test('what cannot stand is refused with where it is wrong; two editors do not overwrite each other', async () => {
  const put = (body: unknown, actor: Actor = at.asta) => app.call('POST', '/routing/rules', { actor, body });
  const goes = { to: 'person', personId: nina };
  expect((await put({ name: 'x', goes }, at.priya)).status).toBe(403);
  expect((await put({ name: '', goes })).body.errors[0].path).toBe('name');
  expect(
    (await put({ name: 'x', goes, conditions: [{ about: 'touchpoint', keys: ['nowhere'] }] })).body,
  ).toMatchObject({
    code: 'routing_unsound',
    errors: [{ path: 'conditions.0' }],
  });
  expect((await put({ name: 'x', goes, conditions: [{ about: 'score' }] })).status).toBe(422);
  expect((await put({ name: 'x', goes, endedAt: '2020-01-01' })).body.errors[0].path).toBe('endedAt');
  expect((await put({ name: 'x', goes: { to: 'person', personId: customerOf(1) } })).body.code).toBe(
    'routing_unsound',
  );
  expect((await put({ name: 'x', goes: { ...toDepartment(billing, 'skill') } })).status).toBe(422);
  const made = await put({ name: 'x', goes });
  expect(made.status).toBe(201);
  const path = `/routing/rules/${made.body.id}`;
  const change = (body: unknown) => app.call('PATCH', path, { actor: at.asta, body });
  expect((await change({ name: 'y', version: 1 })).body).toMatchObject({ name: 'y', version: 2 });
  expect((await change({ name: 'z', version: 1 })).body.code).toBe('rule_changed');
  expect((await app.call('PUT', '/routing/order', { actor: at.asta, body: { ids: [] } })).body.code).toBe(
    'rules_changed',
  );
  const trail = await platform.db.all<{ verb: string }>(
    sql`select verb from audit_entries where subject_id = ${made.body.id} order by seq`,
  );
  expect(trail.map((one) => one.verb)).toEqual(['routing_rule.made', 'routing_rule.changed']);
  expect((await app.call('GET', '/routing/choices', { actor: at.priya })).body).toMatchObject({
    touchpoints: [{ key: 'visit' }, { key: 'bill' }],
    phases: [{ key: 'join/install', name: 'Installation · Join' }],
    skills: ['fibre'],
  });
  expect((await app.call('GET', '/routing/skills', { actor: at.priya })).body.items).toEqual([
    { personId: nina, skills: ['fibre'] },
  ]);
});

test('a rule begins and ends by itself', async () => {
  await rule({
    name: 'Tomorrow',
    goes: { to: 'person', personId: nina },
    activeFrom: new Date(platform.clock.now().getTime() + 86_400_000),
    endedAt: new Date(platform.clock.now().getTime() + 2 * 86_400_000),
  });
  expect((await listRouting(platform))[0]?.state).toBe('planned');
  expect((await open()).owner).toBe('Priya Dahl');
  platform.clock.advance(86_400_000);
  expect((await open()).owner).toBe('Nina Alder');
  platform.clock.advance(86_400_000);
  expect((await open()).owner).toBe('Priya Dahl');
});

test('a dry run says who would have what, with progress, and changes nothing', async () => {
  const goes = { to: 'person', personId: nina };
  const body = { rules: [{ name: 'All to Nina', goes }] };
  expect((await app.call('POST', '/routing/trials', { actor: at.priya, body })).status).toBe(403);
  const begun = await app.call('POST', '/routing/trials', { actor: at.asta, body });
  expect([begun.status, begun.body.state]).toEqual([202, 'running']);
  expect((await app.call('POST', '/routing/trials', { actor: at.asta, body })).body.code).toBe(
    'trial_running',
  );
  const holders = () => platform.db.one<{ n: number }>(sql`select count(*) as n from case_holders`);
  const before = await holders();
  await platform.queue.drain();
  const { body: done } = await app.call('GET', `/routing/trials/${begun.body.id}`, { actor: at.asta });
  expect(done.state).toBe('done');
  const { result } = done;
  expect(result.cases).toBeGreaterThan(100);
  expect(done.done).toBe(result.cases);
  expect(result.rules).toEqual([
    { name: 'All to Nina', met: result.routed + result.fell, fell: 0, changed: expect.any(Number) },
  ]);
  expect(result.routed + result.fell + result.unmet).toBe(result.cases);
  expect(result.people.reduce((sum: number, one: { cases: number }) => sum + one.cases, 0)).toBe(
    result.cases,
  );
  expect(result.teams.reduce((sum: number, one: { cases: number }) => sum + one.cases, 0)).toBe(result.cases);
  expect(result.examples[0]).toMatchObject({
    to: { name: 'Nina Alder' },
    why: 'the rule “All to Nina” names Nina Alder',
  });
  expect(await holders()).toEqual(before);
  // A trial that named a circle is refused at once.
  const circle = [
    { name: 'a', departmentId: billing, goes: toDepartment(service, 'rules') },
    { name: 'b', departmentId: service, goes: toDepartment(billing, 'rules') },
  ];
  await expect(beginTrial(platform, at.asta, { rules: circle })).rejects.toMatchObject({
    code: 'routing_circle',
  });
  await expect(trialById(platform, customerOf(3))).rejects.toMatchObject({ status: 404 });
});
