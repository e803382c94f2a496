import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fact, Outcome, ResponseFact } from '../src/collect/facts.ts';
import { takeIn } from '../src/loop.ts';
import { verifyCells } from '../src/measure/verify.ts';
import { sql } from '../src/platform/database.ts';
import { engine, type FreshDatabase, freshDatabase } from './engines.ts';
import { type TestPlatform, testPlatform } from './platform.ts';
import { circles, contentOf, smallWorld } from './world.ts';

const at = fc
  .integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 1, 28) })
  .map((ms) => new Date(ms).toISOString());
const who = fc.option(
  fc.integer({ min: 1, max: 12 }).map((n) => `c${n}`),
  { freq: 8 },
);
const dims = fc.record(
  { region: fc.constantFrom('north', 'south'), plan: fc.constantFrom('a', 'b') },
  { requiredKeys: [] },
);

const response = fc.record({
  type: fc.constant('response' as const),
  key: fc.integer({ min: 1, max: 30 }).map((n) => `r${n}`),
  who,
  metric: fc.constant('nps'),
  value: fc.integer({ min: 0, max: 10 }),
  at,
  dims,
  touchpoint: fc.option(fc.constantFrom('order', 'help')),
  comment: fc.option(
    fc.string({ maxLength: 20 }).filter((text) => text.isWellFormed() && !text.includes('\0')),
  ),
});
const interaction = fc.record({
  type: fc.constant('interaction' as const),
  key: fc.integer({ min: 1, max: 30 }).map((n) => `i${n}`),
  who,
  kind: fc.constantFrom('delivery.done', 'order.placed'),
  at,
  dims,
  value: fc.option(fc.double({ min: -1000, max: 1000, noNaN: true })),
  failed: fc.option(fc.boolean()),
});
const events = fc.array(fc.oneof(response, interaction), { maxLength: 40 }) as fc.Arbitrary<Fact[]>;

/** Cuts a list into batches at these places. */
function batches<T>(list: T[], cuts: number[]): T[][] {
  const made: T[][] = [];
  let from = 0;
  for (const cut of cuts) {
    if (from >= list.length) break;
    made.push(list.slice(from, from + cut));
    from += cut;
  }
  if (from < list.length) made.push(list.slice(from));
  return made;
}

describe('the loop', () => {
  let fresh: FreshDatabase;
  let platform: TestPlatform;
  let sourceId: number;
  beforeAll(async () => {
    fresh = await freshDatabase();
    platform = await testPlatform(fresh.db);
    ({ sourceId } = await smallWorld(fresh.db));
  });
  afterAll(() => fresh.close());

  const empty = () =>
    fresh.db.raw(
      `delete from case_facts; delete from cases; delete from case_holders; delete from mails; truncate interactions, responses, identities, identity_keys, links, customers, merges, separations, cells`,
    );
  const take = (facts: Fact[]) => takeIn(platform, { sourceId, facts });

  test('any delivery, repeated and cut anywhere, ends in the same facts and figures (rule 7)', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        fc.array(fc.integer({ min: 1, max: 15 })),
        fc.array(fc.integer({ min: 1, max: 15 })),
        async (facts, cuts, others) => {
          await empty();
          for (const batch of batches(facts, cuts)) await take(batch);
          const once = await contentOf(fresh.db);
          expect(await verifyCells(fresh.db)).toMatchObject({ ok: true });

          await empty();
          for (const batch of batches(facts, others)) {
            await take(batch);
          }
          // Each delivered again as it stands now: nothing may change.
          const last = [...new Map(facts.map((fact) => [`${fact.type}${fact.key}`, fact])).values()];
          const outcomes = await take(last.reverse());
          expect(outcomes.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
          expect(await contentOf(fresh.db)).toEqual(once);
          expect(await verifyCells(fresh.db)).toMatchObject({ ok: true });
        },
      ),
      { numRuns: engine === 'pglite' ? 25 : 40 },
    );
  });

  test('the order in which different answers arrive never changes a figure', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.infiniteStream(fc.nat()), async (all, luck) => {
        const facts = [...new Map(all.map((fact) => [`${fact.type}${fact.key}`, fact])).values()];
        await empty();
        await take(facts);
        const before = await contentOf(fresh.db);
        const shuffled = facts
          .map((fact) => ({ fact, by: luck.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ fact }) => fact);
        await empty();
        for (const fact of shuffled) await take([fact]);
        expect(await contentOf(fresh.db)).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  test('each outcome is told in the order of the batch, and a bad fact never stops the good ones', async () => {
    await empty();
    const good: Fact = {
      type: 'response',
      key: 'a',
      who: 'c1',
      metric: 'nps',
      value: 9,
      at: '2026-02-01T10:00:00Z',
    };
    const outcomes = await take([
      good,
      { ...good, key: 'b', value: 11 },
      { ...good, key: 'c', metric: 'nobody' },
      { ...good, key: 'd', at: '2031-01-01T00:00:00Z' },
      { ...good, key: 'e', touchpoint: 'moon' },
      { ...good, key: 'f' },
      good,
      { ...good, value: 3 },
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'rejected',
      'rejected',
      'rejected',
      'rejected',
      'accepted',
      'unchanged',
      'changed',
    ]);
    expect(outcomes.filter((o) => o.outcome === 'rejected').map((o) => 'field' in o && o.field)).toEqual([
      'value',
      'metric',
      'at',
      'touchpoint',
    ]);
    const { n, sum } = await fresh.db.one<{ n: number; sum: number }>(
      sql`select n, sum from cells where slice_id = 0 and touchpoint_id = -1 and span = 'm'`,
    );
    expect({ n, sum }).toEqual({ n: 2, sum: 12 });
  });

  test('a corrected file may name another person for the same event; it still counts once', async () => {
    await empty();
    const fact: Fact = {
      type: 'response',
      key: 'a',
      who: 'c1',
      metric: 'nps',
      value: 9,
      at: '2026-02-01T10:00:00Z',
    };
    await take([fact]);
    expect(await take([{ ...fact, who: 'c2' }])).toEqual([{ outcome: 'changed' }]);
    const content = await contentOf(fresh.db);
    expect(content.responses).toHaveLength(1);
    expect(await verifyCells(fresh.db)).toMatchObject({ ok: true });
  });

  test('a person mentioned before their record comes is filled in, and keeps their slice of the time', async () => {
    await empty();
    await take([
      { type: 'response', key: 'a', who: 'c1', metric: 'nps', value: 9, at: '2026-02-01T10:00:00Z' },
    ]);
    expect(
      await take([
        {
          type: 'identity',
          key: 'c1',
          name: 'Ines Albrecht',
          email: 'ines@post.example',
          attributes: { region: 'north' },
        },
      ]),
    ).toEqual([{ outcome: 'accepted' }]);
    await take([
      { type: 'response', key: 'b', who: 'c1', metric: 'nps', value: 2, at: '2026-02-02T10:00:00Z' },
    ]);
    await take([
      {
        type: 'identity',
        key: 'c1',
        name: 'Ines Albrecht',
        email: 'ines@post.example',
        attributes: { region: 'south' },
      },
    ]);
    const slices = (
      await fresh.db.all<{ key: string }>(
        sql`select s.key from responses join slices s using (slice_id) order by occurred_at`,
      )
    ).map(({ key }) => key);
    expect(slices).toEqual(['{}', '{"region":"north"}']);
    expect(await fresh.db.all(sql`select name, email from customers`)).toEqual([
      { name: 'Ines Albrecht', email: 'ines@post.example' },
    ]);
  });

  test('records that share an exact key are one customer, whatever the order and the cut', async () => {
    const people: Fact[] = [
      { type: 'identity', key: 'p1', name: 'Ines Albrecht', email: 'Ines@post.example' },
      { type: 'identity', key: 'p2', name: 'I. Albrecht', email: 'ines@post.example', keys: { number: '7' } },
      { type: 'identity', key: 'p3', name: 'Albrecht', keys: { number: '7' } },
      { type: 'identity', key: 'p4', name: 'Rui Carvalho', phone: '+49 151 2345 6789' },
      { type: 'identity', key: 'p5', name: 'Carvalho, Rui', phone: '+4915123456789' },
      { type: 'identity', key: 'p6', name: 'Ana Carvalho', phone: '+4915123456789' },
      { type: 'identity', key: 'p7', name: 'Nobody', email: 'none@none.example' },
      { type: 'identity', key: 'p8', name: 'Nobody else', email: 'none@none.example' },
      { type: 'identity', key: 'p9', kind: 'account', name: 'Albrecht GmbH', email: 'ines@post.example' },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(people, { minLength: people.length }),
        fc.array(fc.integer({ min: 1, max: 4 })),
        async (order, cuts) => {
          await empty();
          for (const batch of batches(order, cuts)) await take(batch);
          expect(await circles(fresh.db)).toEqual(['p1 p2 p3', 'p4 p5', 'p6', 'p7', 'p8', 'p9']);
          const shown = await fresh.db.one<{ n: number }>(
            sql`select count(*) as n from customers where merged_into is null`,
          );
          expect(shown.n).toBe(6);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('a low score opens one case with one owner, once, however often it is delivered', async () => {
    await empty();
    const fact: Fact = {
      type: 'response',
      key: 'low',
      who: 'c1',
      metric: 'nps',
      value: 1,
      at: '2026-03-01T10:00:00Z',
      touchpoint: 'order',
      comment: 'Never again.',
    };
    await take([fact]);
    await take([fact]);
    await take([{ ...fact, value: 2 }]);
    const cases = await fresh.db.all(sql`select owner_id, quote from cases`);
    expect(cases).toEqual([{ owner_id: '00000000-0000-7000-8000-000000000001', quote: 'Never again.' }]);
  });

  test('a large batch is copied straight in; where some of it is known, the outcome is the same', async () => {
    await empty();
    const facts: Fact[] = Array.from({ length: 700 }, (_, i) => ({
      type: 'response',
      key: `l${i}`,
      who: `c${i % 17}`,
      metric: 'nps',
      value: i % 11,
      at: new Date(Date.UTC(2026, 0, 1 + (i % 40))).toISOString(),
      touchpoint: 'order',
    }));
    const count = (outcomes: Outcome[], of: string) =>
      outcomes.filter(({ outcome }) => outcome === of).length;
    expect(count(await take(facts.slice(0, 600)), 'accepted')).toBe(600);
    // One is known and says something else about somebody else, the last hundred are new.
    const [first, ...rest] = facts as [ResponseFact, ...Fact[]];
    const mixed = await take([{ ...first, value: 10, who: 'c16' }, ...rest]);
    expect(['changed', 'unchanged', 'accepted'].map((of) => count(mixed, of))).toEqual([1, 599, 100]);
    expect(count(await take(facts), 'changed')).toBe(1);
    expect(count(await take(facts), 'unchanged')).toBe(700);
    const { n, sum } = await fresh.db.one<{ n: number; sum: number }>(
      sql`select sum(n)::int as n, sum(sum)::int as sum from cells where slice_id = 0 and touchpoint_id = -1 and span = 'd'`,
    );
    expect({ n, sum }).toEqual({ n: 700, sum: facts.reduce((all, _, i) => all + (i % 11), 0) });
    expect(await verifyCells(fresh.db)).toMatchObject({ ok: true });
  });

  test.runIf(engine === 'postgres')(
    'loops side by side on the same facts and cells neither lose nor double',
    async () => {
      await empty();
      const facts: Fact[] = Array.from({ length: 400 }, (_, i) => ({
        type: 'response',
        key: `p${i}`,
        who: `c${i % 17}`,
        metric: 'nps',
        value: i % 11,
        at: new Date(Date.UTC(2026, 0, 1 + (i % 40))).toISOString(),
        touchpoint: 'order',
      }));
      await Promise.all(
        [0, 1, 2, 3].map((shift) => take([...facts.slice(shift * 100), ...facts.slice(0, shift * 100)])),
      );
      const { n } = await fresh.db.one<{ n: number }>(
        sql`select sum(n) as n from cells where slice_id = 0 and touchpoint_id = -1 and span = 'd'`,
      );
      expect(n).toBe(400);
      expect(await verifyCells(fresh.db)).toMatchObject({ ok: true });
    },
  );
});
