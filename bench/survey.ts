// Filled-in survey forms accepted per second ÷ a bare server that only inserts the same row, at 10, 100 and 500 answerers.
// The loop runs in the same server meanwhile; afterwards every answer must have gone through it, once. Also: what the page
// weighs, and with `--soak` whether memory stays flat under a steady load.
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { freePort } from '../test/port.ts';
import { type Running, startOnus } from '../test/running.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground, type Place } from './ground.ts';
import type { Loaded } from './intake.client.ts';
import { median, quantile } from './median.ts';
import { type Child, child } from './processes.ts';
import { resident } from './resident.ts';
import type { SurveyLoad } from './survey.client.ts';
import { furnish } from './world.ts';

/** `--size`: seconds of each load. `ONUS_SOAK_SECONDS`: of the load whose memory is watched; none unless told. */
const { engines, size: seconds } = given(4);
const soak = Number(process.env.ONUS_SOAK_SECONDS ?? 0);
const ROUNDS = 3;
const CLIENTS = [10, 100, 500];
const KB = 1024;

const survey = {
  key: 'bench',
  name: 'Bench',
  touchpoint: 'tp1',
  document: {
    languages: ['en'],
    layout: 'one_page',
    title: { en: 'Your visit' },
    pages: [
      {
        key: 'one',
        questions: [
          {
            type: 'nps',
            key: 'recommend',
            text: { en: 'How likely are you to recommend us?' },
            required: true,
            metric: 'nps',
          },
          { type: 'text', key: 'why', text: { en: 'Why?' }, commentOf: 'recommend' },
        ],
      },
    ],
  },
};

async function asked<T>(server: Running, key: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The page as a browser gets it, and the fields it would send back. */
async function page(server: Running, engine: Ground['engine']): Promise<Record<string, string>> {
  const answer = await fetch(`${server.url}/s/bench`);
  const text = await answer.text();
  const others = [...text.matchAll(/<(?:script|link|img)[^>]*(?:src|href)=/g)].length;
  figure({
    bench: 'survey',
    engine,
    figure: 'page_kb',
    value: Buffer.byteLength(text) / KB,
    against: '20 KB',
    limit: 20,
    must: { atMost: 1 },
    with: { compressed: gzipSync(text).length / KB },
  });
  figure({
    bench: 'survey',
    engine,
    figure: 'page_requests',
    value: 1 + others,
    against: '2 requests',
    limit: 2,
    must: { atMost: 1 },
  });
  return Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
}

/** Waits until everything accepted is counted, once. @returns seconds */
async function drained(server: Running, key: string, accepted: number): Promise<number> {
  const counted = async () => (await asked<{ n: number }[]>(server, key, '/metrics/nps/readings'))[0]?.n ?? 0;
  const start = performance.now();
  while ((await counted()) < accepted) {
    if (performance.now() - start > 300_000)
      throw new Error(`${await counted()} of ${accepted} after 5 minutes`);
    await sleep(50);
  }
  const took = (performance.now() - start) / 1000;
  await sleep(1500);
  const n = await counted();
  hold(n === accepted, `${accepted} answers were acknowledged, ${n} are counted`);
  hold(
    (await asked<{ ok: boolean }>(server, key, '/cells/verification')).ok,
    'the cells agree with the facts',
  );
  return took;
}

let sent = 1;
async function load(
  client: Child,
  at: { url: string; hidden: Record<string, string> },
  clients: number,
  forSeconds: number,
) {
  const loaded = await client.ask<Loaded>({
    ...at,
    clients,
    seconds: forSeconds,
    from: sent,
  } satisfies SurveyLoad);
  sent += loaded.sent;
  return loaded;
}

async function run(on: Ground, ours: Place, bare: Place): Promise<void> {
  const key = await furnish(ours);
  const server = await startOnus('serve', { env: ours.env, dataFolder: ours.folder });
  const port = await freePort();
  const limit = child('survey.bare.ts', [String(port), bare.url ?? '', bare.folder]);
  await limit.first();
  const { child: client } = child('survey.client.ts');
  let accepted = 0;
  try {
    const { draftRevision } = await asked<{ draftRevision: number }>(server, key, '/surveys', survey);
    await asked(server, key, '/surveys/bench/publish', { revision: draftRevision });
    const hidden = await page(server, on.engine);
    const doors = {
      ours: { url: `${server.url}/s/bench`, hidden },
      bare: { url: `http://127.0.0.1:${port}/s/bench`, hidden },
    };
    for (const clients of CLIENTS) {
      say(`${clients} answerers, ${ROUNDS} × ${seconds} s each, ${on.words}`);
      const rounds: Record<'ours' | 'bare', Loaded[]> = { ours: [], bare: [] };
      for (let round = 0; round <= ROUNDS; round++) {
        for (const name of ['bare', 'ours'] as const) {
          const loaded = await load(client, doors[name], clients, round === 0 ? 2 : seconds);
          if (name === 'ours') accepted += loaded.latencies.length;
          if (loaded.refused > 0) say(`${name}: ${loaded.refused} refused`);
          if (round > 0) rounds[name].push(loaded);
        }
      }
      report(on, clients, rounds, await drained(server, key, accepted));
    }
    if (soak > 0) await watch(on, server, client, doors.ours);
  } finally {
    await client.stop();
    await limit.child.stop();
    await server.stop();
  }
}

function report(
  on: Ground,
  clients: number,
  { ours, bare }: Record<'ours' | 'bare', Loaded[]>,
  drain: number,
): void {
  const peer = { bench: 'survey', engine: on.engine, against: 'a bare server, one INSERT a request' };
  const rate = (rounds: Loaded[]) => median(rounds.map((one) => one.latencies.length / one.seconds));
  const late = (rounds: Loaded[], q: number) =>
    quantile(
      rounds.flatMap((one) => one.latencies),
      q,
    );
  const refused = ours.reduce((sum, one) => sum + one.refused, 0);
  const facts = { clients, database: on.words };
  figure({
    ...peer,
    figure: 'answers_per_s',
    value: rate(ours),
    limit: rate(bare),
    must: { atLeast: 0.5 },
    with: { ...facts, refused, drained_after_s: drain },
  });
  figure({ ...peer, figure: 'p50_ms', value: late(ours, 0.5), limit: late(bare, 0.5), with: facts });
  figure({ ...peer, figure: 'p99_ms', value: late(ours, 0.99), limit: late(bare, 0.99), with: facts });
}

/** Memory of the server in the last fifth of a steady load ÷ in the second fifth: flat is 1. */
async function watch(
  on: Ground,
  server: Running,
  client: Child,
  door: { url: string; hidden: Record<string, string> },
) {
  say(`memory over ${soak} s at 10 answerers, ${on.words}`);
  const seen: number[] = [];
  const until = performance.now() + soak * 1000;
  while (performance.now() < until) {
    await load(client, door, 10, Math.min(5, soak / 20));
    seen.push(resident(server.pid));
  }
  const part = (from: number, to: number) =>
    median(seen.slice(Math.floor(seen.length * from), Math.ceil(seen.length * to)));
  figure({
    bench: 'survey',
    engine: on.engine,
    figure: 'soak_mb',
    value: part(0.8, 1),
    against: 'the second fifth of the same load',
    limit: part(0.2, 0.4),
    must: { atMost: 1.15 },
    with: { seconds: soak },
  });
}

for (const engine of engines) {
  const on = await ground(engine);
  const places = [await on.place(), await on.place()] as [Place, Place];
  try {
    await run(on, ...places);
  } finally {
    for (const place of places) await place.remove();
    await on.end();
  }
}
