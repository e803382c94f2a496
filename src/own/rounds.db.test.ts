import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RoundCompany, roundCompany } from '../../test/roundCompany.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import {
  accountableFor,
  answerSheet,
  closeRound,
  decideOutcome,
  keepRounds,
  perceivedDisagreement,
  remindRound,
  roundById,
  roundResult,
  roundsWaiting,
  saveAnswer,
  savePulse,
  submitAnswers,
} from './own.ts';

let at: RoundCompany;
beforeEach(async () => {
  at = await roundCompany();
});
afterEach(() => at.fresh.close());

describe('a whole round', () => {
  test('from the invitation to a changed ledger; the next round shows the change', async () => {
    const { id, invited } = await at.open();
    expect(invited).toBe(10);
    const mails = await at.fresh.db.all<{ to: string; subject: string; text: string }>(
      sql`select to_address as to, subject, text_body as text from mails order by to_address`,
    );
    expect(mails).toHaveLength(10);
    expect(mails[0]).toMatchObject({
      to: 'field.1@halden.example',
      subject: 'Wer macht was? Fünf Minuten für „Summer round“',
    });
    expect(mails[1]?.text).toContain(`http://onus.test/rounds/${id}/answer`);
    const waiting = await roundsWaiting(at.fresh.db, at.idOf('Sales 1'), '2026-06-15');
    expect(waiting).toMatchObject([{ id, name: 'Summer round', touchpoints: 2, answered: 0 }]);

    await at.everybodyAnswers(id);
    expect(await roundsWaiting(at.fresh.db, at.idOf('Sales 1'), '2026-06-15')).toEqual([]);
    expect(await roundById(at.platform, at.lead, id)).toMatchObject({
      state: 'open',
      invited: 10,
      begun: 10,
      finished: 10,
    });
    await closeRound(at.platform, at.lead, id);

    const result = await roundResult(at.platform, at.who('Sales 1'), id);
    expect(result).toMatchObject({ tooFew: false, respondents: 10, minimum: 5 });
    const [first, second] = result.touchpoints;
    expect(first).toMatchObject({
      key: 'promise',
      ledger: { accountable: { name: 'Sales 1' }, acknowledged: true, responsible: ['Field service'] },
      figures: {
        n: 10,
        claims: { A: 2, R: 8 },
        modal: { share: 0.5, tied: true },
        clarity: { n: 10, mean: 2 },
      },
      findings: ['overlap', 'differ', 'unclear'],
      mine: { ownRole: 'A', accountable: { person: { name: 'Sales 1' } } },
      before: null,
      outcome: null,
    });
    expect(first?.figures?.agreement).toBeCloseTo(20 / 45, 10);
    expect(first?.figures?.differ).toMatchObject([{ a: { key: 'sales' }, b: { key: 'field' } }]);
    expect(second).toMatchObject({
      key: 'form',
      figures: { agreement: 1 },
      findings: ['unowned', 'unclear'],
    });
    expect(result.pulse.overall).toMatchObject({ expected: { n: 10, mean: 4 }, means: { n: 10, mean: 5 } });
    expect(result.pairs).toMatchObject([{ compared: 2, differ: ['promise'] }]);
    expect(result.unaware).toBeNull();

    expect(await perceivedDisagreement(at.fresh.db)).toMatchObject([
      { roundId: id, n: 10, settledAt: null },
      { roundId: id, n: 10, agreement: 1, modal: `person ${at.idOf('Sales 2')}`, share: 1 },
    ]);
    const reason = 'Field service plans the dates.';
    const outcome = await decideOutcome(at.platform, at.lead, {
      roundId: id,
      touchpoint: 'promise',
      kind: 'assigned',
      person: at.idOf('Field 1'),
      reason,
      decidedBy: at.idOf('Sales 1'),
    });
    const seat = await accountableFor(
      at.platform,
      { kind: 'touchpoint', id: first?.id as number },
      at.platform.clock.now(),
    );
    expect(seat).toMatchObject({
      person: { name: 'Field 1' },
      assignment: { id: outcome.assignmentId, reason: `Role round “Summer round”: ${reason}` },
    });
    await decideOutcome(at.platform, at.lead, {
      roundId: id,
      touchpoint: 'form',
      kind: 'postponed',
      reason: 'Sales 2 is ill.',
      until: '2026-07-10',
      owner: at.idOf('Sales 3'),
    });
    // What the ledger said on the closing day stays what was compared with.
    const after = await roundResult(at.platform, at.lead, id);
    expect(after.touchpoints[0]).toMatchObject({
      ledger: { accountable: { name: 'Sales 1' } },
      outcome: { kind: 'assigned', holderName: 'Field 1', role: 'A', decidedBy: { name: 'Sales 1' } },
    });
    expect(after.touchpoints[1]?.outcome).toMatchObject({
      kind: 'postponed',
      postponedTo: { name: 'Sales 3' },
    });
    expect((await perceivedDisagreement(at.fresh.db)).map((one) => one.settledAt)).toEqual([
      at.platform.clock.now(),
      null,
    ]);
    expect((await roundById(at.platform, at.lead, id)).outcomes).toEqual({
      decided: 1,
      postponed: 1,
      open: 0,
    });

    at.platform.clock.set('2026-09-01T09:00:00Z');
    const next = await at.open({ name: 'Autumn round', until: '2026-09-10' });
    for (let i = 1; i <= 5; i++) {
      for (const side of ['Sales', 'Field'])
        await at.say(`${side} ${i}`, next.id, {
          touchpoint: 'promise',
          accountable: 'Field 1',
          ownRole: i === 1 && side === 'Field' ? 'A' : 'R',
        });
    }
    at.platform.clock.set('2026-09-11T09:00:00Z');
    expect(await keepRounds(at.platform)).toMatchObject({ closed: 1 });
    expect(await keepRounds(at.platform)).toEqual({ written: 0, closed: 0 });
    expect(await roundById(at.platform, at.lead, next.id)).toMatchObject({
      state: 'closed',
      how: 'deadline',
      finished: 0,
    });
    const changed = await roundResult(at.platform, at.lead, next.id);
    const promise = changed.touchpoints.find((one) => one.key === 'promise');
    expect(promise).toMatchObject({
      figures: { agreement: 1, differ: [] },
      findings: ['unclear'],
      before: { roundId: id, name: 'Summer round', share: 0.5, clarity: 2 },
    });
    // Nobody said anything about the form this time: its last word is the summer's.
    expect((await perceivedDisagreement(at.fresh.db)).map((one) => one.roundId).sort()).toEqual(
      [id, next.id].sort(),
    );
  });

  test('a round with two respondents shows nothing but that they are too few', async () => {
    const { id } = await at.open();
    for (const name of ['Sales 1', 'Field 1'])
      await at.say(name, id, { touchpoint: 'promise', accountable: 'Sales 1', ownRole: 'A' });
    await closeRound(at.platform, at.lead, id);
    const result = await roundResult(at.platform, at.lead, id);
    expect(result).toMatchObject({
      tooFew: true,
      respondents: null,
      agreement: null,
      kappa: null,
      pairs: [],
      unaware: null,
    });
    expect(result.touchpoints.map((one) => [one.figures, one.findings, one.before])).toEqual([
      [null, [], null],
      [null, [], null],
    ]);
    expect((await roundResult(at.platform, at.who('Sales 1'), id)).touchpoints[0]?.mine).toMatchObject({
      ownRole: 'A',
    });
    expect(await perceivedDisagreement(at.fresh.db)).toEqual([]);
  });
});

describe('while it is open', () => {
  test('nobody sees answers, not even who administers; counts only', async () => {
    const { id } = await at.open();
    await at.say('Sales 1', id, { touchpoint: 'promise', accountable: 'Sales 1', ownRole: 'A' });
    for (const actor of [at.lead, operatorActor]) {
      const told = await at.app.call('GET', `/rounds/${id}/result`, { actor });
      expect(told).toMatchObject({ status: 409, body: { code: 'round_open' } });
    }
    const { body } = await at.app.call('GET', `/rounds/${id}`, { actor: operatorActor });
    expect(body).toMatchObject({ begun: 1, finished: 0, invited: 10 });
    expect(JSON.stringify(body)).not.toMatch(/answer|accountable/);
    const trail = await at.fresh.db.all(sql`select 1 from audit_entries where actor_name = 'Sales 1'`);
    expect(trail).toEqual([]);
  });

  test('a person resumes where they stopped, and two windows do not overwrite each other', async () => {
    const { id } = await at.open();
    const first = await at.say('Sales 1', id, { touchpoint: 'promise', accountable: 'nobody', ownRole: 'I' });
    expect(first).toMatchObject({ version: 1, complete: true });
    expect(
      await at.say('Sales 1', id, { touchpoint: 'promise', accountable: 'nobody', ownRole: 'I' }),
    ).toMatchObject({ version: 1 });
    await expect(
      at.say('Sales 1', id, { touchpoint: 'promise', accountable: 'several', ownRole: 'I' }),
    ).rejects.toMatchObject({
      code: 'answered_elsewhere',
      facts: { version: 1 },
    });
    await at.say('Sales 1', id, { touchpoint: 'promise', accountable: 'several', ownRole: 'I', version: 1 });
    const sheet = await answerSheet(at.platform, at.who('Sales 1'), id);
    expect(sheet.touchpoints).toMatchObject([
      {
        key: 'promise',
        journeyName: 'Join',
        answer: { accountable: { kind: 'several' }, version: 2, complete: true },
      },
      { key: 'form', answer: null },
    ]);
    // What was read back is what is sent after a change: nothing in it may be refused.
    const { savedAt: _, complete: __, ...again } = sheet.touchpoints[0]?.answer ?? expect.fail('kept');
    expect(
      await saveAnswer(at.platform, at.who('Sales 1'), {
        ...again,
        roundId: id,
        touchpoint: 'promise',
        clarity: 5,
      }),
    ).toMatchObject({ version: 3 });
    await savePulse(at.platform, at.who('Sales 1'), { roundId: id, version: 0, expected: 3 });
    await expect(
      savePulse(at.platform, at.who('Sales 1'), { roundId: id, version: 0, expected: 4 }),
    ).rejects.toMatchObject({
      code: 'answered_elsewhere',
    });
    await expect(submitAnswers(at.platform, at.who('Sales 1'), id)).rejects.toMatchObject({
      code: 'round_unfinished',
      facts: { missing: ['form'] },
    });
  });

  test('reminds those who are not done, once a day by hand and on the day set', async () => {
    const { id } = await at.open({ remind: '2026-06-25' });
    await at.say('Sales 1', id, { touchpoint: 'promise' });
    await at.say('Sales 1', id, { touchpoint: 'form' });
    await at.finish('Sales 1', id);
    expect(await remindRound(at.platform, at.lead, id)).toEqual({ reminded: 9 });
    expect(await remindRound(at.platform, at.lead, id)).toEqual({ reminded: 0 });
    const other = await at.open({
      name: 'Other',
      remind: '2026-06-25',
      asked: { people: ['sales.1@halden.example'] },
    });
    expect(await keepRounds(at.platform)).toEqual({ written: 0, closed: 0 });
    at.platform.clock.set('2026-06-25T05:00:00Z');
    expect(await keepRounds(at.platform)).toEqual({ written: 1, closed: 0 });
    expect(await keepRounds(at.platform)).toEqual({ written: 0, closed: 0 });
    expect((await roundById(at.platform, at.lead, other.id)).remindedAt).toEqual(at.platform.clock.now());
  });

  test('a round that begins later invites on its day', async () => {
    const { id } = await at.open({ from: '2026-06-20' });
    expect(await at.fresh.db.all(sql`select 1 from mails`)).toEqual([]);
    await expect(at.say('Sales 1', id, { touchpoint: 'promise' })).rejects.toMatchObject({
      code: 'round_not_open',
    });
    await expect(closeRound(at.platform, at.lead, id)).rejects.toMatchObject({ code: 'round_not_open' });
    at.platform.clock.set('2026-06-20T05:00:00Z');
    expect(await keepRounds(at.platform)).toEqual({ written: 10, closed: 0 });
    const [mail] = await at.fresh.db.all<{ text: string }>(
      sql`select text_body as text from mails where to_address like 'sales%'`,
    );
    expect(mail?.text).toContain('Asta Lead asks you');
  });
});
