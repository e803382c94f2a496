import { serve } from '@hono/node-server';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeUp } from '../src/collect/intake/takeUp.ts';
import { takeIn } from '../src/loop.ts';
import { sql } from '../src/platform/database.ts';
import { collectingPlatform, operator } from './collecting.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';
import { appFor, type TestPlatform } from './platform.ts';
import { freePort } from './port.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let url: string;
let writeKey: string;
let close: () => void;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
  platform.clock.set(new Date());
  const app = appFor(platform);
  const made = await app.call('POST', '/sources/shop/connections', {
    actor: operator,
    body: { convention: 'segment' },
  });
  writeKey = made.body.key;
  const port = await freePort();
  const server = serve({ fetch: app.hono.fetch, port, hostname: '127.0.0.1' });
  url = `http://127.0.0.1:${port}`;
  close = () => server.close();
});
afterAll(async () => {
  close();
  await fresh.close();
});

const kinds = async (who: string) =>
  (
    await fresh.db.all<{ key: string }>(sql`
      select k.key from interactions join kinds k using (kind_id) join identities p using (identity_id)
      where p.external_key = ${who} order by 1`)
  ).map(({ key }) => key);
const answers = (who: string) =>
  fresh.db.all(
    sql`select value, comment from responses join identities p using (identity_id) where p.external_key = ${who}`,
  );
const person = (who: string) =>
  fresh.db.maybe(sql`select name, email, attributes from identities where external_key = ${who}`);

test('Segment’s own client, pointed here, unchanged', async () => {
  const client = new Analytics({ writeKey, host: url, flushAt: 3, maxRetries: 0 });
  const failures: unknown[] = [];
  client.on('error', (error) => failures.push(error));
  client.track({ anonymousId: 'sa', event: 'Basket Opened' });
  client.identify({
    userId: 's1',
    anonymousId: 'sa',
    traits: { name: 'Ines', email: 'ines@kunde.example', plan: 'fibre' },
  });
  client.track({ userId: 's1', event: 'NPS Submitted', properties: { score: 8, comment: 'Fine' } });
  client.page({ userId: 's1', name: 'Prices' });
  client.screen({ userId: 's1', name: 'Basket' });
  client.group({ userId: 's1', groupId: 'sg', traits: { name: 'Muster GmbH' } });
  client.alias({ userId: 's1', previousId: 's0' });
  await client.closeAndFlush();
  expect(failures).toEqual([]);
  await takeUp(platform, takeIn);
  expect(await kinds('s1')).toEqual(['page.viewed', 'screen.viewed']);
  expect(await kinds('anonymous:sa')).toEqual(['basket_opened']);
  expect(await answers('s1')).toEqual([{ value: 8, comment: 'Fine' }]);
  expect(await person('s1')).toMatchObject({
    name: 'Ines',
    email: 'ines@kunde.example',
    attributes: { plan: 'fibre' },
  });
});

test('RudderStack’s own client, gzipped as it sends, unchanged', async () => {
  const client = new RudderAnalytics(writeKey, { dataPlaneUrl: url, flushAt: 20, logLevel: 'error' });
  client.identify({ userId: 'r1', traits: { name: 'Jon', email: 'jon@kunde.example' } });
  client.track({ userId: 'r1', event: 'Order Completed', properties: { revenue: 12.5 } });
  client.track({ userId: 'r1', event: 'CSAT Submitted', properties: { score: 4 } });
  client.page({ userId: 'r1', name: 'Help' });
  client.group({ userId: 'r1', groupId: 'rg', traits: { name: 'Beispiel AG' } });
  client.alias({ userId: 'r1', previousId: 'r0' });
  await client.flush();
  await takeUp(platform, takeIn);
  expect(await kinds('r1')).toEqual(['order_completed', 'page.viewed']);
  expect(await answers('r1')).toEqual([{ value: 4, comment: null }]);
  expect(await person('r1')).toMatchObject({ name: 'Jon' });
});
