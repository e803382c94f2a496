import { pino } from 'pino';
import { registerJobs } from '../src/app.ts';
import { takeIn } from '../src/loop.ts';
import { setClock } from '../src/platform/clock.ts';
import { loadConfig } from '../src/platform/config.ts';
import { sql } from '../src/platform/database.ts';
import { migrate } from '../src/platform/migrate.ts';
import { openDatabase } from '../src/platform/open.ts';
import { createQueue } from '../src/platform/queue.ts';
import { BATCHES, batch } from './kill.facts.ts';
import { smallWorld } from './world.ts';

/** Takes in every batch, telling its number on standard output once it is acknowledged. It expects to be killed. */
const [url, folder = ''] = process.argv.slice(2);
const db = await openDatabase({ url: url || undefined, folder });
await migrate(db);
if (!(await db.maybe(sql`select 1 from sources`))) await db.tx((tx) => smallWorld(tx));
const log = pino({ level: 'silent' });
const queue = createQueue(db, log, { supervise: false });
const platform = {
  db,
  clock: setClock('2026-03-02T09:00:00Z'),
  config: loadConfig({ ONUS_DATA: folder || '/nonexistent' }),
  log,
  queue,
};
registerJobs(platform);
await queue.start({ work: false });
const { id } = await db.one<{ id: number }>(sql`select source_id as id from sources`);
process.stdout.write('ready\n');
for (let n = 0; n < BATCHES; n++) {
  await takeIn(platform, { sourceId: id, facts: batch(n) });
  process.stdout.write(`${n}\n`);
}
await queue.stop();
await db.close();
process.stdout.write('done\n');
