import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { smallWorld } from '../../../test/world.ts';
import { takeIn } from '../../loop.ts';
import { addDepartment, addPerson, assign, changeDepartment } from '../../own/own.ts';
import { type Actor, operatorActor as operator } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { climbAccess } from './access.ts';
import { keepOpenness } from './matrix.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
const who: Record<string, Actor> = {};
const department: Record<string, string> = {};

beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh;
  platform = await testPlatform(db);
  const { sourceId } = await smallWorld(db);
  app = appFor(platform);
  for (const key of ['sales', 'service', 'it']) {
    department[key] = (await addDepartment(platform, operator, { key, name: key })).id;
  }
  const people: [string, string, ('member' | 'data_steward' | 'department_head')[]][] = [
    ['sam', 'sales', ['member']],
    ['hana', 'sales', ['department_head']],
    ['vera', 'service', ['member']],
    ['nils', 'it', ['data_steward']],
  ];
  for (const [name, at, roles] of people) {
    const made = await addPerson(platform, operator, {
      name,
      email: `${name}@x.example`,
      department: at,
      roles,
      invite: false,
    });
    who[name] = personActor(made.id, name, roles);
  }
  who.ada = personActor('00000000-0000-7000-8000-000000000001', 'Ada Sponsor', ['sponsor']);
  await changeDepartment(platform, operator, department.sales!, { head: 'hana@x.example' });
  await db.run(sql`update sources set department_id = ${department.sales}::uuid where key = 'shop'`);
  await db.run(
    sql`insert into sources (key, name, department_id, made_at) values ('desk', 'Desk', ${department.service}::uuid, now())`,
  );
  await assign(platform, operator, {
    object: { kind: 'touchpoint', key: 'delivery' },
    role: 'R',
    department: 'service',
    from: '2026-01-01',
  });
  const [desk] = await db.all<{ id: number }>(sql`select source_id as id from sources where key = 'desk'`);
  const person = (key: string) => ({ type: 'identity' as const, key, email: `${key}@c.example` });
  await takeIn(platform, {
    sourceId,
    facts: [
      ...Array.from({ length: 30 }, (_, i) => person(`c${i}`)),
      {
        type: 'response',
        key: 'r1',
        who: 'c1',
        metric: 'nps',
        value: 9,
        touchpoint: 'delivery',
        at: '2026-02-01T10:00:00Z',
      },
    ],
  });
  await takeIn(platform, { sourceId: desk!.id, facts: [person('c1'), person('c2'), person('d1')] });
});
afterAll(() => fresh.close());

const as = (name: string) => (method: string, path: string, body?: unknown) =>
  app.call(method, path, { actor: who[name]!, ...(body === undefined ? {} : { body }) });

test('the catalogue: made, changed, taken out; bad entries refused', async () => {
  const nils = as('nils');
  expect((await nils('GET', '/catalogue')).body.undescribed).toHaveLength(2);
  const orders = {
    kind: 'data_set',
    key: 'orders',
    name: 'Orders',
    sensitivity: 'personal',
    sources: ['shop'],
    departmentId: department.sales,
    ownerPersonId: who.sam!.personId,
  };
  expect(await nils('POST', '/catalogue', orders)).toMatchObject({
    status: 201,
    body: { sources: [{ key: 'shop' }], ownerName: 'sam' },
  });
  expect((await nils('POST', '/catalogue', orders)).status).toBe(409);
  expect((await nils('POST', '/catalogue', { ...orders, key: 'x', sources: ['none'] })).body.code).toBe(
    'unknown_source',
  );
  expect((await nils('POST', '/catalogue', { ...orders, key: 'x', kind: 'trend' })).status).toBe(422);
  expect(
    (await nils('POST', '/catalogue', { kind: 'trend', key: 'x', name: 'X', url: 'javascript:alert(1)' }))
      .status,
  ).toBe(422);
  expect((await as('sam')('POST', '/catalogue', orders)).status).toBe(403);
  await nils('POST', '/catalogue', {
    kind: 'data_set',
    key: 'tickets',
    name: 'Tickets',
    sources: ['desk'],
    departmentId: department.service,
  });
  await nils('POST', '/catalogue', { kind: 'trend', key: 'fibre', name: 'Fibre', reviewOn: '2026-03-01' });
  expect((await nils('PATCH', '/catalogue/fibre', { description: 'Everybody builds.' })).body).toMatchObject({
    stale: true,
    description: 'Everybody builds.',
  });
  expect((await nils('GET', '/catalogue?format=csv')).body).toContain('data_set,orders,Orders');
  expect((await nils('DELETE', '/catalogue/fibre')).status).toBe(204);
  expect((await nils('GET', '/catalogue')).body).toMatchObject({
    items: [{ key: 'orders' }, { key: 'tickets' }],
    undescribed: [],
  });
});

test('the matrix: many pairs at once, closed needs a reason, one’s own stays open', async () => {
  const nils = as('nils');
  // Four pairs of others; the orders feed where the service works, so that pair needs it three times: all undecided is 100.
  expect((await nils('GET', '/openness')).body).toMatchObject({ silo: 100, pairs: 4, undecided: 4 });
  const say = (body: object) => nils('PUT', '/openness', body);
  expect((await say({ sets: ['orders'], departments: ['service'], level: 'closed' })).status).toBe(422);
  expect((await say({ sets: ['orders'], departments: ['sales'], level: 'full' })).body.code).toBe('own_data');
  expect(
    (await say({ sets: ['orders', 'tickets'], departments: ['sales', 'service', 'it'], level: 'full' })).body,
  ).toEqual({ changed: 4 });
  expect(
    (await say({ sets: ['orders', 'tickets'], departments: ['sales', 'service', 'it'], level: 'full' })).body,
  ).toEqual({ changed: 0 });
  await say({
    sets: ['orders'],
    departments: ['service'],
    level: 'closed',
    reason: 'Sales keeps its numbers.',
  });
  const { body } = await as('vera')('GET', '/openness');
  expect(body).toMatchObject({ silo: 50, closed: 1, undecided: 0 });
  expect(
    (await as('vera')('PUT', '/openness', { sets: ['orders'], departments: ['it'], level: null })).status,
  ).toBe(403);
  expect((await nils('GET', '/openness?format=csv')).body).toContain(
    'orders,Orders,full,own,closed'.split(',')[0]!,
  );
  await keepOpenness(platform);
  expect((await nils('GET', '/openness')).body.course).toEqual([{ day: '2026-03-02', silo: 50 }]);
});

test('whom one department alone reaches', async () => {
  const { body } = await as('nils')('GET', '/openness');
  expect(body.reach).toEqual([
    { departmentId: department.sales, name: 'sales', customers: 30, alone: 28, alert: true },
    { departmentId: department.service, name: 'service', customers: 3, alone: 1, alert: false },
  ]);
  const found = await as('nils')('GET', `/openness/alone/${department.service}/customers`);
  expect(found.body.items).toMatchObject([{ email: 'd1@c.example' }]);
  const page = await as('nils')('GET', `/openness/alone/${department.sales}/customers?limit=20`);
  expect(page.body.items).toHaveLength(20);
  expect(
    (
      await as('nils')(
        'GET',
        `/openness/alone/${department.sales}/customers?limit=20&after=${page.body.next}`,
      )
    ).body.items,
  ).toHaveLength(8);
});

test('a request is answered with a reason, or climbs', async () => {
  const ask = { set: 'orders', level: 'full', purpose: 'To see what was promised to a customer.' };
  expect((await as('sam')('POST', '/access-requests', ask)).body.code).toBe('own_data');
  const { body: request, status } = await as('vera')('POST', '/access-requests', ask);
  expect(status).toBe(201);
  // Ten working days from Monday, 2 March, 9 o'clock in UTC.
  expect(request).toMatchObject({
    state: 'open',
    dueAt: '2026-03-16T09:00:00.000Z',
    asks: [{ rung: 'owner', person: { name: 'sam' } }],
  });
  expect((await as('vera')('POST', '/access-requests', ask)).body.code).toBe('asked_already');
  const answer = (name: string, body: object) =>
    as(name)('POST', `/access-requests/${request.id}/answer`, body);
  expect((await answer('vera', { granted: true })).status).toBe(403);
  expect((await answer('hana', { granted: true })).status).toBe(403);
  expect((await answer('sam', { granted: false })).status).toBe(422);
  expect(await climbAccess(platform)).toEqual({ climbed: 0 });
  platform.clock.set('2026-03-17T09:00:00Z');
  expect(await climbAccess(platform)).toEqual({ climbed: 1 });
  expect(await climbAccess(platform)).toEqual({ climbed: 0 });
  platform.clock.set('2026-04-17T09:00:00Z');
  expect(await climbAccess(platform)).toEqual({ climbed: 1 });
  expect(await climbAccess(platform)).toEqual({ climbed: 0 });
  const mine = (await as('ada')('GET', '/access-requests?mine=true')).body.items;
  expect(mine).toMatchObject([
    { overdue: true, asks: [{ rung: 'owner' }, { rung: 'head' }, { rung: 'sponsor' }] },
  ]);
  expect((await answer('ada', { granted: true, level: 'aggregated' })).body).toMatchObject({
    state: 'granted',
    answer: { level: 'aggregated', by: { name: 'Ada Sponsor' } },
  });
  expect((await answer('ada', { granted: true })).status).toBe(409);
  const row = (await as('vera')('GET', '/openness')).body.rows.find(
    (one: { key: string }) => one.key === 'orders',
  );
  expect(
    row.cells.find((cell: { departmentId: string }) => cell.departmentId === department.service),
  ).toMatchObject({ level: 'aggregated', fed: true, asked: true });
  expect((await as('vera')('POST', '/access-requests', { ...ask, level: 'aggregated' })).body.code).toBe(
    'open_already',
  );
  const second = (await as('vera')('POST', '/access-requests', ask)).body;
  expect(
    (
      await as('sam')('POST', `/access-requests/${second.id}/answer`, {
        granted: false,
        reason: 'Sums are enough for that.',
      })
    ).body.state,
  ).toBe('denied');
  const third = (await as('vera')('POST', '/access-requests', ask)).body;
  expect((await as('sam')('DELETE', `/access-requests/${third.id}`)).status).toBe(403);
  expect((await as('vera')('DELETE', `/access-requests/${third.id}`)).status).toBe(204);
  const { n } = await fresh.db.one<{ n: number }>(
    sql`select count(*) as n from mails where subject like '%Orders%'`,
  );
  // Asked three times, two steps up, two answers.
  expect(Number(n)).toBe(7);
});

test('the deadline is the company’s to set', async () => {
  expect((await as('vera')('PUT', '/openness/terms', { workingDays: 3 })).status).toBe(403);
  expect((await as('nils')('PUT', '/openness/terms', { workingDays: 0 })).status).toBe(422);
  expect((await as('nils')('PUT', '/openness/terms', { workingDays: 3 })).body).toEqual({ workingDays: 3 });
  expect((await as('nils')('GET', '/openness')).body.workingDays).toBe(3);
});
