import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '../platform/config.ts';

/**
 * Makes a new embedded database in a process of its own: making one takes 120 MB that a long-lived process
 * would keep (411 MB resident against 292 MB). Whatever goes wrong there is met again, and told, when we open it.
 */
export async function prepareFolder(config: Config): Promise<void> {
  if (config.databaseUrl || existsSync(join(config.dataFolder, 'pg', 'PG_VERSION'))) return;
  const main = join(import.meta.dirname, '..', 'main.ts');
  await promisify(execFile)(process.execPath, [main, 'migrate'], {
    env: { ...process.env, ONUS_DATA: config.dataFolder },
  }).catch(() => undefined);
}
