import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { personActor, testPlatform } from '../../test/platform.ts';
import { applyJourney, touchpointIndex } from '../map/map.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import {
  accountableFor,
  actingFor,
  addPerson,
  assign,
  changePerson,
  coverOf,
  type DelegationInput,
  delegate,
  endDelegation,
  ownerFor,
  standInsFor,
} from './own.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db, { now: '2026-06-15T09:00:00Z' });
afterAll(() => fresh.close());

const ids: Record<'ada' | 'ben' | 'cid' | 'eva', string> = { ada: '', ben: '', cid: '', eva: '' };
let form = 0;
let promise = 0;

beforeAll(async () => {
  await applyJourney(
    platform,
    operatorActor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    prospect: true\n    touchpoints: [{key: form, name: Order form}, {key: promise, name: Date promise}]\n',
  );
  const { byKey } = await touchpointIndex(fresh.db);
  form = byKey.get('form')!.id;
  promise = byKey.get('promise')!.id;
  for (const name of ['Ada Berg', 'Ben Cole', 'Cid Dorn', 'Eva Falk']) {
    const key = name.split(' ')[0]!.toLowerCase() as keyof typeof ids;
    const email = `${key}@halden.example`;
    ids[key] = (await addPerson(platform, operatorActor, { name, email, invite: false })).id;
  }
});

beforeEach(async () => {
  await fresh.db.run(sql`delete from delegations`);
  await fresh.db.run(sql`delete from assignments`);
  await fresh.db.run(sql`update people set left_on = null`);
  const from = '2026-01-01';
  for (const key of ['form', 'promise']) {
    const object = { kind: 'touchpoint', key } as const;
    await assign(platform, operatorActor, { object, role: 'A', person: ids.ada, from });
  }
});

const on = (day: string) => new Date(`${day}T12:00:00Z`);
const owner = (day: string, at = form) => ownerFor(fresh.db, platform, at, on(day));
const pass = (input: Partial<DelegationInput> & { to: string }, person = ids.ada) =>
  delegate(platform, operatorActor, { person, from: '2026-06-20', until: '2026-07-01', ...input });
const formOnly = { kind: 'touchpoint', key: 'form' } as const;

test('responsibility is passed on for its days and returns by itself; accountability stays', async () => {
  await pass({ to: ids.ben, object: formOnly });
  expect(await owner('2026-06-19')).toMatchObject({
    personId: ids.ada,
    reason: 'accountable for Order form',
  });
  expect(await owner('2026-06-20')).toEqual({
    personId: ids.ben,
    rung: 'accountable',
    reason: 'acting for Ada Berg until 2026-07-01, accountable for Order form',
    actingFor: { personId: ids.ada, name: 'Ada Berg', until: '2026-07-01' },
  });
  expect((await owner('2026-06-30')).personId).toBe(ids.ben);
  expect((await owner('2026-07-01')).personId).toBe(ids.ada);
  expect((await owner('2026-06-25', promise)).personId).toBe(ids.ada);
  const seat = await accountableFor(platform, { kind: 'touchpoint', id: form }, on('2026-06-25'));
  expect(seat.person?.id).toBe(ids.ada);
});

test('what is passed on by name goes before an absence, an absence before everything', async () => {
  await pass({ to: ids.eva });
  await pass({ to: ids.cid, absent: true });
  await pass({ to: ids.ben, object: formOnly });
  expect((await owner('2026-06-25')).personId).toBe(ids.ben);
  expect((await owner('2026-06-25', promise)).personId).toBe(ids.cid);
  const acting = await actingFor(fresh.db, [ids.ben, ids.cid, ids.eva], on('2026-06-25'));
  expect(acting.get(ids.ben)).toMatchObject([
    { forPersonId: ids.ada, touchpoints: [form], elsewhere: false },
  ]);
  expect(acting.get(ids.cid)).toMatchObject([
    { absent: true, touchpoints: [], elsewhere: true, except: [form] },
  ]);
  expect(acting.has(ids.eva)).toBe(false);
  expect(await actingFor(fresh.db, [ids.ben], on('2026-07-01'))).toEqual(new Map());
});

test('a chain is followed to its end and is bounded by its earliest end', async () => {
  await pass({ to: ids.ben });
  await pass({ to: ids.cid, absent: true, until: '2026-06-25' }, ids.ben);
  expect(await owner('2026-06-22')).toMatchObject({
    personId: ids.cid,
    actingFor: { personId: ids.ada, until: '2026-06-25' },
  });
  expect((await owner('2026-06-25')).personId).toBe(ids.ben);
  const [standIn] = await standInsFor(
    fresh.db,
    [{ personId: ids.ada, touchpointId: promise }],
    on('2026-06-22'),
  );
  expect(standIn).toMatchObject({ person: { name: 'Cid Dorn' }, until: '2026-06-25', absent: false });
});

test('a circle is refused in words, and so is a chain longer than three', async () => {
  await pass({ to: ids.ben });
  await pass({ to: ids.cid }, ids.ben);
  await expect(pass({ to: ids.ada }, ids.cid)).rejects.toMatchObject({
    code: 'delegation_cycle',
    status: 409,
    message:
      'That would go round in a circle: Cid Dorn → Ada Berg → Ben Cole → Cid Dorn. Choose somebody who has not passed it on.',
  });
  await pass({ to: ids.ada, from: '2026-07-01', until: '2026-07-05' }, ids.cid);
  await pass({ to: ids.eva }, ids.cid);
  const { id: fay } = await addPerson(platform, operatorActor, {
    name: 'Fay Gram',
    email: `fay${Math.random()}@halden.example`,
    invite: false,
  });
  await expect(pass({ to: fay }, ids.eva)).rejects.toMatchObject({
    code: 'chain_too_long',
    facts: { length: 4, longestChain: 3 },
  });
  expect((await owner('2026-06-22')).personId).toBe(ids.eva);
});

test('nonsense is refused: to oneself, without end, too long, not theirs, twice, to one who left', async () => {
  const refused = (input: Partial<DelegationInput> & { to: string }, code: string) =>
    expect(pass(input)).rejects.toMatchObject({ code });
  await refused({ to: ids.ada }, 'to_oneself');
  await refused({ to: ids.ben, until: '2026-06-20' }, 'until_before_from');
  await refused({ to: ids.ben, until: '2028-06-20' }, 'too_long');
  await refused({ to: ids.ben, absent: true, object: formOnly }, 'absent_from_all');
  await expect(pass({ to: ids.ada, object: formOnly }, ids.ben)).rejects.toMatchObject({
    code: 'not_theirs',
  });
  await pass({ to: ids.ben });
  await refused({ to: ids.cid, from: '2026-06-30', until: '2026-07-09' }, 'delegated_already');
  await changePerson(platform, operatorActor, ids.cid, { leftOn: '2026-06-18' });
  await refused({ to: ids.cid, object: formOnly }, 'person_left');
  const member = personActor(ids.eva, 'Eva Falk');
  const until = '2026-07-01';
  await expect(delegate(platform, member, { person: ids.ada, to: ids.eva, until })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await delegate(platform, member, { to: ids.ben, until })).toMatchObject({ id: expect.any(String) });
});

test('it ends early, is taken back before it begins, and goes back when who acts leaves', async () => {
  const { id } = await pass({ to: ids.ben });
  await changePerson(platform, operatorActor, ids.ben, { leftOn: '2026-06-24' });
  expect((await owner('2026-06-23')).personId).toBe(ids.ben);
  expect((await owner('2026-06-24')).personId).toBe(ids.ada);
  const { id: shorter } = await endDelegation(platform, operatorActor, id, { on: '2026-06-22' });
  expect((await owner('2026-06-21')).personId).toBe(ids.ben);
  expect((await owner('2026-06-22')).personId).toBe(ids.ada);
  await expect(endDelegation(platform, operatorActor, id)).rejects.toMatchObject({
    code: 'delegation_changed',
  });
  expect(await endDelegation(platform, operatorActor, shorter!, {})).toEqual({ id: null });
  expect(await coverOf(platform, operatorActor, { person: ids.ada })).toEqual([]);
});
