import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { testPlatform } from '../../test/platform.ts';
import { sql } from './database.ts';
import { onEvent, recordEvent } from './events.ts';
import { queueMail } from './mail.ts';
import { createQueue } from './queue.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const mail = {
  to: { address: 'a@b.example' },
  subject: 'Hello\r\nBcc: x@y',
  text: 'T',
  purpose: 'notice' as const,
};

test('a job exists only if its transaction commits, and runs once', async () => {
  const platform = await testPlatform(fresh.db);
  await expect(
    fresh.db.tx(async (tx) => {
      await queueMail(tx, platform, mail);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  const mailId = await fresh.db.tx((tx) => queueMail(tx, platform, mail));
  await platform.queue.drain();
  await platform.queue.drain();
  const mails = await fresh.db.all(
    sql`select mail_id, tries, subject, sent_at is not null as sent from mails`,
  );
  expect(mails).toEqual([{ mail_id: mailId, tries: 1, subject: 'Hello Bcc: x@y', sent: true }]);
  await platform.queue.stop();
});

test('working: wakes on commit, repeats a failure, tells subscribers', async () => {
  const queue = createQueue(fresh.db, pino({ level: 'silent' }), { supervise: false });
  const platform = { ...(await testPlatform(fresh.db)), queue };
  const heard: unknown[] = [];
  let failures = 1;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  queue.work<{ name: string; subject: unknown }>(
    'listener',
    async (event) => {
      if (failures-- > 0) throw new Error('not yet');
      heard.push([event.name, event.subject]);
      finish();
    },
    { retryDelay: 0 },
  );
  onEvent(platform, 'case.closed', 'listener');
  await queue.start();
  await fresh.db.tx((tx) =>
    recordEvent(tx, platform, { name: 'case.closed', subject: { kind: 'case', id: 7 } }),
  );
  await finished;
  expect(heard).toEqual([['case.closed', { kind: 'case', id: '7' }]]);
  await queue.stop();
});

test('drain tells the first failure', async () => {
  const queue = createQueue(fresh.db, pino({ level: 'silent' }), { supervise: false });
  queue.work('broken', async () => {
    throw new Error('broken on purpose');
  });
  await queue.start({ work: false });
  await fresh.db.tx((tx) => queue.send(tx, 'broken', {}));
  await expect(queue.drain()).rejects.toThrow('broken on purpose');
  await expect(fresh.db.tx((tx) => queue.send(tx, 'unheard_of', {}))).rejects.toThrow('no queue');
  await queue.stop();
});

test('as many jobs run side by side as their queue allows, and one that fails does not hold up the others', async () => {
  const queue = createQueue(fresh.db, pino({ level: 'silent' }), { supervise: false });
  let running = 0;
  let most = 0;
  const ended: number[] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let meet = () => {};
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  queue.work<{ n: number }>(
    'lanes',
    async ({ n }) => {
      most = Math.max(most, ++running);
      // The first three wait for each other.
      if (running === 3) meet();
      await met;
      running--;
      ended.push(n);
      if (ended.length === 7) finish();
      if (n === 2) throw new Error('this one');
    },
    { atOnce: 3, retryLimit: 0 },
  );
  await queue.start({ work: false });
  await fresh.db.tx(async (tx) => {
    for (let n = 1; n <= 7; n++) await queue.send(tx, 'lanes', { n });
  });
  await queue.takeUp();
  await finished;
  await queue.stop();
  expect(most).toBe(3);
  expect(ended.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const states = await fresh.db.all<{ state: string; n: number }>(
    sql`select state, count(*)::int as n from pgboss.job where name = 'lanes' group by 1 order by 1`,
  );
  expect(states.map(({ state, n }) => `${state} ${n}`).toSorted()).toEqual(['completed 6', 'failed 1']);
});
