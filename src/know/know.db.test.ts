import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engine, type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, type TestApp, type TestPlatform, testPlatform } from '../../test/platform.ts';
import { circles, smallWorld } from '../../test/world.ts';
import type { Fact } from '../collect/facts.ts';
import { takeIn } from '../loop.ts';
import { sql } from '../platform/database.ts';
import { mergeCustomers, separateIdentity, undoMerge } from './know.ts';

const steward = personActor('00000000-0000-7000-8000-000000000001', 'Ada', ['data_steward', 'member']);

describe('customers are links between identities (rule 8)', () => {
  let fresh: FreshDatabase;
  let platform: TestPlatform;
  let app: TestApp;
  let sourceId: number;
  beforeAll(async () => {
    fresh = await freshDatabase();
    platform = await testPlatform(fresh.db);
    app = appFor(platform);
    ({ sourceId } = await smallWorld(fresh.db));
  });
  afterAll(() => fresh.close());
  beforeEach(() =>
    fresh.db.raw(
      'truncate interactions, responses, identities, identity_keys, links, customers, merges, separations, cells',
    ),
  );

  const take = (facts: Fact[]) => takeIn(platform, { sourceId, facts });
  const person = (n: number, more: Partial<Fact> = {}): Fact =>
    ({ type: 'identity', key: `p${n}`, name: `Person ${n}`, ...more }) as Fact;
  const customerOf = async (key: string) =>
    (
      await fresh.db.one<{ id: string }>(
        sql`select customer_id as id from links join identities using (identity_id) where external_key = ${key}`,
      )
    ).id;
  const facts = () => fresh.db.all(sql`select response_id, identity_id from responses order by 1`);

  test('any sequence of merges, undone in any order, loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), { maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        async (pairs, luck) => {
          await fresh.db.raw(
            'truncate interactions, responses, identities, identity_keys, links, customers, merges, separations, cells',
          );
          await take([1, 2, 3, 4, 5, 6].map((n) => person(n)));
          await take(
            [1, 2, 3, 4, 5, 6].map((n) => ({
              type: 'response',
              key: `r${n}`,
              who: `p${n}`,
              metric: 'nps',
              value: 9,
              at: '2026-02-01T00:00:00Z',
            })),
          );
          const before = await facts();
          for (const [a, b] of pairs) {
            const [into, other] = [await customerOf(`p${a}`), await customerOf(`p${b}`)];
            if (into !== other)
              await mergeCustomers(platform, steward, into, { with: other, reason: 'the same person' });
          }
          expect(await facts()).toEqual(before);
          const open = await fresh.db.all<{ id: string }>(sql`select merge_id as id from merges`);
          while (open.length > 0) {
            const [next] = open.splice((luck.next().value as number) % open.length, 1);
            await undoMerge(platform, steward, next!.id, 'it was a mistake');
          }
          expect(await circles(fresh.db)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
          expect(await facts()).toEqual(before);
          const lost = await fresh.db.all(sql`
            select 1 from links l left join customers c using (customer_id) where c.customer_id is null or c.merged_into is not null`);
          expect(lost).toEqual([]);
        },
      ),
      { numRuns: engine === 'pglite' ? 8 : 12 },
    );
  });

  test('what a person separated, no key joins again', async () => {
    await take([
      person(1, { email: 'kim@post.example' } as never),
      person(2, { email: 'kim@post.example' } as never),
    ]);
    expect(await circles(fresh.db)).toEqual(['p1 p2']);
    const { id } = await fresh.db.one<{ id: string }>(
      sql`select identity_id as id from identities where external_key = 'p2'`,
    );
    await separateIdentity(platform, steward, await customerOf('p1'), {
      identityId: id,
      reason: 'father and son',
    });
    expect(await circles(fresh.db)).toEqual(['p1', 'p2']);
    await take([person(2, { email: 'kim@post.example', phone: '+49 151 2345 6789' } as never)]);
    expect(await circles(fresh.db)).toEqual(['p1', 'p2']);
  });

  test('a customer is found by the beginnings of words, and page and timeline show everything', async () => {
    await take([
      person(1, { name: 'Ines Albrecht', email: 'ines@post.example', phone: '+49 151 2345 6789' } as never),
      person(2, { name: 'Inés Albrecht', email: 'INES@post.example' } as never),
      {
        type: 'response',
        key: 'r',
        who: 'p1',
        metric: 'nps',
        value: 2,
        comment: 'Nobody came.',
        at: '2026-02-01T00:00:00Z',
        touchpoint: 'order',
      },
      {
        type: 'interaction',
        key: 'i',
        who: 'p2',
        kind: 'delivery.done',
        failed: true,
        at: '2026-02-02T00:00:00Z',
      },
    ]);
    for (const q of ['ines', 'alb ine', 'ines@post', '491512345', 'p2', "o'brien ines"]) {
      const found = await app.call('get', `/customers?q=${encodeURIComponent(q)}`, { actor: steward });
      expect([q, found.status, found.body.items.length]).toEqual([q, 200, q.startsWith("o'") ? 0 : 1]);
    }
    const id = await customerOf('p1');
    const page = await app.call('get', `/customers/${id}`, { actor: steward });
    expect(page.body).toMatchObject({
      customer: { id, name: expect.stringContaining('Albrecht') },
      identities: [
        { linkReason: 'own' },
        { linkReason: 'exact:email', linkEvidence: { email: 'ines@post.example' } },
      ],
    });
    const timeline = await app.call('get', `/customers/${id}/timeline`, { actor: steward });
    expect(timeline.body.items).toMatchObject([
      { kind: 'interaction', type: 'delivery.done', failed: true, touchpoint: { key: 'delivery' } },
      { kind: 'response', type: 'nps', value: 2, text: 'Nobody came.', touchpoint: { key: 'order' } },
    ]);
    const first = await app.call('get', `/customers/${id}/timeline?limit=1`, { actor: steward });
    const second = await app.call(
      'get',
      `/customers/${id}/timeline?limit=1&before=${encodeURIComponent(first.body.next)}`,
      { actor: steward },
    );
    expect([first.body.items[0].kind, second.body.items[0].kind]).toEqual(['interaction', 'response']);
    expect((await app.call('get', `/customers/${id}/timeline?before=x`, { actor: steward })).status).toBe(
      422,
    );
    expect((await app.call('get', `/customers/${id}`)).status).toBe(401);
    const member = personActor('00000000-0000-7000-8000-000000000001', 'Ada', ['member']);
    expect(
      (
        await app.call('post', `/customers/${id}/merges`, {
          actor: member,
          body: { with: id, reason: 'because' },
        })
      ).status,
    ).toBe(403);
  });

  test('an id that was merged away answers with the customer it became', async () => {
    await take([person(1), person(2)]);
    const [one, two] = [await customerOf('p1'), await customerOf('p2')];
    await mergeCustomers(platform, steward, one, { with: two, reason: 'the same person' });
    const page = await app.call('get', `/customers/${two}`, { actor: steward });
    expect(page.body.customer.id).toBe(one);
    expect(page.body.identities).toHaveLength(2);
    const again = await app.call('post', `/customers/${one}/merges`, {
      actor: steward,
      body: { with: two, reason: 'again' },
    });
    expect([again.status, again.body.code]).toEqual([422, 'same_customer']);
  });
});
