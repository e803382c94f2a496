import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, expect, test } from 'vitest';
import { sql } from '../src/platform/database.ts';
import { openDatabase } from '../src/platform/open.ts';
import { findDoor } from '../src/platform/operator.ts';
import { engine, type FreshDatabase, freshDatabase } from './engines.ts';
import { freePort } from './port.ts';
import { type Running, startOnus } from './running.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'onus-killed-mail-'));
let fresh: FreshDatabase | undefined;
const MAILS = 80;

afterAll(async () => {
  await fresh?.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

test('killed in the middle of it: what was said to be taken is there, and nothing is there twice', async () => {
  if (engine === 'postgres') fresh = await freshDatabase();
  const mailPort = await freePort();
  const env: Record<string, string> = {
    ONUS_MAIL_PORT: String(mailPort),
    ...(fresh ? { DATABASE_URL: fresh.url } : {}),
  };
  const start = () => startOnus('serve', { env, dataFolder });
  let onus: Running = await start();
  const call = async (method: string, path: string, body?: object) => {
    const token = findDoor(dataFolder)?.token;
    const answer = await fetch(`${onus.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(answer.status, `${method} ${path}`).toBeLessThan(300);
    // biome-ignore lint/suspicious/noExplicitAny: whatever shape the route answers with
    return (await answer.json()) as any;
  };
  await call('POST', '/metrics', { key: 'said', name: 'What was said', kind: 'csat' });
  await call('POST', '/sources', { key: 'mail', name: 'Mail' });
  const settings = { addresses: ['feedback@halden.example'] };
  const box = await call('POST', '/mailboxes', {
    way: 'smtp',
    name: 'Feedback',
    source: 'mail',
    rules: { metric: 'said' },
    settings,
  });

  const taken = new Set<number>();
  const send = async (n: number) => {
    const transport = createTransport({ host: '127.0.0.1', port: mailPort, ignoreTLS: true });
    try {
      await transport.sendMail({
        from: `kim${n}@example.org`,
        to: settings.addresses,
        messageId: `<${n}@example.org>`,
        date: new Date('2026-03-02T08:00:00Z'),
        subject: `Mail ${n}`,
        text: `Words ${n}.`,
      });
      taken.add(n);
    } catch {
      // Refused, or the line broke: the sender keeps it and comes again.
    } finally {
      transport.close();
    }
  };
  const all = Array.from({ length: MAILS }, (_, n) => n);
  /** Four at a time, as servers do. */
  const sendAll = async (numbers: number[]) => {
    const waiting = [...numbers];
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await send(n);
      }),
    );
  };
  for (const enough of [15, 40]) {
    const sending = sendAll(all.filter((n) => !taken.has(n)));
    while (taken.size < enough) await sleep(2);
    await onus.kill();
    await sending;
    onus = await start();
    const { items } = await call('GET', `/mailboxes/${box.id}/mails?limit=200`);
    const there = new Set(items.map(({ sender }: { sender: string }) => Number(/\d+/.exec(sender)?.[0])));
    expect([...taken].filter((n) => !there.has(n))).toEqual([]);
  }
  // Everything once more: those that were taken, and those whose sender never heard.
  await sendAll(all);
  expect(taken.size).toBe(MAILS);
  const customers = async () => (await call('GET', '/customers?limit=200')).items.length;
  while ((await customers()) < MAILS) await sleep(200);
  await onus.kill();
  const db = await openDatabase({ url: fresh?.url, folder: dataFolder });
  const { n, apart } = await db.one<{ n: number; apart: number }>(
    sql`select count(*)::int as n, count(distinct comment)::int as apart from responses`,
  );
  const mails = await db.one<{ n: number }>(sql`select count(*)::int as n from incoming_mails`);
  await db.close();
  expect([n, apart, mails.n]).toEqual([MAILS, MAILS, MAILS]);
});
