import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { seedMetrics } from '../../measure/measure.ts';
import { sql } from '../../platform/database.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
const steward = personActor('0196b000-0000-7000-8000-000000000001', 'Dana', ['data_steward', 'analyst']);

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db, { config: { dataFolder: mkdtempSync(join(tmpdir(), 'onus-')) } });
  app = appFor(platform);
  await fresh.db.run(sql`insert into people (person_id, name, email, colour, made_at)
    values (${steward.personId}::uuid, ${steward.name}, 'dana@x.example', '#555', now())`);
  await fresh.db.tx((tx) => seedMetrics(tx, platform));
});
afterAll(() => fresh.close());

const post = (path: string, body: object) => app.call('POST', path, { actor: steward, body });
const fixture = (name: string) => readFile(join(import.meta.dirname, 'fixtures', name));

async function upload(bytes: Uint8Array): Promise<string> {
  const sent = await app.call('POST', '/imports?fileName=shop', {
    actor: steward,
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  });
  return sent.body.uploadId;
}

async function take(bytes: Uint8Array, source: string, mapping?: object) {
  await post('/sources', { key: source, name: source });
  const uploadId = await upload(bytes);
  const started = await post('/imports/start', { uploadId, source, ...(mapping ? { mapping } : {}) });
  expect(started.status, JSON.stringify(started.body).slice(0, 300)).toBe(202);
  await platform.queue.drain();
  return (await app.call('GET', `/imports/${started.body.runId}`, { actor: steward })).body;
}

/** What happened to whom in a source, and who they are. */
const taken = (source: string) =>
  fresh.db.all(sql`
    select i.name, i.email, i.attributes, count(x.*)::int as events, sum(x.value)::float8 as value,
      string_agg(k.key, ',' order by x.occurred_at, k.key) as kinds
    from identities i join sources s using (source_id) left join interactions x using (identity_id) left join kinds k using (kind_id)
    where s.key = ${source} group by 1, 2, 3 order by 1`);

const counted = [
  ['Kim Weber', 5, 30, 'Place order,Confirm order,Place order,Confirm order,Ship parcel'],
  ['Lee Brandt', 3, 30, 'Place order,Confirm order,Ship parcel'],
  ['Mia Roth', 5, 90, 'Place order,Confirm order,Place order,Confirm order,Complain'],
  ['Noa Falk', 2, 60, 'Place order,Confirm order'],
] as const;

test.each([
  ['json', 'shop.json', (bytes: Buffer) => bytes],
  ['xml', 'shop.xml', (bytes: Buffer) => bytes],
  ['gzipped', 'shop.xml', (bytes: Buffer) => gzipSync(bytes)],
])('an object-centric log, %s, is read as it is: figures counted by hand', async (source, name, change) => {
  const bytes = change(await fixture(name));
  const run = await take(bytes, source);
  // 4 customers, 15 events of theirs; the restocking and a pick that names no order are nobody's.
  expect(run).toMatchObject({ state: 'finished', read: 21, accepted: 19, rejected: 2 });
  expect(run.warnings[0]).toBe('Recognised: OCEL 2.0, events.');
  expect(run.warnings[2]).toContain('Order (6), Item (8), Product (2), Clerk (2)');
  const { items } = (await app.call('GET', `/imports/${run.runId}/rejections`, { actor: steward })).body;
  expect(items.map((one: { reason: string }) => one.reason)).toEqual(
    [1, 2].map(() => 'No “Customer” takes part in this event, and none of its objects belongs to just one.'),
  );
  const rows = await taken(source);
  expect(
    rows.map((one) => one as { name: string; events: number; value: number; kinds: string }),
  ).toMatchObject(counted.map(([name, events, value, kinds]) => ({ name, events, value, kinds })));
  // Of a value that changed the newest, and the events know which objects took part.
  expect(rows[0]).toMatchObject({ email: 'kim@example.org', attributes: { tier: 'gold' } });
  const shipped = await fresh.db.all<{ attributes: object }>(sql`
    select x.attributes from interactions x join kinds k using (kind_id) join sources s using (source_id)
    where k.key = 'Ship parcel' and s.key = ${source}`);
  expect(shipped).toHaveLength(2);
  expect(shipped[0]?.attributes).toMatchObject({ order: 'o1, o3', clerk: 'k1', carrier: 'Posten' });

  const again = await take(bytes, source);
  expect(again).toMatchObject({ read: 21, accepted: 0, unchanged: 19, rejected: 2 });
  expect(await taken(source)).toEqual(rows);
});

test('somebody may say which type is the customer; where none looks like one, it is asked for', async () => {
  const uploadId = await upload(await fixture('shop.json'));
  const look = (more: object = {}) => post('/imports/preview', { uploadId, ...more });
  const first = await look();
  expect(first.body).toMatchObject({ customer: 'Customer', format: 'ocel', recognised: { kind: 'ocel' } });
  expect(first.body.objectTypes).toContainEqual({ name: 'Item', count: 8 });
  const orders = await look({ customer: 'Order' });
  expect(orders.body).toMatchObject({ customer: 'Order', mapping: { read: { customer: 'Order' } } });
  // 6 orders; of the events each but the restocking and the complaint by o4 … is some order's.
  const run = await take(await fixture('shop.json'), 'orders', orders.body.mapping);
  expect(run).toMatchObject({ accepted: 22, rejected: 1 });
  expect((await look({ customer: 'Ship' })).body).toMatchObject({ code: 'no_customer_type' });

  const nobody = Buffer.from((await fixture('shop.json')).toString().replaceAll('Customer', 'Thing'));
  const asked = await post('/imports/preview', { uploadId: await upload(nobody) });
  expect(asked.body).toMatchObject({
    code: 'no_customer_type',
    objectTypes: ['Thing', 'Order', 'Item', 'Product', 'Clerk'],
  });
});

test('what breaks off is read up to there, what is no such log is refused in words', async () => {
  const bytes = await fixture('shop.xml');
  const half = await take(bytes.subarray(0, bytes.indexOf('<object id="o2"')), 'half');
  expect(half.state).toBe('finished');
  expect(half.accepted).toBeGreaterThan(8);
  const { items } = (await app.call('GET', `/imports/${half.runId}/rejections`, { actor: steward })).body;
  expect(items.at(-1).reason).toContain('ends early');
  const refused = async (text: string) =>
    (await post('/imports/preview', { uploadId: await upload(Buffer.from(text)) })).body.code;
  expect(await refused('{"ocel:global-log": {}, "ocel:events": {}}')).toBe('ocel_1');
  expect(await refused('<?xml version="1.0"?><log><trace/></log>')).toBe('event_log');
  expect(await refused('{"objectTypes":[],"eventTypes":[],"objects":[],"events":[]}')).toBe(
    'no_customer_type',
  );
  const odd =
    '{"objectTypes":[{"name":"Customer"}],"eventTypes":[],"objects":[{"id":"c","type":"Customer"},{"type":"Customer"}],"events":[{"id":"e","type":"x\\u0000","time":"2026-01-01T00:00:00Z","relationships":[{"objectId":"c"}]},{"id":"f","type":"y","time":"soon","relationships":[{"objectId":"c"}]}]}';
  const run = await take(Buffer.from(odd), 'odd');
  expect(run).toMatchObject({ state: 'finished', accepted: 1, rejected: 3 });
});
