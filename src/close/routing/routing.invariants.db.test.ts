import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { addDepartment, addPerson } from '../../own/own.ts';
import { systemActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { openWhereNeeded, seedRules } from '../close.ts';
import { readRoutingRules } from './routing.sql.ts';
import type { Condition, Goes } from './routing.ts';
import { addRouting } from './rules.ts';
import { tryRules } from './trial.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let people: string[];
let departments: string[];
let customer = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 3000);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  departments = [];
  const made: string[] = [];
  for (const name of ['Billing', 'Service']) {
    departments.push((await addDepartment(platform, systemActor, { name })).id);
    for (const one of ['Ada', 'Ben', 'Cid']) {
      const email = `${one}.${name}@halden.example`.toLowerCase();
      made.push(
        (
          await addPerson(platform, systemActor, {
            name: `${one} ${name}`,
            email,
            department: departments.at(-1)!,
            roles: ['member'],
            invite: false,
          })
        ).id,
      );
    }
  }
  // Those of the ledger, but never the sponsor, may go as well.
  people = [...made, at.priya.personId!, at.jonas.personId!];
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    about: fc.constant('words' as const),
    keys: fc.subarray(['late', 'bill', 'rude'], { minLength: 1 }),
    not: fc.boolean(),
  }),
  fc.record({
    about: fc.constant('score' as const),
    metric: fc.constant(null),
    atMost: fc.integer({ min: 0, max: 6 }),
    atLeast: fc.constant(null),
    not: fc.boolean(),
  }),
  fc.record({
    about: fc.constant('touchpoint' as const),
    keys: fc.constantFrom<string[][]>(['visit'], ['bill']),
    not: fc.boolean(),
  }),
  fc.record({ about: fc.constant('urgent' as const), not: fc.boolean() }),
);
/** People and departments by their place in the list; put in when it runs. */
type Aim =
  | { to: 'ledger' }
  | { to: 'person'; who: number }
  | { to: 'department'; which: number; by: 'turn' | 'load' | 'skill' | 'rules' };
const aim: fc.Arbitrary<Aim> = fc.oneof(
  fc.constant({ to: 'ledger' as const }),
  fc.record({ to: fc.constant('person' as const), who: fc.nat(7) }),
  fc.record({
    to: fc.constant('department' as const),
    which: fc.nat(1),
    by: fc.constantFrom('turn' as const, 'load' as const, 'skill' as const, 'rules' as const),
  }),
);
const world = fc.record({
  rules: fc.array(
    fc.record({
      of: fc.constantFrom(null, null, 0, 1),
      matches: fc.constantFrom('all' as const, 'any' as const),
      conditions: fc.array(condition, { maxLength: 2 }),
      aim,
    }),
    { maxLength: 6 },
  ),
  gone: fc.uniqueArray(fc.nat(7), { maxLength: 5 }),
  away: fc.array(fc.record({ who: fc.nat(7), by: fc.nat(7), absent: fc.boolean() }), { maxLength: 5 }),
  skilled: fc.uniqueArray(fc.nat(5), { maxLength: 4 }),
  facts: fc.array(
    fc.record({
      score: fc.integer({ min: 0, max: 6 }),
      words: fc.constantFrom('So late.', 'The bill was rude', 'Nothing'),
      place: fc.constantFrom('visit', 'bill', null),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

/** Puts rules, leavings, absences and skills in place of those of the run before. Circles are planted past the door. */
async function arrange(given: typeof world extends fc.Arbitrary<infer T> ? T : never) {
  const { db } = platform;
  const now = platform.clock.now();
  const day = now.toISOString().slice(0, 10);
  await db.run(sql`update people set left_on = null`);
  await db.run(sql`delete from delegations`);
  await db.run(sql`delete from person_skills`);
  await db.run(sql`update routing_rules set ended_at = ${now}::timestamptz where ended_at is null`);
  for (const [i, one] of given.rules.entries()) {
    const goes: Goes =
      one.aim.to === 'ledger'
        ? one.aim
        : one.aim.to === 'person'
          ? { to: 'person', personId: people[one.aim.who]! }
          : {
              to: 'department',
              departmentId: departments[one.aim.which]!,
              by: one.aim.by,
              skills: one.aim.by === 'skill' ? ['fibre'] : [],
            };
    await db.run(sql`insert into routing_rules (rule_id, name, department_id, position, matches, conditions, goes, active_from, made_at)
      values (gen_random_uuid(), ${`Rule ${i}`}, ${one.of === null ? null : departments[one.of]}::uuid, ${i}, ${one.matches}, ${JSON.stringify(one.conditions)}::jsonb,
        ${JSON.stringify(goes)}::jsonb, ${now}::timestamptz, ${now}::timestamptz)`);
  }
  for (const i of given.gone)
    await db.run(sql`update people set left_on = ${day}::date where person_id = ${people[i]}::uuid`);
  for (const { who, by, absent } of given.away) {
    if (who === by) continue;
    await db.run(sql`insert into delegations (delegation_id, from_person_id, to_person_id, absent, from_on, until_on, made_at)
      values (gen_random_uuid(), ${people[who]}::uuid, ${people[by]}::uuid, ${absent}, ${day}::date, ${day}::date + 3, ${now}::timestamptz)`);
  }
  for (const i of given.skilled)
    await db.run(
      sql`insert into person_skills (person_id, skill, made_at) values (${people[i]}::uuid, 'fibre', ${now}::timestamptz)`,
    );
}

/** Each opened by itself, a second apart: [owner, was it a rule]. */
async function openAll(facts: { score: number; words: string; place: string | null }[]): Promise<string[]> {
  const owners: string[] = [];
  for (const { score, words, place } of facts) {
    platform.clock.advance(1000);
    const touchpointId = place === 'visit' ? at.visit : place === 'bill' ? at.bill : 0;
    const fact = answer(at, customer++, score, {
      comment: words,
      touchpointId,
      touchpointKey: place,
      occurredAt: platform.clock.now(),
    });
    const opened = await platform.db.tx((tx) => openWhereNeeded(tx, platform, [fact]));
    expect(opened).toHaveLength(1);
    owners.push(opened[0]!.ownerId);
  }
  return owners;
}

test('whatever rules, absences and leavings: one owner who has not left, and a dry run tells what then happens', async () => {
  await addRouting(platform, at.asta, { name: 'Before', goes: { to: 'ledger' } });
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      // Nothing of the runs before lies within the 90 days.
      platform.clock.advance(91 * 86_400_000);
      await arrange({ ...given, rules: [] });
      await openAll(given.facts);
      await arrange(given);
      const now = platform.clock.now();
      const rules = (await readRoutingRules(platform.db, now)).filter((rule) => rule.endedAt === null);
      const foreseen = await tryRules(platform, rules, { now });
      expect(foreseen.cases).toBe(given.facts.length);
      const owners = await openAll(given.facts);
      const happened = new Map<string, number>();
      for (const owner of owners) happened.set(owner, (happened.get(owner) ?? 0) + 1);
      expect(new Map(foreseen.people.map((one) => [one.personId, one.cases]))).toEqual(happened);
      const day = platform.clock.now().toISOString().slice(0, 10);
      const broken = await platform.db.all(sql`
        select c.number from cases c left join people p on p.person_id = c.owner_id
          left join case_holders h on h.case_id = c.case_id and h.until_at is null
        where c.opened_at >= ${now}::timestamptz
        group by c.number, p.person_id, p.left_on
        having p.person_id is null or p.left_on <= ${day}::date or count(h.holder_id) <> 1 or bool_or(h.person_id <> p.person_id or h.reason = '')`);
      expect(broken).toEqual([]);
      // Whom a rule chose is there; only the ledger may leave something with somebody whose stand-in is away, too.
      const chosen = await platform.db.all(sql`
        select c.number from cases c join case_holders h using (holder_id)
          join delegations d on d.from_person_id = h.person_id and d.absent and d.from_on <= ${day}::date and d.until_on > ${day}::date
        where c.opened_at >= ${now}::timestamptz and h.rung = 'routed'`);
      expect(chosen).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 240_000);
