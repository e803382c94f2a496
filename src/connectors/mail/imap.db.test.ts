import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, hasDovecot, password, startDovecot } from '../../../test/dovecot.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { takeUp } from '../../collect/intake/takeUp.ts';
import { fetchMailbox } from '../../collect/mailIn/fetch.ts';
import { mailThrough, type OpenFolder } from '../../collect/mailIn/server.ts';
import { takeIn } from '../../loop.ts';
import { seedMetrics } from '../../measure/measure.ts';
import { sql } from '../../platform/database.ts';
import { openFolder } from './imap.ts';
import { startReceiver } from './smtp.ts';

const steward = personActor('0196b000-0000-7000-8000-000000000001', 'Dana', ['data_steward', 'analyst']);

const mail = (n: number, more: { from?: string; subject?: string; date?: string; body?: string } = {}) =>
  [
    `From: Kim ${n} <${more.from ?? `kim${n}@example.org`}>`,
    'To: feedback@halden.example',
    `Subject: ${more.subject ?? `Message ${n}`}`,
    `Message-ID: <${n}@example.org>`,
    `Date: ${more.date ?? 'Mon, 2 Mar 2026 08:00:00 +0000'}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    more.body ??
      `Nobody came, ${n}.\n\nOn 1 Mar 2026, at 09:00, Halden <h@halden.example> wrote:\n> Dear Kim`,
    '',
  ].join('\r\n');

describe.skipIf(!hasDovecot)('fetching from a real mailbox', () => {
  let dovecot: Dovecot;
  let fresh: FreshDatabase;
  let platform: TestPlatform;
  let app: TestApp;
  let id: string;

  const invoice = mail(2, { subject: 'My invoice is wrong', date: 'Mon, 2 Mar 2036 08:00:00 +0000' });
  const box = (settings: object = {}, more: object = {}) => ({
    way: 'imap',
    name: 'Feedback',
    source: 'mail',
    password,
    rules: {
      metric: 'csat',
      touchpoint: 'help',
      touchpoints: [{ field: 'subject', contains: 'invoice', touchpoint: 'order' }],
    },
    settings: {
      host: 'localhost',
      port: dovecot.tlsPort,
      ca: dovecot.ca,
      user: 'feedback',
      addresses: ['feedback@halden.example'],
      ...settings,
    },
    ...more,
  });
  const post = (path: string, body: object) => app.call('POST', path, { actor: steward, body });
  const get = async (path: string) => (await app.call('GET', path, { actor: steward })).body;
  /** Fetches, takes what came, and lets the loop have it. */
  const fetched = async (mailbox = id) => {
    await fetchMailbox(platform, mailbox);
    await platform.queue.drain();
    await takeUp(platform, takeIn);
  };
  const answers = () =>
    fresh.db.all<{ comment: string; email: string; touchpoint: string; at: Date }>(sql`
      select r.comment, i.email, t.key as touchpoint, r.occurred_at as at from responses r join identities i using (identity_id)
      left join touchpoints t using (touchpoint_id) order by r.comment`);

  beforeAll(async () => {
    dovecot = await startDovecot();
    fresh = await freshDatabase();
    const dataFolder = mkdtempSync(join(tmpdir(), 'onus-'));
    platform = await testPlatform(fresh.db, { config: { dataFolder } });
    app = appFor(platform);
    await fresh.db.tx((tx) => seedMetrics(tx, platform));
    await fresh.db.raw(`
      insert into people (person_id, name, email, colour, made_at) values ('${steward.personId}', 'Dana', 'dana@halden.example', '#555555', '2020-01-01');
      insert into sources (key, name, made_at) values ('mail', 'Mail', '2020-01-01');
      insert into journeys (journey_id, key, name, made_at, changed_at) values (1, 'buy', 'Buy', '2020-01-01', '2020-01-01');
      insert into phases (phase_id, journey_id, key, name, position) values (1, 1, 'all', 'All', 0);
      insert into touchpoints (touchpoint_id, phase_id, key, name, position) values (1, 1, 'order', 'Order', 0), (3, 1, 'help', 'Help', 2)`);
  });
  afterAll(async () => {
    mailThrough({ openFolder, startReceiver });
    await fresh?.close();
    await dovecot?.stop();
  });

  test('what is wrong is said before anything is stored', async () => {
    const tried = (settings: object, more: object = {}) =>
      post('/mailboxes/try', { settings: box(settings).settings, password, ...more });
    for (const [settings, code] of [
      [{ folder: 'Nope' }, 'no_such_folder'],
      [{ ca: undefined }, 'certificate_refused'],
      [{ port: dovecot.port }, 'tls_failed'],
      [{ port: 1 }, 'connection_refused'],
      [{ host: '169.254.169.254' }, 'address_refused'],
    ] as const) {
      const { status, body } = await tried(settings);
      expect([status, body.code]).toEqual([422, code]);
      expect(JSON.stringify(body)).not.toContain(password);
    }
    expect((await tried({}, { password: 'wrong' })).body).toMatchObject({ code: 'access_denied' });
    expect((await tried({})).body).toEqual({ folder: 'INBOX', messages: 0, folders: ['INBOX', 'Feedback'] });
    expect((await tried({ port: dovecot.port, tls: 'starttls' })).status).toBe(200);
    expect((await tried({ ca: undefined, certificate: 'any' })).status).toBe(200);
    const wrong = box({}, { rules: { metric: 'nonsense' } });
    expect((await post('/mailboxes', wrong)).body).toMatchObject({ code: 'unknown_metric' });
    const nobody = personActor('0196b000-0000-7000-8000-000000000002', 'Lee');
    expect((await app.call('POST', '/mailboxes', { actor: nobody, body: box() })).status).toBe(403);
  });

  test('a mail becomes the words of the customer with its address, and stays unread', async () => {
    dovecot.deliver('feedback', mail(1));
    dovecot.deliver('feedback', invoice);
    const made = await post('/mailboxes', box());
    expect(made.status).toBe(201);
    expect(JSON.stringify(made.body)).not.toContain(password);
    id = made.body.id;
    await fetched();
    expect(await answers()).toMatchObject([
      {
        comment: 'Nobody came, 1.',
        email: 'kim1@example.org',
        touchpoint: 'help',
        at: new Date('2026-03-02T08:00:00Z'),
      },
      // A clock ten years ahead is not believed.
      { comment: 'Nobody came, 2.', touchpoint: 'order', at: platform.clock.now() },
    ]);
    expect(dovecot.admin('fetch', '-u', 'feedback', 'flags', 'all')).not.toContain('Seen');
    const [shown] = (await get('/mailboxes')).items;
    expect(shown).toMatchObject({ failedAt: null, counts: { feedback: 2, other: 0, waiting: 0, failed: 0 } });
    const { items } = await get(`/mailboxes/${id}/mails`);
    expect(items[0]).toMatchObject({ sender: 'kim2@example.org', senderName: 'Kim 2', takenAs: 'feedback' });
    const raw = await app.call('GET', `/mailboxes/${id}/mails/${items[0].id}/raw`, { actor: steward });
    expect(raw.body).toContain('Subject: My invoice is wrong');
    expect((await get('/sources/mail')).freshness.state).toBe('none_agreed');
  });

  test('again, and with its UIDs numbered anew, nothing is doubled', async () => {
    await fetched();
    expect(await answers()).toHaveLength(2);
    const moved = box({ folder: 'Feedback', afterwards: 'seen' });
    const changed = await app.call('PUT', `/mailboxes/${id}`, { actor: steward, body: moved });
    expect(changed.status).toBe(200);
    for (const one of [mail(1), invoice, mail(3)]) dovecot.deliver('feedback', one, 'Feedback');
    await fetched();
    expect(await answers()).toHaveLength(3);
    const before = await fresh.db.one<{ v: string; u: number }>(
      sql`select uid_validity as v, last_uid as u from mailboxes`,
    );
    expect(before.u).toBe(3);
    dovecot.admin('mailbox', 'delete', '-u', 'feedback', 'Feedback');
    dovecot.admin('mailbox', 'create', '-u', 'feedback', 'Feedback');
    for (const n of [3, 4]) dovecot.deliver('feedback', mail(n), 'Feedback');
    await fetched();
    const after = await fresh.db.one<{ v: string; u: number }>(
      sql`select uid_validity as v, last_uid as u from mailboxes`,
    );
    expect(after.v).not.toBe(before.v);
    expect(after.u).toBe(2);
    expect((await answers()).map((one) => one.comment)).toEqual(
      [1, 2, 3, 4].map((n) => `Nobody came, ${n}.`),
    );
    expect(dovecot.admin('fetch', '-u', 'feedback', 'flags', 'mailbox', 'Feedback')).toMatch(
      /Seen[\s\S]*Seen/,
    );
  });

  test('wherever it breaks off it goes on, and each mail comes once', async () => {
    for (let n = 100; n < 220; n++) dovecot.deliver('broken', mail(n));
    const made = await post('/mailboxes', box({ user: 'broken', addresses: [] }, { name: 'Broken' }));
    let left = 3;
    let asked = 0;
    const perhaps = () => {
      if (left === 0 || ++asked % 35 > 0) return;
      left--;
      throw new Error('the line broke');
    };
    mailThrough({
      startReceiver,
      async openFolder(ask) {
        const folder = await openFolder(ask);
        const flaky: OpenFolder = {
          ...folder,
          source: async (uid, most) => {
            const raw = await folder.source(uid, most);
            perhaps();
            return raw;
          },
        };
        return flaky;
      },
    });
    await fetchMailbox(platform, made.body.id);
    const named = async () =>
      (await get('/mailboxes')).items.find((one: { name: string }) => one.name === 'Broken');
    const broken = await named();
    expect(broken).toMatchObject({ name: 'Broken', failure: 'It broke off: the line broke' });
    expect(broken.failedAt).not.toBeNull();
    expect((await get('/sources/mail')).lastError).toContain('the line broke');
    for (let i = 0; i < 6; i++) await fetched(made.body.id);
    expect((await answers()).length).toBe(124);
    expect(await named()).toMatchObject({ failedAt: null, counts: { feedback: 120 } });
    expect(left).toBe(0);
    mailThrough({ openFolder, startReceiver });
  });

  test('only from a day on, and only while it is connected', async () => {
    const late = await post(
      '/mailboxes',
      box({ user: 'late', since: '2099-01-01', addresses: [] }, { name: 'Late' }),
    );
    dovecot.deliver('late', mail(900));
    await fetched(late.body.id);
    expect(await get(`/mailboxes/${late.body.id}/mails`)).toEqual({ items: [], next: null });
    const moved = box({ user: 'late', host: '127.0.0.1' }, { name: 'Late', password: undefined });
    const refused = await app.call('PUT', `/mailboxes/${late.body.id}`, { actor: steward, body: moved });
    expect(refused.body.code).toBe('password_again');
    expect((await app.call('DELETE', `/mailboxes/${late.body.id}`, { actor: steward })).status).toBe(204);
    expect(await fetchMailbox(platform, late.body.id)).toBeUndefined();
    const audited = await fresh.db.all<{ detail: unknown }>(
      sql`select detail from audit_entries where verb like 'mailbox.%'`,
    );
    expect(JSON.stringify(audited)).not.toContain(password);
  });
});

test.skipIf(hasDovecot)('not run: this machine has no dovecot-imapd', () => undefined);
