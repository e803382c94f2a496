import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { openWhereNeeded, seedRules } from '../close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;

async function newCase(): Promise<string> {
  const fact = answer(at, next++, 5, { occurredAt: platform.clock.now() });
  const opened = await platform.db.tx((tx) => openWhereNeeded(tx, platform, [fact]));
  return opened[0]?.caseId ?? '';
}
const make = (body: object, actor = at.asta) => app.call('POST', '/checklists', { actor, body });
const stepsOf = async (caseId: string) =>
  (await app.call('GET', `/cases/${caseId}/steps`, { actor: at.priya })).body.items as {
    id: string;
    text: string;
    list: string;
    done: { by: { name: string } } | null;
  }[];
const tick = (caseId: string, stepId: string, done: boolean, actor = at.priya) =>
  app.call('PUT', `/cases/${caseId}/steps/${stepId}`, { actor, body: { done } });

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 20);
  app = appFor(platform);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('a case takes every list that fits its place, its rule and its kind', async () => {
  const step = (text: string) => ({ steps: [{ text }] });
  expect((await make({ name: 'x', ...step('y') }, at.priya)).status).toBe(403);
  expect((await make({ name: 'x', steps: [] })).status).toBe(422);
  const lists = [
    (await make({ name: 'Visits', touchpoints: ['visit'], ...step('Ask for the appointment') })).body,
    (await make({ name: 'Bills', touchpoints: ['bill'], ...step('Look at the bill') })).body,
    (await make({ name: 'Detractors', rules: ['nps_detractor'], ...step('Call within the day') })).body,
    (await make({ name: 'By hand', kinds: ['person'], ...step('Say who rang') })).body,
  ];
  const caseId = await newCase();
  expect((await stepsOf(caseId)).map((one) => one.text)).toEqual([
    'Call within the day',
    'Ask for the appointment',
  ]);
  for (const list of lists)
    expect((await app.call('DELETE', `/checklists/${list.id}`, { actor: at.asta })).status).toBe(204);
  expect(await stepsOf(caseId)).toEqual([]);
});

test('ticked by whom and when, taken back, on record; and first things first', async () => {
  const list = (
    await make({
      name: 'Outage',
      steps: [{ text: 'Check the line', beforeTelling: true }, { text: 'Note the modem' }],
    })
  ).body;
  const caseId = await newCase();
  const [first, second] = await stepsOf(caseId);
  const tell = () =>
    app.call('POST', `/cases/${caseId}/messages`, {
      actor: at.priya,
      body: { channel: 'phone', body: 'Called.' },
    });
  const early = await tell();
  expect([early.body.code, early.body.detail]).toEqual([
    'steps_open',
    'Before the customer is told, tick: “Check the line”.',
  ]);
  const ticked = await tick(caseId, first?.id ?? '', true);
  expect(ticked.body.items[0].done.by.name).toBe('Priya Dahl');
  await tick(caseId, first?.id ?? '', true, at.tomas);
  await tick(caseId, second?.id ?? '', true, at.tomas);
  await tick(caseId, second?.id ?? '', false, at.tomas);
  const told = await tell();
  expect(told.body.timeline.map((one: { kind: string; text: string }) => [one.kind, one.text])).toEqual(
    expect.arrayContaining([
      ['step', 'Check the line'],
      ['step', 'Note the modem'],
      ['step_undone', 'Note the modem'],
    ]),
  );
  expect(told.body.timeline.filter((one: { kind: string }) => one.kind === 'step')).toHaveLength(2);
  expect((await tick(caseId, list.id, true)).status).toBe(404);
});

test('worded anew it is another step; what was ticked stays; two editors are told of each other', async () => {
  const list = (await make({ name: 'Move', steps: [{ text: 'Old words' }, { text: 'Stays' }] })).body;
  const caseId = await newCase();
  const steps = await stepsOf(caseId);
  const old = steps.find((one) => one.text === 'Old words');
  await tick(caseId, old?.id ?? '', true);
  const change = (revision: number) =>
    app.call('PUT', `/checklists/${list.id}`, {
      actor: at.asta,
      body: { name: 'Move', revision, steps: [{ ...list.steps[0], text: 'New words' }, list.steps[1]] },
    });
  expect((await change(1)).body.steps[1].id).toBe(list.steps[1].id);
  expect((await change(1)).body.code).toBe('checklist_changed');
  const after = (await stepsOf(caseId))
    .filter((one) => one.list === 'Move')
    .map((one) => [one.text, one.done !== null]);
  expect(after).toEqual(
    expect.arrayContaining([
      ['Old words', true],
      ['New words', false],
      ['Stays', false],
    ]),
  );
  const fresh = (await stepsOf(await newCase())).filter((one) => one.list === 'Move').map((one) => one.text);
  expect(fresh).toEqual(['New words', 'Stays']);
});
