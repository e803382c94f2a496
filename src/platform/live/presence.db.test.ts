import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, company } from '../../../test/company.ts';
import { engine, type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { reading } from '../../../test/reading.ts';
import type { Actor } from '../access.ts';
import { sql } from '../database.ts';
import { openPostgres } from '../engines/postgres.ts';
import { newId } from '../ids.ts';
import { liveOf, stopLive } from './live.ts';
import { Presence } from './presence.ts';

let fresh: FreshDatabase;
let here: TestPlatform;
/** Another server on the same database; the embedded engine has only the one. */
let there: TestPlatform;
let at: Company;
beforeAll(async () => {
  fresh = await freshDatabase();
  here = await testPlatform(fresh.db);
  there = engine === 'postgres' ? await testPlatform(openPostgres(fresh.url, { connections: 3 })) : here;
  at = await company(fresh.db, 1);
  await liveOf(there);
});
afterAll(async () => {
  await stopLive(here);
  if (there !== here) {
    await stopLive(there);
    await there.db.close();
  }
  await fresh.close();
});

const say = async (on: TestPlatform, actor: Actor, caseId: string, doing: string, tab = 'a') => {
  const { status, body } = await appFor(on).call('POST', `/cases/${caseId}/presence`, {
    actor,
    body: { doing, tab },
  });
  expect(status).toBe(200);
  return (body.others as { name: string; writing: boolean }[]).map(
    ({ name, writing }) => `${name}${writing ? ' writes' : ''}`,
  );
};

test('who has a case open sees who else has, through whichever server, and hears of it at once', async () => {
  const id = newId();
  const priya = await reading(here, at.priya);
  expect(await say(here, at.priya, id, 'here')).toEqual([]);
  // Of her own coming she hears, too.
  await priya.until(() => priya.said('presence', id) === 1);
  await say(there, at.tomas, id, 'here');
  await priya.until(() => priya.said('presence', id) === 2);
  expect(await say(here, at.priya, id, 'here')).toEqual(['Tomas Berg']);
  const before = priya.said('presence', id);
  await say(there, at.tomas, id, 'writing', 'a');
  await priya.until(() => priya.said('presence', id) > before);
  expect(await say(here, at.priya, id, 'here')).toEqual(['Tomas Berg writes']);
  const then = priya.said('presence', id);
  await say(there, at.tomas, id, 'gone');
  await priya.until(() => priya.said('presence', id) > then);
  expect(await say(here, at.priya, id, 'here')).toEqual([]);
  await priya.stop();
});

test('two tabs are one person, who is there until both are closed', async () => {
  const id = newId();
  await say(here, at.tomas, id, 'here', 'one');
  await say(here, at.tomas, id, 'writing', 'two');
  expect(await say(here, at.priya, id, 'here')).toEqual(['Tomas Berg writes']);
  await say(here, at.tomas, id, 'gone', 'two');
  expect(await say(here, at.priya, id, 'here')).toEqual(['Tomas Berg']);
  await say(here, at.tomas, id, 'gone', 'one');
  expect(await say(here, at.priya, id, 'here')).toEqual([]);
});

test('whoever says nothing more is gone within twelve seconds', async () => {
  let now = 0;
  const presence = new Presence(await liveOf(here), () => now);
  presence.say('case:x', 'tomas', 'here', 'a');
  now = 11_999;
  expect(presence.others('case:x', 'priya')).toEqual([{ personId: 'tomas', writing: false }]);
  now = 12_000;
  expect(presence.others('case:x', 'priya')).toEqual([]);
});

test('nobody else is told, and nothing of it is kept', async () => {
  const id = newId();
  const jonas = await reading(here, at.jonas);
  await say(here, at.priya, id, 'writing');
  await say(here, at.tomas, id, 'writing');
  await (await liveOf(here)).settle();
  expect(jonas.said('presence', id)).toBe(0);
  await jonas.stop();
  for (const table of ['events', 'live_log', 'audit_entries', 'notices']) {
    const { n } = await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from ${sql.table(table)}`);
    expect(n).toBe(0);
  }
});

test('a key has no presence, and a strange tab is refused', async () => {
  const app = appFor(here);
  const body = { doing: 'here', tab: 'a' };
  const key: Actor = { ...at.priya, kind: 'key', personId: null };
  expect((await app.call('POST', `/cases/${newId()}/presence`, { actor: key, body })).status).toBe(403);
  const bad = { ...body, tab: 'a b' };
  expect((await app.call('POST', `/cases/${newId()}/presence`, { actor: at.priya, body: bad })).status).toBe(
    422,
  );
  expect((await app.call('POST', `/cases/${newId()}/presence`, { body })).status).toBe(401);
});
