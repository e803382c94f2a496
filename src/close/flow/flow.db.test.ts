import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { type Actor, operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import {
  answerHandOver,
  closeLoop,
  countFlow,
  followUps,
  handOver,
  openWhereNeeded,
  pauseCase,
  recordAction,
  reopenCase,
  seedRules,
  stepIn,
  tellCustomer,
} from '../close.ts';
import { flowCases } from './behind.ts';
import { countAnew } from './count.ts';
import { FlowCasesQuery, FlowQuery } from './flow.ts';
import { flow, ownFlow } from './flows.ts';
import { flowNow } from './now.ts';

const HOUR = 3_600_000;
let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let people: Actor[];
let customer = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 900);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  await fresh.db.run(sql`update metrics set scale_min = 0, scale_max = 10 where key = 'nps'`);
  people = [at.priya, at.jonas, at.tomas, at.asta, at.mara];
  await department('field', 'Field', [at.priya, at.jonas], 4);
  await department('network', 'Network', [at.tomas, at.asta], 3);
  await department('board', 'Board', [at.mara], 0);
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

/** With so many colleagues who hold no case, since figures of fewer than five people are not shown. */
async function department(key: string, name: string, of: Actor[], colleagues: number): Promise<void> {
  const id = newId();
  await fresh.db.run(
    sql`insert into departments (department_id, key, name) values (${id}::uuid, ${key}, ${name})`,
  );
  await fresh.db.run(sql`update people set department_id = ${id}::uuid
    where person_id = any(${of.map(({ personId }) => personId)}::uuid[])`);
  for (let i = 0; i < colleagues; i++) {
    await fresh.db.run(sql`insert into people (person_id, name, email, colour, department_id, made_at)
      values (${newId()}::uuid, ${`${name} ${i}`}, ${`${key}${i}@halden.example`}, '#555555', ${id}::uuid, '2025-01-01')`);
  }
}

const act = fc.record({
  what: fc.constantFrom(
    'act',
    'tell',
    'close',
    'waive',
    'reopen',
    'step_in',
    'offer',
    'accept',
    'pause',
    'yes',
    'no',
  ),
  who: fc.nat(4),
  other: fc.nat(4),
  // All of it together stays well within the year that is looked at.
  minutes: fc.integer({ min: 1, max: 900 }),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

async function open(score: number, touchpoint?: 'bill'): Promise<string> {
  const place = touchpoint
    ? { touchpointId: at.bill, touchpointKey: 'bill', touchpointName: 'First bill' }
    : {};
  const fact = answer(at, customer++, score, { occurredAt: platform.clock.now(), ...place });
  const [opened] = await platform.db.tx((tx) => openWhereNeeded(tx, platform, [fact]));
  return opened?.caseId ?? '';
}

async function says(caseId: string, helped: boolean, score?: number): Promise<void> {
  const mail = await platform.db.maybe<{ text: string }>(sql`select text_body as text from mails
    where purpose = 'follow_up' and subject_id = ${caseId} order by mail_id desc limit 1`);
  const token = mail && /follow-up\/([\w-]{43})/.exec(mail.text)?.[1];
  if (token) await followUps(platform).answer(token, { helped, score });
}

const tell = (who: Actor, caseId: string, close: boolean) =>
  tellCustomer(platform, who, caseId, {
    channel: 'email',
    subject: 'About your visit',
    body: 'We came again.',
    language: 'en',
    close,
  });

async function does(caseId: string, { what, who, other, minutes }: Act): Promise<void> {
  platform.clock.advance(minutes * 60_000);
  const me = people[who]!;
  switch (what) {
    case 'act':
      return recordAction(platform, me, caseId, { text: 'a' });
    case 'tell':
    case 'close':
      return tell(me, caseId, what === 'close');
    case 'waive':
      return closeLoop(platform, me, caseId, { waiver: 'Not needed.' });
    case 'reopen':
      return reopenCase(platform, me, caseId, { reason: 'Again.' });
    case 'step_in':
      return stepIn(platform, me, caseId, {});
    case 'offer':
      return handOver(platform, me, caseId, { to: people[other]!.personId!, reason: 'Please.' });
    case 'accept':
      return answerHandOver(platform, me, caseId, { answer: 'accepted' });
    case 'pause':
      return pauseCase(platform, me, caseId, {
        until: new Date(platform.clock.now().getTime() + HOUR),
        waitsFor: 'customer',
        reason: 'Asked.',
      });
    default:
      return says(caseId, what === 'yes', other * 2);
  }
}

/** Everything again from the tables, in the plainest way: no cells, no batches, lists that are sorted. */
async function naive() {
  const read = async <T>(text: string) => (await fresh.db.raw(text)).rows as T[];
  interface Row {
    case_id: string;
    at: Date;
  }
  const cases = await read<{
    case_id: string;
    opened_at: Date;
    closure_id: string | null;
    owner_id: string;
    touchpoint_id: number;
    score: number;
    urgent: boolean;
    department_id: string | null;
    department: string | null;
  }>(
    'select c.*, p.department_id, d.key as department from cases c join people p on p.person_id = c.owner_id left join departments d using (department_id)',
  );
  const closures = await read<
    Row & { closure_id: string; reopened_at: Date | null; waiver: string | null; message_id: string | null }
  >('select * from case_closures');
  const messages = await read<Row & { message_id: string }>(
    'select * from case_messages where not inbound and tells',
  );
  const actions = await read<Row>('select * from case_actions');
  const met = await read<Row>(
    "select case_id, met_at as at from case_clocks where clock = 'acknowledge' and met_at is not null",
  );
  const holders = await read<Row & { rung: string }>('select case_id, rung, from_at as at from case_holders');
  const answers = await read<Row & { helped: boolean; message_id: string; score: number | null }>(
    'select * from case_confirmations order by at, confirmation_id',
  );
  const first = (rows: Row[], id: string) => {
    const own = rows.filter((row) => row.case_id === id).map((row) => row.at.getTime());
    return own.length > 0 ? Math.min(...own) : null;
  };
  return cases.flatMap((one) => {
    const closure = closures.find(({ closure_id }) => closure_id === one.closure_id);
    if (!closure) return [];
    const mine = <T extends Row>(rows: T[]) => rows.filter((row) => row.case_id === one.case_id);
    const told = first(messages, one.case_id);
    const acted = Math.min(first(actions, one.case_id) ?? Infinity, told ?? Infinity);
    const seen = Math.min(first(met, one.case_id) ?? Infinity, acted);
    const reopened = mine(closures).filter(({ reopened_at }) => reopened_at !== null);
    const away = reopened.reduce((sum, r) => sum + r.reopened_at!.getTime() - r.at.getTime(), 0);
    const handovers = mine(holders).filter(({ rung }) => rung !== 'reopened').length - 1;
    const said = mine(answers).findLast(
      (row) => row.message_id === closure.message_id || row.at >= closure.at,
    );
    const minutes = (from: number, until: number) => Math.round((until - from) / 60_000);
    return [
      {
        id: one.case_id,
        department: one.department,
        touchpoint: one.touchpoint_id,
        ownerId: one.owner_id,
        urgent: one.urgent,
        total: minutes(one.opened_at.getTime(), closure.at.getTime()),
        open: minutes(one.opened_at.getTime() + away, closure.at.getTime()),
        acknowledge: Number.isFinite(seen) ? minutes(one.opened_at.getTime(), seen) : null,
        act: Number.isFinite(acted) ? minutes(seen, acted) : null,
        tell: told === null ? null : minutes(acted, told),
        told: closure.waiver === null,
        confirmed: closure.waiver === null && said ? said.helped : null,
        reopened: reopened.length > 0,
        handovers,
        first:
          closure.waiver === null &&
          mine(messages).length === 1 &&
          handovers === 0 &&
          reopened.length === 0 &&
          said?.helped !== false,
        before: one.score,
        after: mine(answers).findLast(({ score }) => score !== null)?.score ?? null,
        week: closure.at,
      },
    ];
  });
}
type Naive = Awaited<ReturnType<typeof naive>>;

const medianOf = (values: (number | null)[]) => {
  const sorted = values.filter((one) => one !== null).sort((a, b) => a - b);
  const n = sorted.length;
  return n < 5 ? null : (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.floor(n / 2)]!) / 2;
};
const some = (rows: Naive, is: (one: Naive[number]) => boolean | null) => rows.filter(is).length;

const asked = (of: Record<string, string> = {}) =>
  flow(platform, operatorActor, FlowQuery.parse({ weeks: '52', ...of }));

test('before the first case there is nothing to say, and it is said', async () => {
  await countFlow(platform);
  expect(await asked()).toMatchObject({ tooFew: true, closed: null, total: null, teams: [], parts: null });
  expect(await flowNow(platform, operatorActor, {})).toMatchObject({ open: 0, history: [], forecast: null });
});

test('whatever was done, the figures are those of a plain recount, and counting again changes nothing', async () => {
  const lives = fc.array(fc.array(act, { minLength: 2, maxLength: 7 }), { minLength: 6, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(lives, fc.array(fc.nat(6), { minLength: 14, maxLength: 14 }), async (all, scores) => {
      for (const [i, acts] of all.entries()) {
        const id = await open(scores[i]!, i % 3 === 0 ? 'bill' : undefined);
        for (const one of acts) {
          await does(id, one).catch((error) => {
            if (!(error instanceof Refusal)) throw error;
          });
          if (one.minutes % 5 === 0) await countFlow(platform);
        }
      }
      await countFlow(platform);
      const rows = await naive();
      const found = await asked();
      if (rows.length < 5) {
        expect(found.tooFew).toBe(true);
        return;
      }
      expect(found.closed).toBe(rows.length);
      for (const { stage, time } of found.stages)
        if (stage !== 'confirm')
          expect([stage, time?.median ?? null]).toEqual([stage, medianOf(rows.map((one) => one[stage]))]);
      expect(found.total).toMatchObject({ n: rows.length, median: medianOf(rows.map(({ total }) => total)) });
      const told = some(rows, (one) => one.told);
      const rate = (x: number, n: number) => (n < 5 ? null : expect.objectContaining({ x, n }));
      expect(found).toMatchObject({
        confirmed: rate(
          some(rows, (one) => one.confirmed),
          told,
        ),
        firstContact: rate(
          some(rows, (one) => one.first),
          told,
        ),
        reopened: rate(
          some(rows, (one) => one.reopened),
          rows.length,
        ),
        recovered: rate(
          some(rows, (one) => one.after !== null && one.after >= 7),
          some(rows, (one) => one.after !== null),
        ),
      });
      expect(found.handovers.map(({ cases }) => cases)).toEqual(
        [0, 1, 2, 3].map((n) => some(rows, (one) => Math.min(3, one.handovers) === n)),
      );
      // Rounded to the minute, the parts of a case are as long as it was open.
      const spent = found.parts!.reduce((sum, part) => sum + part.minutes * rows.length, 0);
      expect(Math.abs(spent - rows.reduce((sum, one) => sum + one.open, 0))).toBeLessThanOrEqual(rows.length);
      for (const team of found.teams) {
        const own = rows.filter((one) => one.department === team.key);
        if (own.length < 5 || team.key === 'board') expect(team.hidden).toBe(true);
        if (team.hidden) expect([team.closed, team.total, team.reopened]).toEqual([null, null, null]);
        else
          expect(team).toMatchObject({
            closed: own.length,
            total: { median: medianOf(own.map((one) => one.total)) },
          });
      }
      expect(found.trend.reduce((sum, one) => sum + one.closed!, 0)).toBe(rows.length);

      const kept = async () =>
        (
          await fresh.db.raw(
            'select f.*, md5(acknowledges) from flow_cells f order by week, team_id, touchpoint_id',
          )
        ).rows.map(({ acknowledges, acts, tells, confirms, normals, urgents, md5: _, ...counts }) => ({
          ...counts,
          lists: [acknowledges, acts, tells, confirms, normals, urgents].map((list) =>
            Buffer.from(list as Uint8Array)
              .toString('hex')
              .match(/.{8}/g)
              ?.sort(),
          ),
        }));
      const before = await kept();
      await countAnew(platform);
      expect(await kept()).toEqual(before);
      // Another history.
      platform.clock.advance(24 * HOUR);
    }),
    { numRuns: 4, seed: 11, endOnFailure: true },
  );
});

test('a figure opens to exactly its cases, page by page', async () => {
  const found = await asked();
  for (const [figure, n] of [
    ['total', found.closed],
    ['tell', found.stages.find(({ stage }) => stage === 'tell')?.time?.n],
    ['confirmed', found.confirmed?.x],
    ['reopened', found.reopened?.x],
    ['first_contact', found.firstContact?.x],
    ['handed1', found.handovers[1]?.cases],
  ] as const) {
    const ids: string[] = [];
    const minutes: number[] = [];
    for (let after: string | undefined; ; ) {
      const page = await flowCases(
        platform,
        operatorActor,
        FlowCasesQuery.parse({ weeks: '52', figure, limit: 7, ...(after ? { after } : {}) }),
      );
      ids.push(...page.items.map(({ id }) => id));
      minutes.push(...page.items.map((one) => one.minutes ?? 0));
      if (!page.next) break;
      after = page.next;
    }
    expect([figure, new Set(ids).size, ids.length]).toEqual([figure, n, n]);
    expect(minutes).toEqual(minutes.toSorted((a, b) => b - a));
  }
});

test('figures of a person are that person’s alone, and those of a team of one are hidden, also by its filter', async () => {
  const rows = await naive();
  const mine = await ownFlow(platform, at.priya, 52);
  const own = rows.filter(({ ownerId }) => ownerId === at.priya.personId);
  expect(mine.closed).toBe(own.length);
  expect(mine.total?.median ?? null).toBe(medianOf(own.map(({ total }) => total)));
  const board = await asked({ team: 'board' });
  expect(board).toMatchObject({ tooFew: true, closed: null, total: null, parts: null, opened: null });
  expect(board.trend.every(({ closed, opened }) => closed === null && opened === null)).toBe(true);
  const behind = FlowCasesQuery.parse({ weeks: '52', team: 'board' });
  expect(await flowCases(platform, operatorActor, behind)).toEqual({ tooFew: true, items: [], next: null });
  expect(await flowNow(platform, operatorActor, { team: 'board' })).toMatchObject({
    tooFew: true,
    open: null,
  });
  await expect(ownFlow(platform, operatorActor, 13)).rejects.toMatchObject({ code: 'needs_a_person' });
});

test('an unknown team, touchpoint or journey is refused with its name; a broken cursor too', async () => {
  await expect(asked({ team: 'nowhere' })).rejects.toMatchObject({ code: 'no_such_team' });
  await expect(asked({ touchpoint: 'nowhere' })).rejects.toMatchObject({ code: 'no_such_touchpoint' });
  await expect(asked({ journey: 'nowhere' })).rejects.toMatchObject({ code: 'no_such_journey' });
  const query = FlowCasesQuery.parse({ weeks: '52', after: 'x' });
  await expect(flowCases(platform, operatorActor, query)).rejects.toMatchObject({ code: 'bad_cursor' });
});

test('what is open ends the line at what is open; the risk is that of similar cases', async () => {
  // 50 cases that took 1 to 50 hours, at the bill; then one that has been open for 20 and is due in 28.
  const like: string[] = [];
  for (let i = 0; i < 50; i++) like.push(await open(5, 'bill'));
  for (const one of like) {
    platform.clock.advance(HOUR);
    await tell(at.mara, one, true);
  }
  const id = await open(5, 'bill');
  platform.clock.advance(20 * HOUR);
  await countFlow(platform);
  const now = await flowNow(platform, operatorActor, { touchpoint: 'bill' });
  const open_ = await fresh.db.one<{ n: number }>(
    sql`select count(*)::int as n from cases where closure_id is null and touchpoint_id = ${at.bill}`,
  );
  expect(now.open).toBe(open_.n);
  expect(now.history.at(-1)?.open).toBe(open_.n);
  const risk = now.risk?.cases.find((one) => one.id === id);
  const totals = (await naive())
    .filter((one) => one.touchpoint === at.bill && !one.urgent)
    .map((one) => one.total);
  const still = totals.filter((minutes) => minutes > 20 * 60);
  expect(risk).toMatchObject({
    n: still.length,
    late: still.filter((minutes) => minutes > 48 * 60).length,
    similar: 'touchpoint',
  });
});
