import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, type TestApp, testPlatform } from '../../test/platform.ts';
import { operatorActor, permissionsOfScopes } from './access.ts';
import { sql } from './database.ts';

let fresh: FreshDatabase;
let app: TestApp;
beforeAll(async () => {
  fresh = await freshDatabase();
  app = appFor(await testPlatform(fresh.db));
});
afterAll(() => fresh.close());

const make = (scopes: string[], actor = operatorActor) =>
  app.call('POST', '/keys', { actor, body: { name: 'a key', scopes } });
const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

test('a key is shown once, stored as a hash, and opens what its scopes say', async () => {
  const { status, body } = await make(['read']);
  expect(status).toBe(201);
  expect(body.key).toMatch(/^onus_[\w-]{43}$/);
  const [stored] = await fresh.db.all<Record<string, unknown>>(
    sql`select * from api_keys where key_id = ${body.id}::uuid`,
  );
  expect(JSON.stringify(stored)).not.toContain(body.key);
  const list = await app.call('GET', '/keys', { actor: operatorActor });
  expect(JSON.stringify(list.body)).not.toContain(body.key);

  expect((await app.call('GET', '/customers', withKey(body.key))).status).toBe(200);
  expect(
    await app.call('POST', '/keys', { ...withKey(body.key), body: { name: 'x', scopes: ['read'] } }),
  ).toMatchObject({
    status: 403,
    body: { code: 'forbidden', permission: 'key:write' },
  });
});

test('revoked: refused from the next request on', async () => {
  const { body } = await make(['read']);
  expect((await app.call('GET', '/me', withKey(body.key))).status).toBe(200);
  expect((await app.call('DELETE', `/keys/${body.id}`, { actor: operatorActor })).status).toBe(204);
  expect(await app.call('GET', '/me', withKey(body.key))).toMatchObject({
    status: 401,
    body: { code: 'wrong_key' },
  });
  expect((await app.call('DELETE', `/keys/${body.id}`, { actor: operatorActor })).status).toBe(404);
});

test('a wrong key is refused even where nobody need be signed in', async () => {
  expect((await app.call('GET', '/setup', withKey('onus_wrong'))).status).toBe(401);
});

test('nobody grants more than they have', async () => {
  const actor = {
    ...operatorActor,
    kind: 'key' as const,
    permissions: permissionsOfScopes(['read', 'key:write']),
  };
  expect((await make(['read'], actor)).status).toBe(201);
  expect(await make(['admin'], actor)).toMatchObject({ status: 403, body: { code: 'beyond_your_own' } });
  expect((await make(['everything'])).status).toBe(422);
});
