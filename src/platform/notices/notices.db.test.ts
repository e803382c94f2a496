import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Company, company } from '../../../test/company.ts';
import { engine, type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { reading } from '../../../test/reading.ts';
import type { Actor } from '../access.ts';
import { sql } from '../database.ts';
import { openPostgres } from '../engines/postgres.ts';
import { newId } from '../ids.ts';
import { stopLive } from '../live/live.ts';
import { sendDue } from './due.ts';
import type { NoticeKind } from './kinds.ts';
import { notify } from './notify.ts';
import type { NoticeItem, NoticeSettings } from './shapes.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  app = appFor(platform);
  at = await company(fresh.db, 1);
});
beforeEach(async () => {
  platform.clock.set('2026-03-02T09:00:00Z');
  for (const table of ['notices', 'notice_choices', 'notice_hours', 'mails'])
    await fresh.db.run(sql`delete from ${sql.table(table)}`);
});
afterAll(async () => {
  await stopLive(platform);
  await fresh.close();
});

const tellSome = (
  to: Actor[],
  kind: NoticeKind = 'case_opened',
  more: { urgent?: boolean; id?: string } = {},
) =>
  fresh.db.tx((tx) =>
    notify(tx, platform, {
      kind,
      to: to.map((one) => one.id as string),
      about: { kind: 'case', id: more.id ?? 'c1' },
      path: '/inbox/c1',
      ...(more.urgent ? { urgent: true } : {}),
      words: ({ language, to }) => ({
        title: language === 'de' ? 'Ein Kunde wartet' : 'A customer waits',
        text: `For ${to.name}`,
      }),
    }),
  );

const bell = async (actor: Actor) =>
  (await app.call('GET', '/me/notices', { actor })).body as {
    items: NoticeItem[];
    unread: number;
    next: string | null;
  };
const mails = () =>
  fresh.db.all<{ to: string; subject: string; text: string }>(
    sql`select to_address as to, subject, text_body as text from mails order by mail_id`,
  );
const settings = async (actor: Actor) =>
  (await app.call('GET', '/me/notice-settings', { actor })).body as NoticeSettings;
const choose = async (actor: Actor, change: (given: NoticeSettings) => void) => {
  const given = await settings(actor);
  change(given);
  const answer = await app.call('PUT', '/me/notice-settings', { actor, body: given });
  expect(answer.status).toBe(200);
};

test('a notice stands in the bell of each person once, comes by mail and is streamed to that person alone', async () => {
  const mine = await reading(platform, at.priya);
  const others = await reading(platform, at.tomas);
  await tellSome([at.priya, at.priya, at.jonas]);
  await mine.until(() => mine.changes.length === 1);
  const { items, unread } = await bell(at.priya);
  expect(items).toHaveLength(1);
  expect(unread).toBe(1);
  expect(items[0]).toMatchObject({
    title: 'A customer waits',
    text: 'For Priya Dahl',
    href: '/inbox/c1',
    readAt: null,
  });
  expect((await mails()).map(({ to }) => to)).toEqual(['jonas@halden.example', 'priya@halden.example']);
  const [heard] = await mine.stop();
  expect(heard?.data).toEqual({
    name: 'notice.made',
    kind: 'notice',
    id: items[0]?.id,
    notice: 'case_opened',
    desktop: true,
    mine: true,
  });
  expect(await others.stop()).toEqual([]);
  expect((await bell(at.tomas)).items).toEqual([]);
});

test('a transaction that is rolled back tells nobody', async () => {
  await fresh.db
    .tx(async (tx) => {
      await notify(tx, platform, {
        kind: 'mention',
        to: [at.priya.id as string],
        path: '/',
        words: () => ({ title: 'a', text: 'b' }),
      });
      throw new Error('no');
    })
    .catch(() => undefined);
  expect((await bell(at.priya)).items).toEqual([]);
  expect(await mails()).toEqual([]);
});

test('read ones leave the count: one, all about a case, or all; and one can be kept as unread', async () => {
  await tellSome([at.priya], 'case_opened', { id: 'c1' });
  await tellSome([at.priya], 'customer_replied', { id: 'c1' });
  await tellSome([at.priya], 'mention', { id: 'c2' });
  await tellSome([at.priya], 'ruling', { id: 'c3' });
  const read = async (body: object, actor = at.priya) =>
    (await app.call('POST', '/me/notices/read', { actor, body })).body.unread as number;
  expect(await read({ about: { kind: 'case', id: 'c1' } })).toBe(2);
  const ruling = (await bell(at.priya)).items.find((one) => one.kind === 'ruling') as NoticeItem;
  expect(await read({ ids: [ruling.id] }, at.tomas)).toBe(0);
  expect((await bell(at.priya)).unread).toBe(2);
  expect(await read({ ids: [ruling.id] })).toBe(1);
  expect(await read({ ids: [ruling.id], unread: true })).toBe(2);
  expect(await read({ all: true })).toBe(0);
  const page = (await app.call('GET', '/me/notices?limit=3', { actor: at.priya })).body;
  expect(page.items).toHaveLength(3);
  const rest = (await app.call('GET', `/me/notices?limit=3&after=${page.next}`, { actor: at.priya })).body;
  expect(rest.items).toHaveLength(1);
  expect(rest.next).toBeNull();
});

test('each kind goes the ways the person chose', async () => {
  await choose(at.priya, ({ kinds }) => {
    const of = (kind: NoticeKind) => kinds.find((one) => one.kind === kind)!;
    Object.assign(of('ruling'), { inApp: false, desktop: false, mail: 'at_once' });
    Object.assign(of('mention'), { inApp: true, desktop: false, mail: 'never' });
  });
  await tellSome([at.priya], 'ruling');
  await tellSome([at.priya], 'mention');
  const { items } = await bell(at.priya);
  expect(items.map(({ kind, desktop }) => ({ kind, desktop }))).toEqual([
    { kind: 'mention', desktop: false },
  ]);
  expect(await mails()).toHaveLength(1);
});

test('the digest gathers what is unread into one mail at the person’s hour, and never says it twice', async () => {
  await choose(at.priya, ({ hours, kinds }) => {
    Object.assign(hours, { timezone: 'Europe/Berlin', digestAt: 7 * 60 });
    for (const one of kinds) one.mail = 'digest';
  });
  await tellSome([at.priya], 'case_opened');
  await tellSome([at.priya], 'mention', { id: 'c2' });
  await tellSome([at.priya], 'ruling', { id: 'c3' });
  await app.call('POST', '/me/notices/read', {
    actor: at.priya,
    body: { about: { kind: 'case', id: 'c2' } },
  });
  await sendDue(platform);
  expect(await mails()).toEqual([]);
  platform.clock.set('2026-03-03T05:59:00Z');
  await sendDue(platform);
  expect(await mails()).toEqual([]);
  platform.clock.set('2026-03-03T06:00:00Z');
  // Two processes look at the same moment.
  const second = engine === 'postgres' ? openPostgres(fresh.url, { connections: 2 }) : undefined;
  await Promise.all([sendDue(platform), sendDue(second ? { ...platform, db: second } : platform)]);
  await second?.close();
  const [mail, more] = await mails();
  expect(more).toBeUndefined();
  expect(mail?.subject).toBe('2 things that happened');
  expect(mail?.text.match(/A customer waits/g)).toHaveLength(2);
  platform.clock.set('2026-03-04T06:00:00Z');
  await sendDue(platform);
  expect(await mails()).toHaveLength(1);
});

test('in quiet hours the bell is silent and mail waits; what is urgent passes if the person lets it', async () => {
  const quiet =
    (urgentPasses: boolean) =>
    ({ hours }: NoticeSettings) =>
      Object.assign(hours, { timezone: 'UTC', quietFrom: 8 * 60, quietUntil: 18 * 60, urgentPasses });
  await choose(at.priya, quiet(true));
  await choose(at.tomas, quiet(false));
  await tellSome([at.priya, at.tomas], 'mention');
  expect((await bell(at.priya)).items[0]?.desktop).toBe(false);
  expect(await mails()).toEqual([]);
  await tellSome([at.priya, at.tomas], 'breach');
  await tellSome([at.priya, at.tomas], 'case_opened', { urgent: true });
  expect((await mails()).map(({ to }) => to)).toEqual(['priya@halden.example', 'priya@halden.example']);
  expect((await bell(at.priya)).items.map(({ desktop }) => desktop)).toEqual([true, true, false]);
  expect((await bell(at.tomas)).items.map(({ desktop }) => desktop)).toEqual([false, false, false]);
  platform.clock.set('2026-03-02T18:00:00Z');
  await sendDue(platform);
  const later = (await mails()).slice(2);
  expect(later.map(({ to }) => to).sort()).toEqual(['priya@halden.example', 'tomas@halden.example']);
});

test('what waits goes by a later choice', async () => {
  await choose(at.priya, ({ kinds }) => {
    for (const one of kinds) one.mail = 'digest';
  });
  await tellSome([at.priya], 'mention');
  await tellSome([at.priya], 'ruling');
  await choose(at.priya, ({ kinds }) => {
    for (const one of kinds) one.mail = one.kind === 'mention' ? 'at_once' : 'never';
  });
  await sendDue(platform);
  platform.clock.set('2026-03-09T09:00:00Z');
  await sendDue(platform);
  expect((await mails()).map(({ subject }) => subject)).toEqual(['A customer waits']);
});

test('somebody who has left is not told, also where a digest was waiting', async () => {
  await choose(at.tomas, ({ kinds }) => {
    for (const one of kinds) one.mail = 'digest';
  });
  await tellSome([at.tomas]);
  await fresh.db.run(sql`update people set left_on = '2026-03-02' where person_id = ${at.tomas.id}::uuid`);
  await tellSome([at.tomas]);
  platform.clock.set('2026-03-03T09:00:00Z');
  await sendDue(platform);
  expect(await mails()).toEqual([]);
  const { n } = await fresh.db.one<{ n: number }>(sql`select count(*)::int as n from notices`);
  expect(n).toBe(1);
  await fresh.db.run(sql`update people set left_on = null where person_id = ${at.tomas.id}::uuid`);
});

test('settings that cannot be are refused with the field', async () => {
  const given = await settings(at.priya);
  const put = (change: object) =>
    app.call('PUT', '/me/notice-settings', {
      actor: at.priya,
      body: { ...given, hours: { ...given.hours, ...change } },
    });
  expect((await put({ timezone: 'Mars/Base' })).body.errors[0].path).toBe('hours.timezone');
  expect((await put({ quietFrom: 60 })).status).toBe(422);
  expect((await put({ quietFrom: 60, quietUntil: 60 })).status).toBe(422);
  expect((await put({ digestAt: 1440 })).body.errors[0].path).toBe('hours.digestAt');
  expect((await app.call('GET', '/me/notices')).status).toBe(401);
  const key: Actor = { ...at.priya, kind: 'key', id: newId(), personId: null };
  expect((await app.call('GET', '/me/notices', { actor: key })).status).toBe(422);
});
