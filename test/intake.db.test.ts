import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fact } from '../src/collect/facts.ts';
import { Backlog } from '../src/collect/intake/backlog.ts';
import { deliver } from '../src/collect/intake/intake.ts';
import { freeLeases, takeUp } from '../src/collect/intake/takeUp.ts';
import { takeIn } from '../src/loop.ts';
import { sql } from '../src/platform/database.ts';
import { collectingPlatform, contents, operator } from './collecting.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';
import type { TestPlatform } from './platform.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
});
afterAll(() => fresh.close());

const answer = (key: string, more: object = {}) => ({
  type: 'response',
  key,
  who: 'p1',
  metric: 'nps',
  value: 9,
  at: '2026-02-01T10:00:00Z',
  ...more,
});
const send = (items: unknown[], deliveryKey?: string) =>
  deliver(platform, operator, { source: 'shop', items, ...(deliveryKey ? { deliveryKey } : {}) });
const count = async () => (await fresh.db.one<{ n: number }>(sql`select count(*) as n from responses`)).n;

test('each item is accepted or refused by itself, with field and reason; what is accepted is taken up', async () => {
  const got = await send([
    answer('i1'),
    answer('i2', { value: 11 }),
    { type: 'response', key: 'i3', metric: 'nps', value: 'nine', at: '2026-02-01T10:00:00Z' },
    answer('i4', { metric: 'no_such' }),
    answer('i5', { at: '2026-05-01T00:00:00Z' }),
    answer('i6', { touchpoint: 'nowhere' }),
    answer('i7', { value: null, comment: null }),
    answer('i8', { comment: 'a\u0000b' }),
    {
      type: 'interaction',
      key: 'i9',
      who: null,
      kind: 'visit.done',
      at: '2026-02-01T10:00:00+01:00',
      value: 3,
      failed: true,
    },
  ]);
  expect(got).toMatchObject({ accepted: 2, rejected: 7 });
  expect(got.results.map(({ outcome, field }) => field ?? outcome)).toEqual([
    'accepted',
    'value',
    'value',
    'metric',
    'at',
    'touchpoint',
    'value',
    'comment',
    'accepted',
  ]);
  expect((await takeUp(platform, takeIn)).taken).toBe(1);
  const row =
    await fresh.db.one(sql`select (select count(*) from responses) as answers, (select count(*) from interactions) as events,
    (select count(*) from deliveries where items is not null) as waiting`);
  expect(row).toEqual({ answers: 1, events: 1, waiting: 0 });
});

test('a delivery key answers the same again; other content under it is a conflict; nothing acceptable is a refusal', async () => {
  const first = await send([answer('k1'), answer('k2', { value: -1 })], 'key-1');
  await takeUp(platform, takeIn);
  expect(await send([answer('k1'), answer('k2', { value: -1 })], 'key-1')).toEqual(first);
  await expect(send([answer('k1', { value: 3 })], 'key-1')).rejects.toMatchObject({
    code: 'delivery_differs',
    status: 409,
  });
  await expect(send([answer('k3', { value: 99 })])).rejects.toMatchObject({
    code: 'nothing_accepted',
    status: 422,
    facts: { results: [{ index: 0 }] },
  });
  await expect(send(Array.from({ length: 1001 }, (_, i) => answer(`m${i}`)))).rejects.toMatchObject({
    status: 413,
  });
  await expect(deliver(platform, operator, { source: 'none', items: [answer('x')] })).rejects.toMatchObject({
    status: 404,
  });
});

test('sent at the same time under one key, it is stored once and both are answered alike', async () => {
  const before = await count();
  const both = await Promise.all(Array.from({ length: 8 }, () => send([answer('same')], 'at-once')));
  expect(new Set(both.map((one) => JSON.stringify(one))).size).toBe(1);
  await takeUp(platform, takeIn);
  expect(await count()).toBe(before + 1);
});

test('too many waiting: senders are asked to slow down, and told when to come back', async () => {
  const backlog = new Backlog(fresh.db, 2);
  await backlog.admit();
  await backlog.admit();
  await expect(backlog.admit()).rejects.toMatchObject({ status: 429, facts: { retryAfterSeconds: 5 } });
});

test('a process killed between answer and loop loses nothing: another one takes its claim over', async () => {
  const before = await count();
  await send([answer('crash')]);
  await fresh.db.run(sql`update deliveries set claimed_by = ${`${(await import('node:os')).hostname()}:999999:x`},
    claimed_until = now() + interval '1 hour' where items is not null`);
  expect((await takeUp(platform, takeIn)).taken).toBe(0);
  await freeLeases(fresh.db);
  expect((await takeUp(platform, takeIn)).taken).toBe(1);
  expect(await count()).toBe(before + 1);
});

test('one that fails holds up nobody: it stays on record, is shown at the source, and left alone for half a minute', async () => {
  const before = await count();
  await send([answer('bitter')]);
  await send([answer('sweet')]);
  const picky: typeof takeIn = async (on, batch) => {
    if (batch.facts.some(({ key }) => key === 'bitter')) throw new Error('it tastes of nothing');
    return takeIn(on, batch);
  };
  expect((await takeUp(platform, picky)).taken).toBe(2);
  expect(await count()).toBe(before + 1);
  expect((await takeUp(platform, picky)).taken).toBe(0);
  expect(await fresh.db.one(sql`select last_error from sources where key = 'shop'`)).toMatchObject({
    last_error: expect.stringContaining('it tastes of nothing'),
  });
  await fresh.db.run(
    sql`update deliveries set claimed_until = now() - interval '1 second' where items is not null`,
  );
  expect((await takeUp(platform, takeIn)).taken).toBe(1);
  expect(await count()).toBe(before + 2);
});

test('accepted, then refused behind the door (the metric was archived): kept on record and shown at the source', async () => {
  await send([answer('late', { metric: 'csat', value: 4 })]);
  await fresh.db.run(sql`update metrics set archived_at = now() where key = 'csat'`);
  (await import('../src/collect/known.ts')).forgetKnown();
  await takeUp(platform, takeIn);
  const row = await fresh.db.one<{ refused: { reason: string }[] }>(
    sql`select refused from deliveries where refused is not null`,
  );
  expect(row.refused[0]?.reason).toContain('csat');
  expect(await fresh.db.one(sql`select last_error from sources where key = 'shop'`)).toMatchObject({
    last_error: expect.stringContaining('csat'),
  });
});

test('any order and repetition of the same deliveries ends in the same contents', {
  timeout: 120_000,
}, async () => {
  const facts = Array.from({ length: 12 }, (_, i): Fact[] => [
    { type: 'identity', key: `o${i % 4}`, email: `o${i % 4}@x.example` },
    {
      type: 'response',
      key: `order-${i}`,
      who: `o${i % 4}`,
      metric: 'nps',
      value: i % 11,
      at: `2026-01-${String(i + 1).padStart(2, '0')}T08:00:00Z`,
    },
  ]);
  for (const [i, items] of facts.entries()) await send(items, `o-${i}`);
  await takeUp(platform, takeIn);
  const expected = await contents(fresh.db);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(11), { minLength: 1, maxLength: 15 }),
      fc.array(fc.boolean()),
      async (order, sameKey) => {
        for (const [at, i] of order.entries()) await send(facts[i]!, sameKey[at] ? `o-${i}` : undefined);
        await takeUp(platform, takeIn);
        expect(await contents(fresh.db)).toBe(expected);
      },
    ),
    { numRuns: 20 },
  );
});
