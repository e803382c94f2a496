import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createLog } from './log.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';
import type { Platform } from './platform.ts';
import { createQueue } from './queue.ts';

/** A platform over the configured database, migrated; the queue is made and waits for jobs to be declared. */
export async function openPlatform(config: Config): Promise<Platform> {
  const log = createLog(config);
  const db = await openDatabase({
    url: config.databaseUrl,
    folder: config.dataFolder,
    connections: config.databaseConnections,
    // Two years are made from the same customers over and over: a tenth sooner with them at hand.
    ...(config.demo ? { pageCache: '32MB' } : {}),
  });
  try {
    const applied = await migrate(db);
    if (applied.length > 0) log.info({ applied }, 'database brought up to date');
  } catch (error) {
    await db.close();
    throw error;
  }
  return { db, clock: systemClock, config, log, queue: createQueue(db, log) };
}

export async function closePlatform(platform: Platform): Promise<void> {
  await platform.queue.stop();
  await platform.db.close();
}
