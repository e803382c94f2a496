import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, company, customerOf } from '../../test/company.ts';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import { sql } from '../platform/database.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
const app = appFor(platform);
afterAll(() => fresh.close());

let people: Company;
const places: Record<string, number> = {};
beforeAll(async () => {
  people = await company(fresh.db, 20);
  await call('PUT', '/journeys/join', {
    name: 'Join',
    phases: [
      { key: 'look', name: 'Look', prospect: true, touchpoints: [{ key: 'site', name: 'Site' }] },
      {
        key: 'install',
        name: 'Installation',
        touchpoints: [
          { key: 'visit', name: 'Technician visit' },
          { key: 'bill', name: 'First bill' },
        ],
      },
    ],
  });
  await call('POST', '/journeys', {
    key: 'help',
    name: 'Help',
    phases: [{ key: 'ask', name: 'Ask', touchpoints: [{ key: 'hotline', name: 'Hotline' }] }],
  });
  for (const row of await fresh.db.all<{ key: string; id: number }>(
    sql`select key, touchpoint_id as id from touchpoints`,
  ))
    places[row.key] = row.id;
  await fresh.db.run(
    sql`insert into kinds (key, name) values ('site.seen', 'Looked'), ('visit.done', 'Visit'), ('call', 'Call')`,
  );
  // Ten look, are visited and billed; five come back from the visit to the site; four call in between; one only looks.
  for (let n = 0; n < 20; n++) {
    const way =
      n < 10
        ? ['site', 'visit', 'bill']
        : n < 15
          ? ['visit', 'site', 'visit']
          : n < 19
            ? ['site', 'hotline', 'visit']
            : ['site'];
    await walks(n, way);
  }
  await fresh.db.run(sql`insert into responses (identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, comment, content_hash)
    values (${customerOf(3)}::uuid, gen_random_uuid(), 1, (select metric_id from metrics where key = 'nps'), ${places.visit}, 0,
      '2026-02-20T15:00:00Z', 2, 'Nobody came. <b>Twice.</b>', 1)`);
});

async function walks(who: number, way: string[]): Promise<void> {
  for (const [step, key] of way.entries()) {
    if (key === 'bill') continue;
    const kind = { site: 'site.seen', visit: 'visit.done', hotline: 'call' }[key];
    await fresh.db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, value, failed, content_hash)
      values (${customerOf(who)}::uuid, gen_random_uuid(), 1, (select kind_id from kinds where key = ${kind}), ${places[key]}, 0,
        ${new Date(Date.UTC(2026, 1, 10 + step * 3, who))}::timestamptz, ${who}, ${key === 'visit' && who < 4}, 1)`);
  }
  // Nothing but answers comes in at the bill: there they show the way.
  if (way.includes('bill'))
    await fresh.db.run(sql`insert into responses (identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, content_hash)
      values (${customerOf(who)}::uuid, gen_random_uuid(), 1, (select metric_id from metrics where key = 'nps'), ${places.bill}, 0,
        '2026-02-25T12:00:00Z', 9, 1)`);
}

const call = (method: string, path: string, body?: object, actor = people.asta) =>
  app.call(method, path, { actor, body });

test('a template becomes a map of one’s own, twice, in either language, and never takes a key that is there', async () => {
  const { items } = (await call('GET', '/journey-templates?language=de')).body;
  expect(items.map((one: { key: string }) => one.key).sort()).toEqual([
    'b2b-onboarding',
    'ecommerce',
    'saas',
    'subscription',
    'support',
  ]);
  for (const { key } of items) {
    for (const language of ['en', 'de']) {
      const made = await call('POST', '/journeys/from-template', { template: key, language });
      expect(made.status).toBe(201);
      expect(made.body.warnings).toEqual([]);
      expect(made.body.phases.every((phase: { emotion: number | null }) => phase.emotion !== null)).toBe(
        true,
      );
    }
  }
  const named = { template: 'support', name: 'Our help', key: 'our-help' };
  expect((await call('POST', '/journeys/from-template', named)).body).toMatchObject({
    key: 'our-help',
    name: 'Our help',
  });
  expect(await call('POST', '/journeys/from-template', named)).toMatchObject({
    status: 409,
    body: { code: 'journey_exists', detail: expect.stringContaining('Choose another key') },
  });
  expect((await call('POST', '/journeys/from-template', { template: 'nothing' })).status).toBe(404);
  const forbidden = await call('POST', '/journeys/from-template', { template: 'saas' }, people.priya);
  expect(forbidden.status).toBe(403);
});

test('the atlas shows every journey in short', async () => {
  const { items } = (await call('GET', '/atlas')).body;
  expect(items.find((one: { key: string }) => one.key === 'join')).toMatchObject({
    touchpoints: 3,
    warnings: [],
    phases: [
      { key: 'look', prospect: true, touchpoints: 1 },
      { key: 'install', touchpoints: 2 },
    ],
    openComments: 0,
  });
  const volumes = (await call('GET', '/volumes?journey=join&from=2026-02-01&to=2026-02-28')).body.items;
  expect(volumes).toEqual(
    [
      { key: 'visit', journey: 'join', n: 24, failed: 4 },
      { key: 'site', journey: 'join', n: 20, failed: 0 },
    ].sort(
      (a, b) =>
        volumes.findIndex((one: { key: string }) => one.key === a.key) -
        volumes.findIndex((one: { key: string }) => one.key === b.key),
    ),
  );
});

test('what customers did stands beside what was drawn', async () => {
  const found = (await call('GET', '/journeys/join/discovered')).body;
  expect(found).toMatchObject({
    from: '2025-12-03',
    to: '2026-03-02',
    customers: 20,
    n: 20,
    sampled: false,
    conformance: { touchpoints: 0.75, phases: 0.75 },
    variants: [
      { path: ['site', 'visit', 'bill'], customers: 10, agrees: true },
      { path: ['visit', 'site', 'visit'], customers: 5, agrees: false },
      { path: ['site', 'visit'], customers: 4, agrees: true },
      { path: ['site'], customers: 1, agrees: true },
    ],
    outside: [{ after: 'site', via: 'hotline', viaJourney: 'Help', customers: 4 }],
  });
  expect(found.touchpoints.find((one: { key: string }) => one.key === 'visit')).toMatchObject({
    customers: 19,
    returned: 5,
  });
  expect(found.edges.find((one: { kind: string }) => one.kind === 'back')).toMatchObject({
    from: 'visit',
    to: 'site',
    customers: 5,
  });
  expect((await call('GET', '/journeys/join/discovered?from=2020-01-01&to=2020-02-01')).body).toMatchObject({
    n: 0,
    variants: [],
  });
});

test('a story follows somebody typical who said something, or whoever is asked for', async () => {
  const story = (await call('GET', '/journeys/join/story')).body;
  expect(story.customer).toEqual({ id: customerOf(3), name: 'Customer 3' });
  expect(story.typical).toEqual({ customers: 10, of: 20, path: 3 });
  expect(story.steps.map((step: { touchpoint: { key: string } }) => step.touchpoint.key)).toEqual([
    'site',
    'visit',
    'visit',
    'bill',
  ]);
  expect(story.steps[2]).toMatchObject({
    kind: 'response',
    text: 'Nobody came. <b>Twice.</b>',
    value: 2,
    elsewhere: false,
  });
  const other = (await call('GET', `/journeys/join/story?customer=${customerOf(16)}`)).body;
  expect(other.steps.map((step: { elsewhere: boolean }) => step.elsewhere)).toEqual([false, true, false]);
  expect(await call('GET', '/journeys/join/story?from=2020-01-01&to=2020-02-01')).toMatchObject({
    status: 422,
    body: { code: 'nobody_walked' },
  });
});

test('a promise is kept or broken by what happened, and its terms have a history', async () => {
  const promise = {
    name: 'Here when we said',
    words: 'The technician comes on the day we named.',
    toWhom: 'New customers',
    person: people.jonas.personId,
    touchpoint: 'site',
    measuredBy: 'interaction',
    measuredKey: 'visit.done',
    at: 'visit',
  };
  const made = await call('POST', '/promises', promise);
  expect(made).toMatchObject({
    status: 201,
    body: {
      key: 'here-when-we-said',
      n: 24,
      broken: 4,
      customers: 4,
      person: { name: 'Jonas Nowak', left: false },
      touchpoint: { key: 'site', journey: 'join' },
    },
  });
  const stricter = { ...promise, words: 'Within ten days.', brokenWhen: 'over', limit: 9 };
  expect((await call('PUT', '/promises/here-when-we-said', stricter)).body).toMatchObject({
    n: 24,
    broken: 14,
    customers: 9,
  });
  const terms = (await call('GET', '/promises/here-when-we-said/terms')).body.items;
  expect(terms.map((one: { words: string }) => one.words)).toEqual([stricter.words, promise.words]);
  expect((await call('GET', '/promises?journey=help')).body.items).toEqual([]);

  const broken = (await call('GET', '/promises/here-when-we-said/broken')).body.items;
  expect(broken).toHaveLength(14);
  expect(broken[0].customer.name).toMatch(/^Customer 1\d$/);

  const refusals: [object, string][] = [
    [{ ...promise, key: 'here-when-we-said' }, 'promise_exists'],
    [{ ...promise, touchpoint: 'nowhere' }, 'unknown_touchpoint'],
    [{ ...promise, measuredKey: 'rain' }, 'unknown_measure'],
    [{ ...promise, brokenWhen: 'over' }, 'invalid'],
    [{ ...promise, measuredKey: null }, 'invalid'],
  ];
  for (const [body, code] of refusals) expect((await call('POST', '/promises', body)).body.code).toBe(code);
  await call('DELETE', '/promises/here-when-we-said');
  expect((await call('GET', '/promises')).body.items).toEqual([]);
});

test('a persona is described, walks journeys, is described anew, and what it is called is only text', async () => {
  const family = {
    name: '<i>Busy family</i>',
    needs: ['To be online when the boxes are unpacked'],
    says: 'Just tell me the day.',
  };
  const { key } = (await call('POST', '/personas', family)).body;
  const linked = await call('PUT', `/personas/${key}/journeys`, { journeys: ['join'] });
  expect(linked.body).toMatchObject({
    name: '<i>Busy family</i>',
    journeys: [{ key: 'join', name: 'Join' }],
  });
  expect((await call('GET', '/journeys/join')).body.personas).toEqual([key]);
  expect((await app.call('GET', '/journeys/join.yaml', { actor: people.asta })).body).toContain(
    `personas:\n  - ${key}\n`,
  );
  const anew = await call('PUT', `/personas/${key}`, { ...family, name: 'Family', pains: ['No word'] });
  expect(anew.body).toMatchObject({ key, name: 'Family', pains: ['No word'], changedBy: 'Asta Krueger' });
  const kept = await fresh.db.one<{ n: number }>(sql`select count(*) as n from persona_portraits`);
  expect(kept.n).toBe(2);
  expect((await call('PUT', '/personas/nobody', family)).status).toBe(404);
  expect((await call('POST', '/personas', { ...family, key })).body.code).toBe('persona_exists');
  await call('DELETE', `/personas/${key}`);
  expect((await call('GET', '/personas')).body.items).toEqual([]);
  expect((await call('GET', '/journeys/join')).body.personas).toEqual([key]);
});
