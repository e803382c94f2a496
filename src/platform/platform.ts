import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { Queue } from './queue.ts';

/** What every room stands on; the first parameter of every facade verb. */
export interface Platform {
  db: Database;
  clock: Clock;
  config: Config;
  log: Logger;
  queue: Queue;
}
