import type { Config } from '../platform/config.ts';
import { migrate } from '../platform/migrate.ts';
import { openDatabase } from '../platform/open.ts';
import { exit, type Output, say } from './say.ts';

export async function migrateNow(config: Config, output: Output): Promise<number> {
  const db = await openDatabase({ url: config.databaseUrl, folder: config.dataFolder, connections: 2 });
  try {
    const applied = await migrate(db);
    say(
      output,
      { applied },
      applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.',
    );
    return exit.done;
  } finally {
    await db.close();
  }
}
