import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectingPlatform, operator, uploadText, workedOff } from '../../../test/collecting.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform } from '../../../test/platform.ts';
import { takeIn } from '../../loop.ts';
import { startImport } from '../imports/imports.ts';
import { changeSource, source, sourceIdOf, sourceRecord } from '../sources.ts';
import { lookForDrift } from './drifts.ts';
import { tendRhythms } from './late.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
  app = appFor(platform);
});
afterAll(() => fresh.close());

const mapping = {
  yields: [
    { type: 'identity', key: 'email', email: 'email', attributes: { plan: 'plan' } },
    { type: 'response', who: 'email', key: 'id', metric: '=nps', value: 'score', at: 'day' },
  ],
} as never;

const plain = {
  yields: [{ type: 'response', who: 'email', key: 'id', metric: '=nps', value: 'score', at: 'day' }],
} as never;

async function imported(text: string, fileName: string, how = mapping) {
  const uploadId = await uploadText(platform, text, fileName);
  const { runId } = await startImport(platform, operator, { uploadId, source: 'shop', mapping: how });
  return workedOff(platform, runId);
}
const record = () => sourceRecord(platform, operator, 'shop');
const fieldsOf = async (feed: string) =>
  Object.fromEntries(
    (await record()).fields.filter((one) => one.feed === feed).map(({ field, ...one }) => [field, one]),
  );

const rows = (from: number, line: (i: number) => string) =>
  Array.from({ length: 8 }, (_, i) => line(from + i)).join('\n');

test('how well fields are filled and how much of it fits is counted from what came', async () => {
  const run = await imported(
    `id,email,plan,score,day\n${rows(1, (i) => `${i},a${i}@x.de,${i % 2 ? 'fibre' : ''},${i === 8 ? 77 : i},2026-02-0${i}`)}`,
    'answers-2026-01.csv',
  );
  expect(run).toMatchObject({ state: 'finished', accepted: 7, rejected: 1 });
  expect(await fieldsOf('file:answers')).toMatchObject({
    plan: { records: 8, filled: 4, unfit: 0 },
    score: { records: 8, filled: 8, unfit: 1, type: 'number' },
    day: { type: 'date' },
  });
  expect(await fieldsOf('person')).toMatchObject({
    email: { records: 7, filled: 7, unfit: 0 },
    'attributes.plan': { filled: 4 },
  });
  expect(await source(platform, operator, 'shop')).toMatchObject({
    errors: { rejected: 1, drifts: 0 },
    // person: email, plan of 7 · answer: who, value of 7
    quality: { completeness: { share: 25 / 28, n: 28 }, duplicates: { share: 0, n: 7 } },
  });
});

test('the same file again is known, the same answer under another number is a twin', async () => {
  const again = `id,email,plan,score,day\n${rows(1, (i) => `${i},a${i}@x.de,${i % 2 ? 'fibre' : ''},${i === 8 ? 3 : i},2026-02-0${i}`)}`;
  await imported(again, 'answers-2026-02.csv');
  await imported(
    `id,email,plan,score,day\n${rows(1, (i) => `9${i},a${i}@x.de,,${i === 8 ? 3 : i},2026-02-0${i}`)}`,
    'answers-2026-03.csv',
  );
  const [day] = (await record()).days;
  expect(day).toMatchObject({ rejected: 1, doubled: 8 });
  expect(day?.again).toBeGreaterThanOrEqual(7);
  expect((await source(platform, operator, 'shop')).quality.duplicates).toEqual({ share: 0.5, n: 16 });
});

test('a column that comes, goes or changes is warned of once, and judged', async () => {
  const changed = `id,email,score,day,shop\n${rows(1, (i) => `8${i},b${i}@x.de,${i},0${i}/02/2026x,Kiel`)}`;
  // The mapping needs the plan: the import fails, and why is on record.
  expect((await imported(changed, 'answers-2026-04.csv')).state).toBe('failed');
  expect((await record()).drifts.map(({ change, field }) => `${change} ${field}`).sort()).toEqual([
    'appeared shop',
    'vanished plan',
  ]);
  await imported(changed, 'answers-2026-05.csv', plain);
  const { drifts } = await record();
  expect(drifts.map(({ change, field, before, after }) => [change, field, before, after]).sort()).toEqual([
    ['appeared', 'shop', null, null],
    ['retyped', 'day', 'date', 'text'],
    ['vanished', 'plan', null, null],
  ]);
  const plan = drifts.find(({ field }) => field === 'plan')!;
  const verdict = (body: object) => app.call('POST', `/drifts/${plan.id}/verdict`, { actor: operator, body });
  expect((await verdict({ verdict: 'perhaps' })).status).toBe(422);
  expect(await verdict({ verdict: 'accepted', reason: 'Plans come from the register now.' })).toMatchObject({
    status: 201,
    body: { settled: { verdict: 'accepted' } },
  });
  expect((await verdict({ verdict: 'ignored' })).status).toBe(409);
  await imported(
    `id,email,plan,score,day,shop\n${rows(1, (i) => `6${i},c${i}@x.de,dsl,${i},2026-02-0${i},Kiel`)}`,
    'answers-2026-06.csv',
  );
  const now = (await record()).drifts;
  // The type is as it was: over by itself. The plan is back after its absence was accepted: that is new.
  expect(
    now
      .filter(({ settled }) => !settled)
      .map(({ change, field }) => `${change} ${field}`)
      .sort(),
  ).toEqual(['appeared plan', 'appeared shop']);
  expect(now.find(({ field }) => field === 'day')?.settled?.verdict).toBe('over');
});

test('records over HTTP have a shape, too', async () => {
  const sourceId = await sourceIdOf(platform, 'shop');
  const send = (from: number, attributes: (i: number) => Record<string, string | number>) =>
    takeIn(platform, {
      sourceId,
      facts: Array.from({ length: 30 }, (_, i) => ({
        type: 'interaction' as const,
        key: `k${from + i}`,
        kind: 'order.placed',
        at: '2026-02-20T10:00:00Z',
        attributes: attributes(i),
      })),
    });
  await send(0, (i) => ({ basket: i, coupon: 'X' }));
  expect(await lookForDrift(platform)).toBe(0);
  platform.clock.set('2026-03-03T09:00:00Z');
  await send(100, (i) => ({ basket: `${i} pieces`, wrapped: 'yes' }));
  expect(await lookForDrift(platform)).toBe(3);
  expect(await lookForDrift(platform)).toBe(0);
  const orders = (await record()).drifts.filter(({ feed }) => feed === 'happening:order.placed');
  expect(orders.map(({ change, field }) => `${change} ${field}`).sort()).toEqual([
    'appeared attributes.wrapped',
    'retyped attributes.basket',
    'vanished attributes.coupon',
  ]);
});

test('a missed rhythm is noted once, and over when something comes', async () => {
  await changeSource(platform, operator, 'shop', { expectedEveryHours: 24 });
  expect(await tendRhythms(platform)).toEqual({ late: [], ended: [] });
  platform.clock.set('2026-03-05T10:00:00Z');
  expect(await tendRhythms(platform)).toEqual({ late: ['shop'], ended: [] });
  expect(await tendRhythms(platform)).toEqual({ late: [], ended: [] });
  expect((await record()).lates).toMatchObject([
    { since: new Date('2026-03-04T09:00:00Z'), everyHours: 24, endedAt: null },
  ]);
  const sourceId = await sourceIdOf(platform, 'shop');
  await takeIn(platform, { sourceId, facts: [{ type: 'identity', key: 'z', name: 'Zoe' }] });
  expect(await tendRhythms(platform)).toEqual({ late: [], ended: ['shop'] });
});

test('a file of fields, and none for strangers', async () => {
  const file = await app.call('GET', '/sources/shop/fields.csv', { actor: operator });
  expect(file.body).toContain('file,answers,score,number,');
  expect((await app.call('GET', '/sources/nope/record', { actor: operator })).status).toBe(404);
  expect((await app.call('GET', '/sources/shop/record')).status).toBe(401);
});
