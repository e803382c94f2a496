import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import {
  appFor,
  personActor,
  type TestApp,
  type TestPlatform,
  testPlatform,
} from '../../../test/platform.ts';
import { smallWorld } from '../../../test/world.ts';
import { takeUp } from '../../collect/intake/takeUp.ts';
import { claimIncoming, incomingById, unclaim } from '../../collect/mailIn/incoming.sql.ts';
import { sweepMails } from '../../collect/mailIn/incoming.ts';
import { startReceiving } from '../../collect/mailIn/receiver.ts';
import type { MailReply } from '../../collect/mailIn/reply.ts';
import type { Receiver } from '../../collect/mailIn/server.ts';
import { takeMails } from '../../collect/mailIn/take.ts';
import { takeIn } from '../../loop.ts';
import { sql } from '../../platform/database.ts';
import { queueMail } from '../../platform/mail.ts';
import { replyAddress } from '../../platform/replyAddress.ts';

const steward = personActor('00000000-0000-7000-8000-000000000001', 'Ada', ['data_steward']);
const CASE = '0196b000-0000-7000-8000-00000000000a';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let receiver: Receiver;
let id: string;

const nobody = { takeReply: async () => false };
const post = (path: string, body: object) => app.call('POST', path, { actor: steward, body });
const mails = async (more = '') =>
  (await app.call('GET', `/mailboxes/${id}/mails?limit=200${more}`, { actor: steward })).body.items;
const answers = () =>
  fresh.db.all<{ comment: string }>(
    sql`select comment, attributes, contact_requested from responses order by occurred_at, comment`,
  );
const taken = async (rooms: Parameters<typeof takeMails>[1] = nobody) => {
  await takeMails(platform, rooms);
  await takeUp(platform, takeIn);
};

/** By a real client over a real socket, as another mail server would. */
async function send(
  lines: string[],
  envelope: { from?: string; to?: string | string[] } = {},
): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: receiver.port,
    secure: false,
    ignoreTLS: true,
  });
  try {
    await transport.sendMail({
      envelope: { from: envelope.from ?? 'kim@example.org', to: envelope.to ?? 'feedback@halden.example' },
      raw: lines.join('\r\n'),
    });
  } finally {
    transport.close();
  }
}
const kim = 'From: Kim <kim@example.org>';
const dated = 'Date: Mon, 2 Mar 2026 08:00:00 +0000';

beforeAll(async () => {
  fresh = await freshDatabase();
  await smallWorld(fresh.db);
  const config = {
    mailPort: 0,
    mailFrom: 'onus@halden.example',
    secret: 'a secret of more than thirty-two characters',
  };
  platform = await testPlatform(fresh.db, { config });
  app = appFor(platform);
  const made = await post('/mailboxes', {
    way: 'smtp',
    name: 'Feedback',
    source: 'shop',
    rules: { metric: 'nps', contact: true, replies: true },
    settings: { addresses: ['feedback@halden.example', 'complaints@halden.example'] },
  });
  expect(made.status).toBe(201);
  id = made.body.id;
  receiver = (await startReceiving(platform)) as Receiver;
});
afterAll(async () => {
  await receiver?.stop();
  await fresh?.close();
});
beforeEach(() =>
  fresh.db.raw(
    'truncate incoming_mails, responses, interactions, deliveries, mails, troubled_addresses, events, case_rules cascade',
  ),
);

describe('our own door', () => {
  test('takes mail for its addresses and nobody else, and has it on disk before it says so', async () => {
    await send([kim, dated, 'Message-ID: <1@x>', 'Subject: Router', '', 'It is broken.'], {
      to: ['Feedback@Halden.example', 'complaints@halden.example'],
    });
    const stored = await fresh.db.all(sql`select envelope_to, taken_at from incoming_mails`);
    expect(stored).toEqual([
      { envelope_to: ['feedback@halden.example', 'complaints@halden.example'], taken_at: null },
    ]);
    await expect(send([kim, '', 'x'], { to: 'ceo@halden.example' })).rejects.toMatchObject({
      responseCode: 550,
    });
    await expect(send([kim, '', 'x'], { to: 'someone@elsewhere.example' })).rejects.toMatchObject({
      responseCode: 550,
    });
    await taken();
    expect(await answers()).toEqual([
      {
        comment: 'It is broken.',
        attributes: { channel: 'email', subject: 'Router' },
        contact_requested: true,
      },
    ]);
    const twice = {
      way: 'smtp',
      name: 'B',
      source: 'shop',
      rules: { metric: 'nps' },
      settings: { addresses: ['complaints@halden.example'] },
    };
    expect((await post('/mailboxes', twice)).body.code).toBe('address_taken');
  });

  test('refuses what is too large, and what it could not write down is not said to be taken', async () => {
    const large = Array.from({ length: 420_000 }, () => 'x'.repeat(70));
    await expect(send([kim, '', ...large])).rejects.toMatchObject({ responseCode: 552 });
    await fresh.db.raw('alter table incoming_mails rename to gone');
    await expect(send([kim, '', 'lost?'])).rejects.toMatchObject({ responseCode: 451 });
    await fresh.db.raw('alter table gone rename to incoming_mails');
    await send([kim, dated, '', 'lost?']);
    await taken();
    expect(await answers()).toMatchObject([{ comment: 'lost?' }]);
  });

  test('knows a mail that comes again, with an id and without', async () => {
    for (let i = 0; i < 2; i++) {
      await send([`Received: from hop ${i}`, kim, dated, 'Message-ID: <same@x>', '', 'Once.']);
      await send([`Received: from hop ${i}`, kim, dated, 'Subject: No id', '', 'Once, too.']);
      await taken();
    }
    await Promise.all([1, 2, 3, 4].map(() => send([kim, dated, 'Message-ID: <race@x>', '', 'At once.'])));
    await taken();
    expect((await answers()).map((one) => one.comment).sort()).toEqual(['At once.', 'Once, too.', 'Once.']);
  });
});

describe('what is no feedback is recorded, never answered', () => {
  test('absences, lists, spam, our own mail, colleagues; and a person may decide otherwise', async () => {
    const cases: [string, string[]][] = [
      ['automatic', [kim, 'Auto-Submitted: auto-replied']],
      ['automatic', [kim, 'Subject: =?utf-8?q?Abwesenheitsnotiz:_Gr=C3=BC=C3=9Fe?=']],
      ['list', [kim, 'List-Id: <news.example.org>']],
      ['spam', [kim, 'X-Spam-Flag: YES']],
      ['loop', ['From: Halden <complaints@halden.example>']],
      ['internal', ['From: Ada <ada@x.example>']],
      ['empty', [kim]],
    ];
    for (const [i, [, lines]] of cases.entries())
      await send([...lines, dated, `Message-ID: <${i}@x>`, '', cases[i]?.[0] === 'empty' ? '' : 'Words.']);
    await taken();
    expect(await answers()).toEqual([]);
    const listed = (await mails()).reverse();
    expect(listed.map((one: { takenAs: string }) => one.takenAs)).toEqual(cases.map(([kind]) => kind));
    expect(listed[2].detail).toBe('It came through a mailing list (List-Id).');
    expect(await fresh.db.all(sql`select 1 from mails`)).toEqual([]);

    const insisted = await post(`/mailboxes/${id}/mails/take`, {
      ids: listed.map((one: { id: number }) => one.id),
    });
    expect(insisted.body).toEqual({ count: 6 });
    await taken();
    expect((await answers()).length).toBe(6);
  });

  test('a storm of reports marks addresses, opens nothing, and waits behind people', async () => {
    await fresh.db.raw(`insert into case_rules (key, name, applies_to, contact_requested, urgent, within_days, active_from)
      values ('contact', 'Wants an answer', 'response', true, false, 3650, '2020-01-01')`);
    const sent = await fresh.db.tx((tx) =>
      queueMail(tx, platform, {
        to: { address: 'Lee@example.org' },
        subject: 'How was it?',
        text: 'Hello',
        purpose: 'follow_up',
        about: { kind: 'case', id: CASE },
      }),
    );
    const report = (n: number, messageId: string, status = '5.1.1') =>
      [
        'From: MAILER-DAEMON@mx.example.org',
        `Message-ID: <report-${n}@mx>`,
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example.org',
        '',
        `Final-Recipient: rfc822; lee${n}@example.org`,
        'Action: failed',
        `Status: ${status}`,
        '',
        '--b',
        'Content-Type: message/rfc822',
        '',
        `Message-ID: <${messageId}>`,
        '',
        '--b--',
      ].join('\r\n');
    const rows = Array.from({ length: 3000 }, (_, n) =>
      report(n, n === 7 ? `${sent}@halden.example` : `${n}@elsewhere`),
    );
    const now = platform.clock.now();
    await fresh.db.run(sql`
      insert into incoming_mails (mailbox_id, mail_key, arrived_at, stored_at, machine, envelope_from, bytes, raw)
      select ${id}::uuid, 'storm' || n, ${now}::timestamptz, ${now}::timestamptz, true, '', length(t), convert_to(t, 'UTF8')
      from unnest(${rows}::text[]) with ordinality s(t, n)`);
    await send([report(9999, `${sent}@halden.example`, '5.2.2')], { from: '' });
    await send([kim, dated, 'Message-ID: <human@x>', '', 'And nobody hears me?']);
    const [first] = await claimIncoming(fresh.db, 1);
    expect((await incomingById(fresh.db, first as number))?.envelopeFrom).toBe('kim@example.org');
    await unclaim(fresh.db, [first as number]);
    // On a slow machine a run ends before the storm does, and another goes on.
    while ((await takeMails(platform, nobody)) > 0);
    const order = await fresh.db.all<{ taken_as: string; n: number }>(sql`
      select taken_as, count(*)::int as n from incoming_mails group by 1 order by 1`);
    expect(order).toEqual([
      { taken_as: 'bounce', n: 3001 },
      { taken_as: 'feedback', n: 1 },
    ]);
    await takeUp(platform, takeIn);
    expect(await answers()).toMatchObject([{ comment: 'And nobody hears me?' }]);
    expect(await fresh.db.all(sql`select 1 from cases`)).toHaveLength(1);
    expect(
      await fresh.db.all(
        sql`select address, hard_at is not null as hard, soft_at is not null as soft from troubled_addresses`,
      ),
    ).toEqual([{ address: 'lee@example.org', hard: true, soft: true }]);
    expect(await fresh.db.one(sql`select returned_as from mails`)).toEqual({ returned_as: 'hard' });
    const events = await fresh.db.all(
      sql`select data->>'address' as address, data->>'as' as as from events where name = 'mail.returned' order by event_id`,
    );
    expect(events).toEqual([{ address: 'Lee@example.org', as: 'hard' }]);
  });
});

describe('nothing is lost', () => {
  test('what cannot be taken in is kept whole, replayed, or set aside with a reason', async () => {
    await send([dated, 'Message-ID: <a@x>', '', 'From nobody.']);
    await send([
      kim,
      dated,
      'Message-ID: <b@x>',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...Array.from({ length: 2000 }, () => '--b\r\n'),
    ]);
    await fresh.db.run(sql`update mailboxes set rules = jsonb_set(rules, '{touchpoint}', '"moved"')`);
    await send([kim, dated, 'Message-ID: <c@x>', '', 'About something that moved.']);
    await taken();
    const failed = await mails('&failed=true');
    expect(failed.map((one: { failure: string }) => one.failure)).toEqual([
      'There is no touchpoint “moved”.',
      'Max allowed child nodes exceeded',
      'It has no sender.',
    ]);
    await fresh.db.run(sql`update mailboxes set rules = jsonb_set(rules, '{touchpoint}', '"help"')`);
    expect((await post(`/mailboxes/${id}/mails/replay`, {})).body).toEqual({ count: 3 });
    await taken();
    expect(await answers()).toMatchObject([{ comment: 'About something that moved.' }]);
    const left = await mails('&failed=true');
    expect(left).toHaveLength(2);
    const ids = left.map((one: { id: number }) => one.id);
    expect((await post(`/mailboxes/${id}/mails/set-aside`, { ids, reason: 'x' })).status).toBe(422);
    expect((await post(`/mailboxes/${id}/mails/set-aside`, { ids, reason: 'Nobody wrote it' })).body).toEqual(
      { count: 2 },
    );
    expect(await mails('&failed=true')).toEqual([]);
    const raw = await app.call('GET', `/mailboxes/${id}/mails/${ids[1]}/raw`, { actor: steward });
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
  });

  test('NUL bytes, half characters, scripts, wrong clocks and names of any length come in as words', async () => {
    const hostile = [
      [
        `From: "${'n'.repeat(900)}" <odd@example.org>`,
        'Subject: \0 odd \ud800 subject',
        'Date: Fri, 1 Jan 2100 00:00:00 +0000',
      ],
      [kim, 'Content-Type: text/html', 'Date: Thu, 1 Jan 1970 00:00:00 +0000'],
      [kim, 'Date: yesterday', 'Content-Type: text/plain; charset=no-such-charset'],
    ];
    const bodies = [
      '\0Nul\0 and \ud800 half',
      '<script>alert(1)</script><p onclick="x()">Hello</p><iframe src="http://evil.example"></iframe>',
      'Grüße',
    ];
    for (const [i, lines] of hostile.entries())
      await send([...lines, `Message-ID: <${i}@odd>`, '', bodies[i] as string]);
    await taken();
    expect(await mails('&failed=true')).toEqual([]);
    const rows = await fresh.db.all<{ comment: string; at: Date }>(
      sql`select comment, occurred_at as at from responses order by comment`,
    );
    expect(rows.map((one) => one.comment)).toEqual([
      'Grüße',
      'Hello',
      expect.stringMatching(/^Nul and .* half$/),
    ]);
    for (const { at } of rows)
      expect(Math.abs(at.getTime() - platform.clock.now().getTime())).toBeLessThan(60_000);
  });

  test('a mail that takes the process down with it is not tried for ever', async () => {
    await send([kim, dated, '', 'Boom.']);
    await fresh.db.run(sql`update incoming_mails set tries = 4`);
    await taken();
    expect((await mails('&failed=true'))[0].failure).toContain('tried several times');
  });

  test('long settled mail is kept by its marks alone; what waits for somebody is kept whole', async () => {
    await send([kim, dated, 'Message-ID: <1@x>', '', 'Taken.']);
    await send([dated, 'Message-ID: <2@x>', '', 'Failed.']);
    await taken();
    platform.clock.set(new Date(platform.clock.now().getTime() + 31 * 86_400_000));
    await sweepMails(platform);
    expect((await mails()).map((one: { readable: boolean }) => one.readable)).toEqual([true, false]);
  });
});

describe('an answer to a mail of ours', () => {
  const sent = () =>
    fresh.db.tx((tx) =>
      queueMail(tx, platform, {
        to: { address: 'kim@example.org' },
        subject: 'Your case',
        text: 'We are sorry',
        purpose: 'follow_up',
        about: { kind: 'case', id: CASE },
      }),
    );

  test('is offered to the room that sent it, once, with the sender’s own words', async () => {
    const mailId = await sent();
    const signed = replyAddress(platform.config, 'feedback@halden.example', {
      kind: 'case',
      id: CASE,
    }) as string;
    const quoted = [
      '',
      'Still broken.',
      '',
      'On 1 Mar 2026, at 09:00, Halden <onus@halden.example> wrote:',
      '> We are sorry',
    ];
    await send([
      kim,
      dated,
      'Message-ID: <r1@x>',
      `In-Reply-To: <${mailId}@halden.example>`,
      'Subject: Re: Your case',
      ...quoted,
    ]);
    await send(
      [
        'From: kim@work.example',
        dated,
        'Message-ID: <r2@x>',
        'X-Spam-Flag: YES',
        '',
        'From my other address.',
      ],
      { to: signed.toUpperCase() },
    );
    const offered: MailReply[] = [];
    const rooms = {
      takeReply: async (_tx: unknown, _platform: unknown, reply: MailReply) => {
        offered.push(reply);
        return true;
      },
    };
    await Promise.all([takeMails(platform, rooms), takeMails(platform, rooms)]);
    await takeUp(platform, takeIn);
    expect(offered).toMatchObject([
      {
        about: { kind: 'case', id: CASE },
        by: 'reference',
        mailId,
        text: 'Still broken.',
        from: { address: 'kim@example.org', name: 'Kim' },
      },
      { about: { kind: 'case', id: CASE }, by: 'address', mailId: null, text: 'From my other address.' },
    ]);
    expect(await answers()).toEqual([]);
    expect((await mails()).map((one: { takenAs: string }) => one.takenAs)).toEqual(['reply', 'reply']);
    const events = await fresh.db.all(
      sql`select subject_kind, subject_id from events where name = 'mail.replied'`,
    );
    expect(events).toEqual([1, 2].map(() => ({ subject_kind: 'case', subject_id: CASE })));
  });

  test('is feedback where no room wants it, and a forged address or an absence is none', async () => {
    const mailId = await sent();
    const signed = replyAddress(platform.config, 'feedback@halden.example', {
      kind: 'case',
      id: CASE,
    }) as string;
    const rooms = {
      takeReply: async () => {
        throw new Error('not asked for');
      },
    };
    const forged = signed.replace(/-([0-9a-z]+)@/, '-1abcdef@');
    await send([kim, dated, 'Message-ID: <f1@x>', '', 'Forged.'], { to: forged });
    await send(
      [
        kim,
        dated,
        'Message-ID: <f2@x>',
        'Auto-Submitted: auto-replied',
        `In-Reply-To: <${mailId}@halden.example>`,
        '',
        'Away.',
      ],
      { to: signed },
    );
    await taken(rooms);
    expect(await answers()).toMatchObject([{ comment: 'Forged.' }]);
    await send([
      kim,
      dated,
      'Message-ID: <f3@x>',
      `References: <a@b> <${mailId}@halden.example>`,
      '',
      'Nobody’s.',
    ]);
    await taken();
    expect((await answers()).map((one) => one.comment)).toEqual(['Forged.', 'Nobody’s.']);
  });

  test('that its room cannot take now stays whole, and is taken when replayed', async () => {
    const mailId = await sent();
    await send([kim, dated, `In-Reply-To: <${mailId}@halden.example>`, '', 'Hello?']);
    let broken = true;
    const rooms = {
      takeReply: async () => {
        if (broken) throw new Error('the case is on fire');
        return true;
      },
    };
    await taken(rooms);
    expect((await mails('&failed=true'))[0].failure).toBe('the case is on fire');
    broken = false;
    await post(`/mailboxes/${id}/mails/replay`, {});
    await taken(rooms);
    expect((await mails())[0].takenAs).toBe('reply');
  });
});
