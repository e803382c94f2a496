// Answers accepted per second over HTTP ÷ a bare server that only inserts the same row, at 1, 10 and 100 clients.
// The loop runs in the same server meanwhile; afterwards everything accepted must have gone through it, once.
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/port.ts';
import { type Running, startOnus } from '../test/running.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground, type Place } from './ground.ts';
import type { Load, Loaded } from './intake.client.ts';
import { median, quantile } from './median.ts';
import { type Child, child } from './processes.ts';
import { furnish } from './world.ts';

/** `--size`: seconds of each load. */
const { engines, size: seconds } = given(5);
const ROUNDS = 3;
const CLIENTS = [1, 10, 100];

interface Side {
  rate: number;
  p50: number;
  p99: number;
}

let sent = 1;

/** One load; what it acknowledged is added to `accepted`. */
async function load(client: Child, at: { url: string; key: string }, clients: number, forSeconds: number) {
  const loaded = await client.ask<Loaded>({ ...at, clients, seconds: forSeconds, from: sent } satisfies Load);
  sent += loaded.sent;
  return loaded;
}

function side(rounds: Loaded[]): Side {
  const all = rounds.flatMap((one) => one.latencies);
  return {
    rate: median(rounds.map((one) => one.latencies.length / one.seconds)),
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
  };
}

/** Readings count what has gone through the loop: waits until nothing is missing. @returns seconds */
async function drained(server: Running, key: string, accepted: number): Promise<number> {
  const headers = { authorization: `Bearer ${key}` };
  const counted = async () => {
    const answer = await fetch(`${server.url}/api/v1/metrics/nps/readings`, { headers });
    const [all] = (await answer.json()) as { n: number }[];
    return all?.n ?? 0;
  };
  const start = performance.now();
  while ((await counted()) < accepted) {
    if (performance.now() - start > 300_000)
      throw new Error(`${await counted()} of ${accepted} after 5 minutes`);
    await sleep(50);
  }
  const took = (performance.now() - start) / 1000;
  await sleep(2000);
  const n = await counted();
  hold(n === accepted, `${accepted} answers were acknowledged, ${n} are counted`);
  const verdict = await fetch(`${server.url}/api/v1/cells/verification`, { headers });
  hold(((await verdict.json()) as { ok: boolean }).ok, 'the cells agree with the facts');
  return took;
}

async function run(on: Ground, ours: Place, bare: Place): Promise<void> {
  const key = await furnish(ours);
  const server = await startOnus('serve', { env: ours.env, dataFolder: ours.folder });
  const port = await freePort();
  const limit = child('intake.bare.ts', [String(port), bare.url ?? '', bare.folder]);
  await limit.first();
  const { child: client } = child('intake.client.ts');
  let accepted = 0;
  try {
    const doors = {
      ours: { url: `${server.url}/api/v1/intake`, key },
      bare: { url: `http://127.0.0.1:${port}/`, key },
    };
    for (const clients of CLIENTS) {
      say(`${clients} clients, ${ROUNDS} × ${seconds} s each, ${on.words}`);
      const rounds: Record<'ours' | 'bare', Loaded[]> = { ours: [], bare: [] };
      for (let round = 0; round <= ROUNDS; round++) {
        for (const name of ['bare', 'ours'] as const) {
          // The first round warms both up.
          const loaded = await load(client, doors[name], clients, round === 0 ? 2 : seconds);
          if (name === 'ours') accepted += loaded.latencies.length;
          if (loaded.refused > 0) say(`${name}: ${loaded.refused} refused`);
          if (round > 0) rounds[name].push(loaded);
        }
      }
      const took = await drained(server, key, accepted);
      report(on, clients, { ours: side(rounds.ours), bare: side(rounds.bare) }, rounds, took);
    }
  } finally {
    await client.stop();
    await limit.child.stop();
    await server.stop();
  }
}

function report(
  on: Ground,
  clients: number,
  { ours, bare }: { ours: Side; bare: Side },
  rounds: { ours: Loaded[] },
  drain: number,
): void {
  const peer = { bench: 'intake', engine: on.engine, against: 'a bare server, one INSERT a request' };
  const facts = { clients, database: on.words };
  const refused = rounds.ours.reduce((sum, one) => sum + one.refused, 0);
  figure({
    ...peer,
    figure: 'answers_per_s',
    value: ours.rate,
    limit: bare.rate,
    ...(clients <= 10 ? { must: { atLeast: 0.5 } } : {}),
    with: { ...facts, refused },
  });
  figure({ ...peer, figure: 'p50_ms', value: ours.p50, limit: bare.p50, with: facts });
  figure({ ...peer, figure: 'p99_ms', value: ours.p99, limit: bare.p99, with: facts });
  figure({
    bench: 'intake',
    engine: on.engine,
    figure: 'drained_after_s',
    value: drain,
    against: '5 s after the last answer',
    limit: 5,
    with: facts,
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
