import { sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { sweepUploads } from './imports/uploads.ts';
import { importQueue, stopImports, workOffImports } from './imports/worker.ts';
import { startTaker } from './intake/taker.ts';
import { recipeRun } from './recipe/recipeRun.ts';
import type { Rooms } from './rooms.ts';

const sweepQueue = 'collect.sweep';
/** Repeated delivery keys are recognised for this long. */
const DELIVERY_DAYS = 30;

/** Declares what this room does without being asked. Before the queue starts. */
export function jobs(platform: Platform, rooms: Rooms): void {
  // A job runs as long as the import does; being given out again meanwhile does nothing (see claimRun).
  platform.queue.work(importQueue, () => workOffImports(platform, rooms, recipeRun), {
    batchSize: 1,
    expireInSeconds: 12 * 3600,
  });
  platform.queue.work(sweepQueue, () => sweep(platform), { batchSize: 1 });
  // Finds imports that a killed process of another machine left behind.
  platform.queue.schedule('collect.imports.look', '* * * * *', importQueue);
  platform.queue.schedule('collect.sweep.daily', '17 3 * * *', sweepQueue);
}

/** After the queue has started: goes on with interrupted imports, takes up deliveries. @returns how to stop */
export async function startCollecting(platform: Platform, rooms: Rooms): Promise<() => Promise<void>> {
  await platform.queue.send(platform.db, importQueue, {});
  const stopTaker = await startTaker(platform, rooms.takeIn);
  return async () => {
    stopImports(platform);
    await stopTaker();
  };
}

async function sweep(platform: Platform): Promise<void> {
  await sweepUploads(platform);
  const before = new Date(platform.clock.now().getTime() - DELIVERY_DAYS * 86_400_000);
  await platform.db.run(sql`
    delete from deliveries where items is null and refused is null and received_at < ${before}::timestamptz`);
}
