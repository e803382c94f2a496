import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, type TestApp, type TestPlatform, testPlatform } from '../../test/platform.ts';
import { sql } from '../platform/database.ts';
import { addAnswers, mapAndSlices } from './facts.fixture.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
const analyst = personActor(v7(), 'Ana', ['analyst']);
const member = personActor(v7(), 'Max', ['member']);
const noNames = { ...member, permissions: new Set(['measure:read'] as const) };
const at = (day: string) => new Date(`${day}T10:00:00Z`);

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  await mapAndSlices(fresh.db);
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('metrics: the first is the common one, and there is always exactly one', async () => {
  const call = (method: string, path: string, body?: unknown) =>
    app.call(method, path, { actor: analyst, body });
  expect(
    (await app.call('POST', '/metrics', { actor: member, body: { key: 'nps', name: 'NPS', kind: 'nps' } }))
      .status,
  ).toBe(403);
  const nps = await call('POST', '/metrics', { key: 'nps', name: 'NPS', kind: 'nps' });
  expect(nps.status).toBe(201);
  expect(nps.body).toMatchObject({
    common: true,
    scaleMin: 0,
    scaleMax: 10,
    unit: 'points',
    goodAt: 20,
    target: null,
  });
  await call('POST', '/metrics', { key: 'csat', name: 'CSAT', kind: 'csat', common: true });
  expect(
    (await call('GET', '/metrics')).body.items.map((m: { key: string; common: boolean }) => [
      m.key,
      m.common,
    ]),
  ).toEqual([
    ['csat', true],
    ['nps', false],
  ]);
  expect((await call('PATCH', '/metrics/csat', { common: false })).body.code).toBe('common_metric_needed');
  expect((await call('PATCH', '/metrics/csat', { archived: true })).body.code).toBe('common_metric_needed');
  await call('PATCH', '/metrics/nps', { common: true });
  expect(
    (await call('GET', '/metrics')).body.items.filter((m: { common: boolean }) => m.common),
  ).toHaveLength(1);
  expect((await call('POST', '/metrics', { key: 'nps', name: 'Again', kind: 'mean' })).body.code).toBe(
    'metric_exists',
  );
  expect(
    (await call('POST', '/metrics', { key: 'bad', name: 'Bad', kind: 'rate', takenFrom: 'interaction' })).body
      .code,
  ).toBe('metric_unsound');
});

test('what a metric means stays once there are figures; its name does not have to', async () => {
  const day = '2026-02-10';
  await addAnswers(
    fresh.db,
    [9, 9, 10, 3, 7, 10].map((value, i) => ({
      metricId: 1,
      touchpointId: 1 + (i % 2),
      sliceId: 1,
      at: at(day),
      value,
      comment: `=cmd ${i}`,
    })),
  );
  const change = (body: unknown) => app.call('PATCH', '/metrics/nps', { actor: analyst, body });
  expect(await change({ kind: 'mean' })).toMatchObject({ status: 409, body: { code: 'metric_has_data' } });
  expect((await change({ name: 'Would they recommend us?' })).body.name).toBe('Would they recommend us?');
  expect(
    (await app.call('PATCH', '/metrics/csat', { actor: analyst, body: { scaleMax: 10 } })).body.scaleMax,
  ).toBe(10);
});

test('readings come as the contract says, as CSV too', async () => {
  const [all, ...more] = (
    await app.call('GET', '/metrics/nps/readings?from=2026-02-10&to=2026-02-10', { actor: member })
  ).body;
  expect(more).toEqual([]);
  expect(all).toMatchObject({ key: 'all', n: 6, suppressed: false, few: true });
  expect(all.value).toBeCloseTo(50, 9);
  expect((await app.call('GET', '/metrics/nps/readings?by=touchpoint', { actor: member })).body).toEqual([
    {
      key: 't1',
      label: 'Touchpoint 1',
      value: null,
      n: null,
      low: null,
      high: null,
      suppressed: true,
      few: true,
      wide: false,
    },
    {
      key: 't2',
      label: 'Touchpoint 2',
      value: null,
      n: null,
      low: null,
      high: null,
      suppressed: true,
      few: true,
      wide: false,
    },
  ]);
  const csv = await app.call('GET', '/metrics/nps/readings?by=slice.region&format=csv', { actor: member });
  expect(
    csv.body
      .split('\r\n')
      .slice(0, 2)
      .map((line: string) => line.split(',').slice(0, 2)),
  ).toEqual([
    ['key', 'label'],
    ['north', 'north'],
  ]);
  expect(
    (await app.call('GET', '/metrics/nps/readings?where.region=south', { actor: member })).body[0],
  ).toMatchObject({ value: null, n: 0, suppressed: false });
  expect((await app.call('GET', '/metrics/nps/readings?regoin=south', { actor: member })).body.code).toBe(
    'unknown_parameter',
  );
  expect(
    (await app.call('GET', '/metrics/nps/readings?from=2026-03-01&to=2026-02-01', { actor: member })).body
      .code,
  ).toBe('period_reversed');
  expect((await app.call('GET', '/metrics/none/readings', { actor: member })).status).toBe(404);
});

test('every number opens, page by page, for those who may see customers', async () => {
  const first = (await app.call('GET', '/metrics/nps/behind?limit=4', { actor: member })).body;
  expect(first.items).toHaveLength(4);
  const second = (await app.call('GET', `/metrics/nps/behind?limit=4&after=${first.next}`, { actor: member }))
    .body;
  expect(second).toMatchObject({ next: null });
  const ids = [...first.items, ...second.items].map((one: { id: string }) => one.id);
  expect(new Set(ids).size).toBe(6);
  const low = (await app.call('GET', '/metrics/nps/behind?most=6', { actor: member })).body.items;
  expect(low).toMatchObject([
    { value: 3, words: '=cmd 3', touchpoint: { key: 't2' }, source: 'Surveys', dims: { region: 'north' } },
  ]);
  expect((await app.call('GET', '/metrics/nps/behind', { actor: noNames })).status).toBe(403);
  const csv = (await app.call('GET', '/metrics/nps/behind?format=csv', { actor: member })).body;
  expect(csv.split('\r\n')).toHaveLength(8);
  expect(csv).toContain(",'=cmd 3,");
});

test('responses are exported whole, safe against formulas, and only to those who may see customers', async () => {
  const { body } = await app.call('GET', '/responses?format=csv', { actor: member });
  const lines = body.trimEnd().split('\r\n');
  expect(lines[0]).toBe(
    'response_id,customer_id,source,metric,touchpoint,occurred_at,value,contact_requested,comment,region,plan',
  );
  expect(lines).toHaveLength(7);
  expect(lines.find((line: string) => line.includes('cmd 3'))).toMatch(
    /^[0-9a-f-]{36},,"surveys","nps","t2",2026-02-10T10:00:00\.000Z,3,,"'=cmd 3","north","dsl"$/,
  );
  expect(
    (await app.call('GET', '/responses?metric=csat', { actor: member })).body.trimEnd().split('\r\n'),
  ).toHaveLength(1);
  expect((await app.call('GET', '/responses', { actor: noNames })).status).toBe(403);
});

test('a metric made after its facts is counted by a job, and the cells agree', async () => {
  await fresh.db.run(sql`insert into kinds (key, name) values ('visit.done', 'Visit done')`);
  await fresh.db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, failed, content_hash)
    select gen_random_uuid(), gen_random_uuid(), 1, 1, 3, 2, '2026-02-03T12:00:00Z', i % 4 = 0, 0 from generate_series(1, 40) i`);
  const metric = {
    key: 'no_show',
    name: 'No-shows',
    kind: 'rate',
    takenFrom: 'interaction',
    interactionKinds: ['visit.done'],
    higherIsBetter: false,
  };
  expect((await app.call('POST', '/metrics', { actor: analyst, body: metric })).body).toMatchObject({
    take: 'failed',
    unit: '%',
  });
  await platform.queue.drain();
  const [reading] = (await app.call('GET', '/metrics/no_show/readings?by=phase', { actor: member })).body;
  expect(reading).toMatchObject({ key: 'join/start', value: 25, n: 40 });
  expect((await app.call('GET', '/cells/verification', { actor: member })).body).toEqual({
    ok: true,
    metrics: 3,
    differing: [],
  });
  const grid = (await app.call('GET', '/grid', { actor: member })).body;
  expect(grid.phases.map((phase: { key: string; measured: boolean }) => [phase.key, phase.measured])).toEqual(
    [
      ['join/choose', true],
      ['join/start', true],
      ['use/start', false],
      ['use/daily', false],
    ],
  );
});

test('facts that moved are recounted when the map says so', async () => {
  await fresh.db.run(sql`update interactions set touchpoint_id = 5`);
  expect((await app.call('GET', '/cells/verification', { actor: member })).body.ok).toBe(false);
  const { recordEvent } = await import('../platform/events.ts');
  await fresh.db.tx((tx) =>
    recordEvent(tx, platform, { name: 'placement.changed', subject: { kind: 'placement', id: 1 } }),
  );
  await platform.queue.drain();
  expect((await app.call('GET', '/cells/verification', { actor: member })).body.ok).toBe(true);
});

test('another time zone moves facts to other days, and they are recounted', async () => {
  const admin = personActor(v7(), 'Ada', ['admin']);
  const organisation = { name: 'Acme', language: 'en', timezone: 'Pacific/Kiritimati', currency: 'EUR' };
  const day = async () =>
    (await app.call('GET', '/metrics/nps/readings?by=day', { actor: member })).body.map(
      (one: { key: string }) => one.key,
    );
  expect(await day()).toEqual(['2026-02-10']);
  expect(
    (await app.call('PUT', '/settings/organisation', { actor: admin, body: organisation })).status,
  ).toBeLessThan(300);
  await platform.queue.drain();
  expect(await day()).toEqual(['2026-02-11']);
  expect((await app.call('GET', '/cells/verification', { actor: member })).body.ok).toBe(true);
});

test('targets: the one set last holds, earlier ones stay on record', async () => {
  const set = (body: unknown) => app.call('POST', '/targets', { actor: analyst, body });
  expect((await set({ metric: 'nps', value: 25, dueOn: '2026-06-30' })).status).toBe(201);
  await set({ metric: 'nps', value: 30, dueOn: '2026-06-30' });
  await set({ metric: 'nps', touchpoint: 't3', value: 10 });
  const { items } = (await app.call('GET', '/targets', { actor: member })).body;
  expect(
    items.map((one: { touchpoint: string | null; value: number }) => [one.touchpoint, one.value]).sort(),
  ).toEqual([
    [null, 30],
    ['t3', 10],
  ]);
  expect((await app.call('GET', '/metrics/nps', { actor: member })).body.target).toMatchObject({
    value: 30,
    fromOn: '2026-03-02',
  });
  expect((await set({ metric: 'nps', value: 1, dueOn: '2026-01-01' })).body.code).toBe(
    'target_due_before_start',
  );
});
