// A hand-over history: rows per second of its import ÷ bare COPY of the file; time of the seams analysis ÷ one GROUP BY.
import { openAsBlob } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import { from } from 'pg-copy-streams';
import { originOf } from '../src/close/seams/origin.ts';
import { analyse } from '../src/close/seams/paths.sql.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { closePlatform } from '../src/platform/start.ts';
import { startOnus } from '../test/running.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground } from './ground.ts';
import { median, medians, timed } from './median.ts';
import { furnish, platformAt } from './world.ts';

const { engines, size } = given(65_533);
const shared = join(
  process.env.ONUS_SHARED_DATA ?? join(import.meta.dirname, '../../shared/data'),
  'bpic2013/incidents.csv',
);
const columns = {
  case: 'SR Number',
  time: 'Change Date+Time',
  group: 'Involved ST',
  activity: 'Sub Status',
};

/** The service desk's own file where it is there, else one like it: nine entries a case, half of them never handed over. */
async function history(): Promise<{ csv: Buffer; words: string }> {
  const there = await readFile(shared).catch(() => undefined);
  if (there && size === 65_533) return { csv: there, words: 'BPI Challenge 2013 incidents' };
  const head =
    'SR Number,Change Date+Time,Status,Sub Status,Org line,Function,Involved ST,Level,Impact,Product,Country';
  const lines = [head];
  for (let i = 0; i < size; i++) {
    const [ofCase, step] = [Math.floor(i / 9), i % 9];
    const team = (ofCase * 7 + (ofCase % 2 === 0 ? 0 : [0, 0, 1, 1, 0, 2, 2, 3, 3][step]!)) % 650;
    const at = new Date(Date.UTC(2012, 0, 1) + ofCase * 3_600_000 + step * 40_000_000).toISOString();
    const state = step === 8 ? 'Completed,Closed' : 'Accepted,In Progress';
    lines.push(`1-${ofCase},${at},${state},Org line A2,A2_4,G${team},L1,Medium,PROD${team % 90},se`);
  }
  return { csv: Buffer.from(`${lines.join('\n')}\n`), words: 'made up' };
}

/** Seconds that COPY takes for the file as it is, every column as text, into a table without a key. */
async function bareCopy(db: Database, csv: Buffer): Promise<number> {
  const { pglite, pool } = db as Database & { pglite?: PGlite; pool?: Pool };
  const width = csv.subarray(0, csv.indexOf(10)).toString().split(',').length;
  await db.raw(
    `drop table if exists bare; create table bare (${Array.from({ length: width }, (_, i) => `c${i} text`).join(', ')})`,
  );
  const copy = 'copy bare from';
  const { ms } = await timed(async () => {
    if (pglite) {
      const blob = new Blob([csv as Uint8Array<ArrayBuffer>]);
      await pglite.query(`${copy} '/dev/blob' (format csv, header)`, [], { blob });
      return;
    }
    const client = await (pool as Pool).connect();
    try {
      await pipeline(
        Readable.from(csv.toString('latin1').match(/[\s\S]{1,262144}/g) ?? []),
        client.query(from(`${copy} stdin (format csv, header)`)),
      );
    } finally {
      client.release();
    }
  });
  await db.run(sql`drop table bare`);
  return ms / 1000;
}

/** The file through a running server, from the beginning of its import to its report. */
async function imported(
  folder: string,
  env: Record<string, string>,
  key: string,
  csv: Buffer,
): Promise<number> {
  const path = join(folder, 'incidents.csv');
  await writeFile(path, csv);
  const server = await startOnus('serve', { env, dataFolder: folder });
  try {
    const ask = async (path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${key}`, ...(init.headers as object) };
      const answered = await fetch(`${server.url}/api/v1${path}`, { ...init, headers });
      if (!answered.ok) throw new Error(`${path}: ${answered.status} ${await answered.text()}`);
      return answered.json() as Promise<Record<string, unknown>>;
    };
    const took: number[] = [];
    for (const name of ['warm', 'incidents', 'more']) {
      const { uploadId } = await ask('/imports?fileName=incidents.csv', {
        method: 'POST',
        body: await openAsBlob(path),
        headers: { 'content-type': 'text/csv' },
      });
      const { runId } = await ask('/event-logs/start', {
        method: 'POST',
        body: JSON.stringify({ uploadId, name, ...columns }),
        headers: { 'content-type': 'application/json' },
      });
      for (;;) {
        const run = await ask(`/imports/${runId}`);
        if (run.state === 'failed') throw new Error(`the import failed: ${run.failure}`);
        if (run.state === 'finished') {
          hold(run.accepted === size, `${run.accepted} rows of ${size} are accepted`);
          took.push((Date.parse(run.overAt as string) - Date.parse(run.begunAt as string)) / 1000);
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
    return median(took);
  } finally {
    // Stopping it would take the folder away.
    await server.kill();
  }
}

async function run(on: Ground): Promise<void> {
  const place = await on.place();
  const { csv, words } = await history();
  const facts = { rows: size, log: words, database: on.words };
  try {
    const key = await furnish(place);
    say(`${size} rows, ${words}, ${on.words}`);
    const seconds = await imported(place.folder, place.env, key, csv);
    const platform = await platformAt(place);
    const { db } = platform;
    try {
      const copies: number[] = [];
      for (let i = 0; i < 3; i++) copies.push(await bareCopy(db, csv));
      figure({
        bench: 'seams',
        engine: on.engine,
        figure: 'import_rows_per_s',
        value: size / seconds,
        against: 'COPY of the file, every column as text, no key',
        limit: size / median(copies),
        must: { atLeast: 0.1 },
        with: facts,
      });
      await db.raw('vacuum analyze event_log_entries');
      const origin = await originOf(platform, 'incidents');
      const found = await analyse(db, origin);
      hold(found.pairs.length > 0, `${found.pairs.length} seams, ${found.bounces} bounces`);
      const log = sql`select log_id from event_logs where name = 'incidents'`;
      const took = await medians(
        {
          analysis: () => analyse(db, origin),
          counted: () =>
            db.all(
              sql`select group_id, count(*) from event_log_entries where log_id = (${log}) group by group_id`,
            ),
        },
        { runs: 9 },
      );
      figure({
        bench: 'seams',
        engine: on.engine,
        figure: 'analysis_ms',
        value: took.analysis,
        against: 'SELECT group, count(*) … GROUP BY group, same rows',
        limit: took.counted,
        must: { atMost: 20 },
        with: facts,
      });
    } finally {
      await closePlatform(platform);
    }
  } finally {
    await place.remove();
  }
}

for (const engine of engines) {
  const on = await ground(engine);
  try {
    await run(on);
  } finally {
    await on.end();
  }
}
