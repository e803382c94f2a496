import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { addDepartment, applyChanges, changePerson, draftChanges, undoChanges } from '../../own/own.ts';
import type { Actor } from '../../platform/access.ts';
import { operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  answerHandOver,
  closeLoop,
  handOver,
  openWhereNeeded,
  seamEvidence,
  seams,
  seedRules,
} from '../close.ts';
import { seamCases } from './behind.ts';
import { SeamCasesQuery, SeamsQuery } from './seam.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let next = 0;
const HOUR = 3_600_000;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 30);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(() => fresh.close());

const measured = () => seams(platform, operatorActor, SeamsQuery.parse({}));
const wait = (hours: number) => platform.clock.set(new Date(platform.clock.now().getTime() + hours * HOUR));

test('with no case at all there is nothing to say, and it is said', async () => {
  expect(await measured()).toMatchObject({
    log: 'cases',
    cases: 0,
    groups: 0,
    handovers: { mean: null, max: null, none: 0 },
    bounces: 0,
    topHandovers: [],
    topBounces: [],
    days: { median: null, mean: null },
    matrix: { groups: [], other: false, counts: [] },
  });
  expect(await seamEvidence(platform)).toEqual([]);
});

test('our own cases by the department of whoever held them', async () => {
  const departments = [
    ['field', 'Field', [at.priya, at.jonas]],
    ['network', 'Network', [at.tomas]],
  ] as const;
  for (const [key, name, people] of departments) {
    const id = newId();
    await fresh.db.run(sql`insert into departments (department_id, key, name, head_person_id)
      values (${id}::uuid, ${key}, ${name}, ${people[0].personId}::uuid)`);
    await fresh.db.run(sql`update people set department_id = ${id}::uuid
      where person_id = any(${people.map(({ personId }) => personId)}::uuid[])`);
  }
  const open = async () => {
    const [one] = await platform.db.tx((tx) =>
      openWhereNeeded(tx, platform, [answer(at, next++, 2, { occurredAt: platform.clock.now() })]),
    );
    return one?.caseId as string;
  };
  const pass = async (id: string, from: Actor, to: Actor) => {
    wait(1);
    await handOver(platform, from, id, { to: to.personId as string, reason: 'Is for you, I think.' });
    wait(3);
    await answerHandOver(platform, to, id, { answer: 'accepted' });
  };
  // Priya (field) → Tomas (network) → Priya → Jonas (field, so no seam) → Tomas, then closed.
  const bounced = await open();
  await pass(bounced, at.priya, at.tomas);
  await pass(bounced, at.tomas, at.priya);
  await pass(bounced, at.priya, at.jonas);
  await pass(bounced, at.jonas, at.tomas);
  await closeLoop(platform, at.tomas, bounced, { waiver: 'The customer has moved away.' });
  const quiet = await open();

  const found = await measured();
  expect(found).toMatchObject({
    cases: 2,
    groups: 2,
    handovers: { mean: 1.5, max: 3, none: 1 },
    bounces: 2,
    casesWithBounce: 1,
    casesReturning: 1,
    neverClosed: 1,
    topHandovers: [
      { from: 'Field', to: 'Network', count: 2 },
      { from: 'Network', to: 'Field', count: 1 },
    ],
    topBounces: [{ a: 'Field', b: 'Network', count: 2 }],
  });
  expect(found.seams[0]).toMatchObject({ waitHours: 3, lost: 1, cases: 1 });
  // The open case is not counted in days: nobody knows yet how long it will take.
  expect(found.byHandovers.map(({ cases, medianDays }) => [cases, medianDays && medianDays * 24])).toEqual([
    [1, null],
    [0, null],
    [0, null],
    [1, 16],
  ]);
  expect(found.parties.map(({ group, person }) => [group, person?.name])).toEqual([
    ['Field', 'Priya Dahl'],
    ['Network', 'Tomas Berg'],
  ]);
  expect(await seamEvidence(platform)).toEqual([
    {
      log: 'cases',
      a: 'Field',
      b: 'Network',
      departments: { a: 'field', b: 'network' },
      bounces: 2,
      cases: 1,
      customers: 1,
    },
  ]);
  const { items } = await seamCases(
    platform,
    operatorActor,
    SeamCasesQuery.parse({ a: 'Network', b: 'Field' }),
  );
  expect(items).toMatchObject([{ href: `/inbox/${bounced}`, closed: true, customer: 'Customer 0' }]);
  expect(items[0]?.path.map(({ group }) => group)).toEqual(['Field', 'Network', 'Field', 'Network']);
  const never = await seamCases(platform, operatorActor, SeamCasesQuery.parse({ handovers: '0' }));
  expect(never.items.map(({ href }) => href)).toEqual([`/inbox/${quiet}`]);
});

test('fewer than five scores are not shown', async () => {
  // One case with both scores: the mean would be that customer's own words.
  await fresh.db.run(sql`update metrics set scale_min = 0, scale_max = 10 where key = 'nps'`);
  const one = await fresh.db.one<{ id: string }>(
    sql`select case_id as id from cases order by number limit 1`,
  );
  await fresh.db.run(sql`insert into case_confirmations (confirmation_id, case_id, message_id, at, helped, score)
    values (${newId()}::uuid, ${one.id}::uuid, ${newId()}::uuid, ${platform.clock.now()}::timestamptz, true, 8)`);
  const [seam] = (await measured()).seams;
  expect(seam?.satisfaction).toEqual({ n: 1, before: null, after: null });
  expect((await measured()).satisfactionByHandovers?.[3]).toEqual({
    handovers: '3+',
    n: 1,
    before: null,
    after: null,
  });
});

test('who moves to another department takes nothing of the past along, unless the move is dated back', async () => {
  const seams = async () => {
    const { topHandovers } = await measured();
    return topHandovers.map(({ from, to, count }) => `${from} → ${to} ${count}`).sort();
  };
  const before = await seams();
  expect(before).toEqual(['Field → Network 2', 'Network → Field 1']);
  wait(24);
  await changePerson(platform, operatorActor, at.tomas.personId!, { department: 'field' });
  expect(await seams()).toEqual(before);

  await changePerson(platform, operatorActor, at.tomas.personId!, { department: 'network' });
  await addDepartment(platform, operatorActor, { key: 'plant', name: 'Plant' });
  const merge = async (on: string) => {
    const edits = [{ do: 'close' as const, department: 'network', to: 'plant' }];
    const { id } = await draftChanges(platform, operatorActor, { name: 'Network into plant', on, edits });
    await applyChanges(platform, operatorActor, id, { reason: 'Decided in March' });
    return id;
  };
  const today = platform.clock.now().toISOString().slice(0, 10);
  const id = await merge(today);
  expect(await seams()).toEqual(before);
  wait(1);
  await undoChanges(platform, operatorActor, id);
  expect(await seams()).toEqual(before);
  wait(1);
  await merge('2026-01-01');
  expect(await seams()).toEqual(['Field → Plant 2', 'Plant → Field 1']);
});
