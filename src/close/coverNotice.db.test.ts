import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../test/company.ts';
import { freshDatabase } from '../../test/engines.ts';
import { testPlatform } from '../../test/platform.ts';
import { changePerson, delegate, endDelegation } from '../own/own.ts';
import { operatorActor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { openWhereNeeded, seedRules } from './close.ts';
import { tellCover } from './coverNotice.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db);
afterAll(() => fresh.close());
let at: Company;

beforeAll(async () => {
  at = await company(fresh.db, 10);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  await fresh.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, 1, 2, { occurredAt: platform.clock.now() })]),
  );
});

let seen = 0;
/** What was put in the post since the last look. */
async function post(): Promise<{ to: string; subject: string; text: string }[]> {
  await tellCover(platform);
  const mails = await fresh.db.all<{ to: string; subject: string; text: string }>(
    sql`select to_name as "to", subject, text_body as text from mails where subject ~ '(act for|vertreten|yours again|wieder Ihnen)' order by mail_id`,
  );
  const unread = mails.slice(seen);
  seen = mails.length;
  return unread;
}
const on = (day: string, time = '09:00') => platform.clock.set(`${day}T${time}:00Z`);

test('who acts is told on the first day with what is open, who returns on the last; once each, in their language', async () => {
  await changePerson(platform, operatorActor, at.tomas.personId!, { locale: 'de' });
  const given = {
    to: at.tomas.personId!,
    absent: true,
    from: '2026-03-04',
    until: '2026-03-09',
    reason: 'Holiday',
  };
  await delegate(platform, at.priya, given);
  expect(await post()).toEqual([]);
  on('2026-03-04');
  const [begun, ...others] = await post();
  expect(others).toEqual([]);
  expect(begun).toMatchObject({ to: 'Tomas Berg', subject: 'Sie vertreten Priya Dahl bis vor 9. März' });
  expect(begun!.text).toContain('Verantwortlich bleibt Priya Dahl');
  expect(begun!.text).toContain('Grund: Holiday');
  expect(begun!.text).toMatch(/Ein Kunde wartet:[\s\S]*#\d+/);
  expect(await post()).toEqual([]);
  on('2026-03-08', '12:00');
  expect(await post()).toEqual([]);
  on('2026-03-09');
  const [returned, ...more] = await post();
  expect(more).toEqual([]);
  expect(returned).toMatchObject({ to: 'Priya Dahl', subject: 'It is yours again' });
  expect(returned!.text).toContain('Tomas Berg acted for you since 4 March.');
  expect(returned!.text).toMatch(/One customer waits:[\s\S]*#\d+/);
  on('2026-03-20');
  expect(await post()).toEqual([]);
});

test('what ends early returns that day and is told once; what was taken back before it began is never told', async () => {
  const to = at.tomas.personId!;
  const { id } = await delegate(platform, at.priya, { to, until: '2026-04-30' });
  expect((await post()).map((one) => one.subject)).toEqual(['Sie vertreten Priya Dahl bis vor 30. April']);
  on('2026-03-22');
  const { id: rest } = await endDelegation(platform, at.priya, id, { on: '2026-03-25' });
  expect(await post()).toEqual([]);
  on('2026-03-24');
  await endDelegation(platform, at.priya, rest!, {});
  expect((await post()).map((one) => [one.to, one.subject])).toEqual([['Priya Dahl', 'It is yours again']]);
  expect(await post()).toEqual([]);

  const later = await delegate(platform, at.priya, { to, from: '2026-05-01', until: '2026-05-09' });
  await endDelegation(platform, at.priya, later.id, {});
  on('2026-05-02');
  expect(await post()).toEqual([]);
  on('2026-05-20');
  expect(await post()).toEqual([]);
});

test('who acts only where nobody nearer does is told when it becomes true', async () => {
  const away = { to: at.jonas.personId!, absent: true, from: '2026-06-01', until: '2026-06-04' };
  await delegate(platform, at.priya, away);
  await delegate(platform, at.priya, { to: at.tomas.personId!, from: '2026-06-01', until: '2026-06-10' });
  on('2026-06-01');
  expect((await post()).map((one) => one.to)).toEqual(['Jonas Nowak']);
  on('2026-06-04');
  expect((await post()).map((one) => one.to)).toEqual(['Tomas Berg']);
  on('2026-06-10');
  expect((await post()).map((one) => [one.to, one.subject])).toEqual([['Priya Dahl', 'It is yours again']]);
});
