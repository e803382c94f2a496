import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { testPlatform } from '../../test/platform.ts';
import { applyJourney, touchpointIndex } from '../map/map.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import type { EditInput } from './changeSet.ts';
import { delegationsIn } from './delegation.sql.ts';
import { logOfObject, wholeLedger } from './ledger.sql.ts';
import {
  accountableFor,
  actingFor,
  addPerson,
  applyChanges,
  assign,
  changePerson,
  changeSets,
  delegate,
  draftChanges,
  endAssignment,
  endDelegation,
  ownersAt,
  undoChanges,
} from './own.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
afterAll(() => fresh.close());

const start = Date.parse('2026-06-15T09:00:00Z');
const people: string[] = [];
const keys = ['form', 'promise', 'visit'] as const;
const ids: number[] = [];
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const noon = (n: number) => new Date(`${day(n)}T12:00:00Z`);
const object = (n: number) => ({ kind: 'touchpoint', key: keys[n % keys.length]! }) as const;

beforeAll(async () => {
  const all = keys.map((key) => `{key: ${key}, name: ${key}}`).join(', ');
  await applyJourney(
    platform,
    operatorActor,
    `journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    prospect: true\n    touchpoints: [${all}]\n`,
  );
  const { byKey } = await touchpointIndex(fresh.db);
  for (const key of keys) ids.push(byKey.get(key)!.id);
  for (const name of ['Ada', 'Ben', 'Cid', 'Eva', 'Mara']) {
    const roles = name === 'Mara' ? (['sponsor'] as const) : (['member'] as const);
    const person = { name, email: `${name}@halden.example`, roles: [...roles], invite: false };
    people.push((await addPerson(platform, operatorActor, person)).id);
  }
});

async function clear(): Promise<void> {
  platform.clock.set(new Date(start));
  const tables = [
    'delegations',
    'assignments',
    'department_changes',
    'change_set_edits',
    'change_set_outcomes',
  ];
  for (const table of tables) await fresh.db.raw(`delete from ${table}`);
  await fresh.db.run(sql`update change_sets set undoes = null`);
  await fresh.db.run(sql`delete from change_sets`);
  await fresh.db.run(sql`delete from person_departures`);
  await fresh.db.run(sql`update people set left_on = null`);
}

const who = fc.nat(3);
const when = fc.integer({ min: 150, max: 200 });
/** Mostly the same thing, so that changes meet. */
const what = fc.constantFrom(0, 0, 0, 1, 2);
const length = fc.option(fc.integer({ min: 1, max: 90 }));
const edit = fc.oneof(
  fc.record({ do: fc.constant('assign' as const), what, who }),
  fc.record({ do: fc.constant('assign' as const), what, who }),
  fc.record({ do: fc.constant('assign' as const), what, who }),
  fc.record({ do: fc.constant('end' as const), what }),
  fc.record({ do: fc.constant('move' as const), who, to: who }),
  fc.record({ do: fc.constant('leave' as const), who }),
);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('assign' as const),
      what,
      who,
      from: when,
      length,
      role: fc.constantFrom('A' as const, 'A' as const, 'R' as const),
      replace: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const), which: fc.nat(30), on: when }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who, on: fc.option(when) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('delegate' as const),
      who,
      to: who,
      what: fc.option(what),
      absent: fc.boolean(),
      from: when,
      days: fc.integer({ min: 1, max: 60 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const), which: fc.nat(10), on: when }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('reorganise' as const),
      on: when,
      edits: fc.array(edit, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(5) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const story = fc.array(step, { minLength: 5, maxLength: 12 });

/** What chance meets seldom: an undo after somebody else has decided again. */
const decidedSince: Step[] = [
  { kind: 'assign', what: 0, who: 0, from: 150, length: null, role: 'A', replace: true },
  { kind: 'reorganise', on: 180, edits: [{ do: 'assign', what: 0, who: 1 }] },
  { kind: 'assign', what: 0, who: 2, from: 185, length: null, role: 'A', replace: true },
  { kind: 'undo', which: 0 },
];
/** Somebody has it, with a day of somebody else's in between, and is given the whole time. */
const wholeAgain: Step[] = [
  { kind: 'assign', what: 0, who: 0, from: 150, length: null, role: 'A', replace: false },
  { kind: 'assign', what: 0, who: 1, from: 151, length: 1, role: 'A', replace: true },
  { kind: 'reorganise', on: 150, edits: [{ do: 'assign', what: 0, who: 0 }] },
  { kind: 'assign', what: 0, who: 0, from: 150, length: null, role: 'A', replace: true },
];
const examples: [Step[], number[]][] = [
  [decidedSince, [170, 182, 190, 300]],
  [wholeAgain, [150, 151, 152, 300]],
];

function editOf(one: typeof edit extends fc.Arbitrary<infer E> ? E : never): EditInput {
  switch (one.do) {
    case 'assign':
      return { do: 'assign', object: object(one.what), role: 'A', who: { person: people[one.who] } };
    case 'end':
      return { do: 'end', object: object(one.what), role: 'A' };
    case 'move':
      return { do: 'move', from: { person: people[one.who] }, to: { person: people[one.to] } };
    case 'leave':
      return { do: 'leave', person: people[one.who]! };
  }
}

/** Through the verbs, an hour after the step before; what they refuse is not done. */
async function take(one: Step): Promise<void> {
  platform.clock.advance(3_600_000);
  const refusedOnly = (error: { code?: string }) => {
    if (!error.code) throw error;
  };
  await doStep(one).catch(refusedOnly);
}

async function doStep(one: Step): Promise<unknown> {
  const me = operatorActor;
  if (one.kind === 'assign') {
    const until = one.length === null ? null : day(one.from + one.length);
    const input = {
      object: object(one.what),
      role: one.role,
      person: people[one.who],
      from: day(one.from),
      until,
    };
    return assign(platform, me, { ...input, replace: one.replace });
  }
  if (one.kind === 'end') {
    const rows = await wholeLedger(fresh.db);
    const row = rows[one.which % Math.max(1, rows.length)];
    return row && endAssignment(platform, me, row.id, { on: day(one.on) });
  }
  if (one.kind === 'leave')
    return changePerson(platform, me, people[one.who]!, { leftOn: one.on === null ? null : day(one.on) });
  if (one.kind === 'delegate') {
    const what = one.what !== null && !one.absent ? object(one.what) : null;
    const { absent, from, days } = one;
    const input = {
      person: people[one.who],
      to: people[one.to]!,
      absent,
      from: day(from),
      until: day(from + days),
    };
    return delegate(platform, me, { ...input, object: what });
  }
  if (one.kind === 'return') {
    const rows = await delegationsIn(fresh.db, day(0), day(500));
    const row = rows[one.which % Math.max(1, rows.length)];
    return row && endDelegation(platform, me, row.id, { on: day(one.on) });
  }
  if (one.kind === 'reorganise') {
    const { id } = await draftChanges(platform, me, {
      name: 'Plan',
      on: day(one.on),
      edits: one.edits.map(editOf),
    });
    return applyChanges(platform, me, id, { reason: 'Because of the plan' });
  }
  const sets = (await changeSets(platform, me)).filter((set) => set.state === 'applied' && !set.undoneBy);
  const set = sets[one.which % Math.max(1, sets.length)];
  return set && undoChanges(platform, me, set.id);
}

async function seat(at: number, n: number, knownAt?: Date): Promise<string> {
  const found = await accountableFor(platform, { kind: 'touchpoint', id: ids[at]! }, noon(n), knownAt);
  return found.person ? found.person.id : found.reason;
}

/** The naive reading of everything ever written: what stood at an instant, who of it covers the day and is there. */
async function replayed(at: number, n: number, knownAt: Date): Promise<string> {
  const departures = await fresh.db.all<{ id: string; left: string | null; at: Date }>(
    sql`select person_id as id, left_on as left, made_at as at from person_departures order by made_at, departure_id`,
  );
  const log = await logOfObject(fresh.db, 'touchpoint', ids[at]!);
  const holders = new Set<string>();
  const standing = new Set<string>();
  for (const row of log) {
    if (row.role !== 'A' || row.madeAt > knownAt) continue;
    if (row.supersededAt !== null && row.supersededAt <= knownAt) continue;
    if (row.from > day(n) || (row.until ?? '9999') <= day(n)) continue;
    holders.add(row.holderId);
    let left: string | null = null;
    for (const one of departures) if (one.id === row.holderId && one.at <= knownAt) left = one.left;
    if (left === null || left > day(n)) standing.add(row.holderId);
  }
  const [only] = standing;
  if (standing.size === 1) return only!;
  return holders.size === 0 ? 'nobody' : standing.size > 1 ? 'several' : 'left';
}

const days = fc.array(fc.integer({ min: 100, max: 420 }), { minLength: 4, maxLength: 4 });

test('rule 1: however it is assigned, delegated, left, reorganised and undone, no instant has two accountable', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story, days, async (steps, some) => {
      await clear();
      for (const one of steps) await take(one);
      const twice = await fresh.db.all(sql`select 1 from assignments a join assignments b
        on a.object_kind = b.object_kind and a.object_id = b.object_id and a.plane = b.plane and a.assignment_id < b.assignment_id
        where a.role = 'A' and b.role = 'A' and a.superseded_at is null and b.superseded_at is null
          and a.from_on < coalesce(b.until_on, '9999-01-01') and b.from_on < coalesce(a.until_on, '9999-01-01')`);
      expect(twice).toEqual([]);
      for (const n of some) {
        for (const at of ids.keys()) {
          const found = await seat(at, n);
          if (people.includes(found)) continue;
          const owned = await fresh.db.all<{
            left: string | null;
          }>(sql`select p.left_on as left from assignments a join people p using (person_id)
            where a.role = 'A' and a.superseded_at is null and a.object_id = ${ids[at]} and a.from_on <= ${day(n)}::date
              and (a.until_on is null or a.until_on > ${day(n)}::date)`);
          expect(owned.every(({ left }) => left !== null && left <= day(n))).toBe(true);
        }
      }
    }),
    { numRuns: 25, examples },
  );
});

test('rule 3: any day as known at any time is what was answered then, and what a naive replay of the log says', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story, days, async (steps, some) => {
      await clear();
      const then: { knownAt: Date; answers: string[] }[] = [];
      const answers = (knownAt?: Date) =>
        Promise.all(some.flatMap((n) => [...ids.keys()].map((at) => seat(at, n, knownAt))));
      for (const one of steps) {
        await take(one);
        then.push({ knownAt: platform.clock.now(), answers: await answers() });
      }
      for (const { knownAt, answers: known } of then) {
        expect(await answers(knownAt)).toEqual(known);
        const naive = await Promise.all(
          some.flatMap((n) => [...ids.keys()].map((at) => replayed(at, n, knownAt))),
        );
        expect(naive).toEqual(known);
      }
    }),
    { numRuns: 12, examples },
  );
});

test('rule 2: what is passed on always returns, never goes round, and moves no accountability', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(story, days, async (steps, some) => {
      await clear();
      for (const one of steps) await take(one);
      const rows = await delegationsIn(fresh.db, day(0), day(500));
      const pairs = [...some, 421].flatMap((n) => ids.map((touchpointId) => ({ touchpointId, at: noon(n) })));
      const owners = await ownersAt(fresh.db, pairs);
      const seats = await Promise.all(some.flatMap((n) => [...ids.keys()].map((at) => seat(at, n))));
      for (const [i, owner] of owners.entries()) {
        const on = pairs[i]!.at.toISOString().slice(0, 10);
        if (!owner.actingFor) continue;
        expect(owner.actingFor.personId).not.toBe(owner.personId);
        expect(owner.actingFor.until > on).toBe(true);
        const last = rows.find((row) => row.toId === owner.personId && row.from <= on && row.until > on);
        expect(last?.toLeftOn === null || last!.toLeftOn! > on).toBe(true);
      }
      // Every delegation has ended by then (300 + 60 days): all is back where it came from.
      expect(owners.slice(-ids.length).every((owner) => owner.actingFor === undefined)).toBe(true);
      expect(await actingFor(fresh.db, people, noon(421))).toEqual(new Map());
      for (const n of some) {
        const there = rows.filter((row) => row.from <= day(n) && row.until > day(n));
        const beyond = (from: string, seen: string[]): boolean =>
          there.some(
            (row) =>
              row.fromId === from &&
              row.objectKind === null &&
              (seen.includes(row.toId) || beyond(row.toId, [...seen, row.toId])),
          );
        expect(people.some((person) => beyond(person, [person]))).toBe(false);
      }
      await fresh.db.run(sql`delete from delegations`);
      expect(await Promise.all(some.flatMap((n) => [...ids.keys()].map((at) => seat(at, n))))).toEqual(seats);
      const bare = await ownersAt(fresh.db, pairs);
      for (const [i, owner] of owners.entries())
        expect(owner.actingFor?.personId ?? owner.personId).toBe(bare[i]!.personId);
    }),
    { numRuns: 25, examples },
  );
});
