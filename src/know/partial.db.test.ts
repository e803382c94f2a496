import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { smallWorld } from '../../test/world.ts';
import type { Fact, IdentityFact } from '../collect/facts.ts';
import { takeIn } from '../loop.ts';
import { sql } from '../platform/database.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let sourceId: number;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  ({ sourceId } = await smallWorld(fresh.db));
});
afterAll(() => fresh.close());

const take = (...facts: Fact[]) => takeIn(platform, { sourceId, facts });
const whole = (more: Partial<IdentityFact>): Fact => ({ type: 'identity', key: 'w', ...more });
const part = (day: number, more: Partial<IdentityFact>): Fact => ({
  ...(whole(more) as IdentityFact),
  partial: true,
  at: `2026-01-0${day}T00:00:00Z`,
});
const known = async () => ({
  ...(await fresh.db.one<object>(
    sql`select name, email, attributes from identities where external_key = 'w'`,
  )),
  keys: (
    await fresh.db.all<{ k: string }>(sql`
      select k.kind || ' ' || k.value as k from identity_keys k join identities using (identity_id) where external_key = 'w' order by 1`)
  ).map(({ k }) => k),
});

test('parts are laid on a record that came whole; one that comes whole again overtakes them', async () => {
  await take(
    whole({ name: 'Ines', email: 'ines@kunde.example', keys: { number: '7' }, attributes: { plan: 'dsl' } }),
  );
  await take(part(2, { attributes: { plan: 'fibre' } }));
  await take(part(1, { attributes: { plan: 'cable', city: 'Ulm' }, keys: { user: 'u7' } }));
  expect(await known()).toEqual({
    name: 'Ines',
    email: 'ines@kunde.example',
    attributes: { plan: 'fibre', city: 'Ulm' },
    keys: ['email ines@kunde.example', 'number 7', 'user u7'],
  });
  await take(whole({ name: 'Ines Berg' }));
  await take(part(1, { attributes: { city: 'Bonn' } }));
  expect(await known()).toEqual({ name: 'Ines Berg', email: null, attributes: { city: 'Bonn' }, keys: [] });
});

test('whole and partial in one batch follow each other', async () => {
  await take(
    part(1, { attributes: { a: 1 } }),
    whole({ name: 'Jon', attributes: { b: 2 } }),
    part(1, { attributes: { c: 3 } }),
  );
  expect(await known()).toMatchObject({ name: 'Jon', attributes: { b: 2, c: 3 } });
});

test('two at the same moment: neither part is lost', async () => {
  await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      take({
        type: 'identity',
        key: 'together',
        partial: true,
        at: '2026-01-01T00:00:00Z',
        attributes: { [`a${i}`]: i },
      }),
    ),
  );
  const row = await fresh.db.one<{ attributes: object }>(
    sql`select attributes from identities where external_key = 'together'`,
  );
  expect(Object.keys(row.attributes)).toHaveLength(6);
});
