import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engine, type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, personActor, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { reading } from '../../../test/reading.ts';
import type { Role } from '../access.ts';
import { openPostgres } from '../engines/postgres.ts';
import { recordEvents } from '../events.ts';
import { newId } from '../ids.ts';
import { liveOf, recheck, stopLive } from './live.ts';
import { pruneLive } from './log.sql.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let others: TestPlatform | undefined;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  // A second server process on the same database; the embedded engine has only one.
  if (engine === 'postgres') others = await testPlatform(openPostgres(fresh.url, { connections: 4 }));
});
afterAll(async () => {
  await stopLive(platform);
  if (others) {
    await stopLive(others);
    await others.db.close();
  }
  await fresh.close();
});

const lead = personActor(newId(), 'Lead', ['cx_lead']);
const member = personActor(newId(), 'Member');
const visible = {
  cx_lead: ['case', 'customer', 'journey', 'source'],
  member: ['case', 'customer', 'journey'],
};
const servers = () => (others ? [platform, others] : [platform]);

async function happen(on: TestPlatform, kinds: string[]): Promise<string[]> {
  const ids = kinds.map(() => newId());
  await on.db.tx((tx) =>
    recordEvents(
      tx,
      on,
      kinds.map((kind, i) => ({
        name: `${kind}.changed`,
        subject: { kind, id: ids[i]! },
        data: { ownerId: lead.id, secret: 'what nobody else may read' },
      })),
    ),
  );
  return ids;
}

const kinds = fc.constantFrom('case', 'customer', 'journey', 'source', 'interview', 'setting');
const step = fc.oneof(
  fc.record({
    do: fc.constant('happen' as const),
    kinds: fc.array(kinds, { minLength: 1, maxLength: 5 }),
    on: fc.nat(1),
  }),
  fc.record({ do: fc.constant('break' as const), on: fc.nat(1) }),
  fc.record({
    do: fc.constant('away' as const),
    kinds: fc.array(kinds, { minLength: 1, maxLength: 5 }),
    on: fc.nat(1),
  }),
);

test('across breaks and servers, each reader gets what it may see once and in order, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Role & keyof typeof visible>('cx_lead', 'member'),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      async (role, steps) => {
        const actor = personActor(newId(), role, [role]);
        const at = (n: number) => servers()[n % servers().length]!;
        let reader = await reading(at(0), actor);
        const happened: { id: string; kind: string }[] = [];
        const got: string[] = [];
        for (const one of steps) {
          // A break in the middle of what arrives: only what the reader has counts as read.
          if (one.do !== 'happen') {
            got.push(...(await reader.stop()).map(({ data }) => String(data.id)));
          }
          if (one.do !== 'break') {
            const ids = await happen(at(one.on), one.kinds);
            happened.push(...one.kinds.map((kind, i) => ({ kind, id: ids[i]! })));
          }
          if (one.do !== 'happen') reader = await reading(at(one.on), actor, { last: reader.last });
        }
        const due = happened.filter(({ kind }) => visible[role].includes(kind)).map(({ id }) => id);
        await reader.until(() => got.length + reader.changes.length >= due.length);
        got.push(...(await reader.stop()).map(({ data }) => String(data.id)));
        expect(got).toEqual(due);
      },
    ),
    { numRuns: 25 },
  );
});

test('transactions that commit in another order than they began lose nothing', async () => {
  const reader = await reading(platform, lead);
  let first: string[] = [];
  let second: string[] = [];
  if (engine === 'postgres') {
    await platform.db.tx(async (tx) => {
      const id = newId();
      first = [id];
      await recordEvents(tx, platform, [{ name: 'case.opened', subject: { kind: 'case', id } }]);
      second = await happen(platform, ['case']);
      await reader.until(() => reader.changes.length === 1);
    });
  } else {
    second = await happen(platform, ['case']);
    first = await happen(platform, ['case']);
  }
  await reader.until(() => reader.changes.length === 2);
  expect((await reader.stop()).map(({ data }) => data.id)).toEqual([...second, ...first]);
});

test('only ids go along, and never who did it', async () => {
  const reader = await reading(platform, lead);
  const [id] = await happen(platform, ['case']);
  await reader.until(() => reader.changes.length === 1);
  const [heard] = await reader.stop();
  expect(heard?.data).toEqual({ name: 'case.changed', kind: 'case', id, ownerId: lead.id });
});

test('what is rolled back is not told', async () => {
  const reader = await reading(platform, lead);
  await platform.db
    .tx(async (tx) => {
      await recordEvents(tx, platform, [{ name: 'case.opened', subject: { kind: 'case', id: newId() } }]);
      throw new Error('no');
    })
    .catch(() => undefined);
  const [id] = await happen(platform, ['case']);
  await reader.until(() => reader.changes.length > 0);
  expect((await reader.stop()).map(({ data }) => data.id)).toEqual([id]);
});

test('after too long a break, or with a number of another database, the reader is told to start afresh', async () => {
  await happen(platform, ['case', 'case']);
  const live = await liveOf(platform);
  await live.settle();
  await pruneLive(platform.db, new Date(platform.clock.now().getTime() + 1000));
  const late = await reading(platform, lead, { last: live.head - 1 });
  const strange = await reading(platform, lead, { last: live.head + 100 });
  const present = await reading(platform, lead, { last: live.head });
  const [id] = await happen(platform, ['case']);
  for (const one of [late, strange, present]) await one.until(() => one.changes.length === 1);
  for (const one of [late, strange]) expect(one.names).toContain('reset');
  expect(present.names).not.toContain('reset');
  for (const one of [late, strange, present])
    expect((await one.stop()).map(({ data }) => data.id)).toEqual([id]);
});

test('a stream ends when the session does or the rights change, whichever server it hangs on', async () => {
  const person = personActor(newId(), 'Changing');
  let now: typeof person | undefined = person;
  for (const on of servers()) {
    now = person;
    const stays = await reading(on, person, { again: async () => now });
    await recheck(platform.db, person.id!);
    const [id] = await happen(platform, ['case']);
    await stays.until(() => stays.changes.some(({ data }) => data.id === id));
    now = personActor(person.id!, 'Changing', ['data_steward']);
    await recheck(platform.db, person.id!);
    await stays.until(() => stays.ended);
    expect(stays.why).toBe('rights');
    now = person;
    const signsOut = await reading(on, person, { again: async () => now });
    now = undefined;
    await recheck(platform.db, person.id!);
    await signsOut.until(() => signsOut.ended);
    expect(signsOut.why).toBe('signed_out');
  }
});

test('whoever does not read is not written to without end, and catches up from its number', async () => {
  const slow = await reading(platform, lead, { asleep: true });
  const ids: string[] = [];
  for (let i = 0; i < 30; i++)
    ids.push(
      ...(await happen(
        platform,
        Array.from({ length: 40 }, () => 'case'),
      )),
    );
  await (await liveOf(platform)).settle();
  expect(slow.buffered()).toBeLessThan(40_000);
  slow.wakeUp();
  await slow.until(() => slow.changes.length === ids.length);
  expect((await slow.stop()).map(({ data }) => data.id)).toEqual(ids);
});

test('streams are counted: a person has ten, and one that was closed makes room', async () => {
  const person = personActor(newId(), 'Many');
  const app = appFor(platform);
  const open = () => app.hono.request('/api/v1/live', {}, { actor: person });
  const streams = [];
  for (let i = 0; i < 10; i++) streams.push(await open());
  const refused = await open();
  expect(refused.status).toBe(429);
  expect(((await refused.json()) as { code: string }).code).toBe('too_many_streams');
  await streams[0]?.body?.cancel();
  const again = await open();
  expect(again.status).toBe(200);
  expect(again.headers.get('x-accel-buffering')).toBe('no');
  expect(again.headers.get('content-encoding')).toBeNull();
  expect((await app.call('GET', '/live?since=x', { actor: member })).status).toBe(422);
  expect((await app.call('GET', '/live')).status).toBe(401);
  for (const one of [...streams.slice(1), again]) await one.body?.cancel();
});

test('at shutdown every stream is told to come back', async () => {
  const reader = await reading(platform, lead);
  await stopLive(platform);
  await reader.until(() => reader.ended);
  expect(reader.why).toBe('restart');
  const next = await reading(platform, lead, { last: reader.last });
  const [id] = await happen(platform, ['case']);
  await next.until(() => next.changes.length === 1);
  expect((await next.stop()).map(({ data }) => data.id)).toEqual([id]);
});
