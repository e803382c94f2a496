import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform } from '../../../test/platform.ts';
import { type Answering, type Received, receiver } from '../../../test/receiver.ts';
import { tellingPlatform } from '../../../test/telling.ts';
import { takeIn } from '../../loop.ts';
import { operatorActor as actor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { sendDue } from '../send.ts';
import { crmPresets } from './presets.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let sourceId: number;
let theirs: Awaited<ReturnType<typeof receiver>>;
beforeAll(async () => {
  fresh = await freshDatabase();
  ({ platform, sourceId } = await tellingPlatform(fresh.db));
  app = appFor(platform);
  theirs = await receiver();
});
afterEach(async () => {
  await fresh.db.raw('update out_endpoints set ended_at = now()');
  theirs.got.length = 0;
});
afterAll(async () => {
  await theirs.close();
  await fresh.close();
});

/** HubSpot as its API documents it: a private app’s token, text properties, 404 for whom it does not know. */
function hubspot(records: Record<string, Record<string, unknown>>) {
  return ({ method, path, headers, body }: Received): Answering => {
    const json = (status: number, said: object) => ({ status, body: JSON.stringify(said) });
    if (headers.authorization !== 'Bearer pat-eu1-token')
      return json(401, { category: 'INVALID_AUTHENTICATION' });
    const id = decodeURIComponent(/^\/crm\/v3\/objects\/contacts\/([^/]+)$/.exec(path)?.[1] ?? '');
    const record = records[id];
    if (method !== 'PATCH' || !record) return json(404, { category: 'OBJECT_NOT_FOUND' });
    const { properties } = JSON.parse(body);
    if (Object.values(properties).some((value) => typeof value !== 'string'))
      return json(400, { category: 'VALIDATION_ERROR' });
    Object.assign(record, properties);
    return json(200, { id, properties });
  };
}

const preset = (key: string) => crmPresets.find((one) => one.key === key)!;
const make = async (key: string, given: Record<string, unknown> = {}) => {
  const { url, settings } = preset(key);
  const body = {
    kind: 'crm',
    name: key,
    url: url.replace(/^https:\/\/[^/]+/, theirs.url),
    eventTypes: ['case.opened', 'case.closed', 'response.received'],
    settings: { ...settings, source: 'shop' },
    secret: 'pat-eu1-token',
    ...given,
  };
  return app.call('POST', '/endpoints', { actor, body });
};
const answer = (who: string, value: number, key = `${who}-${value}`) => {
  platform.clock.advance(1000);
  return takeIn(platform, {
    sourceId,
    facts: [
      { type: 'identity', key: who, name: 'Ines', email: `${who.replace(/\W/g, '')}@kunde.example` },
      {
        type: 'response',
        key,
        who,
        metric: 'nps',
        value,
        at: platform.clock.now().toISOString(),
        touchpoint: 'delivery',
      },
    ],
  } as never);
};
const log = async (id: string) =>
  (await app.call('GET', `/endpoints/${id}/deliveries`, { actor })).body.items;
const customerOf = async (who: string) =>
  (
    await fresh.db.one<{ id: string }>(
      sql`select customer_id as id from links join identities using (identity_id) where external_key = ${who}`,
    )
  ).id;

test('HubSpot: the record gets score and case, under the source’s own key', async () => {
  const records: Record<string, Record<string, unknown>> = { '51/2': {} };
  theirs.answer(hubspot(records));
  const made = await make('hubspot');
  expect(made.status).toBe(201);
  expect(JSON.stringify(made.body)).not.toContain('pat-eu1-token');
  await answer('51/2', 3);
  await sendDue(platform);
  expect(records['51/2']).toMatchObject({
    onus_open_cases: '1',
    onus_last_nps: '3',
    onus_last_case_state: 'open',
    onus_last_case: expect.stringContaining('http://onus.test/inbox/'),
  });
  // The case and the answer concern one customer: one request.
  expect(theirs.got).toHaveLength(1);
  expect((await log(made.body.id)).map(({ state }: { state: string }) => state)).toEqual([
    'delivered',
    'delivered',
  ]);
  const stored = await fresh.db.raw('select settings, address from out_endpoints');
  expect(JSON.stringify(stored.rows)).not.toContain('pat-eu1-token');
});

test('whom HubSpot does not know is given up at once and says why; too many requests wait as asked', async () => {
  const records: Record<string, Record<string, unknown>> = { k2: {} };
  const real = hubspot(records);
  let busy = true;
  theirs.answer((request) => (busy ? { status: 429, headers: { 'retry-after': '10' } } : real(request)));
  const { body } = await make('hubspot');
  await answer('k2', 9);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(1);
  await answer('stranger', 9);
  await sendDue(platform);
  // The whole CRM rests, not only that record.
  expect(theirs.got).toHaveLength(1);
  busy = false;
  platform.clock.advance(11_000);
  await sendDue(platform);
  expect(records.k2).toMatchObject({ onus_last_nps: '9', onus_open_cases: '0', onus_last_case: '' });
  const [stranger, known] = await log(body.id);
  expect(known).toMatchObject({ state: 'delivered' });
  expect(stranger).toMatchObject({
    state: 'given_up',
    status: 404,
    failure: 'It answered 404: there is no such record.',
  });
  expect((await app.call('GET', `/endpoints/${body.id}`, { actor })).body.failingSince).toBeNull();
});

test('a late try writes what holds now, never what held then', async () => {
  const records: Record<string, Record<string, unknown>> = { k3: {} };
  const real = hubspot(records);
  let down = true;
  theirs.answer((request) => (down ? { status: 503 } : real(request)));
  const { body } = await make('hubspot');
  await answer('k3', 8);
  await sendDue(platform);
  platform.clock.advance(1000);
  await answer('k3', 10);
  down = false;
  await sendDue(platform);
  expect(records.k3).toMatchObject({ onus_last_nps: '10' });
  platform.clock.advance(60_000);
  await sendDue(platform);
  expect(records.k3).toMatchObject({ onus_last_nps: '10' });
  expect((await log(body.id)).every(({ state }: { state: string }) => state === 'delivered')).toBe(true);
});

test('Salesforce: asks for a token once, for another when it has run out, and keeps numbers as numbers', async () => {
  const written: unknown[] = [];
  let given = 0;
  theirs.answer(({ method, path, headers, body }) => {
    if (path === '/services/oauth2/token') {
      const form = new URLSearchParams(body);
      if (form.get('grant_type') !== 'client_credentials' || form.get('client_secret') !== 'pat-eu1-token')
        return { status: 400, body: '{"error":"invalid_client"}' };
      return { status: 200, body: JSON.stringify({ access_token: `token${++given}`, token_type: 'Bearer' }) };
    }
    if (headers.authorization !== `Bearer token${given}` || given === 0)
      return { status: 401, body: '[{"errorCode":"INVALID_SESSION_ID"}]' };
    if (method !== 'PATCH' || path !== '/services/data/v62.0/sobjects/Contact/003A') return { status: 404 };
    written.push(JSON.parse(body));
    return { status: 204 };
  });
  const { settings } = preset('salesforce');
  const access = {
    kind: 'client_credentials',
    tokenUrl: `${theirs.url}/services/oauth2/token`,
    clientId: 'onus',
  };
  const { body } = await make('salesforce', { settings: { ...settings, access, source: 'shop' } });
  await answer('003A', 2);
  await sendDue(platform);
  expect(written).toEqual([expect.objectContaining({ Onus_Last_NPS__c: 2, Onus_Open_Cases__c: 1 })]);
  await answer('003A', 4);
  await sendDue(platform);
  expect(given).toBe(1);
  given = 7;
  await answer('003A', 5);
  await sendDue(platform);
  platform.clock.advance(10_000);
  await sendDue(platform);
  expect(given).toBe(8);
  expect(written.at(-1)).toMatchObject({ Onus_Last_NPS__c: 5 });
  expect((await log(body.id)).every(({ state }: { state: string }) => state === 'delivered')).toBe(true);
});

test('a look shows what would be written; a test writes it; nobody’s record is nothing to write', async () => {
  const records: Record<string, Record<string, unknown>> = { k5: {} };
  theirs.answer(hubspot(records));
  const { body } = await make('hubspot', { eventTypes: ['case.closed'] });
  await answer('k5', 7);
  const customerId = await customerOf('k5');
  const look = await app.call('POST', `/endpoints/${body.id}/trial`, { actor, body: { customerId } });
  expect(look.body.requests[0]).toMatchObject({
    method: 'PATCH',
    url: `${theirs.url}/crm/v3/objects/contacts/k5`,
  });
  expect(JSON.parse(look.body.requests[0].body).properties.onus_last_nps).toBe('7');
  expect(theirs.got).toHaveLength(0);
  expect((await app.call('POST', `/endpoints/${body.id}/test`, { actor, body: {} })).body.code).toBe(
    'needs_customer',
  );
  await app.call('POST', `/endpoints/${body.id}/test`, { actor, body: { customerId } });
  await sendDue(platform);
  expect(records.k5).toMatchObject({ onus_last_nps: '7' });
  await fresh.db.raw(
    "insert into sources (key, name, kind, made_at) values ('crm', 'CRM', 'crm', now()) on conflict do nothing",
  );
  const { settings } = preset('hubspot');
  await app.call('PATCH', `/endpoints/${body.id}`, {
    actor,
    body: { settings: { ...settings, source: 'crm' } },
  });
  await app.call('POST', `/endpoints/${body.id}/test`, { actor, body: { customerId } });
  await sendDue(platform);
  expect((await log(body.id))[0]).toMatchObject({
    state: 'delivered',
    status: null,
    failure: expect.stringContaining('nothing to write'),
  });
});

test('bad input is refused in words', async () => {
  const { settings } = preset('hubspot');
  const code = async (given: Record<string, unknown>) => (await make('hubspot', given)).body.code;
  const withSettings = (more: object) => code({ settings: { ...settings, source: 'shop', ...more } });
  expect(await code({ url: `${theirs.url}/contacts` })).toBe('bad_address');
  expect(await code({ url: 'http://{key}.evil.example/{key}' })).toBe('bad_address');
  expect(await code({ url: `${theirs.url}/{email}/{key}` })).toBe('bad_address');
  expect(await code({ eventTypes: ['journey.made'] })).toBe('not_about_customers');
  expect(await withSettings({ source: 'nowhere' })).toBe('unknown_source');
  expect(await withSettings({ body: '{"a": ' })).toBe('bad_template');
  expect(await withSettings({ body: '"{key}"' })).toBe('bad_template');
  expect(await withSettings({ body: '{"a": "{favourite_colour}"}' })).toBe('unknown_field');
  expect(await withSettings({ headers: [{ name: 'Host', value: 'x' }] })).toBe('header_refused');
  expect(await withSettings({ headers: [{ name: 'authorization', value: 'x' }] })).toBe('header_refused');
  expect(await withSettings({ headers: [{ name: 'X-A', value: 'a\r\nX-B: c' }] })).toBe('invalid');
  expect(await code({ secret: 'two\r\nlines' })).toBe('invalid');
  const { body } = await make('hubspot');
  const elsewhere = { url: 'http://127.0.0.2:9/contacts/{key}' };
  const moved = await app.call('PATCH', `/endpoints/${body.id}`, { actor, body: elsewhere });
  expect(moved.body.code).toBe('secret_again');
  const both = await app.call('PATCH', `/endpoints/${body.id}`, {
    actor,
    body: { ...elsewhere, secret: 'new' },
  });
  expect(both.status).toBe(200);
});
