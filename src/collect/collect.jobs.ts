import { sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { importQueue } from './imports/queue.ts';
import { sweepUploads } from './imports/uploads.ts';
import { stopImports, workOffImports } from './imports/worker.ts';
import { startTaker } from './intake/taker.ts';
import { fetchMailbox, fetchQueue, fetchWhatIsDue } from './mailIn/fetch.ts';
import { sweepMails } from './mailIn/incoming.ts';
import { takeQueue } from './mailIn/receive.ts';
import { startReceiving } from './mailIn/receiver.ts';
import { takeMails } from './mailIn/take.ts';
import { pullWhatIsDue } from './pull/pulls.ts';
import { lookForDrift } from './quality/drifts.ts';
import { tendRhythms } from './quality/late.ts';
import { recipeRun } from './recipe/recipeRun.ts';
import type { Rooms } from './rooms.ts';

const sweepQueue = 'collect.sweep';
const pullQueue = 'collect.pulls';
const dueQueue = 'collect.mailboxes.due';
/** Repeated delivery keys are recognised for this long. */
const DELIVERY_DAYS = 30;

/** Declares what this room does without being asked. Before the queue starts. */
export function jobs(platform: Platform, rooms: Rooms): void {
  // A job runs as long as the import does; being given out again meanwhile does nothing (see claimRun).
  platform.queue.work(importQueue, () => workOffImports(platform, rooms, recipeRun), {
    batchSize: 1,
    expireInSeconds: 12 * 3600,
  });
  platform.queue.work(pullQueue, () => pullWhatIsDue(platform), { batchSize: 1 });
  platform.queue.schedule('collect.pulls.look', '* * * * *', pullQueue);
  platform.queue.work(takeQueue, () => takeMails(platform, rooms), { batchSize: 1, unique: true });
  platform.queue.schedule('collect.mails.look', '* * * * *', takeQueue);
  platform.queue.work<{ id: string }>(fetchQueue, ({ id }) => fetchMailbox(platform, id), {
    batchSize: 1,
    unique: true,
    retryLimit: 0,
  });
  platform.queue.work(dueQueue, () => fetchWhatIsDue(platform), { batchSize: 1 });
  platform.queue.schedule('collect.mailboxes.look', '* * * * *', dueQueue);
  const once = { batchSize: 1, unique: true };
  platform.queue.work('collect.rhythms', () => tendRhythms(platform), once);
  platform.queue.schedule('collect.rhythms', '*/10 * * * *', 'collect.rhythms');
  platform.queue.work('collect.drift', () => lookForDrift(platform), once);
  platform.queue.schedule('collect.drift', '40 * * * *', 'collect.drift');
  platform.queue.work(sweepQueue, () => sweep(platform), { batchSize: 1 });
  // Finds imports that a killed process of another machine left behind.
  platform.queue.schedule('collect.imports.look', '* * * * *', importQueue);
  platform.queue.schedule('collect.sweep.daily', '17 3 * * *', sweepQueue);
}

/** After the queue has started: goes on with interrupted imports, takes up deliveries. @returns how to stop */
export async function startCollecting(platform: Platform, rooms: Rooms): Promise<() => Promise<void>> {
  await platform.queue.send(platform.db, importQueue, {});
  const stopTaker = await startTaker(platform, rooms.takeIn);
  const receiver = await startReceiving(platform);
  return async () => {
    await receiver?.stop();
    stopImports(platform);
    await stopTaker();
  };
}

/** Works off what waits, here and now, for a process that has no workers of its own. */
export function finishImports(platform: Platform, rooms: Rooms): Promise<void> {
  return workOffImports(platform, rooms, recipeRun);
}

async function sweep(platform: Platform): Promise<void> {
  await sweepUploads(platform);
  await sweepMails(platform);
  const before = new Date(platform.clock.now().getTime() - DELIVERY_DAYS * 86_400_000);
  await platform.db.run(sql`
    delete from deliveries where items is null and refused is null and received_at < ${before}::timestamptz`);
  // What a field was filled like a year ago explains no figure of today.
  await platform.db.run(
    sql`delete from feed_days where day < ${new Date(before.getTime() - 370 * 86_400_000)}::timestamptz::date`,
  );
  // Taken in on replay; what somebody set aside stays on record with the reason.
  await platform.db.run(sql`
    delete from dead_letters where settled_at < ${before}::timestamptz and set_aside_reason is null`);
}
