import { registerJobs, startJobs, stopJobs } from '../app.ts';
import type { Config } from '../platform/config.ts';
import { Refusal } from '../platform/errors.ts';
import { liveOf, stopLive } from '../platform/live/live.ts';
import { closePlatform, openPlatform } from '../platform/start.ts';
import { exit } from './say.ts';
import { sayConfig, untilSignal } from './serve.ts';

/** Work apart from answering, in any number of processes; the embedded database belongs to one process. */
export async function workOnly(config: Config): Promise<number> {
  if (!config.databaseUrl) {
    throw new Refusal(
      'one_process_only',
      'The embedded database belongs to one process, and ./onus serve does the work too. Set DATABASE_URL to a PostgreSQL server to run them apart.',
    );
  }
  sayConfig(config);
  const platform = await openPlatform(config);
  registerJobs(platform);
  await platform.queue.start();
  await startJobs(platform);
  // What is done here is seen by those who look there.
  await liveOf(platform);
  platform.log.info('working');
  await untilSignal(async () => {
    await stopJobs(platform);
    await stopLive(platform);
    await closePlatform(platform);
    platform.log.info('stopped');
  });
  return exit.done;
}
