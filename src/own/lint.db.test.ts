import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { testPlatform } from '../../test/platform.ts';
import { applyJourney, touchpointIndex } from '../map/map.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { delegationsIn } from './delegation.sql.ts';
import type { DelegationRow } from './delegation.ts';
import { countFindings, countUrgent, findings } from './findings.ts';
import { wholeLedger } from './ledger.sql.ts';
import type { LedgerRow, ObjectKind } from './ledger.ts';
import { countBySeverity } from './lint.ts';
import { addDepartment, addPerson, addTeam, changeDepartment } from './own.ts';
import { partsOf, type Scope, shared } from './scope.ts';

const fresh = await freshDatabase();
const { db } = fresh;
const platform = await testPlatform(db, { now: '2026-06-15T09:00:00Z' });
afterAll(() => fresh.close());

const people: string[] = [];
const departments: string[] = [];
let team = '';
let metric = 0;
let source = 0;
let promise = 0;
let points: number[] = [];
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const LIMITS = { overloadedBeyond: 3, acknowledgeWithinDays: 5, passedOnBeyond: 1, answerWithinDays: 7 };

beforeAll(async () => {
  await applyJourney(
    platform,
    operatorActor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    touchpoints: [{key: form, name: Form}, {key: promise, name: Promise}, {key: call, name: Call}]\n',
  );
  for (const key of ['sales', 'field']) {
    departments.push((await addDepartment(platform, operatorActor, { key, name: key })).id);
  }
  team = (await addTeam(platform, operatorActor, { key: 'desk', name: 'Desk', department: 'field' })).id;
  for (const [i, name] of ['Ada Berg', 'Ben Cole', 'Cid Dorn', 'Eva Falk'].entries()) {
    const email = `${name.slice(0, 3).toLowerCase()}@x.example`;
    const department = [...['sales', 'field', 'field'], undefined][i];
    const joined = { name, email, department, joinedOn: '2025-01-01', invite: false };
    people.push((await addPerson(platform, operatorActor, joined)).id);
  }
  await changeDepartment(platform, operatorActor, departments[0]!, { head: people[0]! });
  ({ id: metric } = await db.one<{
    id: number;
  }>(sql`insert into metrics (key, name, kind, taken_from, made_at)
    values ('nps', 'NPS', 'nps', 'response', '2025-01-01') returning metric_id as id`));
  ({ id: source } = await db.one<{ id: number }>(sql`insert into sources (key, name, made_at, owner_person_id)
    values ('crm', 'CRM', '2025-01-01', ${people[1]!}::uuid) returning source_id as id`));
  ({ id: promise } = await db.one<{ id: number }>(sql`insert into promises (key, name, made_at)
    values ('on-time', 'On time', '2025-01-01') returning promise_id as id`));
  await db.run(sql`insert into promise_terms (term_id, promise_id, words, to_whom, department_id, person_id, broken_when, made_at, made_by_name)
    values (${newId()}::uuid, ${promise}::int, 'We come on time', 'All', ${departments[1]!}::uuid, ${people[2]!}::uuid, 'failed', '2025-01-01', 'Ada')`);
  points = (await touchpointIndex(db)).inOrder.map((one) => one.id);
  await db.run(
    sql`insert into settings (key, value) values ('ownership_limits', ${JSON.stringify(LIMITS)}::jsonb)`,
  );
});

const anyRow = fc.record({
  object: fc.nat(7),
  role: fc.constantFrom('A', 'A', 'R', 'R', 'C', 'I'),
  plane: fc.constantFrom('execution', 'execution', 'strategy'),
  holder: fc.nat(6),
  from: fc.nat(60),
  length: fc.option(fc.integer({ min: 1, max: 60 })),
  yes: fc.option(fc.nat(30)),
});
const anyDelegation = fc.record({
  from: fc.nat(3),
  to: fc.nat(3),
  object: fc.option(fc.nat(7)),
  start: fc.nat(60),
  length: fc.integer({ min: 10, max: 60 }),
});
const anyWorld = fc.record({
  passed: fc.array(anyDelegation, { maxLength: 6 }),
  rows: fc.array(anyRow, { maxLength: 14 }),
  left: fc.array(fc.option(fc.nat(90)), { minLength: 4, maxLength: 4 }),
  measured: fc.uniqueArray(fc.nat(2)),
  days: fc.array(fc.nat(120), { minLength: 1, maxLength: 3 }),
});
/** What can be assigned and passed on. */
async function objects(): Promise<[ObjectKind, number][]> {
  const { phase, journey } = await db.one<{ phase: number; journey: number }>(
    sql`select phase_id as phase, journey_id as journey from phases`,
  );
  return [
    ...points.map((id): [ObjectKind, number] => ['touchpoint', id]),
    ['phase', phase],
    ['journey', journey],
    ['metric', metric],
    ['source', source],
    ['promise', promise],
  ];
}

type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

async function build({ rows, left, measured, passed }: World): Promise<void> {
  await db.run(sql`delete from assignments`);
  await db.run(sql`delete from cells`);
  for (const [i, gone] of left.entries()) {
    await db.run(
      sql`update people set left_on = ${gone === null ? null : day(gone)}::date where person_id = ${people[i]!}::uuid`,
    );
  }
  await db.run(sql`delete from delegations`);
  for (const one of passed.filter(({ from, to }) => from !== to)) {
    const [kind, id] = one.object === null ? [null, null] : (await objects())[one.object]!;
    await db.run(sql`insert into delegations (delegation_id, from_person_id, to_person_id, object_kind, object_id, from_on, until_on, made_at)
      values (${newId()}::uuid, ${people[one.from]!}::uuid, ${people[one.to]!}::uuid, ${kind}, ${id}::int, ${day(one.start)}::date,
        ${day(one.start + one.length)}::date, '2026-01-01')`);
  }
  for (const row of rows) {
    const [kind, id] = (await objects())[row.object]!;
    const person = people[row.holder] ?? null;
    const group = row.holder === 4 ? team : null;
    const department = row.holder > 4 ? departments[row.holder - 5]! : null;
    const from = day(row.from);
    await db.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, plane, person_id, team_id, department_id,
        from_on, until_on, made_at, acknowledged_at)
      values (${newId()}::uuid, ${kind}, ${id}::int, ${row.role}, ${row.plane}, ${person}::uuid, ${group}::uuid, ${department}::uuid, ${from}::date,
        ${row.length === null ? null : day(row.from + row.length)}::date, ${`${from}T10:00:00Z`}::timestamptz,
        ${row.yes === null ? null : `${day(row.from + row.yes)}T12:00:00Z`}::timestamptz)`);
  }
  for (const i of measured) {
    await db.run(sql`insert into cells (metric_id, span, slice_id, touchpoint_id, day, n, sum, sumsq)
      values (${metric}, 'm', 0, ${points[i]!}::int, '2026-01-01', 3, 20, 100)`);
  }
}

const there = (row: LedgerRow, at: string) =>
  row.holderKind === 'person' && (row.leftOn === null || row.leftOn > at);

/** The faults once more, from the whole ledger, one object after the other. */
async function naive(world: World, at: string): Promise<string[]> {
  const rows = (await wholeLedger(db)).filter(
    (row) => row.plane === 'execution' && row.from <= at && (row.until === null || row.until > at),
  );
  const found: string[] = [];
  const objects = [
    ...points.map((id) => `touchpoint ${id}`),
    ...new Set(rows.map((row) => `${row.objectKind} ${row.objectId}`)),
    `metric ${metric}`,
    `source ${source}`,
    `promise ${promise}`,
  ];
  const left = (i: number) => world.left[i] != null && day(world.left[i]!) <= at;
  for (const object of new Set(objects)) {
    const [kind, id] = object.split(' ') as [string, string];
    const here = rows.filter((row) => `${row.objectKind} ${row.objectId}` === object);
    const claims = here.filter((row) => row.role === 'A');
    const standing = new Map(
      claims.filter((row) => row.holderKind !== 'person' || there(row, at)).map((row) => [row.holderId, row]),
    );
    const [one] = [...standing.values()];
    const seated = standing.size === 1 && one?.holderKind === 'person';
    if (claims.length === 0) {
      if (kind === 'touchpoint') found.push(`nobody_accountable:touchpoint:${id}`);
      if (kind === 'metric') found.push(`orphan_metric:metric:${id}`);
      if (kind === 'promise') found.push(`orphan_promise:promise:${id}`);
      if (kind === 'source' && left(1)) found.push(`orphan_source:source:${id}`);
    } else if (standing.size > 1) found.push(`several_accountable:${kind}:${id}`);
    else if (standing.size === 0) found.push(`departed_accountable:${kind}:${id}`);
    else if (!seated) found.push(`team_accountable:${kind}:${id}`);
    if (kind === 'touchpoint') {
      const does = new Set(here.filter((row) => row.role === 'R').flatMap((row) => row.departmentId ?? []));
      const part = new Set(
        here.filter((row) => row.role !== 'A' && row.role !== 'I').map((row) => row.departmentId),
      );
      if (does.size > 1 && !here.some((row) => row.role === 'C'))
        found.push(`nobody_consulted:touchpoint:${id}`);
      if (seated && does.size > 0 && one.departmentId && !part.has(one.departmentId))
        found.push(`accountable_outsider:touchpoint:${id}`);
      const measured = world.measured.some((i) => String(points[i]) === id);
      if (seated && !measured) found.push(`unmeasured:touchpoint:${id}`);
    }
    for (const row of here) {
      const days = (Date.parse(at) - Date.parse(row.from)) / 86_400_000;
      const yes = row.acknowledgedAt !== null && row.acknowledgedAt.toISOString().slice(0, 10) <= at;
      if (
        (row.role === 'A' || row.role === 'R') &&
        there(row, at) &&
        !yes &&
        days > LIMITS.acknowledgeWithinDays
      )
        found.push(`unacknowledged:${kind}:${id}:${row.id}`);
    }
  }
  const passed = (await delegationsIn(db, at, at)).filter(
    (row) => row.toLeftOn === null || row.toLeftOn > at,
  );
  const scopes = new Map<DelegationRow, Scope>();
  for (const row of passed)
    scopes.set(
      row,
      await partsOf(db, row.objectKind && { kind: row.objectKind, id: row.objectId as number }),
    );
  const times = (person: string, reach: Scope, path: string[]): number =>
    Math.max(
      0,
      ...passed.map((row) => {
        const next = shared(reach, scopes.get(row)!);
        return row.fromId === person && next && !path.includes(row.toId)
          ? 1 + times(row.toId, next, [...path, row.toId])
          : 0;
      }),
    );
  for (const [i, id] of people.entries()) {
    if (times(id, [], [id]) > LIMITS.passedOnBeyond) found.push(`long_chain:person:${id}`);
    const mine = rows.filter((row) => row.holderId === id && there(row, at));
    const roles = new Set(
      mine
        .filter((row) => row.role === 'A' || row.role === 'R')
        .map((row) => `${row.objectKind} ${row.objectId}`),
    );
    if (roles.size > LIMITS.overloadedBeyond) found.push(`overloaded:person:${id}`);
    if (mine.some((row) => row.role === 'A')) found.push(`mandate_unstated:person:${id}`);
    if (i === 0 && left(0)) found.push(`headless_department:department:${departments[0]}`);
  }
  found.push(`headless_department:department:${departments[1]}`);
  return found.sort();
}

test('for any ledger and day the linter says what a naive look at the whole ledger says', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      await build(world);
      for (const n of world.days) {
        const found = await findings(db, day(n));
        expect(found.map((one) => one.id).sort()).toEqual(await naive(world, day(n)));
        const { dismissed: _, ...counts } = countBySeverity(found);
        expect(await countFindings(db, day(n))).toMatchObject(counts);
        expect(await countUrgent(db, day(n))).toBe(counts.high);
        for (const one of found) expect(one.detail).not.toMatch(/undefined|null|: \.|^ /);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
