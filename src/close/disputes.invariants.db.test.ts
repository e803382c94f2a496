import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../../test/company.ts';
import { type Disputing, disputing } from '../../test/disputing.ts';
import { greyAreaBehind, greyAreas, tendLadder } from '../own/own.ts';
import type { Actor } from '../platform/access.ts';
import { verifyAudit } from '../platform/audit.ts';
import { sql } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import {
  answerDispute,
  answerEscalation,
  answerHandOver,
  climbLadder,
  closeLoop,
  disputeCase,
  handBack,
  handOver,
  listDisputes,
  openWhereNeeded,
  reopenCase,
  ruleDispute,
  stepIn,
} from './close.ts';

let at: Disputing;
beforeAll(async () => {
  at = await disputing(400);
});
afterAll(async () => {
  await at.platform.queue.stop();
  await at.fresh.close();
});

const act = fc.record({
  what: fc.constantFrom(
    'not_mine',
    'not_mine',
    'counter',
    'counter_on',
    'rule',
    'rule',
    'rule_for_next',
    'withdraw_dispute',
    'offer',
    'accept',
    'accept',
    'decline',
    'step_in',
    'hand_back',
    'close',
    'reopen',
    'lapse',
    'send_back',
    'appoint',
    'leave',
    'return',
    'fact',
  ),
  who: fc.nat(4),
  other: fc.nat(4),
  hours: fc.integer({ min: 1, max: 60 }),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

async function doOne(caseId: string, customer: number, { what, who, other, hours }: Act): Promise<void> {
  const { platform } = at;
  const people: Actor[] = [at.priya, at.tomas, at.jonas, at.asta, at.mara];
  const me = people[who] as Actor;
  const to = people[other]?.personId ?? '';
  const reason = 'Not mine.';
  // Whoever is at work is drawn anew: most acts would be refused otherwise, and nothing would be found out.
  const owner = people.find((one) => one.personId === ownerId) ?? me;
  const asked = people.find((one) => one.personId === offeredTo) ?? me;
  const dispute = async () => (await listDisputes(platform, at.mara, { state: 'open', case: caseId }))[0];
  const begun = (await dispute())?.by?.id;
  const arbiter = async () => {
    const asks = (await dispute())?.arbiter?.people[0]?.id;
    return people.find((one) => one.personId === asks) ?? me;
  };
  const ruled = async (rule: Parameters<typeof ruleDispute>[3]['rule']) =>
    ruleDispute(platform, await arbiter(), (await dispute())?.id ?? crypto.randomUUID(), {
      owner: to,
      reason,
      cause: 'unwilling_to_step_up',
      causedBy: 'field',
      caughtBy: null,
      rule,
    });
  const escalation = async () => {
    const id = (await dispute())?.id ?? '';
    const row = await platform.db.maybe<{ id: string }>(
      sql`select escalation_id as id from escalations where subject = ${id} and settled_at is null`,
    );
    return row?.id ?? crypto.randomUUID();
  };
  switch (what) {
    case 'not_mine':
      return disputeCase(platform, owner, caseId, { reason, nominee: to });
    case 'counter':
      return answerDispute(platform, asked, caseId, { answer: 'countered', reason });
    case 'counter_on':
      return answerDispute(platform, asked, caseId, { answer: 'countered', reason, nominee: to });
    case 'rule':
      return ruled(null);
    case 'rule_for_next':
      return ruled({ reviewOn: '2030-01-01', conditions: {} });
    case 'withdraw_dispute':
      return answerDispute(platform, people.find((one) => one.personId === begun) ?? me, caseId, {
        answer: 'withdrawn',
      });
    case 'offer':
      return handOver(platform, owner, caseId, { to, reason: 'Please.' });
    case 'accept':
      return answerHandOver(platform, asked, caseId, { answer: 'accepted' });
    case 'decline':
      return answerHandOver(platform, asked, caseId, { answer: 'declined', reason });
    case 'step_in':
      return stepIn(platform, me, caseId, {});
    case 'hand_back':
      return handBack(platform, me, caseId);
    case 'close':
      return closeLoop(platform, me, caseId, { waiver: 'Not needed.' });
    case 'reopen':
      return reopenCase(platform, me, caseId, { reason: 'Again.' });
    case 'lapse':
      platform.clock.advance(hours * 3_600_000);
      await climbLadder(platform);
      await tendLadder(platform);
      return;
    case 'send_back':
      return answerEscalation(platform, await arbiter(), await escalation(), {
        answer: 'sent_back',
        words: reason,
      });
    case 'appoint':
      return answerEscalation(platform, await arbiter(), await escalation(), {
        answer: 'appointed',
        words: reason,
        to,
      });
    case 'leave':
      // The sponsor stays: where nobody is left at all, nothing can have an owner.
      if (me === at.mara) return;
      await platform.db.run(
        sql`update people set left_on = ${platform.clock.now()}::timestamptz::date where person_id = ${me.personId}::uuid`,
      );
      await climbLadder(platform);
      return;
    case 'return':
      await platform.db.run(sql`update people set left_on = null where person_id = ${me.personId}::uuid`);
      return;
    default:
      await platform.db.tx((tx) =>
        openWhereNeeded(tx, platform, [answer(at, customer, other, { occurredAt: platform.clock.now() })]),
      );
  }
}

let ownerId = '';
let offeredTo = '';
async function look(caseId: string): Promise<void> {
  const row = await at.platform.db.one<{ owner: string; offered: string | null }>(sql`
    select c.owner_id as owner, (select h.to_person_id from case_handovers h where h.case_id = c.case_id and h.answer is null) as offered
    from cases c where c.case_id = ${caseId}::uuid`);
  ownerId = row.owner;
  offeredTo = row.offered ?? '';
}

/** Each answers with what breaks it; all must be empty at every moment. */
const broken = {
  'every case has exactly one owner, the person of its one current holder row': sql`
    select c.case_id from cases c left join case_holders h on h.case_id = c.case_id and h.until_at is null
    group by c.case_id, c.owner_id, c.holder_id having count(h.holder_id) <> 1 or bool_or(h.person_id <> c.owner_id or h.holder_id <> c.holder_id)`,
  'holders follow each other without a gap': sql`
    select case_id from (select case_id, until_at, lead(from_at) over (partition by case_id order by from_at, holder_id) as next_from from case_holders) h
    where next_from is not null and next_from is distinct from until_at`,
  'a dispute ends once, in exactly one of accepted, ruled, withdrawn': sql`
    select d.dispute_id from disputes d left join dispute_rulings r using (dispute_id)
    where (d.ending = 'ruled') is distinct from (r.dispute_id is not null) and (d.ending is not null or r.dispute_id is not null)
       or d.ending = 'accepted' and not exists (select 1 from dispute_nominations n join case_handovers h using (handover_id)
         where n.dispute_id = d.dispute_id and h.answer = 'accepted')
       or d.ending in ('ruled', 'withdrawn') and exists (select 1 from dispute_nominations n join case_handovers h using (handover_id)
         where n.dispute_id = d.dispute_id and h.answer = 'accepted')`,
  'an open dispute is with the nominee or with an arbiter, never with both; with neither only where all who are here are parties': sql`
    select d.dispute_id from disputes d where d.ending is null and
      (exists (select 1 from case_handovers h where h.case_id = d.case_id and h.answer is null)) =
      (exists (select 1 from escalations e where e.kind = 'dispute' and e.subject = d.dispute_id::text and e.settled_at is null))
      and exists (select 1 from people p where p.left_on is null and p.person_id <> d.person_id and not exists (
        select 1 from dispute_nominations n where n.dispute_id = d.dispute_id and n.person_id = p.person_id))`,
  'what is over is off the ladder': sql`
    select d.dispute_id from disputes d join escalations e on e.subject = d.dispute_id::text where d.ending is not null and e.settled_at is null`,
  'nobody rules who is a party': sql`
    select r.dispute_id from dispute_rulings r join disputes d using (dispute_id) where r.ruled_by = d.person_id
    union select r.dispute_id from dispute_rulings r join dispute_nominations n using (dispute_id) where r.ruled_by = n.person_id`,
  'no party stands on a rung': sql`
    select s.step_id from escalation_steps s join escalations e using (escalation_id) where s.person_ids && e.excluded_ids`,
  'no offer on a closed case': sql`
    select h.case_id from case_handovers h join cases c using (case_id) where h.answer is null and c.closure_id is not null`,
};

const evidence = () =>
  at.platform.db.all<{ evidence_id: string }>(sql`select * from ownership_evidence order by evidence_id`);

/** Each way a dispute ends is tried, whatever else is drawn. */
const endings: Act[][] = (['accept', 'withdraw_dispute', 'rule_for_next'] as const).map((ending) =>
  (['not_mine', ...(ending === 'rule_for_next' ? (['counter'] as const) : []), ending] as const).map(
    (what) => ({
      what,
      who: 0,
      other: 1,
      hours: 1,
    }),
  ),
);

test('whatever people do, a case has one owner, a dispute one end, and evidence only grows', async () => {
  let customer = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 30 }), async (acts) => {
      const mine = customer++;
      const [opened] = await at.platform.db.tx((tx) =>
        openWhereNeeded(tx, at.platform, [answer(at, mine, 5, { occurredAt: at.platform.clock.now() })]),
      );
      let before = await evidence();
      for (const one of acts) {
        await look(opened?.caseId ?? '');
        try {
          await doOne(opened?.caseId ?? '', mine, one);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        at.platform.clock.advance(1000);
        const after = await evidence();
        const kept = new Map(after.map((row) => [row.evidence_id, row]));
        expect(before.map((row) => kept.get(row.evidence_id))).toEqual(before);
        before = after;
      }
      await climbLadder(at.platform);
      for (const [rule, statement] of Object.entries(broken))
        expect(await at.platform.db.all(statement), rule).toEqual([]);
      expect(
        await at.platform.db.all(sql`select c.case_id from cases c join people p on p.person_id = c.owner_id
          where c.closure_id is null and p.left_on <= ${at.platform.clock.now()}::timestamptz::date`),
        'no open case stays with somebody who has left',
      ).toEqual([]);
    }),
    { numRuns: 25, examples: endings.map((acts) => [acts]) },
  );
  expect(await verifyAudit(at.platform.db)).toMatchObject({ intact: true });

  const ends = await at.platform.db.all<{ ending: string | null; n: number }>(
    sql`select ending, count(*) as n from disputes group by ending`,
  );
  expect(ends.map((one) => one.ending)).toEqual(expect.arrayContaining(['accepted', 'ruled', 'withdrawn']));
});

test('the register counts what a naive recount finds, and a replay of the holders finds the same evidence', async () => {
  const { items } = await greyAreas(at.platform, at.mara, { days: 730 });
  const rows = await at.platform.db.all<{
    sign: string;
    key: string;
    at: Date;
    case_id: string;
    about_id: string;
  }>(sql`select e.*, t.key from ownership_evidence e join touchpoints t using (touchpoint_id)`);
  const since = at.platform.clock.now().getTime() - 730 * 86_400_000;
  const visit = items.find((one) => one.key === 'touchpoint:visit');
  const counted = Object.fromEntries(
    (visit?.evidence ?? []).filter((one) => one.kind === 'lived').map((one) => [one.sign, one.count]),
  );
  const recount: Record<string, number> = {};
  for (const row of rows)
    if (row.key === 'visit' && row.at.getTime() > since) recount[row.sign] = (recount[row.sign] ?? 0) + 1;
  expect(counted).toEqual(recount);

  const holders = await at.platform.db.all<{
    id: string;
    caseId: string;
    person: string;
    rung: string;
    reason: string;
  }>(
    sql`select holder_id as id, case_id as "caseId", person_id as person, rung, reason from case_holders order by case_id, from_at, holder_id`,
  );
  const replay = new Set<string>();
  for (const mine of Map.groupBy(holders, (one) => one.caseId).values()) {
    const hands = mine.filter((one, i) => one.person !== mine[i - 1]?.person);
    let passed = 0;
    hands.forEach((one, i) => {
      // Whoever stepped in and hands the case back gives it to whose it was: no hand-over. Somebody's leaving is one.
      const gone = i > 0 && / has left;/.test(one.reason);
      if (one.rung !== 'handed_over' && one.rung !== 'ruled' && !gone) return;
      replay.add(`handed_over ${one.id}`);
      if (hands[i - 2]?.person === one.person) replay.add(`returned ${one.id}`);
      if (one.rung === 'handed_over' || one.rung === 'ruled') passed++;
      if (passed === 3 && !gone) replay.add(`third_hand_over ${one.id}`);
    });
  }
  const noted = rows
    .filter((row) => ['handed_over', 'returned', 'third_hand_over'].includes(row.sign))
    .map((row) => `${row.sign} ${row.about_id}`);
  expect(new Set(noted)).toEqual(replay);

  // The customers behind are those of the evidence, each once.
  const behind = await greyAreaBehind(at.platform, at.mara, 'touchpoint:visit', 730);
  const customers = new Set(
    (
      await at.platform.db.all<{
        id: string;
      }>(sql`select l.customer_id as id from ownership_evidence e join links l using (identity_id)
        join touchpoints t using (touchpoint_id) where t.key = 'visit'`)
    ).map((row) => row.id),
  );
  expect(behind.customers).toBe(customers.size);
});
