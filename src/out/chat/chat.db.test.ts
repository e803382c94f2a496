import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform } from '../../../test/platform.ts';
import { receiver } from '../../../test/receiver.ts';
import { tellingPlatform } from '../../../test/telling.ts';
import { takeIn } from '../../loop.ts';
import { operatorActor as actor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { sendDue } from '../send.ts';

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
  await fresh.db.raw(`insert into departments (department_id, key, name) values
    ('00000000-0000-7000-8000-0000000000d1', 'board', 'Board'), ('00000000-0000-7000-8000-0000000000d2', 'sales', 'Sales');
    update people set department_id = '00000000-0000-7000-8000-0000000000d1'`);
});
afterEach(async () => {
  await fresh.db.raw('update out_endpoints set ended_at = now()');
  theirs.got.length = 0;
  theirs.answer(() => ({ status: 200, body: 'ok' }));
});
afterAll(async () => {
  await theirs.close();
  await fresh.close();
});

const make = async (kind: string, given: Record<string, unknown> = {}) => {
  const url = `${theirs.url}/services/T000/B000/secretsecret`;
  const body = { kind, name: 'Channel', url, eventTypes: ['case.opened'], ...given };
  const answer = await app.call('POST', '/endpoints', { actor, body });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; url: string };
};
let customers = 0;
const complaints = (n: number) =>
  takeIn(platform, {
    sourceId,
    facts: Array.from({ length: n }, () => `c${++customers}`).flatMap((who) => [
      { type: 'identity' as const, key: who, name: `Person ${who}` },
      {
        type: 'response' as const,
        key: `r${who}`,
        who,
        metric: 'nps',
        value: 1,
        at: platform.clock.now().toISOString(),
        touchpoint: 'delivery',
      },
    ]),
  } as never);
const language = (to: string) =>
  fresh.db.run(sql`insert into settings (key, value) values ('organisation', ${JSON.stringify({ language: to, timezone: 'Europe/Berlin' })}::jsonb)
    on conflict (key) do update set value = excluded.value`);
const said = () => theirs.got.map(({ body }) => JSON.parse(body));

test('one case is one message in the organisation’s language, with a way back, and without the customer’s name', async () => {
  await language('de');
  await make('slack');
  await complaints(1);
  await sendDue(platform);
  const [message] = said();
  expect(message.text).toMatch(
    /^Neuer Fall\nFall \d+: NPS 1 at Delivery · Board · fällig Mi\., 4\. März, 10:00$/,
  );
  expect(message.blocks.at(-1).elements[0]).toMatchObject({
    text: { text: 'Öffnen' },
    url: expect.stringMatching(/^http:\/\/onus\.test\/inbox\/[0-9a-f-]{36}$/),
  });
  expect(theirs.got[0]!.body).not.toContain('Person');
  await language('en');
});

test('a thousand cases in a minute are one message with a count', async () => {
  const { id } = await make('teams');
  platform.clock.advance(61_000);
  await complaints(1000);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(1);
  const { content } = said()[0].attachments[0];
  expect(content.type).toBe('AdaptiveCard');
  expect(content.body.map(({ text }: { text: string }) => text)).toEqual(
    expect.arrayContaining(['1,000 messages from Onus', 'New case: 1,000']),
  );
  expect(theirs.got[0]!.body.length).toBeLessThan(28_000);
  expect((await app.call('GET', `/endpoints/${id}`, { actor })).body).toMatchObject({ waiting: 0 });

  // The next ones wait until the minute is over, and come together.
  await complaints(2);
  await sendDue(platform);
  await complaints(1);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(1);
  platform.clock.advance(61_000);
  await sendDue(platform);
  expect(theirs.got).toHaveLength(2);
  expect(theirs.got[1]!.body).toContain('3 messages from Onus');
});

test('a channel hears only of its own team’s cases', async () => {
  await make('slack', { departments: ['sales'] });
  const own = await make('slack', { departments: ['board'], name: 'Board', url: `${theirs.url}/board` });
  await complaints(1);
  await sendDue(platform);
  expect(theirs.got.map(({ path }) => path)).toEqual(['/board']);
  expect((await app.call('GET', `/endpoints/${own.id}`, { actor })).body.departments).toEqual(['board']);
});

test('nobody sees the whole address of a channel, and a change keeps it', async () => {
  const { id, url } = await make('slack');
  expect(url).toMatch(/…cret$/);
  const changed = await app.call('PATCH', `/endpoints/${id}`, { actor, body: { name: 'Other', url } });
  expect(changed.body).toMatchObject({ name: 'Other', url });
  await complaints(1);
  await sendDue(platform);
  expect(theirs.got[0]!.path).toBe('/services/T000/B000/secretsecret');
  const stored =
    await fresh.db.raw(`select address, sealed_url, (select string_agg(request, '') from out_attempts) as log
    from out_endpoints where ended_at is null`);
  expect(JSON.stringify(stored.rows)).not.toContain('secretsecret');
  const audit = await fresh.db.raw('select detail from audit_entries');
  expect(JSON.stringify(audit.rows)).not.toContain('secretsecret');
});

test('too much at once is told in a text that Teams answers with 200', async () => {
  const { id } = await make('teams');
  theirs.answer(() => ({
    status: 200,
    body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429',
  }));
  await complaints(1);
  await sendDue(platform);
  expect((await app.call('GET', `/endpoints/${id}`, { actor })).body).toMatchObject({ waiting: 1 });
  theirs.answer(() => ({ status: 202 }));
  platform.clock.advance(61_000);
  await sendDue(platform);
  expect((await app.call('GET', `/endpoints/${id}`, { actor })).body).toMatchObject({
    waiting: 0,
    givenUp: 0,
  });
});

test('a test says so', async () => {
  const { id } = await make('slack');
  await app.call('POST', `/endpoints/${id}/test`, { actor, body: {} });
  await sendDue(platform);
  expect(said()[0].text).toBe('Test: Onus reaches this channel');
  expect(
    (
      await app.call('POST', '/endpoints', {
        actor,
        body: {
          kind: 'slack',
          name: 'x',
          url: theirs.url,
          eventTypes: ['case.opened'],
          departments: ['nowhere'],
        },
      })
    ).body.code,
  ).toBe('unknown_department');
  expect((await app.call('POST', `/endpoints/${id}/secret`, { actor, body: {} })).body.code).toBe(
    'nothing_signed',
  );
});
