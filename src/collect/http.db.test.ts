import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, type TestApp, type TestPlatform, testPlatform } from '../../test/platform.ts';
import { type Actor, operatorActor, permissionsOfScopes } from '../platform/access.ts';
import { sql } from '../platform/database.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
const steward = personActor('0196b000-0000-7000-8000-000000000001', 'Dana', ['data_steward']);
const member = personActor('0196b000-0000-7000-8000-000000000002', 'Mo', ['member']);
const key: Actor = {
  kind: 'key',
  id: 'k',
  personId: null,
  name: 'till',
  roles: [],
  permissions: permissionsOfScopes(['intake']),
};

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db, { config: { dataFolder: mkdtempSync(join(tmpdir(), 'onus-')) } });
  app = appFor(platform);
  for (const [who, email] of [
    [steward, 'dana@x.example'],
    [member, 'mo@x.example'],
  ] as const) {
    await fresh.db.run(sql`insert into people (person_id, name, email, colour, made_at)
      values (${who.personId}::uuid, ${who.name}, ${email}, '#555', now())`);
  }
  await fresh.db.run(sql`insert into metrics (key, name, kind, taken_from, scale_min, scale_max, made_at)
    values ('answer', 'Answer', 'nps', 'response', 0, 10, now())`);
});
afterAll(() => fresh.close());

const answer = (more: object = {}) => ({
  type: 'response',
  key: 'r1',
  metric: 'answer',
  value: 9,
  at: '2026-02-01T10:00:00Z',
  ...more,
});

test('a source is made, owned and changed; its state follows from what arrives', async () => {
  expect(
    (await app.call('POST', '/sources', { actor: member, body: { key: 'till', name: 'Till' } })).status,
  ).toBe(403);
  const made = await app.call('POST', '/sources', {
    actor: steward,
    body: { key: 'till', name: 'Till', expectedEveryHours: 24 },
  });
  expect(made).toMatchObject({
    status: 201,
    body: { key: 'till', freshness: { state: 'never' }, volume: [] },
  });
  expect(
    (await app.call('POST', '/sources', { actor: steward, body: { key: 'till', name: 'Again' } })).status,
  ).toBe(409);
  const changed = await app.call('PATCH', '/sources/till', {
    actor: steward,
    body: { ownerPersonId: member.personId, kind: 'operations' },
  });
  expect(changed.body).toMatchObject({ ownerName: 'Mo', kind: 'operations', expectedEveryHours: 24 });

  await app.call('POST', '/intake', { actor: key, body: { source: 'till', items: [answer()] } });
  const { takeUp } = await import('./intake/takeUp.ts');
  const { takeIn } = await import('../loop.ts');
  await takeUp(platform, takeIn);
  const state = async () =>
    (await app.call('GET', '/sources', { actor: steward })).body.items.at(-1).freshness;
  expect(await state()).toEqual({ state: 'fresh', lateByHours: null });
  platform.clock.advance(30 * 3_600_000);
  expect(await state()).toEqual({ state: 'late', lateByHours: 6 });
  platform.clock.advance(60 * 3_600_000);
  expect((await state()).state).toBe('silent');
  expect((await app.call('GET', '/sources/till', { actor: steward })).body.volume).toEqual([
    { day: '2026-03-02', taken: 1, rejected: 0 },
  ]);
});

test('from an upload to the report and the list of rejected rows', async () => {
  const body = new TextEncoder().encode(
    'id,score,date\n1,9,2026-02-01\n2,12,2026-02-01\n3,=2+3,2026-02-01\n',
  );
  expect((await app.call('POST', '/imports?fileName=a.csv', { actor: member, body })).status).toBe(403);
  const { uploadId } = (
    await app.call('POST', '/imports?fileName=..%2Fa.csv', {
      actor: steward,
      body,
      headers: { 'content-type': 'text/csv' },
    })
  ).body;
  const preview = await app.call('POST', '/imports/preview', { actor: steward, body: { uploadId } });
  expect(preview.body).toMatchObject({
    fileName: 'a.csv',
    format: 'csv',
    suggested: true,
    looked: 3,
    refused: 2,
    importedBefore: null,
  });
  const started = await app.call('POST', '/imports/start', {
    actor: steward,
    body: { uploadId, source: 'till', mapping: preview.body.mapping },
  });
  expect(started).toMatchObject({ status: 202, body: { state: 'waiting', startedBy: 'Dana' } });
  expect(
    (await app.call('POST', '/imports/start', { actor: steward, body: { uploadId, source: 'till' } })).status,
  ).toBe(409);
  await platform.queue.drain();
  const { runId } = started.body;
  const report = (await app.call('GET', `/imports/${runId}`, { actor: steward })).body;
  expect(report).toMatchObject({
    state: 'finished',
    read: 3,
    accepted: 1,
    unchanged: 0,
    rejected: 2,
    doneBytes: body.length,
  });
  const page = (await app.call('GET', `/imports/${runId}/rejections?limit=1`, { actor: steward })).body;
  expect(page).toMatchObject({
    items: [{ line: 3, column: 'score', raw: { id: '2', score: '12' } }],
    next: '3',
  });
  const csv = await app.call('GET', `/imports/${runId}/rejections.csv`, { actor: steward });
  expect(csv.headers.get('content-disposition')).toContain('attachment');
  expect(csv.body.split('\r\n').slice(1, 3)).toEqual([
    '3,score: The score 12 is off the scale of “answer” (0 to 10).,2,12,2026-02-01,',
    "4,score: “=2+3” is not a number like 1234.5.,3,'=2+3,2026-02-01,",
  ]);
  expect((await app.call('POST', `/imports/${runId}/cancellation`, { actor: steward })).status).toBe(409);
  expect((await app.call('GET', '/imports/99999', { actor: steward })).status).toBe(404);
  expect((await app.call('GET', '/imports?limit=1', { actor: steward })).body.items).toHaveLength(1);
});

test('the door: who may, how much, what shape; a delivery key in the header', async () => {
  const send = (body: unknown, headers: Record<string, string> = {}, actor: Actor | undefined = key) =>
    app.call('POST', '/intake', { ...(actor ? { actor } : {}), body, headers });
  const good = { source: 'till', items: [answer({ key: 'h1' })] };
  expect((await app.call('POST', '/intake', { body: good })).status).toBe(401);
  expect((await send(good, {}, member)).status).toBe(403);
  expect((await send({ source: 'till' })).status).toBe(422);
  expect((await send({ source: 'till', items: [{ type: 'nonsense' }] })).body).toMatchObject({
    status: 422,
    code: 'nothing_accepted',
  });
  expect((await send({ source: 'till', items: [answer({ comment: 'x'.repeat(6_000_000) })] })).status).toBe(
    413,
  );
  expect((await send('{"source":', { 'content-type': 'application/json' })).status).toBe(400);
  const first = await send(good, { 'idempotency-key': 'order 1' });
  expect(first).toMatchObject({
    status: 200,
    body: { delivery: 'order 1', accepted: 1, rejected: 0, results: [{ index: 0, outcome: 'accepted' }] },
  });
  expect((await send(good, { 'idempotency-key': 'order 1' })).body).toEqual(first.body);
  expect(
    (await send({ ...good, items: [answer({ key: 'h2' })] }, { 'idempotency-key': 'order 1' })).status,
  ).toBe(409);
});

test('recipes are listed for who sees sources and run by administrators only; files it needs are named', async () => {
  const list = await app.call('GET', '/recipes', { actor: steward });
  expect(list.body.items.map((recipe: { key: string }) => recipe.key)).toContain('olist');
  const run = (actor: Actor) =>
    app.call('POST', '/recipes/run', { actor, body: { recipe: 'olist', files: [] } });
  expect((await run(steward)).status).toBe(403);
  expect((await run(operatorActor)).body).toMatchObject({ status: 422, code: 'recipe_file_missing' });
});

test('a recipe of one’s own, its files uploaded; SQL that fails takes nothing in and says why', async () => {
  const upload = async (fileName: string, text: string) =>
    (
      await app.call('POST', `/imports?fileName=${fileName}`, {
        actor: operatorActor,
        body: new TextEncoder().encode(text),
      })
    ).body.uploadId;
  const yaml = `name: Mini
sources: [{ key: mini, name: Mini, kind: operations }]
files: [{ table: visits, match: visits.csv, columns: [id, day] }]
steps:
  - { name: People, source: mini, yields: identities, sql: people.sql }
  - { name: Visits, source: mini, yields: interactions, sql: visits.sql }
`;
  const run = async (visitsSql: string) => {
    const recipeFiles = [
      { path: 'recipe.yaml', uploadId: await upload('recipe.yaml', yaml) },
      {
        path: 'people.sql',
        uploadId: await upload(
          'people.sql',
          'select distinct who as key from staging.visits where who is not null',
        ),
      },
      { path: 'visits.sql', uploadId: await upload('visits.sql', visitsSql) },
    ];
    const files = [
      {
        name: 'visits.csv',
        uploadId: await upload(
          'visits.csv',
          'id,who,day\nv1,a,2026-01-05\nv2,b,2026-01-06\nv3,,2031-01-06\nv4,a,b,c,d\n',
        ),
      },
    ];
    const { runId } = (
      await app.call('POST', '/recipes/run', { actor: operatorActor, body: { recipeFiles, files } })
    ).body;
    await platform.queue.drain();
    return (await app.call('GET', `/imports/${runId}`, { actor: operatorActor })).body;
  };
  const sqlOf = (at: string) =>
    `select id as key, who, 'visit.done' as kind, ${at} as at from staging.visits`;
  expect(await run(sqlOf('day::timestamp'))).toMatchObject({
    state: 'failed',
    accepted: 0,
    failure: expect.stringContaining('no time zone'),
  });
  expect(await run('select nothing from staging.visits')).toMatchObject({
    state: 'failed',
    accepted: 0,
    failure: expect.stringContaining('“Visits” does not run'),
  });
  expect(await run('delete from staging.visits returning id as key')).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('no SELECT'),
  });
  const report = await run(sqlOf("day::timestamp at time zone 'UTC'"));
  expect(report).toMatchObject({
    state: 'finished',
    accepted: 4,
    rejected: 2,
    steps: [
      { name: 'People', rows: 2, accepted: 2 },
      { name: 'Visits', rows: 3, accepted: 2, rejected: 1 },
    ],
  });
  const { items } = (await app.call('GET', `/imports/${report.runId}/rejections`, { actor: operatorActor }))
    .body;
  expect(items.map(({ column, reason }: { column: string; reason: string }) => [column, reason])).toEqual([
    [null, 'visits.csv, line 5: The row has 5 values where 3 are expected.'],
    ['Visits: at', 'The date 2031-01-06 is in the future.'],
  ]);
});
