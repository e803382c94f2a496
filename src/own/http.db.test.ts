import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { personActor, testPlatform } from '../../test/platform.ts';
import { routes as mapRoutes } from '../map/map.routes.ts';
import { operatorActor } from '../platform/access.ts';
import { createServer } from '../platform/http/server.ts';
import { routes } from './own.routes.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db, { now: '2026-06-15T09:00:00Z' });
const server = createServer(platform, {
  rooms: [mapRoutes(platform), routes(platform)],
  identify: async () => undefined,
});
afterAll(() => fresh.close());

const yaml =
  'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    touchpoints:\n      - key: form\n        name: Order form\n';

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  actor = operatorActor,
) {
  const raw = typeof body === 'string';
  const answer = await server.request(
    `/api/v1${path}`,
    {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': raw ? 'application/yaml' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    },
    { actor },
  );
  const text = await answer.text();
  const json = /json/.test(answer.headers.get('content-type') ?? '');
  // biome-ignore lint/suspicious/noExplicitAny: each route answers with its own shape
  return { status: answer.status, body: (json && text ? JSON.parse(text) : text) as any };
}

test('a map comes by file, is edited by key under a version, and goes as the same file', async () => {
  expect(await call('PUT', '/journeys.yaml', yaml)).toMatchObject({
    status: 200,
    body: { journeys: [{ outcome: 'created', warnings: ['no_prospect_phase'] }] },
  });
  expect((await call('GET', '/journeys/join.yaml')).body).toBe(yaml);
  expect(await call('PUT', '/journeys.yaml', 'journey: [')).toMatchObject({
    status: 422,
    body: { code: 'yaml_unreadable', errors: [{ line: 1 }] },
  });
  expect(
    await call(
      'POST',
      '/journeys/join/touchpoints',
      { phase: 'order', name: 'Date promise' },
      { 'if-match': '"1"' },
    ),
  ).toMatchObject({
    status: 201,
    body: { version: 2, phases: [{ touchpoints: [{ key: 'form' }, { key: 'date-promise' }] }] },
  });
  expect(await call('PATCH', '/touchpoints/form', { name: 'Form' }, { 'if-match': '"1"' })).toMatchObject({
    status: 409,
    body: { code: 'journey_changed_meanwhile', changedBy: 'Local operator', version: 2, yours: 1 },
  });
  expect(await call('POST', '/journeys/join/touchpoints', { phase: 'gone', name: 'X' })).toMatchObject({
    status: 422,
    body: { code: 'unknown_phase' },
  });
  expect(
    await call('POST', '/journeys/join/placement-rules', { touchpoint: 'form', when: { mood: 'good' } }),
  ).toMatchObject({ status: 422 });
  const { body } = await call('POST', '/journeys/join/notes', { phase: 'order', lane: 'pain', text: 'Late' });
  const noteId = body.phases[0].notes[0].id;
  expect((await call('PATCH', `/notes/${noteId}`, { text: 'Very late' })).body.phases[0].notes).toMatchObject(
    [{ id: noteId, lane: 'pain', text: 'Very late' }],
  );
  expect((await call('DELETE', `/notes/${noteId}`)).body.phases[0].notes).toEqual([]);
  expect(
    (await call('POST', '/journeys/join/restoration', { version: 1 })).body.phases[0].touchpoints,
  ).toMatchObject([{ key: 'form' }]);
  expect((await call('GET', '/journeys/join/versions')).body.items[0]).toMatchObject({
    version: 6,
    madeBy: 'Local operator',
  });
  expect(await call('GET', '/journeys/gone')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect((await call('GET', '/touchpoints')).body.items).toMatchObject([{ key: 'form', journeyKey: 'join' }]);
});

test('a touchpoint answers who is accountable for it at an instant', async () => {
  const added = await call('POST', '/people', {
    name: 'Ada Berg',
    email: 'Ada@halden.example',
    invite: false,
  });
  expect(added).toMatchObject({
    status: 201,
    body: { email: 'ada@halden.example', initials: 'AB', roles: ['member'] },
  });
  expect((await call('GET', '/touchpoints/form/accountable')).body).toMatchObject({
    person: null,
    reason: 'nobody',
  });
  const object = { kind: 'touchpoint', key: 'form' };
  expect(
    (
      await call('POST', '/assignments', {
        object,
        role: 'A',
        person: 'ada@halden.example',
        from: '2026-03-01',
      })
    ).status,
  ).toBe(201);
  expect((await call('GET', '/touchpoints/form/accountable?at=2026-02-28T12:00:00Z')).body.reason).toBe(
    'nobody',
  );
  expect((await call('GET', '/touchpoints/form/accountable?at=2026-03-01')).body).toMatchObject({
    person: { name: 'Ada Berg' },
    reason: null,
    since: '2026-03-01',
  });
  expect(await call('GET', '/touchpoints/gone/accountable')).toMatchObject({ status: 404 });
  expect(await call('GET', '/touchpoints/form/accountable?at=soon')).toMatchObject({ status: 422 });
  const chart = (await call('GET', '/ownership?asOf=2026-03-02&journey=join')).body;
  expect(chart.counts).toEqual({ touchpoints: 1, exactlyOne: 1, acknowledged: 0 });
  const csv = (await call('GET', '/assignments?format=csv')).body as string;
  expect(csv.split('\r\n')[1]).toBe('touchpoint,form,Order form,A,person,Ada Berg,2026-03-01,,,');
  const { id } = (await call('GET', `/assignments?person=${added.body.id}`)).body.items[0];
  const ada = personActor(added.body.id, 'Ada Berg');
  expect(await call('POST', `/assignments/${id}/acknowledgement`, {}, {}, ada)).toMatchObject({
    status: 200,
    body: { acknowledgedAt: '2026-06-15T09:00:00.000Z' },
  });
  expect(await call('POST', `/assignments/${id}/end`, { on: '2026-05-01' }, {}, ada)).toMatchObject({
    status: 403,
  });
  expect((await call('POST', `/assignments/${id}/end`, { on: '2026-05-01' })).status).toBe(200);
  expect((await call('GET', '/touchpoints/form/accountable?at=2026-05-01')).body.reason).toBe('nobody');
  expect(await call('POST', `/assignments/${id}/end`)).toMatchObject({
    status: 409,
    body: { code: 'assignment_changed' },
  });
});
