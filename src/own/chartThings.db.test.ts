import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import { applyJourney, makePromise } from '../map/map.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import {
  acknowledge,
  addDepartment,
  addPerson,
  applyChanges,
  assign,
  previewRaci,
  takeInRaci,
} from './own.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db, { now: '2026-06-15T09:00:00Z' });
const app = appFor(platform);
afterAll(() => fresh.close());

beforeAll(async () => {
  await applyJourney(
    platform,
    operatorActor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    prospect: true\n    touchpoints: [{key: order_form, name: Order form}]\n',
  );
  for (const [key, name] of [
    ['sales', 'Sales'],
    ['field', 'Field service'],
  ] as const)
    await addDepartment(platform, operatorActor, { key, name });
  for (const [name, department] of [
    ['Ada Berg', 'sales'],
    ['Ben Cole', 'field'],
  ] as const) {
    const email = `${name.split(' ')[0]!.toLowerCase()}@halden.example`;
    await addPerson(platform, operatorActor, { name, department, email, invite: false });
  }
  for (const [key, name] of [
    ['nps', 'Recommendation'],
    ['wait', 'Waiting time'],
  ])
    await fresh.db.run(sql`insert into metrics (key, name, kind, taken_from, made_at)
      values (${key}, ${name}, 'mean', 'response', '2026-01-01')`);
  await fresh.db.run(sql`insert into metrics (key, name, kind, taken_from, made_at, archived_at)
    values ('old', 'Put away', 'mean', 'response', '2026-01-01', '2026-02-01')`);
  await fresh.db.run(
    sql`insert into sources (key, name, kind, made_at) values ('crm', 'Customer file', 'crm', '2026-01-01')`,
  );
  await makePromise(platform, operatorActor, {
    key: 'on_time',
    name: 'We come on time',
    words: 'Between eight and ten',
    toWhom: 'New customers',
    department: null,
    person: null,
    touchpoint: null,
    measuredBy: null,
    measuredKey: null,
    at: null,
    brokenWhen: 'failed',
    limit: null,
    unit: null,
  });
});

const get = async (path: string) => (await app.call('GET', path, { actor: operatorActor })).body;
const chart = (query: string) => get(`/ownership?${query}`);
const rows = (answer: {
  things: { key: string; person: { name: string } | null; reason: string | null }[];
}) => answer.things.map((one) => [one.key, one.person?.name ?? one.reason]);

test('metrics, data sets and promises have rows, seats and letters of their own on any day', async () => {
  const object = { kind: 'promise', key: 'on_time' } as const;
  const { id } = await assign(platform, operatorActor, {
    object,
    role: 'A',
    person: 'ada@halden.example',
    from: '2026-06-01',
  });
  await assign(platform, operatorActor, {
    object,
    role: 'R',
    person: 'ben@halden.example',
    from: '2026-06-01',
  });
  await acknowledge(platform, operatorActor, id);
  await assign(platform, operatorActor, {
    object: { kind: 'metric', key: 'nps' },
    role: 'A',
    person: 'ben@halden.example',
    from: '2026-07-01',
  });

  const promises = await chart('what=promises');
  expect(rows(promises)).toEqual([['on_time', 'Ada Berg']]);
  expect(promises).toMatchObject({
    counts: { touchpoints: 1, exactlyOne: 1, acknowledged: 1 },
    journeys: [],
    things: [
      {
        entries: [
          { role: 'A', holder: { name: 'Ada Berg' } },
          { role: 'R', holder: { name: 'Ben Cole' } },
        ],
      },
    ],
  });
  expect(rows(await chart('what=promises&asOf=2026-05-31'))).toEqual([['on_time', 'nobody']]);
  expect(rows(await chart('what=metrics'))).toEqual([
    ['nps', 'nobody'],
    ['wait', 'nobody'],
  ]);
  expect(rows(await chart('what=metrics&asOf=2026-07-01'))).toEqual([
    ['nps', 'Ben Cole'],
    ['wait', 'nobody'],
  ]);
  expect(rows(await chart('what=sources'))).toEqual([['crm', 'nobody']]);
  expect((await chart('')).things).toEqual([]);
});

test('every filter of the chart holds for them', async () => {
  expect(rows(await chart('what=metrics&asOf=2026-07-01&show=faults'))).toEqual([['wait', 'nobody']]);
  expect(rows(await chart('what=metrics&asOf=2026-07-01&department=field'))).toEqual([['nps', 'Ben Cole']]);
  expect(rows(await chart('what=promises&department=field&role=A'))).toEqual([]);
  expect(rows(await chart('what=promises&department=field&role=R'))).toEqual([['on_time', 'Ada Berg']]);
  expect(rows(await chart('what=promises&show=apart'))).toEqual([['on_time', 'Ada Berg']]);
  expect(rows(await chart('what=promises&department=none'))).toEqual([]);
  expect(await get('/ownership?what=all')).toMatchObject({ status: 422 });
});

test('their sheet goes out and comes in again as it is', async () => {
  const csv = await get('/ownership/raci?what=metrics&asOf=2026-07-01&by=holder');
  expect(csv.trim().split(/\r?\n/)).toEqual([
    'key,metric,Ben Cole',
    'nps,Recommendation,A',
    'wait,Waiting time,',
  ]);
  const sheet = 'what,Ada Berg,Ben Cole\nCustomer file,A,R\nWe come on time,,A\nWaiting time,A,\n';
  const found = await previewRaci(platform, operatorActor, { bytes: new TextEncoder().encode(sheet) });
  expect(found.rows.map((row) => row.match)).toMatchObject([
    { kind: 'source', key: 'crm' },
    { kind: 'promise', key: 'on_time' },
    { kind: 'metric', key: 'wait' },
  ]);
  const { id } = await takeInRaci(platform, operatorActor, {
    fileName: 'things.csv',
    on: '2026-06-15',
    columns: found.columns.map(({ index, header, match }) => ({ index, header, who: match })),
    rows: found.rows.map(({ line, labels, cells, match }) => ({
      line,
      label: labels[0] ?? '',
      cells,
      object: match,
    })),
  });
  await applyChanges(platform, operatorActor, id, { reason: 'As the sheet says' });
  expect(rows(await chart('what=sources'))).toEqual([['crm', 'Ada Berg']]);
  expect(rows(await chart('what=promises'))).toEqual([['on_time', 'Ben Cole']]);
  expect(rows(await chart('what=promises&asOf=2026-06-14'))).toEqual([['on_time', 'Ada Berg']]);
  expect(rows(await chart('what=metrics'))).toEqual([
    ['nps', 'nobody'],
    ['wait', 'Ada Berg'],
  ]);
});
