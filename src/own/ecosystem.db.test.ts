import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import { applyJourney } from '../map/map.ts';
import { operatorActor as actor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import type { Ecosystem } from './ecosystem.ts';
import { addDepartment, addPerson, assign } from './own.ts';

const fresh = await freshDatabase();
const { db } = fresh;
const platform = await testPlatform(db, { now: '2026-06-15T09:00:00Z' });
const app = appFor(platform);
afterAll(() => fresh.close());

const departments: Record<string, string> = {};
const form = { kind: 'touchpoint', key: 'form' } as const;

beforeAll(async () => {
  await applyJourney(
    platform,
    actor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    touchpoints: [{key: form, name: Form}]\nplacement: [{touchpoint: form, applies: any, when: {source: crm}}]\n',
  );
  for (const key of ['sales', 'field', 'product']) {
    departments[key] = (await addDepartment(platform, actor, { key, name: key })).id;
  }
  const joined = { name: 'Ada Berg', email: 'ada@x.example', department: 'sales', invite: false };
  const { id } = await addPerson(platform, actor, joined);
  await db.run(sql`insert into sources (key, name, made_at, department_id)
    values ('crm', 'Register', '2025-01-01', ${departments.product!}::uuid)`);
  await assign(platform, actor, { object: form, role: 'A', person: id, from: '2026-01-01' });
  await assign(platform, actor, { object: form, role: 'R', department: 'field', from: '2026-01-01' });
  // Who says where it goes neither defines nor implements what happens there now.
  const strategy = { object: form, plane: 'strategy', from: '2026-01-01' } as const;
  await assign(platform, actor, { ...strategy, role: 'A', department: 'product' });
  await assign(platform, actor, { ...strategy, role: 'R', department: 'sales' });
});

const read = async (query = ''): Promise<Ecosystem> =>
  (await app.call('GET', `/ownership/ecosystem${query}`, { actor })).body;
const enter = (parts: object[]) => app.call('POST', '/ownership/ecosystem/parts', { actor, body: { parts } });
const nameOf = (id: string) => Object.entries(departments).find(([, other]) => other === id)?.[0];

test('the ledger, the owners of sources and the placement rules propose; entered parts close the gaps', async () => {
  const before = (await read('?kind=touchpoint')).objects[0]!;
  expect(before.missing).toEqual(['provider', 'definer', 'implementer']);
  expect(before.suggested.map((one) => [nameOf(one.departmentId), one.part, one.because]).sort()).toEqual([
    ['field', 'implementer', 'responsible_here'],
    ['product', 'provider', 'source_feeds_it'],
    ['sales', 'definer', 'accountable_here'],
  ]);
  const parts = before.suggested.map(({ departmentId, part }) => ({
    department: departmentId,
    object: form,
    part,
  }));
  const made = (await enter(parts)).body.made as string[];
  expect(made).toHaveLength(3);
  expect((await enter(parts)).body.made).toEqual([]);
  const after = (await read('?kind=touchpoint')).objects[0]!;
  expect(after).toMatchObject({ missing: [], suggested: [] });
  const implementer = after.entered.find((one) => one.part === 'implementer')!;
  expect((await app.call('DELETE', `/ownership/ecosystem/parts/${implementer.id}`, { actor })).status).toBe(
    204,
  );
  expect((await read('?kind=touchpoint')).objects[0]).toMatchObject({
    missing: ['implementer'],
    suggested: [],
  });
  expect((await read('?missing=true')).objects.map((one) => one.key)).toEqual(['join', 'form', 'crm']);
  expect((await app.call('DELETE', `/ownership/ecosystem/parts/${implementer.id}`, { actor })).status).toBe(
    404,
  );
});

test('an unknown department or thing is named in the refusal', async () => {
  expect((await enter([{ department: 'nope', object: form, part: 'definer' }])).body).toMatchObject({
    status: 404,
    detail: 'There is no department “nope”.',
  });
  const gone = { kind: 'metric', key: 'nope' };
  expect((await enter([{ department: 'sales', object: gone, part: 'definer' }])).body.detail).toBe(
    'There is no metric “nope”.',
  );
  expect((await enter([])).status).toBe(422);
  expect((await app.call('GET', '/ownership/ecosystem?department=nope', { actor })).status).toBe(404);
});

test('it goes out as CSV with what is missing', async () => {
  const csv = await app.call('GET', '/ownership/ecosystem?format=csv', { actor });
  expect(csv.body).toMatch(/touchpoint,form,Form,,implementer,missing/);
});
