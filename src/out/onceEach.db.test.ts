import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import type { TestPlatform } from '../../test/platform.ts';
import { receiver } from '../../test/receiver.ts';
import { somethingHappens, tellingPlatform } from '../../test/telling.ts';
import { operatorActor } from '../platform/access.ts';
import type { Database, Tx } from '../platform/database.ts';
import { makeEndpoint } from './endpoints.ts';
import { sendDue } from './send.ts';
import { idOf } from './signing.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let theirs: Awaited<ReturnType<typeof receiver>>[];
beforeAll(async () => {
  fresh = await freshDatabase();
  ({ platform } = await tellingPlatform(fresh.db));
  theirs = [await receiver(), await receiver()];
});
afterAll(async () => {
  for (const one of theirs) await one.close();
  await fresh.close();
});

/** The process ends in the middle: before the commit (nothing of it happened) or right after it. */
type Fate = 'fine' | 'before' | 'after';

function mortal(db: Database, fates: Fate[]): Database {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'tx')
        return async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
          const fate = fates.shift() ?? 'fine';
          const done = await target.tx(async (tx) => {
            const result = await work(tx);
            if (fate === 'before') throw new Error('the process ended before the commit');
            return result;
          });
          if (fate === 'after') throw new Error('the process ended after the commit');
          return done;
        };
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const step = fc.oneof(
  fc.record({
    what: fc.constant('happens' as const),
    fate: fc.constantFrom<Fate>('fine', 'before', 'after'),
  }),
  fc.record({
    what: fc.constant('send' as const),
    fates: fc.array(fc.constantFrom<Fate>('fine', 'fine', 'before', 'after'), { maxLength: 8 }),
    answers: fc.array(fc.constantFrom(204, 204, 500, 429, 0), { maxLength: 6 }),
  }),
  fc.record({ what: fc.constant('later' as const), seconds: fc.integer({ min: 1, max: 4000 }) }),
);

test('whatever fails, each endpoint gets each event, always under the same id, and none that did not happen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      await fresh.db.raw('update out_endpoints set ended_at = now()');
      await fresh.db.raw('delete from out_waiting');
      await fresh.db.raw('delete from events');
      for (const one of theirs) {
        one.got.length = 0;
        one.answer(() => ({ status: 204 }));
        await makeEndpoint(platform, operatorActor, {
          kind: 'webhook',
          name: 'x',
          description: '',
          url: one.url,
          eventTypes: ['customer.merged'],
        });
      }
      const taken: Set<string>[] = theirs.map(() => new Set());
      for (const now of steps) {
        if (now.what === 'later') platform.clock.advance(now.seconds * 1000);
        else if (now.what === 'happens')
          await somethingHappens({ ...platform, db: mortal(fresh.db, [now.fate]) }).catch(() => undefined);
        else {
          const answers = [...now.answers];
          for (const [i, one] of theirs.entries())
            one.answer(({ headers }) => {
              const status = answers.shift() ?? 204;
              if (status === 204) taken[i]?.add(String(headers['webhook-id']));
              return { status, hangUp: status === 0, headers: { 'retry-after': '30' } };
            });
          await sendDue({ ...platform, db: mortal(fresh.db, [...now.fates]) }).catch(() => undefined);
        }
      }
      // The storm is over: in the end everything has arrived.
      for (const [i, one] of theirs.entries())
        one.answer(({ headers }) => {
          taken[i]?.add(String(headers['webhook-id']));
          return { status: 204 };
        });
      for (let i = 0; i < 3; i++) {
        platform.clock.advance(13 * 3_600_000);
        await sendDue(platform);
      }
      const happened = (await fresh.db.raw('select event_id from events')).rows.map((row) =>
        idOf(String(row.event_id)),
      );
      for (const [i, one] of theirs.entries()) {
        expect(taken[i]).toEqual(new Set(happened));
        const bodies = Map.groupBy(one.got, ({ headers }) => headers['webhook-id']);
        for (const same of bodies.values()) expect(new Set(same.map(({ body }) => body)).size).toBe(1);
      }
      const open = await fresh.db.raw(
        'select 1 from out_deliveries d join out_endpoints e using (endpoint_id) where e.ended_at is null and delivered_at is null',
      );
      expect(open.rows).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('several processes send at once, and each message goes out once', async () => {
  await fresh.db.raw('update out_endpoints set ended_at = now()');
  const [one] = theirs;
  one!.got.length = 0;
  one!.answer(() => ({ status: 204 }));
  const given = { kind: 'webhook' as const, name: 'x', description: '', eventTypes: ['customer.merged'] };
  await makeEndpoint(platform, operatorActor, { ...given, url: one!.url });
  for (let i = 0; i < 40; i++) await somethingHappens(platform);
  await Promise.all([sendDue(platform), sendDue(platform), sendDue(platform)]);
  const ids = one!.got.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(40);
  expect(new Set(ids).size).toBe(40);
});
