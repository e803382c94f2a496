import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, company } from '../../test/company.ts';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import { sql } from '../platform/database.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
const app = appFor(platform);
afterAll(() => fresh.close());

let people: Company;
beforeAll(async () => {
  people = await company(fresh.db, 0);
});

const say = (body: object, actor = people.priya) =>
  app.call('POST', '/journeys/join/comments', { actor, body: { mentions: [], ...body } });
const visit = { kind: 'touchpoint', key: 'visit' };

test('a mention goes out by mail as plain text, stands in the list, and is seen once looked at', async () => {
  const text = '<script>alert(1)</script> @Jonas Nowak, whose is this?\nNobody knows.';
  const made = await say({ on: visit, text, mentions: [people.jonas.personId] });
  expect(made).toMatchObject({
    status: 201,
    body: {
      on: { ...visit, name: 'Technician visit', gone: false },
      text,
      mentions: [{ name: 'Jonas Nowak' }],
      by: { name: 'Priya Dahl' },
      settled: null,
    },
  });
  const mail = await fresh.db.one<{ to: string; subject: string; text: string; html: string | null }>(
    sql`select to_address as to, subject, text_body as text, html_body as html from mails`,
  );
  expect(mail).toMatchObject({
    to: 'jonas@halden.example',
    subject: 'Priya Dahl mentions you on “Technician visit”',
    html: null,
  });
  expect(mail.text).toContain('> <script>alert(1)</script> @Jonas Nowak, whose is this?\n> Nobody knows.');
  expect(mail.text).toContain('http://onus.test/journeys/join?talk=touchpoint:visit');
  const mine = await app.call('GET', '/me/mentions', { actor: people.jonas });
  expect(mine.body.items).toMatchObject([{ id: made.body.id, journeyName: 'Join', seen: false }]);
  expect((await app.call('GET', '/me/mentions', { actor: people.tomas })).body.items).toEqual([]);
  await app.call('POST', '/me/mentions/seen', { actor: people.jonas });
  expect((await app.call('GET', '/me/mentions', { actor: people.jonas })).body.items[0].seen).toBe(true);
});

test('a thread is answered, settled by anybody, and taken up again', async () => {
  const root = await say({ on: { kind: 'phase', key: 'install' }, text: 'Too long' });
  const reply = await say({ on: visit, text: 'Two days', replyTo: root.body.id }, people.jonas);
  expect(reply.body).toMatchObject({ replyTo: root.body.id, on: { kind: 'phase', key: 'install' } });
  const settle = (settled: boolean) =>
    app.call('PUT', `/comments/${reply.body.id}/settling`, { actor: people.jonas, body: { settled } });
  expect((await settle(true)).body).toMatchObject({ id: root.body.id, settled: { by: 'Jonas Nowak' } });
  expect((await settle(false)).body.settled).toBeNull();
});

test('what nobody can answer is refused in words', async () => {
  const cases: [object, number, string, RegExp][] = [
    [
      { on: { kind: 'touchpoint', key: 'gone' }, text: 'x' },
      409,
      'comment_object_gone',
      /no longer on “Join”/,
    ],
    [{ on: visit, text: '  ' }, 422, 'invalid', /./],
    [
      { on: visit, text: 'x', mentions: [crypto.randomUUID()] },
      422,
      'mentioned_unknown',
      /Choose from the list/,
    ],
    [{ on: visit, text: 'x', replyTo: crypto.randomUUID() }, 404, 'not_found', /no comment/],
  ];
  for (const [body, status, code, detail] of cases) {
    expect(await say(body)).toMatchObject({ status, body: { code, detail: expect.stringMatching(detail) } });
  }
  await fresh.db.run(
    sql`update people set left_on = '2026-02-01' where person_id = ${people.tomas.personId}::uuid`,
  );
  expect(await say({ on: visit, text: 'x', mentions: [people.tomas.personId] })).toMatchObject({
    status: 422,
    body: { code: 'mentioned_left', detail: expect.stringContaining('Tomas Berg left on 2026-02-01') },
  });
});

test('what was said about something removed stays, can be answered, and finds its place again', async () => {
  const call = (method: string, path: string, body?: object) =>
    app.call(method, path, { actor: people.asta, body });
  await call('PUT', '/journeys/join', (await call('GET', '/journeys/join')).body);
  const map = (await call('GET', '/journeys/join')).body;
  const draft = {
    name: map.name,
    phases: [
      { key: 'install', name: 'Installation', touchpoints: [], notes: [{ lane: 'pain', text: 'Late' }] },
    ],
  };
  const both = {
    ...draft,
    phases: [{ ...draft.phases[0], touchpoints: [{ key: 'visit', name: 'Visit' }] }],
  };
  const full = await call('PUT', '/journeys/join', both);
  const root = await say({ on: visit, text: 'Why here?' });
  await call('PUT', '/journeys/join', draft);
  const talk = async () =>
    (await call('GET', '/journeys/join/comments')).body.items.find(
      (one: { id: string }) => one.id === root.body.id,
    );
  expect(await talk()).toMatchObject({ on: { name: 'Visit', gone: true } });
  expect((await say({ on: visit, text: 'It was in the way', replyTo: root.body.id })).status).toBe(201);
  await call('POST', '/journeys/join/restoration', { version: full.body.version });
  expect(await talk()).toMatchObject({ on: { gone: false } });
});

test('two people edit one map: the second is told what both did, and has both put together', async () => {
  const call = (method: string, path: string, body?: object) =>
    app.call(method, path, { actor: people.asta, body });
  const { key, version } = (
    await call('POST', '/journeys', {
      name: 'Move',
      phases: [{ key: 'ask', name: 'Ask', touchpoints: [{ key: 'call', name: 'Call' }] }],
    })
  ).body;
  const draft = (phase: object, touchpoint: object) => ({
    name: 'Move',
    expect: version,
    phases: [
      { key: 'ask', name: 'Ask', ...phase, touchpoints: [{ key: 'call', name: 'Call', ...touchpoint }] },
    ],
  });
  await call('PUT', `/journeys/${key}`, draft({ name: 'Ask us' }, {}));
  const mine = draft({}, { channel: 'phone' });
  const refused = await call('PUT', `/journeys/${key}`, mine);
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'journey_changed_meanwhile',
      changedBy: 'Asta Krueger',
      theirs: [{ act: 'changed', object: 'phase', field: 'name', before: 'Ask', after: 'Ask us' }],
      mine: [{ act: 'changed', object: 'touchpoint', field: 'channel', after: 'phone' }],
      clashes: [],
    },
  });
  const merged = await call('PUT', `/journeys/${key}`, { ...mine, merge: 'both' });
  expect(merged.body.phases).toMatchObject([{ name: 'Ask us', touchpoints: [{ channel: 'phone' }] }]);

  const other = draft({ name: 'Enquire' }, {});
  expect(await call('PUT', `/journeys/${key}`, { ...other, merge: 'both' })).toMatchObject({
    status: 409,
    body: { code: 'journey_edits_clash', clashes: [{ field: 'name', mine: 'Enquire', theirs: 'Ask us' }] },
  });
  const decided = await call('PUT', `/journeys/${key}`, { ...other, merge: 'mine' });
  expect(decided.body.phases).toMatchObject([{ name: 'Enquire', touchpoints: [{ channel: 'phone' }] }]);
  const diff = await call('GET', `/journeys/${key}/diff?from=1`);
  expect(diff.body).toMatchObject({ from: 1, to: 4, changes: [{ after: 'Enquire' }, { after: 'phone' }] });
  expect((await call('GET', `/journeys/${key}/diff?from=9`)).status).toBe(404);
});
