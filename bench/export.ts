// A million answers as CSV over HTTP, streamed and counted as they arrive. Against COPY … TO STDOUT of the same rows.
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { closePlatform } from '../src/platform/start.ts';
import { type Running, startOnus } from '../test/running.ts';
import { eachOut } from './copy.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground } from './ground.ts';
import { median, timed } from './median.ts';
import { resetPeak, resident, residentPeak } from './resident.ts';
import { stock } from './stock.ts';
import { makeWorld, platformAt } from './world.ts';

const { engines, size } = given(1_000_000);
const RUNS = 3;

/** Reads the export to its end. @returns lines without the header, and bytes */
function exported(server: Running, key: string): Promise<{ lines: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}` };
    get(`${server.url}/api/v1/responses?format=csv&metric=nps`, { headers }, (answer) => {
      let [lines, bytes] = [-1, 0];
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
        for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) lines++;
      });
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve({ lines, bytes })
          : reject(new Error(`status ${answer.statusCode}`)),
      );
      answer.on('error', reject);
    }).on('error', reject);
  });
}

async function run(on: Ground): Promise<void> {
  const place = await on.place();
  const platform = await platformAt(place);
  const { key } = await makeWorld(platform);
  say(`storing ${size} answers, ${on.words}`);
  await stock(platform, size);
  // COPY writes every row of the table; so that both write the same ones, there are no others.
  await platform.db.raw(
    "delete from responses where metric_id <> (select metric_id from metrics where key = 'nps')",
  );
  await platform.db.raw('vacuum analyze responses');
  const copies: number[] = [];
  let copied = 0;
  for (let i = 0; i < RUNS; i++) {
    const { ms, result } = await timed(() => eachOut(platform.db, 'csv', () => undefined));
    copies.push(ms);
    copied = result;
  }
  await closePlatform(platform);

  const server = await startOnus('serve', { env: place.env, dataFolder: place.folder });
  try {
    await sleep(8000);
    const idle = resident(server.pid);
    resetPeak(server.pid);
    const times: number[] = [];
    let bytes = 0;
    for (let i = 0; i < RUNS; i++) {
      const { ms, result } = await timed(() => exported(server, key));
      hold(result.lines === size, `${result.lines} lines of ${size} arrived`);
      times.push(ms);
      bytes = result.bytes;
    }
    const peak = residentPeak(server.pid);
    const common = { bench: 'export', engine: on.engine };
    figure({
      ...common,
      figure: 'csv_rows_per_s',
      value: (size / median(times)) * 1000,
      against: 'COPY … TO STDOUT, same rows',
      limit: (size / median(copies)) * 1000,
      must: { atLeast: 0.2 },
      with: { rows: size, bytes, copy_bytes: copied, database: on.words },
    });
    figure({
      ...common,
      figure: 'peak_memory_mb',
      value: peak,
      against: '300 MB',
      limit: 300,
      must: { atMost: 1 },
      with: {
        rows: size,
        idle_mb: Math.round(idle),
        above_idle_mb: Math.round(peak - idle),
        database: on.words,
      },
    });
  } finally {
    await server.stop();
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
