import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, type TestApp, testPlatform } from '../../test/platform.ts';
import { smallWorld } from '../../test/world.ts';
import { takeIn } from '../loop.ts';
import { assign } from '../own/own.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';

let fresh: FreshDatabase;
let app: TestApp;
beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh;
  const platform = await testPlatform(db);
  const { sourceId } = await smallWorld(db);
  app = appFor(platform);
  await db.run(
    sql`insert into departments (department_id, key, name) values ('00000000-0000-7000-8000-0000000000d1', 'logistics', 'Logistics')`,
  );
  await assign(platform, operatorActor, {
    object: { kind: 'touchpoint', key: 'delivery' },
    role: 'R',
    department: 'logistics',
    from: '2026-01-01',
  });
  await takeIn(platform, {
    sourceId,
    facts: [
      ...Array.from({ length: 6 }, (_, i) => ({
        type: 'response' as const,
        key: `r${i}`,
        metric: 'nps',
        value: 9,
        touchpoint: 'delivery',
        at: '2026-02-01T10:00:00Z',
      })),
      { type: 'interaction', key: 'i1', kind: 'delivery.done', value: 3, at: '2026-01-05T10:00:00Z' },
      // Longer ago than a year.
      {
        type: 'response',
        key: 'old',
        metric: 'nps',
        value: 9,
        touchpoint: 'order',
        at: '2024-02-01T10:00:00Z',
      },
    ],
  });
});
afterAll(() => fresh.close());

test('a source knows which figures, departments and pages depend on it', async () => {
  const { body } = await app.call('GET', '/sources/shop/lineage', { actor: operatorActor });
  expect(body.n).toBe(8);
  expect(body.flows[0]).toMatchObject({
    metric: { key: 'nps' },
    touchpoint: { key: 'delivery' },
    departments: [{ key: 'logistics' }],
    n: 6,
  });
  const pages = Object.fromEntries(
    body.pages.map((page: { kind: string; key: string; n: number }) => [`${page.kind} ${page.key}`, page.n]),
  );
  expect(pages).toEqual({
    'home home': 6,
    'measure nps': 6,
    'measure late': 1,
    'measure days': 1,
    'journey buy': 8,
    'department logistics': 8,
    'cases low': 6,
  });
});

test('as files, and refused to strangers', async () => {
  expect(
    (await app.call('GET', '/sources/shop/lineage?format=csv', { actor: operatorActor })).body,
  ).toContain('nps,delivery,buy,logistics,6,2026-02-01');
  expect(
    (await app.call('GET', '/metrics/nps/lineage?format=csv&from=2026-01-01', { actor: operatorActor })).body,
  ).toContain('shop,Shop,delivery,Delivery,6');
  expect((await app.call('GET', '/sources/shop/lineage')).status).toBe(401);
  expect((await app.call('GET', '/sources/none/lineage', { actor: operatorActor })).status).toBe(404);
});
