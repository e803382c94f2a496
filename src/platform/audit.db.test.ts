import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { systemActor } from './access.ts';
import { audit, verifyAudit } from './audit.ts';
import { sql } from './database.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
});
afterAll(() => fresh.close());

const act = (n: number) => ({
  verb: 'case.closed',
  subject: { kind: 'case', id: n },
  detail: { z: 1, a: { y: [1, 2.5, null], x: 'ä' }, gone: undefined, at: new Date('2026-01-01T00:00:00Z') },
});

beforeEach(async () => {
  await fresh.db.run(sql`delete from audit_entries`);
  await fresh.db.run(sql`update audit_head set seq = 0, hash = repeat('0', 64)`);
  for (let n = 1; n <= 4; n++) await fresh.db.tx((tx) => audit(tx, platform, systemActor, act(n)));
});

test('a chain written by the program is whole', async () => {
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: true, entries: 4 });
});

test('acts at the same time form one chain, and an act that is rolled back leaves no gap', async () => {
  const several = Array.from({ length: 12 }, (_, n) =>
    fresh.db
      .tx(async (tx) => {
        await audit(tx, platform, systemActor, act(100 + n));
        if (n % 4 === 0) throw new Error('rolled back');
      })
      .catch(() => undefined),
  );
  await Promise.all(several);
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: true, entries: 13 });
});

test.each([
  ['a detail was changed', sql`update audit_entries set detail = detail || '{"z": 2}' where seq = 2`, 2],
  ['a name was changed', sql`update audit_entries set actor_name = 'Somebody else' where seq = 3`, 3],
  ['a time was changed', sql`update audit_entries set at = at + interval '1 ms' where seq = 1`, 1],
  ['an entry was removed', sql`delete from audit_entries where seq = 2`, 2],
  ['the last entry was removed', sql`delete from audit_entries where seq = 4`, 4],
  ['a hash was changed', sql`update audit_entries set hash = repeat('f', 64) where seq = 3`, 3],
  ['the head was changed', sql`update audit_head set hash = repeat('e', 64)`, 4],
])('found out: %s', async (_, tamper, brokenAt) => {
  await fresh.db.run(tamper);
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: false, brokenAt });
});

test('found out: two entries changed places', async () => {
  await fresh.db.run(sql`update audit_entries set seq = seq + 100 where seq in (2, 3)`);
  await fresh.db.run(sql`update audit_entries set seq = 105 - seq where seq > 100`);
  expect(await verifyAudit(fresh.db)).toMatchObject({ intact: false, brokenAt: 2 });
});
