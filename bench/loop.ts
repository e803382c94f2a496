// Rows per second through the whole loop ÷ rows per second of one bare COPY of the same rows into the same engine.
import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fact } from '../src/collect/facts.ts';
import { takeInTurn } from '../src/collect/following.ts';
import { BATCH } from '../src/collect/takeIn.ts';
import { takeIn } from '../src/loop.ts';
import { verifyCells } from '../src/measure/measure.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform } from '../src/platform/start.ts';
import { startOnus } from '../test/running.ts';
import { answer, csvLine, header, mapping } from './answers.ts';
import { copyIn, copyOut } from './copy.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground } from './ground.ts';
import { median, timed } from './median.ts';
import { furnish, makeWorld, platformAt } from './world.ts';

const { engines, size } = given(1_000_000);
const now = Date.now();

/** Facts made at once, so that making them is not measured. */
const MADE = 20 * BATCH;

/** Batch after batch as a file's come, each following the one before. @returns seconds */
async function taken(platform: Platform, sourceId: number, facts: Fact[]): Promise<number> {
  const batches = Array.from({ length: Math.ceil(facts.length / BATCH) }, (_, i) =>
    facts.slice(i * BATCH, (i + 1) * BATCH),
  );
  const { ms } = await timed(() =>
    takeInTurn(batches, (batch, place) => takeIn(platform, { sourceId, facts: batch, ...place })),
  );
  return ms / 1000;
}

/** Facts in memory → stored, counted, cases opened. Then the same rows by COPY alone. */
async function prepared(on: Ground): Promise<{ seconds: number; plain: number; keyed: number }> {
  const place = await on.place();
  const platform = await platformAt(place);
  try {
    const { sourceId } = await makeWorld(platform);
    let seconds = 0;
    for (let from = 0; from < size; from += MADE) {
      const facts: Fact[] = [];
      for (let i = from; i < Math.min(size, from + MADE); i++) facts.push(answer(i, size, now));
      seconds += await taken(platform, sourceId, facts);
    }
    const { n } = await platform.db.one<{ n: number }>(sql`select count(*) as n from responses`);
    hold(n === size, `${n} rows of ${size} are stored`);
    hold((await verifyCells(platform.db)).ok, 'the cells agree with the facts');
    const rows = await copyOut(platform.db);
    const [plain, keyed]: number[][] = [[], []];
    for (let run = 0; run < 3; run++) {
      plain?.push(await copyIn(platform.db, rows, false));
      keyed?.push(await copyIn(platform.db, rows, true));
    }
    return { seconds, plain: median(plain as number[]), keyed: median(keyed as number[]) };
  } finally {
    await closePlatform(platform);
    await place.remove();
  }
}

/** A CSV file → read, mapped, screened, through the loop, by a running server; from its beginning to its report. */
async function file(on: Ground): Promise<number> {
  const place = await on.place();
  const key = await furnish(place);
  const path = join(place.folder, 'answers.csv');
  const out = await open(path, 'w');
  await out.write(`${header}\n`);
  for (let from = 0; from < size; from += 10_000) {
    const lines = [];
    for (let i = from; i < Math.min(size, from + 10_000); i++) lines.push(csvLine(answer(i, size, now)));
    await out.write(`${lines.join('\n')}\n`);
  }
  await out.close();
  const server = await startOnus('serve', { env: place.env, dataFolder: place.folder });
  try {
    const ask = async (path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${key}`, ...(init.headers as object) };
      const answered = await fetch(`${server.url}/api/v1${path}`, { ...init, headers });
      if (!answered.ok) throw new Error(`${path}: ${answered.status} ${await answered.text()}`);
      return answered.json() as Promise<Record<string, unknown>>;
    };
    const { uploadId } = await ask('/imports?fileName=answers.csv', {
      method: 'POST',
      body: await openAsBlob(path),
      headers: { 'content-type': 'text/csv' },
    });
    const { runId } = await ask('/imports/start', {
      method: 'POST',
      body: JSON.stringify({ uploadId, source: 'survey', mapping }),
      headers: { 'content-type': 'application/json' },
    });
    for (let waited = 0; waited < 1800; waited++) {
      const run = await ask(`/imports/${runId}`);
      if (run.state === 'failed') throw new Error(`the import failed: ${run.failure}`);
      if (run.state === 'finished') {
        hold(run.accepted === size, `${run.accepted} rows of ${size} are accepted`);
        hold((await ask('/cells/verification')).ok === true, 'the cells agree with the facts');
        return (Date.parse(run.overAt as string) - Date.parse(run.begunAt as string)) / 1000;
      }
      await sleep(500);
    }
    throw new Error('the import did not end within 15 minutes');
  } finally {
    await server.stop();
    await place.remove();
  }
}

for (const engine of engines) {
  const on = await ground(engine);
  try {
    say(`${size} prepared facts through the loop, ${on.words}`);
    const { seconds, plain, keyed } = await prepared(on);
    say(`${size} rows of a CSV file through a running server`);
    const imported = await file(on);
    const facts = { rows: size, database: on.words };
    for (const [what, took] of [
      ['file_rows_per_s', imported],
      ['facts_rows_per_s', seconds],
    ] as const) {
      const common = { bench: 'loop', engine, figure: what, value: size / took, with: facts };
      figure({ ...common, against: 'COPY, same rows, no key', limit: size / plain, must: { atLeast: 0.1 } });
      figure({
        ...common,
        against: 'COPY, same rows, primary key',
        limit: size / keyed,
        must: { atLeast: 0.1 },
      });
    }
  } finally {
    await on.end();
  }
}
