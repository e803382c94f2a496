import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers, delivered, onlyRule, plan, survey } from '../../../test/asking.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { smallWorld } from '../../../test/world.ts';
import { sql } from '../../platform/database.ts';
import { recordEvent } from '../../platform/events.ts';
import { invitationsOf } from './invitations.ts';
import { invite } from './invite.jobs.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let sourceId: number;
let visits: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  ({ sourceId } = await smallWorld(fresh.db));
  visits = await survey(fresh.db, 'visits', 2);
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

const hours = (n: number) => platform.clock.advance(n * 3_600_000);
const days = (n: number) => hours(24 * n);
interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  id: string;
}
const mails = (to = '%') =>
  fresh.db.all<Mail>(sql`select mail_id as id, to_address as to, subject, text_body as text, html_body as html, headers from mails
    where purpose = 'survey' and to_address like ${to} order by mail_id`);
const states = (surveyId: string) =>
  fresh.db.all<{ who: string; why: string | null; n: number }>(sql`
    select d.external_key as who, i.skip_reason as why, (select count(*)::int from survey_contacts c where c.invitation_id = i.invitation_id) as n
    from survey_invitations i join identities d using (identity_id) where i.survey_id = ${surveyId}::uuid order by i.due_at, 1, i.made_at`);
const tokenIn = (mail: Mail | undefined) => /\/s\/i\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';

test('an event, an hour later, asks once: in the language of the customer, with the question in the mail', async () => {
  await onlyRule(fresh.db);
  await customers(platform, sourceId, ['kim', 'lea'], { language: 'de' });
  await customers(platform, sourceId, ['max']);
  await plan(platform, visits, {
    trigger: { kind: 'event', touchpoint: 'delivery', delayMinutes: 60, outcome: 'any', share: 1 },
    reminders: 2,
    remindAfterDays: 3,
  });
  await delivered(platform, sourceId, ['kim', 'max']);
  expect(await invite(platform)).toEqual({ gathered: 2, sent: 0, skipped: 0 });
  hours(1);
  await Promise.all([invite(platform), invite(platform), invite(platform)]);
  await invite(platform);
  const [kim, max] = [...(await mails('kim%')), ...(await mails('max%'))];
  expect(await mails()).toHaveLength(2);
  expect(kim?.subject).toBe('Wie war es? Eine Frage von Our organisation');
  expect(kim?.text).toContain('Würden Sie uns empfehlen?\n(gar nicht … bestimmt)');
  expect(kim?.text).toContain('Guten Tag kim,\n\nSie hatten mit „Delivery“ zu tun');
  const token = tokenIn(kim);
  expect(kim?.html.match(new RegExp(`http://onus.test/s/i/${token}\\?a.recommend=\\d+`, 'g'))).toHaveLength(
    11,
  );
  expect(kim?.headers).toMatchObject({
    'List-Unsubscribe': `<http://onus.test/p/unsubscribe/${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
  expect(max?.text).toContain('Would you recommend us?');
  expect(max?.html).not.toContain('<script');
  expect(max?.html).not.toContain('<img');
});

test('what is stored of a link does not open it; looking is noted and answers nothing', async () => {
  const [kim] = await mails('kim%');
  const token = tokenIn(kim);
  expect(await fresh.db.all(sql`select 1 from survey_contacts where token_hash = ${token}`)).toEqual([]);
  const invitations = invitationsOf(platform);
  expect(await invitations.byToken('x'.repeat(43))).toBeUndefined();
  const invited = await invitations.byToken(token);
  expect(invited).toMatchObject({
    surveyId: visits,
    touchpoint: 'delivery',
    channel: 'mail',
    language: 'de',
    state: 'open',
  });
  expect(invited?.facts).toMatchObject({ name: 'kim', touchpoint: 'Delivery' });
  for (let i = 0; i < 3; i++) await invitations.opened(invited?.invitationId ?? '');
  const one = await fresh.db.one<{ opened: Date; answered: Date | null }>(
    sql`select opened_at as opened, answered_at as answered from survey_invitations where invitation_id = ${invited?.invitationId}::uuid`,
  );
  expect(one).toMatchObject({ opened: platform.clock.now(), answered: null });
});

test('two reminders, only to who has not answered; each mail’s link is the same invitation', async () => {
  const invitations = invitationsOf(platform);
  const [kim] = await mails('kim%');
  const invited = await invitations.byToken(tokenIn(kim));
  days(3);
  await invite(platform);
  await invite(platform);
  expect(await mails('kim%')).toHaveLength(2);
  const second = (await mails('kim%'))[1];
  expect(second?.subject).toContain('interessiert uns noch');
  expect((await invitations.byToken(tokenIn(second)))?.invitationId).toBe(invited?.invitationId);
  await invitations.answered(invited?.invitationId ?? '', 'partial');
  await invitations.answered(invited?.invitationId ?? '', 'complete');
  await invitations.answered(invited?.invitationId ?? '', 'complete');
  for (let i = 0; i < 4; i++) {
    days(3);
    await invite(platform);
  }
  expect([await mails('kim%'), await mails('max%')].map((of) => of.length)).toEqual([2, 3]);
});

test('mails wait for the morning, and for business hours where the plan says so', async () => {
  platform.clock.set('2026-04-03T21:00:00Z'); // a Friday, 21 o'clock
  const night = await survey(fresh.db, 'night');
  const trigger = {
    kind: 'event' as const,
    touchpoint: 'delivery',
    delayMinutes: 0,
    outcome: 'failed' as const,
    share: 1,
  };
  await plan(platform, night, { trigger, hours: 'business' });
  await delivered(platform, sourceId, ['lea'], 'night', true);
  await invite(platform);
  platform.clock.set('2026-04-04T10:00:00Z');
  await invite(platform);
  expect(await states(night)).toEqual([{ who: 'lea', why: null, n: 0 }]);
  platform.clock.set('2026-04-06T09:00:00Z');
  await invite(platform);
  expect(await states(night)).toEqual([{ who: 'lea', why: null, n: 1 }]);
});

test('only a share is asked, the same ones whoever asks; who is left out is on record', async () => {
  platform.clock.set('2026-05-04T10:00:00Z');
  const shared = await survey(fresh.db, 'shared');
  await fresh.db.run(sql`update survey_plans set stopped_at = now()`);
  const trigger = {
    kind: 'event' as const,
    touchpoint: 'delivery',
    delayMinutes: 0,
    outcome: 'any' as const,
    share: 0.3,
  };
  await plan(platform, shared, { trigger });
  const many = Array.from({ length: 200 }, (_, i) => `many${i}`);
  await customers(platform, sourceId, many);
  await delivered(platform, sourceId, many, 'share');
  await invite(platform);
  const left = (await states(shared)).filter(({ why }) => why === 'not_sampled').length;
  expect(await states(shared)).toHaveLength(200);
  expect(left).toBeGreaterThan(110);
  expect(left).toBeLessThan(170);
  hours(1);
  expect(await invite(platform)).toEqual({ gathered: 0, sent: 0, skipped: 0 });
});

test('once to an audience and every so many days to those due; the more important survey wins', async () => {
  platform.clock.set('2026-06-01T10:00:00Z');
  await fresh.db.run(sql`update survey_plans set stopped_at = now()`);
  await onlyRule(fresh.db, { gapDays: 10 });
  const [yearly, urgent] = [await survey(fresh.db, 'yearly'), await survey(fresh.db, 'urgent')];
  await customers(platform, sourceId, ['north1', 'north2', 'north3'], { region: 'north' });
  const audience = { kind: 'customers' as const, dims: { region: 'north' }, withinDays: 90 };
  await plan(platform, yearly, {
    trigger: { kind: 'recurring', everyDays: 30, audience },
    priority: 10,
    expiresDays: 20,
  });
  await plan(platform, urgent, { trigger: { kind: 'once', audience }, priority: 90 });
  await invite(platform);
  await invite(platform);
  expect((await states(urgent)).map(({ n }) => n)).toEqual([1, 1, 1]);
  expect((await states(yearly)).map(({ why }) => why)).toEqual(['outranked', 'outranked', 'outranked']);
  days(30);
  await invite(platform);
  expect((await states(yearly)).map(({ n }) => n)).toEqual([0, 0, 0, 1, 1, 1]);
  days(29);
  await invite(platform);
  expect(await states(yearly)).toHaveLength(6);
});

test('a bounce ends writing to the address, a complaint to the person; a soft one is noted', async () => {
  platform.clock.set('2026-09-07T10:00:00Z');
  await fresh.db.run(sql`update survey_plans set stopped_at = now()`);
  await onlyRule(fresh.db);
  const again = await survey(fresh.db, 'again');
  await customers(platform, sourceId, ['gone', 'angry', 'full']);
  const trigger = {
    kind: 'event' as const,
    touchpoint: 'delivery',
    delayMinutes: 0,
    outcome: 'any' as const,
    share: 1,
  };
  await plan(platform, again, { trigger, expiresDays: 1 });
  const all = ['gone', 'angry', 'full'];
  await delivered(platform, sourceId, all, 'before');
  await invite(platform);
  for (const [who, as] of [
    ['gone', 'hard'],
    ['angry', 'complaint'],
    ['full', 'soft'],
  ] as const) {
    const [mail] = await mails(`${who}@%`);
    const event = {
      name: 'mail.returned',
      subject: { kind: 'mail', id: mail?.id ?? '' },
      data: { address: `${who}@home.example`, as, status: null, why: 'said so' },
    };
    for (let i = 0; i < 2; i++) await fresh.db.tx((tx) => recordEvent(tx, platform, event));
  }
  await platform.queue.drain();
  days(2);
  await delivered(platform, sourceId, all, 'after');
  await invite(platform);
  const after = (await states(again)).slice(3);
  expect(after).toEqual([
    { who: 'angry', why: 'complained', n: 0 },
    { who: 'full', why: null, n: 1 },
    { who: 'gone', why: 'bounced', n: 0 },
  ]);
  expect((await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from suppressions`)).n).toBe(2);
});
