import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RoundCompany, roundCompany } from '../../test/roundCompany.ts';
import { type Actor, operatorActor } from '../platform/access.ts';
import { changePerson, closeRound, keepRounds, roundById, roundResult, roundsWaiting } from './own.ts';

let at: RoundCompany;
beforeEach(async () => {
  at = await roundCompany();
});
afterEach(() => at.fresh.close());

const post = (body: object, actor: Actor = at.lead) => at.app.call('POST', '/rounds', { actor, body });
const usual = {
  name: 'R',
  about: { touchpoints: ['promise'] },
  asked: { departments: ['sales', 'field'] },
  until: '2026-06-29',
};

test('a round about nothing, with nobody, in the past, about what is not there', async () => {
  expect(await post({ ...usual, about: {} })).toMatchObject({
    status: 422,
    body: { code: 'no_touchpoints' },
  });
  expect(await post({ ...usual, asked: {} })).toMatchObject({
    status: 422,
    body: { code: 'nobody_invited' },
  });
  expect(await post({ ...usual, until: '2026-06-14' })).toMatchObject({
    status: 422,
    body: { code: 'deadline_past' },
  });
  expect(await post({ ...usual, from: '2026-06-01' })).toMatchObject({
    status: 422,
    body: { code: 'begins_in_the_past' },
  });
  expect(await post({ ...usual, remind: '2026-07-09' })).toMatchObject({
    status: 422,
    body: { code: 'reminder_outside' },
  });
  expect(await post({ ...usual, about: { touchpoints: ['gone'] } })).toMatchObject({ status: 404 });
  expect(await post({ ...usual, asked: { people: ['nobody@x.example'] } })).toMatchObject({ status: 404 });
  expect(await post(usual, at.who('Sales 1'))).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect((await at.app.call('GET', '/rounds', { actor: at.lead })).body.items).toEqual([]);
});

test('chooses faulty touchpoints, whole journeys and those in the ledger', async () => {
  const preview = (body: object) => at.app.call('POST', '/rounds/preview', { actor: at.lead, body });
  expect((await preview({ about: { faulty: true } })).body.touchpoints).toBe(2);
  expect((await preview({ about: { journeys: ['join'], touchpoints: ['form'] } })).body.touchpoints).toBe(3);
  expect((await preview({ about: { phases: ['join/order'] } })).body.touchpoints).toBe(2);
  const ledger = await preview({ about: { touchpoints: ['promise'] }, asked: { ledger: true } });
  expect(ledger.body.people.map((one: { name: string }) => one.name)).toEqual([
    'Field 1',
    'Field 2',
    'Field 3',
    'Field 4',
    'Field 5',
    'Sales 1',
  ]);
});

test('answers after the closing, for somebody else, uninvited, by a key, about nobody', async () => {
  const { id } = await at.open({ asked: { departments: ['sales'] } });
  const put = (actor: Actor, body: object, touchpoint = 'promise') =>
    at.app.call('PUT', `/rounds/${id}/answers/${touchpoint}`, {
      actor,
      body: { version: 0, touches: false, ...body },
    });
  expect(await put(at.who('Sales 1'), { person: at.idOf('Sales 2') })).toMatchObject({
    status: 422,
    body: { code: 'invalid' },
  });
  expect(await put(at.who('Field 1'), {})).toMatchObject({ status: 403, body: { code: 'not_invited' } });
  expect(await put(operatorActor, {})).toMatchObject({ status: 403, body: { code: 'only_people_answer' } });
  expect(await put(at.who('Sales 1'), {}, 'visit')).toMatchObject({ status: 404 });
  const stranger = '00000000-0000-7000-8000-000000000099';
  expect(
    await put(at.who('Sales 1'), { touches: true, accountable: { kind: 'person', person: stranger } }),
  ).toMatchObject({ status: 404 });
  expect(await put(at.who('Sales 1'), { clarity: 6 })).toMatchObject({ status: 422 });
  expect(await put(at.who('Sales 1'), {})).toMatchObject({
    status: 200,
    body: { version: 1, complete: true },
  });
  expect((await at.app.call('POST', `/rounds/${id}/closing`, { actor: at.lead })).status).toBe(200);
  expect(await put(at.who('Sales 1'), { version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'round_closed' },
  });
  expect(await at.app.call('POST', `/rounds/${id}/closing`, { actor: at.lead })).toMatchObject({
    status: 409,
    body: { code: 'round_closed' },
  });
  expect(
    (await at.app.call('GET', `/rounds/${id}/answers`, { actor: at.who('Sales 1') })).body,
  ).toMatchObject({
    round: { state: 'closed' },
    touchpoints: [{ answer: { touches: false } }, { answer: null }],
  });
  expect(await at.app.call('GET', `/rounds/${stranger}/answers`, { actor: at.lead })).toMatchObject({
    status: 404,
  });
});

test('after the deadline nobody answers, also before the job has come by', async () => {
  const { id } = await at.open();
  at.platform.clock.set('2026-06-30T00:10:00Z');
  await expect(at.say('Sales 1', id, { touchpoint: 'promise' })).rejects.toMatchObject({
    code: 'round_closed',
  });
});

test('whoever left is not written to, not counted and may not answer; what they said before counts', async () => {
  const { id } = await at.open({ from: '2026-06-20' });
  await changePerson(at.platform, operatorActor, at.idOf('Sales 5'), { leftOn: '2026-06-18' });
  await changePerson(at.platform, operatorActor, at.idOf('Sales 4'), { leftOn: '2026-06-22' });
  at.platform.clock.set('2026-06-20T09:00:00Z');
  expect(await keepRounds(at.platform)).toMatchObject({ written: 9 });
  await at.say('Sales 4', id, { touchpoint: 'promise' });
  at.platform.clock.set('2026-06-22T09:00:00Z');
  await expect(at.say('Sales 4', id, { touchpoint: 'form' })).rejects.toMatchObject({ code: 'person_left' });
  expect(await roundById(at.platform, at.lead, id)).toMatchObject({ invited: 9, begun: 1 });
  expect(await roundsWaiting(at.fresh.db, at.idOf('Sales 4'), '2026-06-22')).toEqual([]);
});

test('outcomes before the closing, for somebody who left, without a reason, to the past; twice is found', async () => {
  const { id } = await at.open();
  const decide = (body: object, actor: Actor = at.lead) =>
    at.app.call('POST', `/rounds/${id}/outcomes`, {
      actor,
      body: { touchpoint: 'promise', reason: 'So it was decided.', ...body },
    });
  const assigned = { kind: 'assigned', person: at.idOf('Field 2') };
  expect(await decide(assigned)).toMatchObject({ status: 409, body: { code: 'round_open' } });
  await closeRound(at.platform, at.lead, id);
  await changePerson(at.platform, operatorActor, at.idOf('Field 5'), { leftOn: '2026-06-15' });
  expect(await decide({ ...assigned, person: at.idOf('Field 5') })).toMatchObject({
    status: 422,
    body: { code: 'person_left' },
  });
  expect(await decide({ ...assigned, reason: ' ' })).toMatchObject({ status: 422 });
  expect(await decide({ kind: 'assigned' })).toMatchObject({ status: 422 });
  expect(await decide({ kind: 'postponed' })).toMatchObject({ status: 422 });
  expect(await decide({ kind: 'postponed', until: '2026-06-01', owner: at.idOf('Field 2') })).toMatchObject({
    body: { code: 'postponed_to_the_past' },
  });
  expect(await decide({ kind: 'postponed', until: '2026-07-01', owner: at.idOf('Field 5') })).toMatchObject({
    body: { code: 'person_left' },
  });
  expect(await decide({ kind: 'kept', decidedOn: '2026-06-16' })).toMatchObject({
    body: { code: 'decided_in_future' },
  });
  expect(await decide({ kind: 'kept' }, operatorActor)).toMatchObject({
    status: 422,
    body: { code: 'who_decided' },
  });
  expect(await decide(assigned, at.who('Sales 1'))).toMatchObject({ status: 403 });
  expect(await decide({ ...assigned, touchpoint: 'visit' })).toMatchObject({ status: 404 });
  const first = await decide(assigned);
  expect(first).toMatchObject({ status: 201 });
  // A second recording of the same finds the assignment that is there.
  expect((await decide(assigned)).body.assignmentId).toBe(first.body.assignmentId);
  const { outcome, earlier } =
    (await roundResult(at.platform, at.lead, id)).touchpoints.find((one) => one.key === 'promise') ?? {};
  expect(outcome?.kind).toBe('assigned');
  expect(earlier).toHaveLength(1);
  expect(
    (await at.app.call('GET', `/rounds/${id}/result?format=csv`, { actor: at.lead })).body.split('\r\n')[0],
  ).toContain('touchpoint,name,n,agreement');
});
