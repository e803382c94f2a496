import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { personActor, testPlatform } from '../../test/platform.ts';
import { applyJourney, touchpointIndex } from '../map/map.ts';
import { operatorActor, systemActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { wholeLedger } from './ledger.sql.ts';
import type { LedgerRow } from './ledger.ts';
import {
  accountableFor,
  acknowledge,
  addDepartment,
  addPerson,
  addTeam,
  allAssignments,
  assign,
  assignmentsOfPerson,
  changePerson,
  endAssignment,
  ownerFor,
  ownersAt,
  ownershipChart,
} from './own.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db, { now: '2026-06-15T09:00:00Z' });
afterAll(() => fresh.close());

const people: { id: string; name: string }[] = [];
let sponsor = '';
const touchpoint = async (key: string) => (await touchpointIndex(fresh.db)).byKey.get(key)!;

beforeAll(async () => {
  await applyJourney(
    platform,
    operatorActor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    prospect: true\n    touchpoints: [{key: form, name: Order form}, {key: promise, name: Date promise}]\n',
  );
  await addDepartment(platform, operatorActor, { key: 'sales', name: 'Sales' });
  await addTeam(platform, operatorActor, { key: 'desk', name: 'Order desk', department: 'sales' });
  for (const name of ['Ada Berg', 'Ben Cole', 'Cid Dorn', 'Eva Falk']) {
    const email = `${name.split(' ')[0]!.toLowerCase()}@halden.example`;
    people.push(
      await addPerson(platform, operatorActor, { name, email, department: 'sales', invite: false }),
    );
  }
  sponsor = (
    await addPerson(platform, operatorActor, {
      name: 'Mara Lindqvist',
      email: 'mara@halden.example',
      roles: ['sponsor'],
      invite: false,
    })
  ).id;
});

async function clear(): Promise<void> {
  await fresh.db.run(sql`delete from assignments`);
  await fresh.db.run(sql`update people set left_on = null`);
}

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const noon = (n: number) => new Date(`${day(n)}T12:00:00Z`);
const form = { kind: 'touchpoint', key: 'form' } as const;

/** The definition of rule 1, said once more in other words. */
function expectedSeat(rows: LedgerRow[], at: string): string {
  const claims = rows.filter((row) => row.role === 'A' && row.from <= at && (row.until ?? '9999') > at);
  const holders = new Set(claims.map((row) => row.holderId));
  if (holders.size === 0) return 'nobody';
  const there = claims.filter((row) => row.holderKind !== 'person' || (row.leftOn ?? '9999') > at);
  const standing = [...new Map(there.map((row) => [row.holderId, row])).values()];
  if (standing.length === 0) return 'left';
  if (standing.length > 1) return 'several';
  return standing[0]!.holderKind === 'person' ? standing[0]!.holderId : 'team';
}

const anyChange = fc.oneof(
  fc.record({
    kind: fc.constant('assign' as const),
    role: fc.constantFrom('A', 'A', 'R'),
    who: fc.nat(5),
    from: fc.nat(300),
    length: fc.option(fc.integer({ min: 1, max: 120 })),
    how: fc.constantFrom('plain', 'replace', 'both'),
    object: fc.constantFrom('touchpoint', 'phase', 'journey'),
  }),
  fc.record({ kind: fc.constant('end' as const), which: fc.nat(20), on: fc.nat(300) }),
  fc.record({ kind: fc.constant('leave' as const), who: fc.nat(3), on: fc.option(fc.nat(300)) }),
);
type Change = typeof anyChange extends fc.Arbitrary<infer C> ? C : never;

const objects = {
  touchpoint: form,
  phase: { kind: 'phase', key: 'join/order' },
  journey: { kind: 'journey', key: 'join' },
} as const;

/** Does it through the verbs; what they refuse is not done. `notBefore` keeps changes out of the past. */
async function apply(change: Change, notBefore = 0): Promise<void> {
  const refusedOnly = (error: { code?: string }) => {
    if (!error.code) throw error;
  };
  if (change.kind === 'assign') {
    const from = Math.max(notBefore, change.from);
    const holder =
      change.who < 4
        ? { person: people[change.who]!.id }
        : change.who === 4
          ? { team: 'desk' }
          : { department: 'sales' };
    const until = change.length === null ? null : day(from + change.length);
    const how = { replace: change.how === 'replace', both: change.how === 'both' };
    await assign(platform, operatorActor, {
      object: objects[change.object],
      role: change.role as 'A',
      ...holder,
      from: day(from),
      until,
      ...how,
    }).catch(refusedOnly);
  } else if (change.kind === 'end') {
    const rows = await wholeLedger(fresh.db);
    const row = rows[change.which % Math.max(1, rows.length)];
    if (row)
      await endAssignment(platform, operatorActor, row.id, { on: day(Math.max(notBefore, change.on)) }).catch(
        refusedOnly,
      );
  } else {
    const leftOn = change.on === null ? null : day(Math.max(notBefore, change.on));
    // Coming back would rewrite the days away: that is a change of the past.
    if (notBefore > 0 && leftOn === null) return;
    if (notBefore > 0) {
      const { left_on: before } = await fresh.db.one<{ left_on: string | null }>(
        sql`select left_on from people where person_id = ${people[change.who]!.id}::uuid`,
      );
      if (before !== null && before < day(notBefore)) return;
    }
    await changePerson(platform, operatorActor, people[change.who]!.id, { leftOn });
  }
}

test('rule 1: for any ledger and any instant, exactly one person or the reason there is none', {
  timeout: 180_000,
}, async () => {
  const { id } = await touchpoint('form');
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyChange, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(420), { minLength: 5, maxLength: 5 }),
      async (changes, days) => {
        await clear();
        for (const change of changes) await apply(change);
        const rows = (await wholeLedger(fresh.db)).filter((row) => row.objectKind === 'touchpoint');
        for (const n of days) {
          const seat = await accountableFor(platform, { kind: 'touchpoint', id }, noon(n));
          expect(seat.person ? seat.person.id : seat.reason).toBe(expectedSeat(rows, day(n)));
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('rule 3: no later change, unless it is dated back, alters the answer for a day in the past', {
  timeout: 180_000,
}, async () => {
  const { id } = await touchpoint('form');
  const today = 150;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyChange, { minLength: 1, maxLength: 6 }),
      fc.array(anyChange, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(today - 1), { minLength: 4, maxLength: 4 }),
      async (history, later, days) => {
        await clear();
        for (const change of history) await apply(change);
        const answers = () =>
          Promise.all(
            days.map((n) =>
              accountableFor(platform, { kind: 'touchpoint', id }, noon(n)).then(
                (seat) => seat.person?.id ?? (seat.person === null && seat.reason),
              ),
            ),
          );
        const before = await answers();
        for (const change of later) await apply(change, today);
        expect(await answers()).toEqual(before);
      },
    ),
    { numRuns: 30 },
  );
});

test('rule 4: while there is a sponsor, everything has an owner who is a person and is there', {
  timeout: 180_000,
}, async () => {
  const { byKey } = await touchpointIndex(fresh.db);
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyChange, { maxLength: 8 }),
      fc.array(fc.nat(420), { minLength: 5, maxLength: 5 }),
      async (changes, days) => {
        await clear();
        for (const change of changes) await apply(change);
        const pairs = days.flatMap((n) =>
          [byKey.get('form')!.id, byKey.get('promise')!.id, 0].map((touchpointId) => ({
            touchpointId,
            at: noon(n),
          })),
        );
        const owners = await ownersAt(fresh.db, pairs);
        for (const [i, owner] of owners.entries()) {
          const { left_on: left } = await fresh.db.one<{ left_on: string | null }>(
            sql`select left_on from people where person_id = ${owner.personId}::uuid`,
          );
          expect(left === null || left > pairs[i]!.at.toISOString().slice(0, 10)).toBe(true);
          expect(await ownerFor(fresh.db, platform, pairs[i]!.touchpointId, pairs[i]!.at)).toEqual(owner);
          if (pairs[i]!.touchpointId === 0)
            expect(owner).toMatchObject({ personId: sponsor, rung: 'sponsor' });
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('the owner climbs: responsible, accountable, phase, journey, sponsor', async () => {
  await clear();
  const { id } = await touchpoint('form');
  const [ada, ben, cid, eva] = people.map((person) => person.id);
  const owner = async () =>
    (await ownerFor(fresh.db, platform, id, noon(10))) as { personId: string; rung: string };
  const from = day(0);
  expect(await owner()).toMatchObject({ personId: sponsor, rung: 'sponsor' });
  await assign(platform, operatorActor, { object: objects.journey, role: 'A', person: ada!, from });
  expect(await owner()).toMatchObject({ personId: ada, rung: 'journey' });
  await assign(platform, operatorActor, { object: objects.phase, role: 'A', person: ben!, from });
  expect(await owner()).toMatchObject({ personId: ben, rung: 'phase' });
  await assign(platform, operatorActor, { object: form, role: 'A', person: cid!, from });
  expect(await owner()).toMatchObject({
    personId: cid,
    rung: 'accountable',
    reason: 'accountable for Order form',
  });
  await assign(platform, operatorActor, { object: form, role: 'R', person: eva!, from: day(2) });
  await assign(platform, operatorActor, { object: form, role: 'R', person: ben!, from: day(1) });
  expect(await owner()).toMatchObject({ personId: ben, rung: 'responsible' });
  await changePerson(platform, operatorActor, ben!, { leftOn: day(5) });
  expect(await owner()).toMatchObject({ personId: eva, rung: 'responsible' });
  await assign(platform, operatorActor, { object: form, role: 'A', person: ada!, from, both: true });
  await changePerson(platform, operatorActor, eva!, { leftOn: day(5) });
  expect(await owner()).toMatchObject({ personId: ada, rung: 'journey' });
});

test('a second accountable is refused in words, replaced on request, and resumes when the first comes back', async () => {
  await clear();
  const [ada, ben] = people;
  const { id } = await assign(platform, operatorActor, {
    object: form,
    role: 'A',
    person: 'ada@halden.example',
    from: day(0),
  });
  await acknowledge(platform, personActor(ada!.id, ada!.name), id);
  const second = { object: form, role: 'A', person: ben!.id, from: day(30), until: day(60) } as const;
  await expect(assign(platform, operatorActor, second)).rejects.toMatchObject({
    code: 'already_accountable',
    status: 409,
    message: `Ada Berg is accountable for Order form since 2026-01-01. End that on 2026-01-31 by replacing, or choose other days.`,
    facts: { assignmentId: id, endOn: day(30) },
  });
  expect((await assign(platform, operatorActor, { ...second, replace: true })).replaced).toEqual([id]);
  const held = (await assignmentsOfPerson(platform, operatorActor, ada!.id)).map(
    ({ from, until, acknowledgedAt }) => [from, until, acknowledgedAt !== null],
  );
  expect(held).toEqual([
    [day(60), null, true],
    [day(0), day(30), true],
  ]);
  expect((await allAssignments(platform, operatorActor, day(45))).map((one) => one.holder.name)).toEqual([
    'Ben Cole',
  ]);
  const gone = await fresh.db.all<{ replaces: string }>(
    sql`select replaces from assignments where superseded_at is null and replaces = ${id}::uuid`,
  );
  expect(gone).toHaveLength(3);
});

test('choosing one of two claimants ends the other and keeps the yes of the chosen', async () => {
  await clear();
  const [ada, ben] = people;
  const { id } = await assign(platform, operatorActor, {
    object: form,
    role: 'A',
    person: ada!.id,
    from: day(0),
  });
  await acknowledge(platform, systemActor, id);
  await assign(platform, operatorActor, {
    object: form,
    role: 'A',
    person: ben!.id,
    from: day(10),
    both: true,
  });
  const choice = { object: form, role: 'A', person: ada!.id, from: day(20) } as const;
  await expect(assign(platform, operatorActor, choice)).rejects.toMatchObject({
    code: 'already_accountable',
    facts: { holder: 'Ben Cole', endOn: day(20) },
  });
  expect((await assign(platform, operatorActor, { ...choice, replace: true })).id).toBe(id);
  const at = await touchpoint('form');
  const seat = (n: number) => accountableFor(platform, { kind: 'touchpoint', id: at.id }, noon(n));
  expect(await seat(15)).toMatchObject({ person: null, reason: 'several' });
  expect(await seat(20)).toMatchObject({
    person: { name: 'Ada Berg' },
    assignment: { acknowledgedAt: expect.any(Date) },
  });
  await expect(assign(platform, operatorActor, { ...choice, replace: true })).rejects.toMatchObject({
    code: 'assigned_already',
  });
});

test('bad input is refused', async () => {
  await clear();
  const [ada] = people;
  const refused = (input: object, code: string) =>
    expect(
      assign(platform, operatorActor, { object: form, role: 'A', ...input } as never),
    ).rejects.toMatchObject({ code });
  await refused({ person: 'nobody@halden.example' }, 'not_found');
  await refused({ person: ada!.id, object: { kind: 'touchpoint', key: 'gone' } }, 'not_found');
  await refused({ person: ada!.id, from: day(9), until: day(9) }, 'until_before_from');
  await changePerson(platform, operatorActor, ada!.id, { leftOn: day(5) });
  await refused({ person: ada!.id, from: day(6) }, 'person_left');
  await expect(
    assign(platform, operatorActor, { object: form, role: 'A', person: ada!.id, team: 'desk' }),
  ).rejects.toThrow(/exactly one/);
  const member = personActor(ada!.id, ada!.name);
  await expect(assign(platform, member, { object: form, role: 'A', team: 'desk' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const { id } = await assign(platform, operatorActor, {
    object: form,
    role: 'A',
    team: 'desk',
    from: day(0),
  });
  await expect(acknowledge(platform, member, id)).rejects.toMatchObject({ code: 'not_yours' });
  await expect(
    addPerson(platform, operatorActor, { name: 'Ada B', email: 'ADA@halden.example', invite: false }),
  ).rejects.toMatchObject({ code: 'email_taken' });
  const lead = personActor(people[1]!.id, 'Ben Cole', ['cx_lead']);
  await expect(
    addPerson(platform, lead, { name: 'New', email: 'new@halden.example', roles: ['admin'], invite: false }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

test('the chart says how many seats are filled by exactly one who said yes', async () => {
  await clear();
  const [ada, ben] = people;
  const { id } = await assign(platform, operatorActor, {
    object: form,
    role: 'A',
    person: ada!.id,
    from: day(0),
  });
  const promise = { kind: 'touchpoint', key: 'promise' } as const;
  await assign(platform, operatorActor, { object: promise, role: 'A', person: ada!.id, from: day(0) });
  await assign(platform, operatorActor, {
    object: promise,
    role: 'A',
    person: ben!.id,
    from: day(100),
    both: true,
  });
  await acknowledge(platform, systemActor, id);
  const chart = await ownershipChart(platform, operatorActor, { asOf: day(120) });
  expect(chart.counts).toEqual({ touchpoints: 2, exactlyOne: 1, acknowledged: 1 });
  expect(chart.span).toEqual({ from: day(0), to: '2026-06-15' });
  const [order] = chart.journeys[0]!.phases;
  expect(
    order!.touchpoints.map(({ key, person, reason, candidates }) => [
      key,
      person?.name ?? null,
      reason,
      candidates.map((one) => one.initials),
    ]),
  ).toEqual([
    ['form', 'Ada Berg', null, []],
    ['promise', null, 'several', ['AB', 'BC']],
  ]);
  expect((await ownershipChart(platform, operatorActor, { asOf: day(50) })).counts.exactlyOne).toBe(2);
});
