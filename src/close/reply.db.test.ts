import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, type TestPlatform, testPlatform } from '../../test/platform.ts';
import { takeUp } from '../collect/intake/takeUp.ts';
import { makeMailbox } from '../collect/mailIn/mailboxes.ts';
import { startReceiving } from '../collect/mailIn/receiver.ts';
import type { Receiver } from '../collect/mailIn/server.ts';
import { takeIn } from '../loop.ts';
import { operatorActor } from '../platform/access.ts';
import { verifyAudit } from '../platform/audit.ts';
import { sql } from '../platform/database.ts';
import {
  caseDetail,
  closeLoop,
  followUps,
  openWhereNeeded,
  pauseCase,
  recordAction,
  seedRules,
  tellCustomer,
} from './close.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let at: Company;
let receiver: Receiver;
let next = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  const config = {
    mailPort: 0,
    mailFrom: 'onus@halden.example',
    secret: 'a secret of more than thirty-two characters',
  };
  platform = await testPlatform(fresh.db, { config });
  at = await company(fresh.db, 50);
  await fresh.db.tx((tx) => seedRules(tx, platform));
  const source = await fresh.db.one<{ key: string }>(sql`select key from sources limit 1`);
  await makeMailbox(platform, operatorActor, {
    way: 'smtp',
    name: 'Answers',
    source: source.key,
    rules: { metric: 'nps', touchpoint: null, touchpoints: [], contact: false, replies: true },
    settings: { addresses: ['answers@halden.example'] },
  });
  receiver = (await startReceiving(platform)) as Receiver;
});
afterAll(async () => {
  await receiver?.stop();
  await platform.queue.stop();
  await fresh.close();
});

interface Sent {
  mailId: string;
  headers: Record<string, string>;
  messageId: string;
  to: string;
  text: string;
}

/** A case whose customer was written to, and the mail that went out. */
async function told(close: boolean, caseId?: string): Promise<{ id: string; mail: Sent }> {
  const id =
    caseId ??
    (
      await platform.db.tx((tx) =>
        openWhereNeeded(tx, platform, [answer(at, next++, 5, { occurredAt: platform.clock.now() })]),
      )
    )[0]?.caseId ??
    '';
  await recordAction(platform, at.priya, id, { text: 'Sent another technician.' });
  await tellCustomer(platform, at.priya, id, {
    channel: 'email',
    subject: 'About your visit',
    body: 'Dear customer, it is done.',
    language: 'en',
    close,
  });
  const mail = await platform.db.one<Sent>(sql`
    select mail_id as "mailId", headers, message_id as "messageId", to_address as "to", text_body as text from mails
    where purpose = 'follow_up' order by mail_id desc limit 1`);
  return { id, mail };
}

const replyTo = (mail: Sent) => /<([^>]+)>/.exec(mail.headers['Reply-To'] ?? '')?.[1] ?? '';
let sent = 0;

/** As the customer's own mail server would, to the address the mail asked for; then all that waits is done. */
async function writes(
  to: string,
  text: string,
  more: { from?: string; envelope?: string; lines?: string[] } = {},
) {
  const from = more.from ?? 'somebody@example.org';
  const transport = createTransport({ host: '127.0.0.1', port: receiver.port, ignoreTLS: true });
  await transport.sendMail({
    envelope: { from: more.envelope ?? from, to },
    raw: [
      `From: The Customer <${from}>`,
      `Message-ID: <${++sent}@customer.example>`,
      'Subject: Re: About your visit',
      ...(more.lines ?? []),
      '',
      text,
    ].join('\r\n'),
  });
  transport.close();
  await platform.queue.drain();
  await takeUp(platform, takeIn);
}
const story = async (id: string) => (await caseDetail(platform, id)).timeline;
const notices = () =>
  platform.db.all<{ subject: string; text: string }>(
    sql`select subject, text_body as text from mails where purpose = 'notice' order by mail_id desc limit 3`,
  );
const responses = async () =>
  (await platform.db.one<{ n: number }>(sql`select count(*)::int as n from responses`)).n;

test('a customer’s answer stands in the thread of the case, is told to its owner, and is no new feedback', async () => {
  const { id, mail } = await told(false);
  expect(replyTo(mail)).toMatch(/^answers\+case-[0-9a-z]+-[0-9a-z]+@halden\.example$/);
  const before = await responses();
  await writes(
    replyTo(mail).toUpperCase(),
    'Nobody came again.\r\n\r\nOn 2 Mar 2026, at 09:00, Priya <x@halden.example> wrote:\r\n> it is done',
    {
      from: mail.to,
    },
  );
  const message = (await story(id)).find((one) => one.kind === 'message' && one.more.inbound);
  expect(message).toMatchObject({
    person: null,
    text: 'Nobody came again.',
    more: {
      subject: 'Re: About your visit',
      from: { name: 'The Customer', address: mail.to, attachments: 0 },
    },
  });
  const [notice] = await notices();
  expect(notice?.subject).toMatch(/wrote back$/);
  expect(notice?.text).toContain('Nobody came again.');
  expect(notice?.text).not.toContain('Sent from');
  expect(await responses()).toBe(before);
  const app = appFor(platform);
  const path = `/cases/${id}/messages/${message?.id}/mail`;
  expect((await app.call('GET', path, { actor: at.priya })).body).toContain('> it is done');
  expect(
    (await app.call('GET', `/cases/${at.priya.personId}/messages/${message?.id}/mail`, { actor: at.priya }))
      .status,
  ).toBe(404);

  // The next mail of ours names both, so that mail programs keep them together.
  const again = await told(false, id);
  expect(again.mail.headers.References).toBe(`${mail.messageId} <${sent}@customer.example>`);
  expect(again.mail.headers['In-Reply-To']).toBe(`<${sent}@customer.example>`);
  expect((await caseDetail(platform, id)).told).toBe(true);
});

test('a closed case opens again for whoever has it; a confirmed one stays closed; a pause for the customer is over', async () => {
  const closed = await told(true);
  await writes(replyTo(closed.mail), 'It is not done.', { from: 'other@work.example' });
  expect(await caseDetail(platform, closed.id)).toMatchObject({
    state: 'open',
    reopened: 1,
    owner: { name: 'Priya Dahl' },
  });
  const [notice] = await notices();
  expect(notice?.text).toContain('is open again');
  expect(notice?.text).toContain('Sent from other@work.example.');

  const confirmed = await told(true);
  const token = /follow-up\/([\w-]+)/.exec(confirmed.mail.text)?.[1] ?? '';
  await followUps(platform).answer(token, { helped: true });
  await writes(replyTo(confirmed.mail), 'Thank you!');
  expect(await caseDetail(platform, confirmed.id)).toMatchObject({ state: 'confirmed', reopened: 0 });
  expect((await story(confirmed.id)).some((one) => one.text === 'Thank you!')).toBe(true);

  const paused = await told(false);
  const until = new Date(platform.clock.now().getTime() + 5 * 86_400_000);
  await pauseCase(platform, at.priya, paused.id, {
    until,
    waitsFor: 'customer',
    reason: 'Asked for the serial number.',
  });
  await writes('answers@halden.example', 'It is 4711.', { lines: [`In-Reply-To: ${paused.mail.messageId}`] });
  expect(await caseDetail(platform, paused.id)).toMatchObject({ pause: null, state: 'open' });
  expect((await verifyAudit(platform.db)).intact).toBe(true);
});

test('long after the end, or about a case that is gone, it is feedback like any other', async () => {
  const { mail } = await told(true);
  const start = platform.clock.now();
  platform.clock.set(new Date(start.getTime() + 91 * 86_400_000));
  const before = await responses();
  await writes(replyTo(mail), 'By the way, it broke again.');
  platform.clock.set(start);
  expect(await responses()).toBe(before + 1);
});

test('a mail that came back told nobody: its writer hears of it, and what was closed on it is open', async () => {
  const { id, mail } = await told(true);
  const report = (status: string) =>
    [
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      `Final-Recipient: rfc822; ${mail.to}`,
      'Action: failed',
      `Status: ${status}`,
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${mail.messageId}`,
      '',
      '--b--',
    ].join('\r\n');
  const lines = ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'];
  const comesBack = (status: string) =>
    writes('answers@halden.example', report(status), {
      from: 'mailer-daemon@mx.example.org',
      envelope: '',
      lines,
    });
  await comesBack('4.4.7');
  expect(await caseDetail(platform, id)).toMatchObject({ state: 'closed', told: true });
  await comesBack('5.1.1');
  expect(await caseDetail(platform, id)).toMatchObject({
    state: 'open',
    told: false,
    owner: { name: 'Priya Dahl' },
  });
  const [notice] = await notices();
  expect(notice?.subject).toMatch(/^Your mail to .+ came back$/);
  expect(notice?.text).toContain(mail.to);
  const moments = await story(id);
  expect(moments.find((one) => one.kind === 'message')?.more.returned).toBe('hard');
  expect(moments.find((one) => one.kind === 'reopened')?.more.returned).toBe(true);
  // Closed means told: not on this one.
  await expect(closeLoop(platform, at.priya, id, {})).rejects.toThrow(/not been told/);
  const before = (await notices())[0];
  await comesBack('5.1.1');
  expect((await notices())[0]).toEqual(before);
});

test('what the customer attaches is taken out one by one, and only ever stored', async () => {
  const { id, mail } = await told(false);
  const boundary = 'Content-Type: multipart/mixed; boundary=b';
  const parts = [
    '--b',
    'Content-Type: text/plain',
    '',
    'See the page.',
    '--b',
    'Content-Type: text/html; name="page.html"',
    'Content-Disposition: attachment; filename="page.html"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<script>alert(1)</script>').toString('base64'),
    '--b',
    'Content-Type: image/png',
    'Content-Disposition: attachment; filename="Zähler.png"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('a picture').toString('base64'),
    '--b--',
    '',
  ].join('\r\n');
  await writes(replyTo(mail), parts, { from: mail.to, lines: ['MIME-Version: 1.0', boundary] });
  const message = (await story(id)).find((one) => one.kind === 'message' && one.more.inbound);
  expect(message?.more.attached).toMatchObject([{ name: 'page.html' }, { name: 'Zähler.png' }]);
  const app = appFor(platform);
  const take = (index: number) =>
    app.call('GET', `/cases/${id}/messages/${message?.id}/attachments/${index}`, { actor: at.tomas });
  const page = await take(0);
  expect([page.status, page.body]).toEqual([200, '<script>alert(1)</script>']);
  expect(page.headers.get('content-type')).toBe('application/octet-stream');
  expect(page.headers.get('content-disposition')).toMatch(/^attachment; filename="page.html"/);
  expect(page.headers.get('content-security-policy')).toContain('sandbox');
  expect((await take(1)).body).toBe('a picture');
  expect((await take(2)).status).toBe(404);
});
