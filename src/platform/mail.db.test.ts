import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, type TestPlatform, testPlatform } from '../../test/platform.ts';
import { operatorActor } from './access.ts';
import { sql } from './database.ts';
import { storeFile } from './files/files.ts';
import { sendMail } from './mail.jobs.ts';
import { queueMail } from './mail.ts';

let fresh: FreshDatabase;
let base: TestPlatform;
let server: SMTPServer;
let received: string[];
/** What the mail server does with the next mails, one after the other; then it takes them. */
let behaviour: ('refuse for good' | 'refuse for now' | 'hang up after data')[];

beforeAll(async () => {
  fresh = await freshDatabase();
  base = await testPlatform(fresh.db);
});
afterAll(() => fresh.close());

beforeEach(async () => {
  received = [];
  behaviour = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, done) {
      const now = behaviour[0];
      if (now === 'refuse for good' || now === 'refuse for now') {
        behaviour.shift();
        done(
          Object.assign(new Error('mailbox says no'), {
            responseCode: now === 'refuse for good' ? 550 : 451,
          }),
        );
        return;
      }
      done();
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (part) => {
        text += part;
      });
      stream.on('end', () => {
        received.push(text);
        if (behaviour.shift() === 'hang up after data') {
          const connections = (
            server as unknown as { connections: Set<{ _socket: { destroy(): void }; id: string }> }
          ).connections;
          for (const one of connections) if (one.id === session.id) one._socket.destroy();
          return;
        }
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(() => new Promise<void>((closed) => server.close(() => closed())));

function platform(): TestPlatform {
  const { port } = server.server.address() as AddressInfo;
  return {
    ...base,
    config: {
      ...base.config,
      smtpUrl: `smtp://127.0.0.1:${port}/?connectionTimeout=2000&socketTimeout=2000`,
    },
  };
}

/** Written and committed, as a room does; tried by calling the job itself, as the queue would. */
function written(): Promise<string> {
  return fresh.db.tx((tx) =>
    queueMail(tx, base, {
      to: { address: 'ann@customer.example', name: 'Ann Öz' },
      subject: 'We put it right',
      text: 'Dear Ann',
      html: '<p>Dear Ann</p>',
      purpose: 'follow_up',
      about: { kind: 'case', id: 'c-1' },
      headers: { 'Auto-Submitted': 'auto-generated' },
    }),
  );
}

async function stateOf(mailId: string): Promise<string> {
  const { body } = await appFor(base).call('GET', `/mails/${mailId}`, { actor: operatorActor });
  return body.state;
}

test('a mail leaves once, with its own message id, however often the job runs', async () => {
  const mailId = await written();
  expect(await stateOf(mailId)).toBe('waiting');
  await Promise.all([sendMail(platform(), mailId), sendMail(platform(), mailId)]);
  await sendMail(platform(), mailId);
  expect(received).toHaveLength(1);
  expect(received[0]).toContain(`Message-ID: <${mailId}@onus.test>`);
  expect(received[0]).toContain('Auto-Submitted: auto-generated');
  expect(received[0]).toMatch(/To: =\?UTF-8\?.*<ann@customer\.example>/);
  expect(await stateOf(mailId)).toBe('sent');
});

test('refused for now: tried again; refused for good: failed, with the server’s words', async () => {
  behaviour = ['refuse for now'];
  const later = await written();
  await expect(sendMail(platform(), later)).rejects.toThrow('mailbox says no');
  expect(await stateOf(later)).toBe('waiting');
  await sendMail(platform(), later);
  expect([await stateOf(later), received.length]).toEqual(['sent', 1]);

  behaviour = ['refuse for good'];
  const never = await written();
  await sendMail(platform(), never);
  expect(await stateOf(never)).toBe('failed');
  const { failure } = await fresh.db.one<{ failure: string }>(
    sql`select failure from mails where mail_id = ${never}::uuid`,
  );
  expect(failure).toContain('mailbox says no');
});

test('the line breaks after the text was handed over: uncertain, and never sent again by itself', async () => {
  behaviour = ['hang up after data'];
  const mailId = await written();
  await sendMail(platform(), mailId);
  expect(await stateOf(mailId)).toBe('uncertain');
  await sendMail(platform(), mailId);
  expect(received).toHaveLength(1);
});

test('the process ends between the try and the answer: uncertain, and never sent again by itself', async () => {
  const mailId = await written();
  // What the job commits before it opens the connection.
  await fresh.db.run(sql`update mails set tried_at = now(), tries = 1 where mail_id = ${mailId}::uuid`);
  await sendMail(platform(), mailId);
  expect([await stateOf(mailId), received.length]).toEqual(['uncertain', 0]);
});

test('no mail server answers: tried again, given up after six tries', async () => {
  const gone = { ...base, config: { ...base.config, smtpUrl: 'smtp://127.0.0.1:9/?connectionTimeout=2000' } };
  const mailId = await written();
  for (let i = 1; i < 6; i++) {
    await expect(sendMail(gone, mailId)).rejects.toThrow();
    expect(await stateOf(mailId)).toBe('waiting');
  }
  await sendMail(gone, mailId);
  expect(await stateOf(mailId)).toBe('failed');
});

test('without a mail server a mail lies in the outbox; sign-in links are shown to nobody', async () => {
  const mailId = await written();
  await sendMail(base, mailId);
  expect(await stateOf(mailId)).toBe('outbox');
  const secret = await fresh.db.tx((tx) =>
    queueMail(tx, base, {
      to: { address: 'a@b.example' },
      subject: 'In',
      text: 'http://onus.test/session/magic/ol_secret',
      purpose: 'magic_link',
    }),
  );
  const { body } = await appFor(base).call('GET', `/mails/${secret}`, { actor: operatorActor });
  expect(body.text).toBe('http://onus.test/session/magic/…');
});

test('stored files leave with the mail, whole', async () => {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(600_000, 'offer ')]);
  const file = await storeFile(base, { name: 'Angebot für Öz.pdf', body: new Blob([bytes]).stream() });
  const mailId = await fresh.db.tx((tx) =>
    queueMail(tx, base, {
      to: { address: 'ann@customer.example' },
      subject: 'Our offer',
      text: 'Attached.',
      purpose: 'follow_up',
      files: [file.id],
    }),
  );
  await sendMail(platform(), mailId);
  const [text = ''] = received;
  expect(text).toMatch(/Content-Type: application\/pdf;/);
  expect(text).toMatch(/Content-Disposition: attachment;/);
  const encoded = /attachment;[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(text)?.[1] ?? '';
  expect(Buffer.from(encoded, 'base64').equals(bytes)).toBe(true);
});

test('the list is narrowed by what a mail is for, its state, and the beginning of its receiver', async () => {
  const mailId = await written();
  const ids = async (query: string) => {
    const { status, body } = await appFor(base).call('GET', `/mails?${query}`, { actor: operatorActor });
    return status === 200 ? body.items.map((one: { id: string }) => one.id) : status;
  };
  expect(await ids('purpose=follow_up&state=waiting')).toContain(mailId);
  expect(await ids('q=ANN@cust')).toContain(mailId);
  expect(await ids('q=ann%20%C3%96')).toContain(mailId);
  expect(await ids('purpose=survey')).not.toContain(mailId);
  expect(await ids('q=nn@cust')).toEqual([]);
  expect(await ids('q=ann%25')).toEqual([]);
  expect(await ids('purpose=letter')).toBe(422);
});
