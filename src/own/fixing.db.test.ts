import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, testPlatform } from '../../test/platform.ts';
import { applyJourney, makePromise, withdrawPromise } from '../map/map.ts';
import { PromiseInput } from '../map/promise.ts';
import { type Actor, operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { tellNewFaults } from './digest.ts';
import type { Finding } from './lint.ts';
import {
  accountableFor,
  acknowledge,
  addDepartment,
  addPerson,
  assign,
  assignmentsOfObject,
  changePerson,
  delegate,
  listDepartments,
} from './own.ts';

const fresh = await freshDatabase();
const { db } = fresh;
const platform = await testPlatform(db, { now: '2026-06-15T09:00:00Z' });
const app = appFor(platform);
afterAll(() => fresh.close());

const ids: Record<string, string> = {};
let asta: Actor;
const form = { kind: 'touchpoint', key: 'form' } as const;
const call = { kind: 'touchpoint', key: 'call' } as const;

beforeAll(async () => {
  await applyJourney(
    platform,
    operatorActor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    touchpoints: [{key: form, name: Form}, {key: call, name: Call}]\n',
  );
  await addDepartment(platform, operatorActor, { key: 'sales', name: 'Sales' });
  for (const name of ['Ada Berg', 'Ben Cole', 'Cid Dorn', 'Asta Lead']) {
    const key = name.split(' ')[0]!.toLowerCase();
    const joined = {
      name,
      email: `${key}@x.example`,
      department: 'sales',
      joinedOn: '2025-01-01',
      invite: false,
    };
    const roles = key === 'asta' ? (['cx_lead', 'member'] as const) : (['member'] as const);
    ids[key] = (await addPerson(platform, operatorActor, { ...joined, roles: [...roles] })).id;
  }
  asta = personActor(ids.asta!, 'Asta Lead', ['cx_lead']);
});

beforeEach(async () => {
  await db.raw(
    'delete from assignments; delete from fault_dismissals; delete from fault_remedies; delete from fault_notices',
  );
  await db.run(sql`update people set left_on = null`);
  await db.run(sql`update departments set head_person_id = null`);
});

const give = async (object: typeof form | typeof call, role: 'A' | 'R', who: string, more: object = {}) => {
  const { id } = await assign(platform, operatorActor, {
    object,
    role,
    person: ids[who],
    from: '2026-01-01',
    ...more,
  } as never);
  return id;
};
const found = async (query = ''): Promise<Finding[]> =>
  (await app.call('GET', `/ownership/findings${query}`, { actor: asta })).body.items;
const one = async (id: string, name?: string) =>
  (await found()).find(
    (finding) => finding.id.startsWith(id) && (!name || finding.object.name === name),
  ) as Finding;
const remedy = (finding: string, actor = asta) =>
  app.call('POST', '/ownership/remedies', { actor, body: { finding } });
const undo = (id: string) => app.call('POST', `/ownership/remedies/${id}/undo`, { actor: asta, body: {} });
const seat = async (key: 'form' | 'call') => {
  const { id } = await db.one<{ id: number }>(
    sql`select touchpoint_id as id from touchpoints where key = ${key}`,
  );
  return accountableFor(platform, { kind: 'touchpoint', id }, platform.clock.now());
};

describe('one press, and back', () => {
  test('an empty seat goes to who is responsible there, with the reason', async () => {
    await give(form, 'R', 'ben');
    const fault = await one('nobody_accountable', 'Form');
    expect(fault).toMatchObject({
      severity: 'high',
      detail: 'Nobody is accountable for Form.',
      remedy: {
        verb: 'seat',
        person: { name: 'Ben Cole' },
        because: 'Ben Cole is responsible here already.',
      },
    });
    const done = await remedy(fault.id);
    expect(done).toMatchObject({ status: 201, body: { undoable: true } });
    expect((await seat('form')).person?.name).toBe('Ben Cole');
    expect((await found()).map((other) => other.id)).not.toContain(fault.id);
    expect((await remedy(fault.id)).body.code).toBe('fault_gone');
    expect((await undo(done.body.id)).status).toBe(204);
    expect((await found()).map((other) => other.id)).toContain(fault.id);
    expect((await undo(done.body.id)).body.code).toBe('undone_already');
  });

  test('of two claimants one is kept; undone, both claim it as before and have said yes as before', async () => {
    const first = await give(form, 'A', 'ada');
    await acknowledge(platform, operatorActor, first);
    await give(form, 'A', 'cid', { both: true, from: '2026-03-01' });
    const fault = await one('several_accountable');
    expect(fault.remedy).toMatchObject({ person: { name: 'Ada Berg' }, why: 'first_claim' });
    const done = await remedy(fault.id);
    expect((await seat('form')).person?.name).toBe('Ada Berg');
    await undo(done.body.id);
    const standing = await assignmentsOfObject(platform, operatorActor, form);
    expect(
      standing.map((row) => [row.holder.name, row.from, row.until, row.acknowledgedAt !== null]).sort(),
    ).toEqual([
      ['Ada Berg', '2026-01-01', null, true],
      ['Cid Dorn', '2026-03-01', null, false],
    ]);
  });

  test('what somebody changed since is not undone over their head', async () => {
    await give(form, 'R', 'ben');
    const done = await remedy((await one('nobody_accountable', 'Form')).id);
    await assign(platform, operatorActor, { object: form, role: 'A', person: ids.cid!, replace: true });
    expect((await undo(done.body.id)).body.code).toBe('changed_since');
    expect((await seat('form')).person?.name).toBe('Cid Dorn');
  });

  test('a department gets the head who holds the most there, and back', async () => {
    await give(form, 'A', 'cid');
    const fault = await one('headless_department');
    expect(fault.remedy).toMatchObject({ verb: 'appoint', person: { name: 'Cid Dorn' } });
    const done = await remedy(fault.id);
    const head = async () => (await listDepartments(db))[0]?.head?.name;
    expect(await head()).toBe('Cid Dorn');
    await undo(done.body.id);
    expect(await head()).toBeUndefined();
  });

  test('who has not said yes is asked by mail, and not again within three days', async () => {
    await give(form, 'R', 'ben');
    platform.clock.set('2026-06-25T09:00:00Z');
    const fault = await one('unacknowledged');
    expect(fault).toMatchObject({ facts: { role: 'R', days: 10 }, remedy: { verb: 'remind' } });
    const done = await remedy(fault.id);
    expect(done.body.undoable).toBe(false);
    const mails = await db.all(sql`select to_name as name, subject from mails order by mail_id desc limit 1`);
    expect(mails).toEqual([{ name: 'Ben Cole', subject: 'Is Form yours?' }]);
    expect((await remedy(fault.id)).body).toMatchObject({ status: 409, code: 'asked_already' });
    expect((await undo(done.body.id)).body.code).toBe('mail_sent');
    platform.clock.set('2026-06-15T09:00:00Z');
  });

  test('all of it or nothing: what cannot be noted is not done, and of two presses at once one does it', async () => {
    await give(form, 'R', 'ben');
    const { id } = await one('nobody_accountable', 'Form');
    await db.run(sql`alter table fault_remedies add constraint refused check (verb <> 'seat')`);
    expect((await remedy(id)).status).toBe(500);
    await db.run(sql`alter table fault_remedies drop constraint refused`);
    expect((await seat('form')).person).toBeNull();
    const pressed = await Promise.all([remedy(id), remedy(id), remedy(id)]);
    expect(pressed.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    expect((await seat('form')).person?.name).toBe('Ben Cole');
    const undone = await Promise.all([
      undo(pressed.find((one) => one.status === 201)!.body.id),
      undo(pressed.find((one) => one.status === 201)!.body.id),
    ]);
    expect(undone.map((answer) => answer.status).sort()).toEqual([204, 409]);
    expect((await seat('form')).person).toBeNull();
  });

  test('a promise of nobody goes to who made it', async () => {
    await makePromise(
      platform,
      operatorActor,
      PromiseInput.parse({
        key: 'in-a-day',
        name: 'In a day',
        words: 'We call within a day',
        person: ids.cid,
      }),
    );
    const fault = await one('orphan_promise');
    expect(fault).toMatchObject({
      severity: 'medium',
      detail: 'In a day belongs to nobody.',
      remedy: { verb: 'seat', person: { name: 'Cid Dorn' }, because: 'Cid Dorn made the promise.' },
    });
    const done = await remedy(fault.id);
    expect(done.status).toBe(201);
    expect(await one('orphan_promise')).toBeUndefined();
    await undo(done.body.id);
    expect((await one('orphan_promise')).id).toBe(fault.id);
    await withdrawPromise(platform, operatorActor, 'in-a-day');
    expect(await one('orphan_promise')).toBeUndefined();
  });

  test('what is passed on too often says by whom to whom, and is decided where cover is kept', async () => {
    await give(form, 'A', 'ada');
    const pass = (person: string, to: string, object?: typeof form) =>
      delegate(platform, operatorActor, { person: ids[person], to: ids[to]!, object, until: '2026-07-01' });
    await pass('ada', 'ben');
    await pass('ben', 'cid', form);
    expect(await one('long_chain')).toBeUndefined();
    await pass('cid', 'asta', form);
    expect(await one('long_chain')).toMatchObject({
      object: { kind: 'person', name: 'Ada Berg' },
      facts: { times: 3, limit: 2, until: '2026-07-01' },
      detail: 'What is Ada Berg’s is passed on 3 times: Ada Berg → Ben Cole → Cid Dorn → Asta Lead.',
      remedy: { verb: 'open', href: '/ownership/cover?whose=all' },
    });
    expect((await found('?day=2026-07-01')).map((other) => other.fault)).not.toContain('long_chain');
    await db.run(sql`delete from delegations`);
  });

  test('members see the faults and may not press', async () => {
    const ben = personActor(ids.ben!, 'Ben Cole');
    expect((await app.call('GET', '/ownership/findings', { actor: ben })).status).toBe(200);
    expect((await remedy('nobody_accountable:touchpoint:1', ben)).status).toBe(403);
  });
});

describe('a fault may stand for a time', () => {
  const dismiss = (body: object) => app.call('POST', '/ownership/dismissals', { actor: asta, body });

  test('with a reason and a day, on which it counts again by itself', async () => {
    const { id } = await one('nobody_accountable', 'Form');
    expect((await dismiss({ finding: id, reason: ' ', until: '2026-07-01' })).body.errors[0].message).toBe(
      'Say why it may stand for now.',
    );
    expect((await dismiss({ finding: id, until: '2026-07-01' })).status).toBe(422);
    expect((await dismiss({ finding: id, reason: 'New map', until: '2026-06-15' })).body.code).toBe(
      'until_passed',
    );
    expect((await dismiss({ finding: id, reason: 'New map', until: '2027-06-16' })).body.code).toBe(
      'until_too_far',
    );
    expect((await dismiss({ finding: 'no:such:1', reason: 'New map', until: '2026-07-01' })).status).toBe(
      404,
    );
    const made = await dismiss({ finding: id, reason: 'New map', until: '2026-07-01' });
    expect((await found()).map((other) => other.id)).not.toContain(id);
    expect(await found('?dismissed=true')).toMatchObject([
      { id, dismissed: { reason: 'New map', until: '2026-07-01', by: { name: 'Asta Lead' } } },
    ]);
    expect((await found('?day=2026-07-01')).map((other) => other.id)).toContain(id);
    const counts = (await app.call('GET', '/ownership/findings/counts', { actor: asta })).body;
    expect(counts).toEqual((await app.call('GET', '/ownership/findings', { actor: asta })).body.counts);
    expect(counts.dismissed).toBe(1);
    const urgent = await app.call('GET', '/ownership/findings/urgent', { actor: asta });
    expect(urgent.body).toEqual({ high: counts.high });
    await app.call('DELETE', `/ownership/dismissals/${made.body.id}`, { actor: asta });
    expect((await found()).map((other) => other.id)).toContain(id);
  });
});

test('each new fault is told once, to whom it concerns and to the lead; one that returns is new', async () => {
  await give(form, 'A', 'ada');
  await give(call, 'A', 'ada');
  const mails = async () => {
    const rows = await db.all<{ name: string; text: string }>(
      sql`select to_name as name, text_body as text from mails order by mail_id`,
    );
    await db.run(sql`delete from mails`);
    return rows;
  };
  await mails();
  expect((await tellNewFaults(platform)).fresh).toBeGreaterThan(0);
  expect((await mails()).map((mail) => mail.name).sort()).toEqual(['Ada Berg', 'Asta Lead']);
  expect(await tellNewFaults(platform)).toEqual({ fresh: 0 });
  expect(await mails()).toEqual([]);
  await changePerson(platform, operatorActor, ids.ada!, { leftOn: '2026-06-10' });
  expect((await tellNewFaults(platform)).fresh).toBe(2);
  expect(await mails()).toMatchObject([
    { name: 'Asta Lead', text: expect.stringContaining('Ada Berg is accountable for Form, but has left.') },
  ]);
  await changePerson(platform, operatorActor, ids.ada!, { leftOn: null });
  await tellNewFaults(platform);
  platform.clock.advance(86_400_000);
  await changePerson(platform, operatorActor, ids.ada!, { leftOn: '2026-06-10' });
  expect((await tellNewFaults(platform)).fresh).toBe(2);
});

test('limits are changed by who may, and count at once', async () => {
  await give(form, 'A', 'ada');
  await give(call, 'A', 'ada');
  const limits = { overloadedBeyond: 1, acknowledgeWithinDays: 7, passedOnBeyond: 2, answerWithinDays: 7 };
  expect((await app.call('PUT', '/ownership/limits', { actor: asta, body: limits })).status).toBe(200);
  expect(await one('overloaded')).toMatchObject({
    facts: { roles: 2, limit: 1 },
    object: { name: 'Ada Berg' },
  });
  const none = { actor: asta, body: { ...limits, overloadedBeyond: 0 } };
  expect((await app.call('PUT', '/ownership/limits', none)).status).toBe(422);
});

test('the list comes as CSV and narrowed', async () => {
  const csv = await app.call('GET', '/ownership/findings?format=csv&severity=high', { actor: asta });
  expect(csv.body).toMatch(/^severity,fault,[\s\S]*high,nobody_accountable,touchpoint,form,Form/);
  expect((await found('?department=sales')).every((other) => other.departmentIds.length > 0)).toBe(true);
  expect((await app.call('GET', '/ownership/findings?department=nope', { actor: asta })).status).toBe(404);
});
