import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { operatorActor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { followUps, handOver, openWhereNeeded, seedRules, tellCustomer } from '../close.ts';
import {
  addHuddleNote,
  beginHuddle,
  endOfHuddle,
  huddleById,
  listHuddles,
  settleDecision,
} from './huddles.ts';
import { huddleView } from './view.ts';

const DAY = 86_400_000;
let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let next = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 100);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  for (const [key, name, people] of [
    ['field', 'Field', [at.priya, at.jonas]],
    ['network', 'Network', [at.tomas]],
  ] as const) {
    const id = newId();
    await fresh.db.run(
      sql`insert into departments (department_id, key, name) values (${id}::uuid, ${key}, ${name})`,
    );
    await fresh.db.run(sql`update people set department_id = ${id}::uuid
      where person_id = any(${people.map(({ personId }) => personId)}::uuid[])`);
  }
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

async function open(comment: string): Promise<string> {
  const fact = answer(at, next++, 5, { occurredAt: platform.clock.now(), comment });
  const [one] = await platform.db.tx((tx) => openWhereNeeded(tx, platform, [fact]));
  return one?.caseId ?? '';
}
const view = (team?: string) => huddleView(platform, operatorActor, { team });
const mails = (to: string) =>
  fresh.db.all<{ subject: string }>(
    sql`select subject from mails where to_address = ${to} and purpose = 'notice' and subject like '%huddle%'`,
  );

test('what came since the last huddle, against as long before; what repeats; what waits; what went well', async () => {
  await open('Nobody came');
  platform.clock.advance(7 * DAY);
  const cases: string[] = [];
  for (let i = 0; i < 8; i++) {
    cases.push(await open('The router is broken'));
    platform.clock.advance(60_000);
  }
  await handOver(platform, at.priya, cases[0]!, { to: at.tomas.personId!, reason: 'The line is yours.' });
  await tellCustomer(platform, at.priya, cases[1]!, {
    channel: 'email',
    subject: 's',
    body: 'b',
    language: 'en',
    close: true,
  });
  const mail = await fresh.db.one<{ text: string }>(
    sql`select text_body as text from mails where purpose = 'follow_up' limit 1`,
  );
  const token = /follow-up\/([\w-]{43})/.exec(mail.text)![1]!;
  await followUps(platform).answer(token, { helped: true, comment: 'Thank you, Priya!' });
  platform.clock.advance(60_000);

  const field = await view('field');
  expect(field).toMatchObject({
    running: null,
    last: null,
    arrived: { n: 8, urgent: 0, before: 1, places: [{ key: 'visit', n: 8, before: 1 }] },
    thanks: { confirmed: 1, denied: 0, said: [{ caseId: cases[1], quote: 'Thank you, Priya!' }] },
    need: [{ kind: 'hand_over', from: ['Field'], of: ['Tomas Berg'] }],
    needed: [],
  });
  expect(field.repeats.find(({ word }) => word === 'router')).toMatchObject({ n: 8, before: 0, grows: true });
  expect(new Set(field.repeats.find(({ word }) => word === 'router')?.caseIds)).toEqual(new Set(cases));
  expect(await view('network')).toMatchObject({
    arrived: { n: 0 },
    need: [],
    needed: [{ kind: 'hand_over', title: expect.stringContaining('NPS 5') }],
  });
  expect((await view()).need).toHaveLength(1);
  await expect(view('nowhere')).rejects.toMatchObject({ status: 404 });
});

test('a huddle is one a team, keeps notes and decisions, and the next begins where it began', async () => {
  const begun = await beginHuddle(platform, at.priya, { team: 'field' });
  await expect(beginHuddle(platform, at.jonas, { team: 'field' })).rejects.toMatchObject({
    code: 'huddle_running',
    facts: { huddleId: begun.id },
  });
  await beginHuddle(platform, at.jonas, {});
  await expect(beginHuddle(platform, operatorActor, { team: 'network' })).rejects.toMatchObject({
    code: 'needs_a_person',
  });
  await addHuddleNote(platform, at.priya, begun.id, { step: 'arrived', text: 'Many routers.' });
  const today = platform.clock.now().toISOString().slice(0, 10);
  const decision = await addHuddleNote(platform, at.priya, begun.id, {
    step: 'repeats',
    text: 'Call the maker of the router.',
    ownerId: at.jonas.personId!,
    dueOn: today,
  });
  expect(await mails('jonas@halden.example')).toHaveLength(1);
  await expect(
    addHuddleNote(platform, at.priya, begun.id, {
      step: 'repeats',
      text: 'Too late.',
      ownerId: at.jonas.personId!,
      dueOn: '2026-01-01',
    }),
  ).rejects.toMatchObject({ code: 'day_is_past' });
  expect((await view('field')).decisions.map(({ id }) => id)).toEqual([decision.id]);
  const over = await endOfHuddle(platform, at.priya, begun.id);
  expect(over.notes.map(({ text, owner }) => [text, owner?.name ?? null])).toEqual([
    ['Many routers.', null],
    ['Call the maker of the router.', 'Jonas Nowak'],
  ]);
  await expect(
    addHuddleNote(platform, at.priya, begun.id, { step: 'need', text: 'One more.' }),
  ).rejects.toMatchObject({ code: 'huddle_over' });

  platform.clock.advance(DAY);
  const after = await view('field');
  expect(after.since).toEqual(begun.begunAt);
  expect(after.last?.id).toBe(begun.id);
  expect(after.decisions).toHaveLength(1);
  expect(await settleDecision(platform, at.jonas, decision.id, true)).toMatchObject({
    doneAt: platform.clock.now(),
  });
  expect((await view('field')).decisions).toEqual([]);
  expect(await settleDecision(platform, at.jonas, decision.id, false)).toMatchObject({ doneAt: null });
  expect((await listHuddles(platform, at.priya, { team: 'field' })).items.map(({ id }) => id)).toEqual([
    begun.id,
  ]);
  expect(await huddleById(platform, at.priya, begun.id)).toMatchObject({ team: { key: 'field' } });
  await expect(huddleById(platform, at.priya, newId())).rejects.toMatchObject({ status: 404 });
});
