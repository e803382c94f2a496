import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Disputing, disputing } from '../../test/disputing.ts';
import { appFor, personActor, type TestApp } from '../../test/platform.ts';
import { listEscalations, listRulings, tendLadder } from '../own/own.ts';
import type { Actor } from '../platform/access.ts';
import { verifyAudit } from '../platform/audit.ts';
import { sql } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import {
  answerDispute,
  answerEscalation,
  answerHandOver,
  climbLadder,
  closeLoop,
  disputeCase,
  handOver,
  listDisputes,
  ruleDispute,
  stepIn,
} from './close.ts';

const HOUR = 3_600_000;
let at: Disputing;
let api: TestApp;
let customer = 0;
beforeAll(async () => {
  at = await disputing();
  api = appFor(at.platform);
});
afterAll(async () => {
  await at.platform.queue.stop();
  await at.fresh.close();
});

const id = (actor: Actor) => actor.personId as string;
const reviewOn = '2026-09-01';
const notMine = async (nominee: Actor = at.tomas) => {
  const caseId = await at.open(customer++);
  await disputeCase(at.platform, at.priya, caseId, {
    reason: 'The visit is planned in the field.',
    nominee: id(nominee),
  });
  return caseId;
};
const disputeOf = async (caseId: string, actor = at.mara) => {
  const [found] = await listDisputes(at.platform, actor, { state: 'all', case: caseId });
  if (!found) throw new Error('no dispute');
  return found;
};
const ruling = (owner: Actor, rule: object | null = null) => ({
  owner: id(owner),
  reason: 'Whoever plans the visit calls the customer.',
  cause: 'unclear_responsibility' as const,
  causedBy: 'field',
  caughtBy: 'service',
  rule: rule as null,
});
const mails = async (to: Actor) =>
  (
    await at.fresh.db.all<{
      subject: string;
    }>(sql`select m.subject from mails m join people p on p.email = m.to_address
      where p.person_id = ${id(to)}::uuid order by m.mail_id`)
  ).map((one) => one.subject);

describe('a whole dispute', () => {
  test('not mine, countered, ruled: the case moves, cause and catcher stand apart, and the next case goes there by itself', async () => {
    await at.fresh.db.run(sql`update people set locale = 'de' where person_id = ${id(at.tomas)}::uuid`);
    const caseId = await notMine(at.tomas);
    // The customer still has the owner.
    expect(await at.ownerOf(caseId)).toBe(id(at.priya));
    expect((await mails(at.tomas)).at(-1)).toBe('Priya Dahl sagt, dieser Kunde gehört zu Ihnen');
    expect(await disputeOf(caseId)).toMatchObject({
      state: 'asked',
      byDepartment: 'Customer service',
      arbiter: null,
    });

    await answerDispute(at.platform, at.tomas, caseId, {
      answer: 'countered',
      reason: 'I only drive where I am sent.',
    });
    const dispute = await disputeOf(caseId);
    expect(dispute).toMatchObject({
      state: 'arbiter',
      arbiter: { rung: 'sponsor', people: [{ name: 'Mara Lindqvist' }] },
    });
    expect((await mails(at.mara)).at(-1)).toMatch(
      /^A dispute waits for your ruling: #\d+ NPS 4 at Technician visit/,
    );
    expect(await at.ownerOf(caseId)).toBe(id(at.priya));

    await ruleDispute(at.platform, at.mara, dispute.id, ruling(at.jonas, { reviewOn, conditions: {} }));
    expect(await at.ownerOf(caseId)).toBe(id(at.jonas));
    expect(await disputeOf(caseId)).toMatchObject({
      state: 'ruled',
      ruling: {
        causedBy: { name: 'Field service' },
        caughtBy: { name: 'Customer service' },
        owner: { name: 'Jonas Nowak' },
      },
    });
    expect(await listEscalations(at.platform, at.mara, { open: true, kind: 'dispute' })).toEqual([]);
    expect((await mails(at.jonas)).at(-1)).toBe('Mara Lindqvist ruled: this customer is yours');
    expect((await mails(at.priya)).at(-1)).toBe('It was ruled whose this customer is: Jonas Nowak');

    const next = await api.call('GET', `/cases/${await at.open(customer++)}`, { actor: at.priya });
    expect(next.body.owner.name).toBe('Jonas Nowak');
    expect(next.body.why).toBe('as was ruled on 2026-03-02: Whoever plans the visit calls the customer.');
    expect(next.body.holdings[0].rung).toBe('ruling');

    const [rule] = await listRulings(at.platform, at.mara);
    const retired = await api.call('POST', `/rulings/${rule?.id}/retirement`, {
      actor: at.asta,
      body: { reason: 'New plan.' },
    });
    expect(retired.status).toBe(204);
    expect(await at.ownerOf(await at.open(customer++))).toBe(id(at.priya));
    expect(
      (
        await api.call('POST', `/rulings/${rule?.id}/retirement`, {
          actor: at.asta,
          body: { reason: 'Again.' },
        })
      ).body.code,
    ).toBe('ruling_retired');
  });

  test('the nominee accepts, through the dispute or the hand-over it is', async () => {
    const one = await notMine();
    await answerDispute(at.platform, at.tomas, one, { answer: 'accepted' });
    const two = await notMine();
    await answerHandOver(at.platform, at.tomas, two, { answer: 'accepted' });
    for (const caseId of [one, two]) {
      expect(await at.ownerOf(caseId)).toBe(id(at.tomas));
      expect((await disputeOf(caseId)).state).toBe('accepted');
    }
  });

  test('a counter may name somebody else, who is asked next', async () => {
    const caseId = await notMine(at.tomas);
    await answerDispute(at.platform, at.tomas, caseId, {
      answer: 'countered',
      reason: 'Jonas plans it.',
      nominee: id(at.jonas),
    });
    expect((await disputeOf(caseId)).nominations.map((one) => [one.person?.name, one.answer])).toEqual([
      ['Tomas Berg', 'declined'],
      ['Jonas Nowak', null],
    ]);
    await answerDispute(at.platform, at.jonas, caseId, { answer: 'accepted' });
    expect(await at.ownerOf(caseId)).toBe(id(at.jonas));
  });

  test('unanswered in time it goes to the arbiter, above the phase first, and from there to the next', async () => {
    await at.fresh.db.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, person_id, from_on, made_at)
      select ${newId()}::uuid, 'phase', phase_id, 'A', ${id(at.jonas)}::uuid, '2025-01-01', '2025-01-01' from phases`);
    const caseId = await notMine();
    at.platform.clock.advance(9 * HOUR);
    await climbLadder(at.platform);
    expect((await disputeOf(caseId)).arbiter).toMatchObject({
      rung: 'phase',
      people: [{ name: 'Jonas Nowak' }],
    });
    at.platform.clock.advance(25 * HOUR);
    await tendLadder(at.platform);
    const after = await disputeOf(caseId);
    expect(after.arbiter).toMatchObject({
      rung: 'sponsor',
      people: [{ name: 'Mara Lindqvist' }],
      dueAt: null,
    });
    // Jonas was asked and is no longer.
    await expect(ruleDispute(at.platform, at.jonas, after.id, ruling(at.tomas))).rejects.toMatchObject({
      code: 'not_asked',
    });
    const [waiting] = await listEscalations(at.platform, at.mara, { mine: true, kind: 'dispute' });
    expect(waiting?.steps.map((step) => [step.rung, step.why])).toEqual([
      ['phase', 'raised'],
      ['sponsor', 'unanswered'],
    ]);
    // Sent back with a reason, it is Jonas’s again.
    await answerEscalation(at.platform, at.mara, waiting?.id as string, {
      answer: 'sent_back',
      words: 'You know both of them.',
    });
    await ruleDispute(at.platform, at.jonas, after.id, ruling(at.tomas));
    expect(await at.ownerOf(caseId)).toBe(id(at.tomas));
    await at.fresh.db.run(sql`delete from assignments where object_kind = 'phase'`);
  });

  test('the arbiter appoints somebody else, who rules', async () => {
    const caseId = await notMine();
    await answerDispute(at.platform, at.tomas, caseId, { answer: 'countered', reason: 'Not mine either.' });
    const [waiting] = await listEscalations(at.platform, at.mara, { mine: true, kind: 'dispute' });
    const party = answerEscalation(at.platform, at.mara, waiting?.id as string, {
      answer: 'appointed',
      words: 'Please.',
      to: id(at.tomas),
    });
    await expect(party).rejects.toMatchObject({ code: 'is_a_party' });
    await answerEscalation(at.platform, at.mara, waiting?.id as string, {
      answer: 'appointed',
      words: 'Please.',
      to: id(at.asta),
    });
    await ruleDispute(at.platform, at.asta, (await disputeOf(caseId)).id, ruling(at.tomas));
    expect(await at.ownerOf(caseId)).toBe(id(at.tomas));
  });

  test('fix first: a case closed or taken over meanwhile is still ruled, and a closed one does not move', async () => {
    const closed = await notMine();
    await closeLoop(at.platform, at.priya, closed, { waiver: 'The customer moved away.' });
    expect((await disputeOf(closed)).state).toBe('arbiter');
    await ruleDispute(at.platform, at.mara, (await disputeOf(closed)).id, ruling(at.tomas));
    expect(await at.ownerOf(closed)).toBe(id(at.priya));
    const taken = await notMine();
    await stepIn(at.platform, at.asta, taken, {});
    expect((await disputeOf(taken)).state).toBe('arbiter');
    expect(await at.ownerOf(taken)).toBe(id(at.asta));
  });

  test('taken back by who began it, it is over', async () => {
    const caseId = await notMine();
    await expect(answerDispute(at.platform, at.asta, caseId, { answer: 'withdrawn' })).rejects.toMatchObject({
      code: 'not_yours_to_answer',
    });
    await answerDispute(at.platform, at.priya, caseId, { answer: 'withdrawn' });
    expect((await disputeOf(caseId)).state).toBe('withdrawn');
    await answerDispute(at.platform, at.priya, caseId, { answer: 'withdrawn' }).catch((error) =>
      expect(error.code).toBe('no_dispute'),
    );
  });
});

describe('bad input says what to do', () => {
  test('without a nominee, oneself, somebody who left, a closed case, twice', async () => {
    const caseId = await at.open(customer++);
    const reason = 'Not mine.';
    const none = await api.call('POST', `/cases/${caseId}/dispute`, { actor: at.priya, body: { reason } });
    expect([none.status, none.body.errors[0].path]).toEqual([422, 'nominee']);
    expect(none.body.errors[0].message).toMatch(/needs somebody else/);
    const say = (actor: Actor, nominee: string) =>
      disputeCase(at.platform, actor, caseId, { reason, nominee });
    await expect(say(at.priya, id(at.priya))).rejects.toMatchObject({ code: 'nominee_is_you' });
    await expect(say(at.tomas, id(at.jonas))).rejects.toMatchObject({ code: 'not_owner' });
    const gone = newId();
    await at.fresh.db.run(sql`insert into people (person_id, name, email, colour, left_on, made_at)
      values (${gone}::uuid, 'Otto Gone', 'otto@x.example', '#555555', '2026-01-01', '2025-01-01')`);
    await expect(say(at.priya, gone)).rejects.toMatchObject({ code: 'person_left' });
    await expect(say(at.priya, newId())).rejects.toMatchObject({ code: 'not_found' });
    await say(at.priya, id(at.tomas));
    await expect(say(at.priya, id(at.jonas))).rejects.toMatchObject({ code: 'disputed_already' });
    await expect(handOver(at.platform, at.priya, caseId, { to: id(at.jonas), reason })).rejects.toMatchObject(
      {
        code: 'already_offered',
      },
    );
    const counter = answerDispute(at.platform, at.tomas, caseId, {
      answer: 'countered',
      reason,
      nominee: id(at.priya),
    });
    await expect(counter).rejects.toMatchObject({ code: 'nominee_asked_already' });
    const closed = await at.open(customer++);
    await closeLoop(at.platform, at.priya, closed, { waiver: 'Not needed any more.' });
    await expect(
      disputeCase(at.platform, at.priya, closed, { reason, nominee: id(at.tomas) }),
    ).rejects.toMatchObject({
      code: 'already_closed',
    });
  });

  test('ruled by a party, too early, by nobody’s arbiter, for somebody who left', async () => {
    const caseId = await notMine();
    const early = await disputeOf(caseId);
    await expect(ruleDispute(at.platform, at.mara, early.id, ruling(at.tomas))).rejects.toMatchObject({
      code: 'not_with_an_arbiter',
    });
    await answerDispute(at.platform, at.tomas, caseId, { answer: 'countered', reason: 'No.' });
    for (const party of [at.priya, at.tomas])
      await expect(ruleDispute(at.platform, party, early.id, ruling(at.jonas))).rejects.toMatchObject({
        code: 'is_a_party',
      });
    await expect(ruleDispute(at.platform, at.asta, early.id, ruling(at.jonas))).rejects.toMatchObject({
      code: 'not_asked',
    });
    await expect(
      ruleDispute(
        at.platform,
        at.mara,
        early.id,
        ruling(at.jonas, { reviewOn: '2026-01-01', conditions: {} }),
      ),
    ).rejects.toMatchObject({ code: 'review_in_the_past' });
    await expect(
      ruleDispute(at.platform, at.mara, early.id, { ...ruling(at.jonas), owner: newId() }),
    ).rejects.toMatchObject({ code: 'not_found' });
    // A refused ruling changed nothing.
    expect((await disputeOf(caseId)).state).toBe('arbiter');
  });

  test('two rulings at once: one holds, the other is told', async () => {
    const caseId = await notMine();
    await answerDispute(at.platform, at.tomas, caseId, { answer: 'countered', reason: 'No.' });
    const { id: disputeId } = await disputeOf(caseId);
    const both = await Promise.allSettled([
      ruleDispute(at.platform, at.mara, disputeId, ruling(at.jonas)),
      ruleDispute(at.platform, at.mara, disputeId, ruling(at.asta)),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'dispute_over', status: 409 });
    const { n } = await at.fresh.db.one<{ n: number }>(
      sql`select count(*) as n from dispute_rulings where dispute_id = ${disputeId}::uuid`,
    );
    expect(n).toBe(1);
  });
});

describe('a ruling', () => {
  test('routes what meets its conditions until its review, and nobody to somebody who left', async () => {
    const caseId = await notMine();
    await answerDispute(at.platform, at.tomas, caseId, { answer: 'countered', reason: 'No.' });
    const { id: disputeId, about } = await disputeOf(caseId);
    expect(about).toMatchObject({ source: 'surveys', kind: null });
    await ruleDispute(
      at.platform,
      at.mara,
      disputeId,
      ruling(at.tomas, { reviewOn, conditions: { rule: about.rule as string, source: 'surveys' } }),
    );
    expect(await at.ownerOf(await at.open(customer++))).toBe(id(at.tomas));
    expect(await at.ownerOf(await at.open(customer++, { sourceKey: 'shop' }))).toBe(id(at.priya));
    const mine = (await listRulings(at.platform, at.mara)).find((one) => one.disputeId === disputeId);
    expect(mine?.state).toBe('in_force');

    await at.fresh.db.run(
      sql`update people set left_on = '2026-03-01' where person_id = ${id(at.tomas)}::uuid`,
    );
    expect(await at.ownerOf(await at.open(customer++))).toBe(id(at.priya));
    const left = (await api.call('GET', '/rulings', { actor: at.priya })).body.items;
    expect(left.find((one: { id: string }) => one.id === mine?.id).state).toBe('left');
    const renewal = await api.call('POST', `/rulings/${mine?.id}/renewal`, {
      actor: at.asta,
      body: { reviewOn: '2027-01-01' },
    });
    expect([renewal.status, renewal.body.code]).toEqual([422, 'ruling_of_one_who_left']);
    const { items } = (await api.call('GET', '/grey-areas', { actor: at.priya })).body;
    const visit = items.find((one: { key: string }) => one.key === 'touchpoint:visit');
    expect(visit.evidence).toContainEqual(expect.objectContaining({ sign: 'ruling_review', count: 1 }));
    // His own cases go to who would have them now, the one the ruling had brought him too.
    await climbLadder(at.platform);
    expect(await at.ownerOf(caseId)).toBe(id(at.priya));
    await at.fresh.db.run(sql`update people set left_on = null where person_id = ${id(at.tomas)}::uuid`);

    at.platform.clock.set('2026-09-01T08:00:00Z');
    expect(await at.ownerOf(await at.open(customer++))).toBe(id(at.priya));
    const renewed = await api.call('POST', `/rulings/${mine?.id}/renewal`, {
      actor: at.asta,
      body: { reviewOn: '2027-01-01' },
    });
    expect(renewed.status).toBe(204);
    expect(await at.ownerOf(await at.open(customer++))).toBe(id(at.tomas));
  });
});

test('who is no party sees departments, not names; nobody without signing in', async () => {
  await at.fresh.db.run(
    sql`insert into ruling_reviews (review_id, ruling_id, at) select gen_random_uuid(), ruling_id, ${at.platform.clock.now()}::timestamptz from rulings`,
  );
  const caseId = await notMine();
  const outsider = personActor(newId(), 'Nobody', ['member']);
  const [seen] = await listDisputes(at.platform, outsider, { state: 'open', case: caseId });
  expect(seen).toMatchObject({
    by: null,
    byDepartment: 'Customer service',
    nominations: [{ person: null, department: 'Field service' }],
  });
  expect((await api.call('GET', '/disputes')).status).toBe(401);
  expect((await api.call('GET', '/escalations')).status).toBe(401);
  expect(await verifyAudit(at.fresh.db)).toMatchObject({ intact: true });
});
