import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company, customerOf } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import type { Actor } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { followUps, openWhereNeeded, seedRules, stepIn, tellCustomer } from '../close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;

/** Somebody steps in (or not), the customer is told, and says whether it helped. */
async function confirmed(
  stepper: Actor | null,
  given: { helped?: boolean; comment?: string } = {},
): Promise<{ id: string; who: number }> {
  const who = next++;
  const opened = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, who, 3, { occurredAt: platform.clock.now() })]),
  );
  const id = opened[0]?.caseId ?? '';
  if (stepper) await stepIn(platform, stepper, id, { reason: 'I bring the router myself.' });
  await tellCustomer(platform, stepper ?? at.priya, id, {
    channel: 'email',
    subject: 'It is done',
    body: 'It is done.',
    language: 'en',
    close: true,
  });
  const mail = await platform.db.one<{ text: string }>(sql`select text_body as text from mails
    where purpose = 'follow_up' and subject_id = ${id} order by mail_id desc limit 1`);
  const token = /follow-up\/([\w-]{43})/.exec(mail.text)?.[1] ?? '';
  await followUps(platform).answer(token, { helped: given.helped ?? true, comment: given.comment ?? null });
  await platform.queue.drain();
  return { id, who };
}
const feed = async (actor: Actor, query = '') =>
  (await app.call('GET', `/recognition?${query}`, { actor })).body.items;
const about = async (actor: Actor, caseId: string, show = 'suggested') =>
  (await feed(actor, `show=${show}&case=${caseId}`))[0];
const post = (actor: Actor, path: string, body: object = {}) => app.call('POST', path, { actor, body });

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  at = await company(fresh.db, 40);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('a yes after a step-in suggests thanks, with the customer’s words and without their name; the first thanks publishes', async () => {
  const { id } = await confirmed(at.tomas, { comment: 'He came on a Saturday!' });
  const suggested = await about(at.mara, id);
  expect(suggested).toMatchObject({
    person: { name: 'Tomas Berg' },
    words: 'He came on a Saturday!',
    case: { touchpoint: 'Technician visit', steppedIn: true, did: 'I bring the router myself.' },
    thanks: [],
    may: { thank: true, hide: false },
  });
  expect(JSON.stringify(suggested)).not.toContain('Customer 0');
  expect(await feed(at.mara)).toEqual([]);
  expect((await post(at.tomas, `/recognition/${suggested.id}/thanks`)).body.code).toBe('thanks_to_oneself');
  expect((await post(at.mara, `/recognition/${suggested.id}/thanks`, { words: 'That is us.' })).status).toBe(
    204,
  );
  expect((await post(at.mara, `/recognition/${suggested.id}/thanks`)).status).toBe(204);
  expect((await post(at.asta, `/recognition/${suggested.id}/thanks`)).status).toBe(204);
  const [shown] = await feed(at.priya);
  expect(
    shown.thanks.map((one: { by: { name: string }; words: string }) => [one.by.name, one.words]),
  ).toEqual([
    ['Mara Lindqvist', 'That is us.'],
    ['Asta Krueger', null],
  ]);
  const told = await platform.db.all<{ subject: string }>(
    sql`select title as subject from notices where person_id = ${at.tomas.personId}::uuid and kind = 'recognition'
      order by made_at, notice_id`,
  );
  expect(told.map((one) => one.subject).filter((one) => one.includes('thanks you'))).toEqual([
    'Mara Lindqvist thanks you',
    'Asta Krueger thanks you',
  ]);
});

test('no suggestion without a step-in, after a no, or twice for the same answer', async () => {
  const without = await confirmed(null);
  const no = await confirmed(at.tomas, { helped: false });
  const yes = await confirmed(at.tomas);
  expect(await about(at.mara, without.id)).toBeUndefined();
  expect(await about(at.mara, no.id)).toBeUndefined();
  expect(await feed(at.mara, `show=suggested&case=${yes.id}`)).toHaveLength(1);
  const event = await platform.db.one<{ data: object }>(
    sql`select data from events where name = 'case.confirmed' and subject_id = ${yes.id}`,
  );
  await platform.db.tx((tx) =>
    platform.queue.send(tx, 'close.recognise', {
      eventId: newId(),
      name: 'case.confirmed',
      subject: { kind: 'case', id: yes.id },
      data: event.data,
    }),
  );
  await platform.queue.drain();
  expect(await feed(at.mara, `show=suggested&case=${yes.id}`)).toHaveLength(1);
});

test('who was thanked may hide it: others no longer see it, they do, and can show it again', async () => {
  const { id } = await confirmed(at.asta);
  const found = await about(at.mara, id);
  await post(at.mara, `/recognition/${found.id}/thanks`);
  const hide = (actor: Actor, hidden: boolean) =>
    app.call('PUT', `/recognition/${found.id}/hidden`, { actor, body: { hidden } });
  expect((await hide(at.tomas, true)).body.code).toBe('not_yours_to_hide');
  expect((await hide(at.asta, true)).status).toBe(204);
  expect(await about(at.mara, id, 'thanked')).toBeUndefined();
  expect((await post(at.jonas, `/recognition/${found.id}/thanks`)).status).toBe(404);
  expect(await about(at.asta, id, 'thanked')).toMatchObject({ hidden: true, may: { hide: true } });
  expect(await about(at.asta, id, 'mine')).toMatchObject({ hidden: true });
  expect((await hide(at.asta, false)).status).toBe(204);
  expect(await about(at.mara, id, 'thanked')).toMatchObject({ hidden: false });
});

test('the words of a customer who asked to be left alone, or whose answer is erased, are not shown', async () => {
  const { id, who } = await confirmed(at.tomas, { comment: 'Thank you so much.' });
  await platform.db.run(sql`insert into suppressions (suppression_id, identity_id, reason, at)
    values (${newId()}::uuid, ${customerOf(who)}::uuid, 'unsubscribed', now())`);
  expect((await about(at.mara, id)).words).toBeNull();
  await platform.db.run(sql`delete from suppressions`);
  expect((await about(at.mara, id)).words).toBe('Thank you so much.');
  await platform.db.run(sql`delete from case_confirmations where case_id = ${id}::uuid`);
  expect((await about(at.mara, id)).words).toBeNull();
  const blind = personActor(at.tomas.personId ?? '', 'Blind', ['member']);
  const { permissions, ...rest } = blind;
  const without = {
    ...rest,
    permissions: new Set([...permissions].filter((one) => one !== 'customer:read')),
  };
  const other = await confirmed(at.asta, { comment: 'Lovely.' });
  expect((await about(without, other.id)).words).toBeNull();
});

test('anybody thanks a colleague, about a case or not; bad input is refused', async () => {
  const to = at.jonas.personId;
  expect((await post(at.priya, '/recognition', { to, words: 'For the map on Friday night.' })).status).toBe(
    201,
  );
  expect((await post(at.jonas, '/recognition', { to, words: 'Me, myself.' })).body.code).toBe(
    'thanks_to_oneself',
  );
  expect((await post(at.priya, '/recognition', { to, words: ' ' })).status).toBe(422);
  expect((await post(at.priya, '/recognition', { to: newId(), words: 'Who?' })).status).toBe(404);
  expect((await post(at.priya, '/recognition', { to, words: 'What?', caseId: newId() })).status).toBe(404);
  const mine = await feed(at.jonas, 'show=mine');
  expect(mine).toMatchObject([
    { case: null, words: null, thanks: [{ words: 'For the map on Friday night.' }] },
  ]);
  expect((await app.call('GET', '/recognition?after=x', { actor: at.priya })).body.code).toBe('bad_cursor');
});

test('page by page, nothing twice and nothing left out', async () => {
  const all = await feed(at.mara);
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { items, next: more }: { items: { id: string }[]; next: string | null } = (
      await app.call('GET', `/recognition?limit=1${after ? `&after=${after}` : ''}`, { actor: at.mara })
    ).body;
    seen.push(...items.map((one) => one.id));
    after = more;
  }
  expect(seen).toEqual(all.map((one: { id: string }) => one.id));
});

test('leaders see thanks by department, small ones together, never by person', async () => {
  const answer = await app.call('GET', '/recognition/departments', { actor: at.jonas });
  expect(answer.body.items).toMatchObject([{ department: null }]);
  expect(JSON.stringify(answer.body)).not.toMatch(/Priya|Tomas|Jonas/);
  expect((await app.call('GET', '/recognition/departments', { actor: at.priya })).status).toBe(403);
});
