import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fact, Outcome } from '../src/collect/facts.ts';
import { takeInTurn } from '../src/collect/following.ts';
import { mergeCustomers, separateIdentity } from '../src/know/know.ts';
import { takeIn } from '../src/loop.ts';
import { verifyCells } from '../src/measure/verify.ts';
import { type Runner, sql, type Tx } from '../src/platform/database.ts';
import { openPostgres } from '../src/platform/engines/postgres.ts';
import { engine, type FreshDatabase, freshDatabase } from './engines.ts';
import { personActor, type TestPlatform, testPlatform } from './platform.ts';
import { contentOf, smallWorld } from './world.ts';

const steward = personActor('00000000-0000-7000-8000-000000000001', 'Ada', ['data_steward', 'member']);

let fresh: FreshDatabase;
let platform: TestPlatform;
let sourceId: number;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  ({ sourceId } = await smallWorld(fresh.db));
});
afterAll(() => fresh.close());
beforeEach(() => empty());

/** Nobody may be remembered either: what is emptied here is no change that the product knows. */
async function empty(): Promise<void> {
  await fresh.db.raw(`delete from case_facts; delete from cases; delete from case_holders; delete from mails;
    truncate interactions, responses, identities, identity_keys, links, customers, merges, separations, cells, flows;
    insert into identity_changes default values`);
}

interface Given {
  facts: Fact[];
  alongside?: (tx: Tx, outcomes: Outcome[]) => Promise<void>;
}

/** As an import takes its batches in. */
function closely(batches: Given[]): Promise<void> {
  return takeInTurn(batches, (batch, place) => takeIn(platform, { sourceId, ...batch, ...place }));
}

/** What becomes of them one after the other. Leaves the database empty. */
async function oneByOne(batches: Given[]): Promise<Awaited<ReturnType<typeof contentOf>>> {
  for (const { facts } of batches) await takeIn(platform, { sourceId, facts });
  const content = await contentOf(fresh.db);
  await empty();
  return content;
}

async function holds(expected: Awaited<ReturnType<typeof contentOf>>): Promise<void> {
  expect(await contentOf(fresh.db)).toEqual(expected);
  expect((await verifyCells(fresh.db)).ok).toBe(true);
}

/** Enough of them that facts are copied without being looked up and people are remembered. */
const SIZE = 520;
const answer = (n: number, seed: number, more: Partial<Fact> = {}): Fact =>
  ({
    type: 'response',
    key: `r${n}`,
    who: `c${(n * 7 + seed) % 300}`,
    metric: 'nps',
    value: (n + seed) % 11,
    at: new Date(Date.UTC(2025, 0, 1 + (n % 400))).toISOString(),
    touchpoint: n % 2 ? 'order' : 'help',
    ...more,
  }) as Fact;

const batch = fc
  .record({
    from: fc.integer({ min: 0, max: 900 }),
    seed: fc.integer({ min: 0, max: 5 }),
    size: fc.constantFrom(40, SIZE, SIZE + 90),
    twice: fc.boolean(),
    record: fc.option(fc.integer({ min: 0, max: 299 })),
    nobody: fc.boolean(),
  })
  .map(({ from, seed, size, twice, record, nobody }): Given => {
    const facts = Array.from({ length: size }, (_, i) => answer(from + i, seed));
    if (twice) facts.push(answer(from, seed + 1));
    if (nobody) facts.push(answer(from + size, seed, { who: null } as Partial<Fact>));
    if (record !== null)
      facts.push({
        type: 'identity',
        key: `c${record}`,
        name: `Name ${seed}`,
        attributes: { region: `r${seed}` },
      });
    return { facts };
  });

describe('batches that follow each other closely', () => {
  test('end in the same facts and figures as one after the other (rule 7)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 4 }), async (batches) => {
        await empty();
        const expected = await oneByOne(batches);
        await closely(batches);
        await holds(expected);
      }),
      { numRuns: 12 },
    );
  });

  test('see what the one before has changed, and change it back', async () => {
    const batches = [0, 1, 0].map((seed) => ({
      facts: Array.from({ length: SIZE }, (_, i) => answer(i, seed, { who: `c${i % 300}` } as Partial<Fact>)),
    }));
    const expected = await oneByOne(batches);
    await closely(batches);
    await holds(expected);
  });

  test('begin anew where the one before has to, and nothing counts twice', async () => {
    const batches: Given[] = [0, 300, 600].map((from) => ({
      facts: Array.from({ length: SIZE }, (_, i) => answer(from + i, from)),
    }));
    const expected = await oneByOne(batches);
    for (const failing of [0, 1, 2]) {
      await empty();
      let fails = 2;
      (batches[failing] as Given).alongside = async () => {
        if (fails-- > 0) throw Object.assign(new Error('somebody was in the way'), { code: '40001' });
      };
      await closely(batches);
      (batches[failing] as Given).alongside = async () => undefined;
      await holds(expected);
    }
  });

  test('stop with the one before, and nothing of them stays', async () => {
    const facts = (from: number) => Array.from({ length: SIZE }, (_, i) => answer(from + i, 1));
    const disk = async () => {
      throw Object.assign(new Error('the disk is full'), { code: '53100' });
    };
    await expect(
      closely([{ facts: facts(0) }, { facts: facts(1000), alongside: disk }, { facts: facts(2000) }]),
    ).rejects.toThrow('the disk is full');
    const { n } = await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from responses`);
    expect(n).toBe(SIZE);
    expect((await verifyCells(fresh.db)).ok).toBe(true);
  });
});

describe('people who were met before', () => {
  const met = (more: (n: number) => Partial<Fact> = () => ({}), round = 0): Fact[] =>
    Array.from({ length: 300 }, (_, n) =>
      answer(n + 300 * round, 0, { who: `c${n}`, value: 9, ...more(n) } as Partial<Fact>),
    );
  const take = (facts: Fact[]) => takeIn(platform, { sourceId, facts });
  const regionOf = (db: Runner, key: string) =>
    db.one<{
      region: string | null;
    }>(sql`select dims ->> 'region' as region from responses join slices using (slice_id)
      where identity_id = (select identity_id from identities where external_key = ${key}) order by occurred_at desc, response_id desc limit 1`);
  const customerOf = async (key: string) =>
    (
      await fresh.db.one<{ id: string }>(
        sql`select customer_id as id from links join identities using (identity_id) where external_key = ${key}`,
      )
    ).id;
  const newest = (n: number) => ({ at: new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString() });

  test('are looked up again when their record says something else', async () => {
    await take(met());
    await take(met(undefined, 1));
    await take([{ type: 'identity', key: 'c5', attributes: { region: 'north' } }]);
    await take(met(newest, 2));
    expect((await regionOf(fresh.db, 'c5')).region).toBe('north');
    expect((await regionOf(fresh.db, 'c6')).region).toBeNull();
    // A whole file of records at once: “many” have changed.
    await take(
      Array.from(
        { length: 1200 },
        (_, n): Fact => ({ type: 'identity', key: `c${n}`, attributes: { region: 'south' } }),
      ),
    );
    await take(met((n) => newest(n + 600), 3));
    expect((await regionOf(fresh.db, 'c6')).region).toBe('south');
  });

  test('belong to the customer they were merged into, and to their own again', async () => {
    await take(met());
    const [from, into] = [await customerOf('c7'), await customerOf('c8')];
    const low = (n: number) => (n === 7 ? { value: 1, ...newest(n) } : newest(n));
    const caseOf = async (round: number) =>
      (
        await fresh.db.one<{
          id: string;
        }>(sql`select c.customer_id as id from cases c join case_facts f using (case_id)
          join responses r on r.response_id = f.fact_id where r.occurred_at = ${newest(7).at}::timestamptz
          order by f.linked_at desc, c.case_id desc limit ${round}`)
      ).id;
    await mergeCustomers(platform, steward, into, { with: from, reason: 'the same household' });
    await take(met(low, 1));
    expect(await caseOf(1)).toBe(into);
    await fresh.db.raw('delete from case_facts; delete from cases; delete from case_holders');
    const seventh = await fresh.db.one<{ id: string }>(
      sql`select identity_id as id from identities where external_key = 'c7'`,
    );
    await separateIdentity(platform, steward, into, {
      identityId: seventh.id,
      reason: 'two people after all',
    });
    await take(met(low, 2));
    expect(await caseOf(1)).toBe(from);
  });

  test('are not remembered of a batch that was rolled back', async () => {
    const failing = async () => {
      throw Object.assign(new Error('the disk is full'), { code: '53100' });
    };
    await expect(takeIn(platform, { sourceId, facts: met(), alongside: failing })).rejects.toThrow(
      'the disk is full',
    );
    await take(met());
    const { n } = await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from links`);
    expect(n).toBe(300);
  });

  test.runIf(engine === 'postgres')('are looked up again when another process changed them', async () => {
    await take(met());
    await take(met(undefined, 1));
    const other = await testPlatform(openPostgres(fresh.url, { connections: 2 }));
    try {
      await takeIn(other, {
        sourceId,
        facts: [{ type: 'identity', key: 'c9', attributes: { region: 'west' } }],
      });
      // A change that is not committed yet is not seen, and not missed once it is.
      await other.db.tx(async (tx) => {
        await tx.run(sql`update identities set attributes = '{"region":"east"}' where external_key = 'c10'`);
        await tx.run(
          sql`insert into identity_changes (identity_id) select identity_id from identities where external_key = 'c10'`,
        );
        await take(met(newest, 2));
        expect((await regionOf(fresh.db, 'c9')).region).toBe('west');
        expect((await regionOf(fresh.db, 'c10')).region).toBeNull();
      });
      await take(met((n) => newest(n + 600), 3));
      expect((await regionOf(fresh.db, 'c10')).region).toBe('east');
    } finally {
      await other.db.close();
    }
  });
});
