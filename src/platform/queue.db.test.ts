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
