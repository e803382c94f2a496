import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { climbLadder, listDisputes, seamEvidence, seams } from '../src/close/close.ts';
import { listSources } from '../src/collect/sources.ts';
import { seed } from '../src/demo/demo.ts';
import { HELP_DESK } from '../src/demo/handOvers.ts';
import { population, type SourceKey } from '../src/demo/population.ts';
import { truths } from '../src/demo/truths.ts';
import { touchpointIndex } from '../src/map/map.ts';
import { readings, verifyCells } from '../src/measure/measure.ts';
import {
  accountableFor,
  answerSheet,
  ecosystem,
  findings,
  greyAreas,
  listEscalations,
  listRounds,
  listRulings,
  ownershipChart,
  perceivedDisagreement,
  roundResult,
  roundsWaiting,
} from '../src/own/own.ts';
import { operatorActor } from '../src/platform/access.ts';
import { verifyAudit } from '../src/platform/audit.ts';
import { sql } from '../src/platform/database.ts';
import { derivedId } from '../src/platform/ids.ts';
import { engine, type FreshDatabase, freshDatabase } from './engines.ts';
import { personActor, type TestPlatform, testPlatform } from './platform.ts';

const end = new Date('2026-03-02T15:20:00Z');
const scale = 0.1;
let fresh: FreshDatabase;
let platform: TestPlatform;

beforeAll(async () => {
  ({ fresh, platform } = await halden(scale));
}, 240_000);
afterAll(() => fresh.close());

async function halden(size: number): Promise<{ fresh: FreshDatabase; platform: TestPlatform }> {
  const fresh = await freshDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'onus-'));
  const platform = await testPlatform(fresh.db, { now: end.toISOString(), config: { dataFolder } });
  await seed(platform, { scale: size, end });
  return { fresh, platform };
}

function day(daysAgo: number): string {
  return new Date(end.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
}

/** The one figure of a metric. */
async function figure(metric: string, scope: Partial<Parameters<typeof readings>[1]> = {}) {
  const [only] = await readings(platform, { metric, ...scope });
  return { value: only?.value as number, n: only?.n as number };
}

describe('whose it is', () => {
  test('exactly the planted touchpoints have nobody, several, or somebody who left', async () => {
    const { inOrder } = await touchpointIndex(platform.db);
    const found: Record<string, string> = {};
    for (const { id, key } of inOrder) {
      const seat = await accountableFor(platform, { kind: 'touchpoint', id }, end);
      if (!seat.person) found[key] = seat.reason;
    }
    expect(found).toEqual(truths.unowned);
    const { counts } = await ownershipChart(platform, operatorActor, {});
    expect(counts).toMatchObject({
      touchpoints: truths.touchpoints,
      exactlyOne: truths.touchpoints - Object.keys(truths.unowned).length,
    });
  });

  test('before the reorganisation it was somebody else, and the date promise was one person’s', async () => {
    const then = new Date(end.getTime() - (truths.reorganisedDaysAgo + 5) * 86_400_000);
    const { byKey } = await touchpointIndex(platform.db);
    for (const key of Object.keys(truths.reorganised)) {
      const id = byKey.get(key)?.id as number;
      const before = await accountableFor(platform, { kind: 'touchpoint', id }, then);
      const now = await accountableFor(platform, { kind: 'touchpoint', id }, end);
      expect(before.person?.id).toBeDefined();
      expect(before.person?.id).not.toBe(now.person?.id);
    }
    const promise = { kind: 'touchpoint' as const, id: byKey.get('date_promise')?.id as number };
    expect((await accountableFor(platform, promise, then)).person?.name).toBe('Tomás Reuter');
  });
});

describe('what people think whose it is', () => {
  test('the date promise comes out on top of the last round: sales and field service see it differently', async () => {
    const [, second, first] = await listRounds(platform, operatorActor);
    expect([first?.name, second?.name]).toEqual(truths.rounds.names);
    const result = await roundResult(platform, operatorActor, second?.id as string);
    const [top, next] = result.touchpoints;
    expect(top?.key).toBe(truths.rounds.top);
    expect(top?.weight as number).toBeGreaterThan((next?.weight as number) * 1.5);
    expect(top?.findings).toEqual(expect.arrayContaining(['unowned', 'overlap', 'differ', 'unclear']));
    expect(top?.figures?.differ.map(({ a, b }) => [a.name, b.name].sort())).toContainEqual([
      ...truths.rounds.differ,
    ]);
    expect(result.pairs[0]?.differ).toContain(truths.rounds.top);
    const others = result.touchpoints.slice(1);
    expect(others.map((one) => (one.figures?.agreement as number) > 0.7)).toEqual(others.map(() => true));
    // What the first meeting said about the notice of outages shows.
    const improved = result.touchpoints.find((one) => one.key === truths.rounds.improved);
    expect(improved?.figures?.agreement as number).toBeGreaterThan(
      (improved?.before?.agreement as number) + 0.3,
    );
    const promise = (await perceivedDisagreement(platform.db)).find((one) => one.touchpointId === top?.id);
    expect(promise).toMatchObject({ roundId: second?.id, settledAt: null });
  });

  test('a round waits for Priya and for Jonas', async () => {
    const [open] = await listRounds(platform, operatorActor);
    expect(open).toMatchObject({ state: 'open', finished: 9, invited: 23 });
    const people = await platform.db.all<{ id: string; name: string }>(
      sql`select person_id as id, name from people where name in ('Priya Dahl', 'Jonas Nowak')`,
    );
    for (const { id, name } of people) {
      expect(await roundsWaiting(platform.db, id, day(0)), name).toMatchObject([
        { id: open?.id, answered: 0 },
      ]);
      const sheet = await answerSheet(platform, personActor(id, name), open?.id as string);
      expect(sheet.touchpoints.map((one) => one.answer)).toEqual(sheet.touchpoints.map(() => null));
    }
  });
});

describe('whether they can answer for it', () => {
  test('the linter finds the planted faults, and of the gravest kind no others', async () => {
    const found = await findings(platform.db, end.toISOString().slice(0, 10));
    const of = (fault: string) =>
      found
        .filter((one) => one.fault === fault)
        .map((one) => one.object.key)
        .sort();
    const empty = (why: string) =>
      Object.keys(truths.unowned)
        .filter((key) => truths.unowned[key] === why)
        .sort();
    expect(of('nobody_accountable')).toEqual(empty('nobody'));
    expect(of('several_accountable')).toEqual(empty('several'));
    expect(of('departed_accountable')).toEqual(empty('left'));
    expect(of('orphan_metric')).toEqual([...truths.ownerlessMetrics]);
    const people = (fault: string) =>
      found
        .filter((one) => one.fault === fault)
        .map((one) => one.people[0]?.name)
        .sort();
    expect(people('overloaded')).toEqual(['Sanna Berg']);
    expect(people('mandate_unstated')).toEqual(['Farid Benali']);
    const lacks = found.filter((one) => one.fault === 'without_mandate');
    expect(
      lacks.map((one) => [one.people[0]?.name, one.severity, one.facts.piece, one.facts.state]).sort(),
    ).toEqual([
      ['Jonas Nowak', 'medium', truths.mandates.denied.piece, 'denied'],
      ['Judit Varga', 'high', truths.mandates.escalated.piece, 'open'],
    ]);
    const escalated = lacks.find((one) => one.facts.state === 'open');
    expect(escalated).toMatchObject({
      facts: { rung: 'sponsor', overdue: true },
      remedy: { verb: 'remind_mandate', person: { name: 'Dr. Mara Lindqvist' } },
    });
  });

  test('exactly the planted parts are nobody’s', async () => {
    const { objects } = await ecosystem(platform, operatorActor);
    const missing = objects.filter((one) => one.missing.length > 0).map((one) => [one.key, one.missing]);
    expect(Object.fromEntries(missing)).toEqual(truths.missingParts);
  });
});

describe('what moves the score', () => {
  test('nobody came, and it shows', async () => {
    const rows = await platform.db.all<{ failed: boolean; mean: number; n: number }>(sql`
      select i.failed, avg(r.value)::float as mean, count(*) as n from interactions i
      join kinds k using (kind_id) join links a using (identity_id)
      join links b on b.customer_id = a.customer_id
      join responses r on r.identity_id = b.identity_id and r.touchpoint_id = i.touchpoint_id
      join metrics m using (metric_id)
      where k.key = 'visit.done' and m.key = 'nps' group by i.failed order by i.failed`);
    const [came, noShow] = rows;
    expect(noShow?.n).toBeGreaterThan(20);
    // The scale ends at 0, so what is seen is a little smaller than what was planted.
    expect((noShow?.mean as number) - (came?.mean as number)).toBeLessThan(truths.effects.noShow * 0.6);
  });

  test('of late it is the north', async () => {
    const from = day(truths.noShow.recentDays);
    const north = await figure('visit_no_show', { from, where: { region: ['north'] } });
    const northBefore = await figure('visit_no_show', { to: from, where: { region: ['north'] } });
    const elsewhere = await figure('visit_no_show', { from, where: { region: ['south', 'east', 'west'] } });
    expect(north.value).toBeGreaterThan(northBefore.value + 15);
    expect(north.value).toBeGreaterThan(elsewhere.value + 10);
  });

  test('the named agents in the chat worked; reminders by text message did not', async () => {
    const around = async (touchpoint: string, daysAgo: number) => ({
      before: await figure('nps', { touchpoint, to: day(daysAgo + 1) }),
      after: await figure('nps', { touchpoint, from: day(daysAgo) }),
    });
    const chat = await around('chat', truths.chatFix.daysAgo);
    expect(chat.after.value - chat.before.value).toBeGreaterThan(15);
    const reminder = await around('appointment_reminder', truths.reminderFix.daysAgo);
    const deviation = 80 * Math.sqrt(1 / reminder.before.n + 1 / reminder.after.n);
    expect(Math.abs(reminder.after.value - reminder.before.value)).toBeLessThan(2.6 * deviation);
  });

  test('the company stands a little above zero, the technician visit far below', async () => {
    const all = await figure('nps');
    expect(all.value).toBeGreaterThan(0);
    expect(all.value).toBeLessThan(14);
    const visit = await figure('nps', { touchpoint: 'technician_visit', from: day(90) });
    expect(visit.value).toBeLessThan(-10);
  });
});

describe('what lies between the departments', () => {
  test('the worst seam is the planted one, with both heads beside it', async () => {
    const [a, b] = truths.bouncers;
    const found = await seams(platform, operatorActor, { log: HELP_DESK, top: 20, format: 'json' });
    expect(found.pingPong[0]).toMatchObject({ a, b });
    expect(found.bounces).toBeGreaterThan(20);
    // Nobody else goes back and forth: all of it is theirs.
    expect(found.pingPong[0]?.bounces).toBe(found.bounces);
    for (const group of [a, b]) {
      const party = found.parties.find((one) => one.group === group);
      expect(party).toMatchObject({ mapped: 'name', department: { name: group }, reason: null });
      expect(party?.person?.departmentName).toBe(group);
    }
    expect((await seamEvidence(platform))[0]).toMatchObject({ log: HELP_DESK, a, b });
  });
});

describe('what lies in the grey', () => {
  test('what was planted stands at the top of the register, each with its evidence', async () => {
    const { items, valued } = await greyAreas(platform, operatorActor);
    expect(valued).toBe(true);
    const planted = items.filter((one) => one.weight !== 'happened');
    expect(planted.map((one) => one.rank)).toEqual(planted.map((_, i) => i + 1));
    const seats = Object.fromEntries(
      planted.flatMap((one) =>
        one.touchpoint && one.seat?.reason ? [[one.touchpoint.key, one.seat.reason]] : [],
      ),
    );
    expect(seats).toEqual(truths.unowned);
    for (const one of planted.filter((item) => item.weight === 'empty_seat')) {
      expect(one.customers, one.key).toBeGreaterThan(0);
      expect(one.revenue, one.key).toBeGreaterThan(0);
      expect(one.evidence[0], one.key).toMatchObject({
        kind: 'structural',
        sign: one.seat?.reason,
        count: 1,
      });
    }
    // What people see differently is the very touchpoint that two of them claim; the seam is the planted one, and only that.
    expect(items[0]).toMatchObject({
      touchpoint: { key: truths.rounds.top },
      evidence: expect.arrayContaining([
        expect.objectContaining({ kind: 'perceived', sign: 'disagreement' }),
      ]),
    });
    expect(planted.flatMap((one) => one.seam ?? [])).toEqual([
      { a: truths.bouncers[0], b: truths.bouncers[1] },
    ]);
    // Within faults and within what merely happened: by revenue exposed.
    for (const some of [planted, items.filter((one) => one.weight === 'happened')]) {
      const worth = some.map((one) => one.revenue ?? 0);
      expect(worth).toEqual([...worth].sort((a, b) => b - a));
    }
  });

  test('one dispute is ruled and routes, one waits for its arbiter, one has climbed to the sponsor', async () => {
    const all = await listDisputes(platform, operatorActor, { state: 'all' });
    expect(all.map((one) => [one.touchpoint?.key, one.state, one.arbiter?.rung]).sort()).toEqual([
      ['final_bill', 'arbiter', 'journey'],
      ['outage_repair', 'ruled', 'journey'],
      ['router_return', 'arbiter', 'sponsor'],
    ]);
    const ruled = all.find((one) => one.state === 'ruled');
    expect(ruled?.ruling).toMatchObject({
      causedBy: { name: 'Field service' },
      caughtBy: { name: 'Network operations' },
    });
    expect(await listRulings(platform, operatorActor)).toMatchObject([
      { state: 'in_force', touchpoint: { key: 'outage_repair' }, disputeId: ruled?.id },
    ]);
    const routed = await fresh.db.all<{ name: string }>(sql`select distinct p.name from case_holders h
    join people p using (person_id) where h.rung = 'ruling'`);
    expect(routed.map((one) => one.name)).toEqual([ruled?.ruling?.owner?.name]);
  });

  test('on the sponsor’s list stands what nobody below has answered, with the days it waits', async () => {
    const waiting = await listEscalations(platform, operatorActor);
    const mara = waiting.filter((one) => one.people.some((person) => person.name === 'Dr. Mara Lindqvist'));
    expect(mara.map((one) => one.title).join('\n')).toContain('Charged for a router');
    expect(
      mara
        .filter((one) => one.kind === 'grey_area')
        .map((one) => one.touchpoint?.key)
        .sort(),
    ).toEqual(['complaint_letter', 'line_test', 'old_address']);
    expect(mara.every((one) => one.dueAt === null && one.daysWaiting >= 2)).toBe(true);
    const promise = (await greyAreas(platform, operatorActor)).items.find(
      (one) => one.key === 'touchpoint:date_promise',
    );
    expect(promise).toMatchObject({ state: 'clarifying', clarification: { person: { name: 'Paula Dorn' } } });
  });
});

describe('who it is about', () => {
  test('no customer is two people, and as many records find theirs as share a key', async () => {
    const residents = population(scale);
    const owner = new Map<string, number>();
    for (const { number, records } of residents) {
      for (const { source, fact } of records) owner.set(derivedId(source, fact.key), number);
    }
    const links = await platform.db.all<{ identity: string; customer: string }>(
      sql`select identity_id as identity, customer_id as customer from links`,
    );
    const customerOf = new Map(links.map(({ identity, customer }) => [identity, customer]));
    const people = new Map<string, Set<number>>();
    for (const [identity, number] of owner) {
      const customer = customerOf.get(identity) as string;
      people.set(customer, (people.get(customer) ?? new Set()).add(number));
    }
    expect([...people.values()].filter((one) => one.size > 1)).toEqual([]);

    for (const [source, share] of Object.entries(truths.exactShare)) {
      const known = residents.filter((one) => !one.business && one.keys[source as SourceKey]);
      const found = known.filter((one) => {
        const [crm, other] = [one.keys.crm as string, one.keys[source as SourceKey] as string];
        return customerOf.get(derivedId('crm', crm)) === customerOf.get(derivedId(source, other));
      });
      expect(found.length / known.length, source).toBeGreaterThan(share - 0.04);
      expect(found.length / known.length, source).toBeLessThanOrEqual(Math.min(1, share + 0.04));
    }
  });
});

describe('what holds for any company', () => {
  test('every count agrees with its facts, and the trail is whole', async () => {
    expect(await verifyCells(platform.db)).toMatchObject({ ok: true });
    expect(await verifyAudit(platform.db)).toMatchObject({ intact: true });
  });

  test('everything has a place', async () => {
    const { n } = await platform.db.one<{ n: number }>(sql`select
      (select count(*) from interactions where touchpoint_id = 0) + (select count(*) from responses where touchpoint_id = 0) as n`);
    expect(n).toBe(0);
  });

  test('every open case has one owner, who is a person and still here', async () => {
    const cases = await platform.db.all<{ holders: number; here: boolean }>(sql`
      select (select count(*) from case_holders h where h.case_id = c.case_id and h.until_at is null and h.person_id = c.owner_id) as holders,
        (select left_on is null or left_on > '2026-03-02' from people p where p.person_id = c.owner_id) as here
      from cases c where c.closure_id is null`);
    expect(cases.length).toBeGreaterThan(20);
    expect(cases.filter(({ holders, here }) => holders !== 1 || !here)).toEqual([]);
  });

  test('an empty seat’s case is the sponsor’s; the agent and the head have their own', async () => {
    const open = await platform.db.all<{ name: string; touchpoint: string }>(sql`
      select p.name, t.key as touchpoint from cases c join people p on p.person_id = c.owner_id
      join touchpoints t using (touchpoint_id) where c.closure_id is null`);
    const sponsor = open
      .filter(({ name }) => name === 'Dr. Mara Lindqvist')
      .map(({ touchpoint }) => touchpoint);
    expect(sponsor).toEqual(expect.arrayContaining(['line_test', 'complaint_letter']));
    for (const name of ['Priya Dahl', 'Jonas Nowak']) {
      expect(open.filter((one) => one.name === name).length, name).toBeGreaterThanOrEqual(3);
    }
  });

  test('what the ladder had to tell is told: climbing again tells nobody', async () => {
    expect(await climbLadder(platform)).toEqual({ breached: 0, lapsed: 0 });
  });

  test('one source is late, and only that one', async () => {
    const states = (await listSources(platform, operatorActor)).map(({ key, freshness }) => [
      key,
      freshness.state,
    ]);
    const late = states.filter(([, state]) => state !== 'fresh').map(([key]) => key);
    expect(late).toEqual([truths.late.source]);
  });
});

// Told by the same verbs on either engine; twice a company is much work for the embedded one.
test.runIf(engine === 'postgres')(
  'the same company comes out again',
  async () => {
    const figures = async () => {
      const { fresh, platform } = await halden(0.01);
      const all = await readings(platform, { metric: 'nps', by: 'touchpoint' });
      const cases =
        await platform.db.all(sql`select c.number, c.reason, c.urgent, c.opened_at, p.email, z.at as closed_at
      from cases c join people p on p.person_id = c.owner_id left join case_closures z on z.closure_id = c.closure_id order by c.number`);
      const cells = await platform.db.all(
        sql`select metric_id, touchpoint_id, day, n, sum from cells where slice_id = 0 order by 1, 2, 3, span`,
      );
      await fresh.close();
      return { all, cases, cells };
    };
    expect(await figures()).toEqual(await figures());
  },
  240_000,
);
