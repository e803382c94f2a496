import { afterAll, beforeAll, expect, test } from 'vitest';
import { company, customerOf } from '../../test/company.ts';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { handoversBetween } from './affects.sql.ts';
import { affects } from './affects.ts';
import { coverageBy } from './departments.ts';

const fresh = await freshDatabase();
const { db } = fresh;
const platform = await testPlatform(db);
const app = appFor(platform);
afterAll(() => fresh.close());

let at: Awaited<ReturnType<typeof company>>;
const ids = { field: newId(), service: newId() };

beforeAll(async () => {
  at = await company(db, 4);
  for (const [key, id] of Object.entries(ids)) {
    await db.run(
      sql`insert into departments (department_id, key, name, position) values (${id}::uuid, ${key}, ${key}, 1)`,
    );
  }
  const move = (who: string, to: string) =>
    db.run(sql`update people set department_id = ${to}::uuid where person_id = ${who}::uuid`);
  await move(at.jonas.personId!, ids.field);
  await move(at.priya.personId!, ids.service);
  await move(at.tomas.personId!, ids.service);
  // Saying where the bill goes makes nobody's work there.
  await db.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, plane, person_id, from_on, made_at)
    values (${newId()}::uuid, 'touchpoint', ${at.bill}, 'A', 'strategy', ${at.jonas.personId!}::uuid, '2026-01-01', '2026-01-01')`);
  await db.run(sql`update metrics set common = true, scale_min = 0, scale_max = 10`);
  const cell = (touchpoint: number, span: string, day: string, [n, ten, zero]: [number, number, number]) =>
    db.run(sql`insert into cells (metric_id, span, slice_id, touchpoint_id, day, n, sum, sumsq, h0, h10)
      select metric_id, ${span}, 0, ${touchpoint}::int, ${day}::date, ${n}::int, ${ten * 10}::int, ${ten * 100}::int, ${zero}::int, ${ten}::int from metrics`);
  // Before: everybody is pleased at both. Now: the visit displeases 10 of 40, the bill nobody of 60.
  for (const [span, then, now] of [
    ['d', '2025-11-10', '2026-02-10'],
    ['m', '2025-11-01', '2026-02-01'],
  ] as const) {
    await cell(at.visit, span, then, [40, 40, 0]);
    await cell(at.bill, span, then, [60, 60, 0]);
    await cell(at.visit, span, now, [40, 30, 10]);
    await cell(at.bill, span, now, [60, 60, 0]);
  }
});

const impactOf = async (actor: Parameters<typeof app.call>[2]) =>
  (await app.call('GET', '/me/impact', actor)).body;

test('impact: the parts of mine are exact, in the figure and in its change', async () => {
  const found = await impactOf({ actor: at.jonas });
  expect(found.now.value).toBeCloseTo(80);
  expect(found.change).toBeCloseTo(-20);
  expect(found.places).toMatchObject([{ key: 'visit', part: 'A' }]);
  // 40 of 100 answers at +50; all of the change happened here.
  expect(found.places[0].contribution).toBeCloseTo(20);
  expect(found.mine.change).toBeCloseTo(-20);
  expect(found.mine.share).toBeCloseTo(0.4);
  const priya = await impactOf({ actor: at.priya });
  expect(priya.places).toMatchObject([{ key: 'visit', part: 'R' }]);
  const tomas = await impactOf({ actor: at.tomas });
  expect(tomas.places).toMatchObject([{ key: 'visit', part: 'department' }]);
});

test('deeds are those of the one who asks, and a key has none', async () => {
  const [caseId, holderId, messageId] = [newId(), newId(), newId()];
  await db.tx(async (tx) => {
    await tx.run(sql`insert into case_holders (holder_id, case_id, person_id, from_at, rung, reason)
      values (${holderId}::uuid, ${caseId}::uuid, ${at.priya.personId!}::uuid, '2026-02-20', 'responsible', 'r')`);
    await tx.run(sql`insert into cases (case_id, customer_id, identity_id, touchpoint_id, fact_kind, reason, urgent, occurred_at,
        opened_at, due_at, holder_id, owner_id)
      values (${caseId}::uuid, ${customerOf(1)}::uuid, ${customerOf(1)}::uuid, ${at.visit}, 'person', 'r', false, '2026-02-20',
        '2026-02-20', '2026-02-22', ${holderId}::uuid, ${at.priya.personId!}::uuid)`);
    await tx.run(sql`insert into case_messages (message_id, case_id, at, person_id, channel, body)
      values (${messageId}::uuid, ${caseId}::uuid, '2026-02-21', ${at.priya.personId!}::uuid, 'phone', 'b')`);
    await tx.run(sql`insert into case_closures (closure_id, case_id, at, person_id, message_id)
      values (${newId()}::uuid, ${caseId}::uuid, '2026-02-21', ${at.priya.personId!}::uuid, ${messageId}::uuid)`);
    await tx.run(sql`insert into case_confirmations (confirmation_id, case_id, message_id, at, helped)
      values (${newId()}::uuid, ${caseId}::uuid, ${messageId}::uuid, '2026-02-22', true)`);
  });
  expect((await impactOf({ actor: at.priya })).deeds).toEqual({
    customers: 1,
    closed: 1,
    confirmed: 1,
    denied: 0,
  });
  expect((await impactOf({ actor: at.jonas })).deeds).toEqual({
    customers: 0,
    closed: 0,
    confirmed: 0,
    denied: 0,
  });
  expect((await app.call('GET', '/me/impact', { actor: operatorActor })).body.code).toBe('person_needed');
  expect((await app.call('GET', '/me/impact')).status).toBe(401);
});

test('who affects whom: by parts in the same thing once each, and by cases handed over', async () => {
  const part = (departmentId: string, name: string) => ({
    id: newId(),
    departmentId,
    part: name as 'definer',
  });
  const edges = affects(
    [
      { name: 'Visit', entered: [part('a', 'definer'), part('b', 'implementer'), part('a', 'provider')] },
      { name: 'Bill', entered: [part('b', 'influencer'), part('a', 'definer'), part('a', 'implementer')] },
    ],
    [{ from: 'a', to: 'b', handovers: 3 }],
  );
  expect(edges).toEqual([
    { from: 'a', to: 'b', objects: 1, through: ['Visit'], handovers: 3 },
    { from: 'b', to: 'a', objects: 1, through: ['Bill'], handovers: 0 },
  ]);
  const hand = async (caseId: string, who: (typeof at.jonas)[], from: string) => {
    for (const [i, person] of who.entries()) {
      await db.run(sql`insert into case_holders (holder_id, case_id, person_id, from_at, until_at, rung, reason)
        values (${newId()}::uuid, ${caseId}::uuid, ${person.personId!}::uuid, ${new Date(Date.parse(from) + i * 3_600_000)}::timestamptz,
          ${i === who.length - 1 ? null : new Date(Date.parse(from) + (i + 1) * 3_600_000)}::timestamptz, 'handed_over', 'r')`);
    }
  };
  await hand(newId(), [at.jonas, at.priya, at.tomas, at.jonas], '2026-02-10T08:00:00Z');
  await hand(newId(), [at.jonas, at.priya], '2025-02-10T08:00:00Z');
  const found = await handoversBetween(db, { from: new Date('2026-01-01'), until: new Date('2026-03-02') });
  expect(found.sort((a, b) => (a.from === ids.field ? -1 : 1) - (b.from === ids.field ? -1 : 1))).toEqual([
    { from: ids.field, to: ids.service, cases: 1, handovers: 1 },
    { from: ids.service, to: ids.field, cases: 1, handovers: 1 },
  ]);
});

test('coverage of fewer than five holders is hidden, also from subtraction', () => {
  const row = (departmentId: string, holders: number) => ({ departmentId, roles: 10, yes: 5, holders });
  const found = coverageBy([row('a', 3), row('b', 6), row('c', 9)]);
  expect([...found].filter(([, one]) => one.suppressed).map(([id]) => id)).toEqual(['a', 'b']);
  expect(found.get('c')).toEqual({ roles: 10, yes: 5, suppressed: false });
});

test('a department has a home; one nobody knows has none', async () => {
  const home = (await app.call('GET', '/ownership/departments/field', { actor: at.tomas })).body;
  expect(home).toMatchObject({
    key: 'field',
    coverage: { suppressed: true },
    work: { suppressed: true },
    measurements: [{ key: 'visit', reading: { n: 40 } }],
    waitsOn: [{ from: ids.service, handovers: 1 }],
  });
  expect(home.faults.medium).toBeGreaterThan(0);
  const gone = await app.call('GET', '/ownership/departments/nope', { actor: at.tomas });
  expect(gone).toMatchObject({ status: 404, body: { detail: 'There is no department “nope”.' } });
});
