import type { Database, Tx } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';

/** The platform as a verb sees it that shall commit together with its caller: its transaction is the one already running. */
export function within(platform: Platform, tx: Tx): Platform {
  const { engine } = platform.db;
  const db = Object.create(tx, {
    engine: { value: engine },
    tx: { value: <T>(work: (tx: Tx) => Promise<T>) => work(tx) },
  }) as Database;
  return { ...platform, db };
}
