import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDisputes } from '../src/close/close.ts';
import { seed } from '../src/demo/demo.ts';
import { truths } from '../src/demo/truths.ts';
import { greyAreas, listEscalations, listRulings } from '../src/own/own.ts';
import { operatorActor } from '../src/platform/access.ts';
import { sql } from '../src/platform/database.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';
import { type TestPlatform, testPlatform } from './platform.ts';

const end = new Date('2026-03-02T15:20:00Z');
let fresh: FreshDatabase;
let platform: TestPlatform;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db, { now: end.toISOString() });
  await seed(platform, { scale: 0.05, end });
});
afterAll(() => fresh.close());

test('what was planted stands at the top of the register, each with its evidence', async () => {
  const { items, valued } = await greyAreas(platform, operatorActor);
  const lines = items.map(({ rank, key, weight, customers, revenue, evidence }) => {
    const signs = evidence.map((one) => `${one.sign} ${one.count}`).join(', ');
    return `${rank}. ${key} (${weight}; ${customers} customers, ${Math.round(revenue ?? 0)} a year): ${signs}`;
  });
  console.log(lines.join('\n'));
  expect(valued).toBe(true);
  const planted = items.filter((one) => one.weight !== 'happened');
  expect(planted.map((one) => one.rank)).toEqual(planted.map((_, i) => i + 1));
  const seats = Object.fromEntries(
    planted.flatMap((one) =>
      one.touchpoint && one.seat?.reason ? [[one.touchpoint.key, one.seat.reason]] : [],
    ),
  );
  expect(seats).toEqual(truths.unowned);
  for (const one of planted.filter((item) => item.weight === 'empty_seat')) {
    expect(one.customers, one.key).toBeGreaterThan(0);
    expect(one.revenue, one.key).toBeGreaterThan(0);
    expect(one.evidence[0], one.key).toMatchObject({ kind: 'structural', sign: one.seat?.reason, count: 1 });
  }
  // What people see differently is the very touchpoint that two of them claim; the seam is the planted one, and only that.
  expect(items[0]).toMatchObject({
    touchpoint: { key: truths.rounds.top },
    evidence: expect.arrayContaining([expect.objectContaining({ kind: 'perceived', sign: 'disagreement' })]),
  });
  expect(planted.flatMap((one) => one.seam ?? [])).toEqual([
    { a: truths.bouncers[0], b: truths.bouncers[1] },
  ]);
  // Within faults and within what merely happened: by revenue exposed.
  for (const some of [planted, items.filter((one) => one.weight === 'happened')]) {
    const worth = some.map((one) => one.revenue ?? 0);
    expect(worth).toEqual([...worth].sort((a, b) => b - a));
  }
});

test('one dispute is ruled and routes, one waits for its arbiter, one has climbed to the sponsor', async () => {
  const all = await listDisputes(platform, operatorActor, { state: 'all' });
  expect(all.map((one) => [one.touchpoint?.key, one.state, one.arbiter?.rung]).sort()).toEqual([
    ['final_bill', 'arbiter', 'journey'],
    ['outage_repair', 'ruled', 'journey'],
    ['router_return', 'arbiter', 'sponsor'],
  ]);
  const ruled = all.find((one) => one.state === 'ruled');
  expect(ruled?.ruling).toMatchObject({
    causedBy: { name: 'Field service' },
    caughtBy: { name: 'Network operations' },
  });
  expect(await listRulings(platform, operatorActor)).toMatchObject([
    { state: 'in_force', touchpoint: { key: 'outage_repair' }, disputeId: ruled?.id },
  ]);
  const routed = await fresh.db.all<{ name: string }>(sql`select distinct p.name from case_holders h
    join people p using (person_id) where h.rung = 'ruling'`);
  expect(routed.map((one) => one.name)).toEqual([ruled?.ruling?.owner?.name]);
});

test('on the sponsor’s list stands what nobody below has answered, with the days it waits', async () => {
  const waiting = await listEscalations(platform, operatorActor);
  const mara = waiting.filter((one) => one.people.some((person) => person.name === 'Dr. Mara Lindqvist'));
  expect(mara.map((one) => one.title).join('\n')).toContain('Charged for a router');
  expect(
    mara
      .filter((one) => one.kind === 'grey_area')
      .map((one) => one.touchpoint?.key)
      .sort(),
  ).toEqual(['complaint_letter', 'line_test', 'old_address']);
  expect(mara.every((one) => one.dueAt === null && one.daysWaiting >= 2)).toBe(true);
  const promise = (await greyAreas(platform, operatorActor)).items.find(
    (one) => one.key === 'touchpoint:date_promise',
  );
  expect(promise).toMatchObject({ state: 'clarifying', clarification: { person: { name: 'Paula Dorn' } } });
});
