// Batches of events accepted per second through the Segment interface ÷ a bare server that only inserts the same rows, at
// 1 and 10 clients. The loop runs in the same server meanwhile; afterwards every event must have gone through it, once.
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/port.ts';
import { type Running, startOnus } from '../test/running.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground, type Place } from './ground.ts';
import type { Load, Loaded } from './intake.client.ts';
import { median, quantile } from './median.ts';
import { child } from './processes.ts';
import { EVENTS } from './segment.batch.ts';
import { furnish } from './world.ts';

/** `--size`: seconds of each load. */
const { engines, size: seconds } = given(4);
const ROUNDS = 3;
const CLIENTS = [1, 10];

async function asked<T>(server: Running, key: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as T;
}

/** Waits until everything accepted has gone through the loop. @returns seconds */
async function drained(server: Running, key: string, events: number): Promise<number> {
  const taken = async () => {
    const { volume } = await asked<{ volume: { taken: number }[] }>(server, key, '/sources/survey');
    return volume.reduce((sum, day) => sum + day.taken, 0);
  };
  const start = performance.now();
  while ((await taken()) < events) {
    if (performance.now() - start > 300_000) throw new Error(`${await taken()} of ${events} after 5 minutes`);
    await sleep(100);
  }
  const took = (performance.now() - start) / 1000;
  await sleep(1000);
  const n = await taken();
  hold(n === events, `${events} events were acknowledged, ${n} are taken in`);
  return took;
}

async function run(on: Ground, ours: Place, bare: Place): Promise<void> {
  const key = await furnish(ours);
  const server = await startOnus('serve', { env: ours.env, dataFolder: ours.folder });
  const port = await freePort();
  const limit = child('segment.bare.ts', [String(port), bare.url ?? '', bare.folder]);
  await limit.first();
  const { child: client } = child('segment.client.ts');
  let [sent, accepted] = [1, 0];
  try {
    const made = await asked<{ key: string }>(server, key, '/sources/survey/connections', {
      convention: 'segment',
    });
    const doors = {
      ours: { url: `${server.url}/v1/batch`, key: made.key },
      bare: { url: `http://127.0.0.1:${port}/`, key: made.key },
    };
    for (const clients of CLIENTS) {
      say(`${clients} clients, ${EVENTS} events a batch, ${ROUNDS} × ${seconds} s each, ${on.words}`);
      const rounds: Record<'ours' | 'bare', Loaded[]> = { ours: [], bare: [] };
      for (let round = 0; round <= ROUNDS; round++) {
        for (const name of ['bare', 'ours'] as const) {
          const load: Load = { ...doors[name], clients, seconds: round === 0 ? 2 : seconds, from: sent };
          const loaded = await client.ask<Loaded>(load);
          sent += loaded.sent;
          if (name === 'ours') accepted += loaded.latencies.length;
          if (loaded.refused > 0) say(`${name}: ${loaded.refused} refused`);
          // The first round warms both up.
          if (round > 0) rounds[name].push(loaded);
        }
      }
      const drain = await drained(server, key, accepted * EVENTS);
      report(on, clients, rounds, drain);
    }
  } finally {
    await client.stop();
    await limit.child.stop();
    await server.stop();
  }
}

function report(on: Ground, clients: number, rounds: Record<'ours' | 'bare', Loaded[]>, drain: number): void {
  const rate = (of: Loaded[]) => median(of.map((one) => one.latencies.length / one.seconds));
  const p99 = (of: Loaded[]) =>
    quantile(
      of.flatMap((one) => one.latencies),
      0.99,
    );
  const peer = { bench: 'segment', engine: on.engine, against: 'a bare server, one INSERT a request' };
  const facts = { clients, events: EVENTS, database: on.words };
  figure({
    ...peer,
    figure: 'batches_per_s',
    value: rate(rounds.ours),
    limit: rate(rounds.bare),
    must: { atLeast: 0.5 },
    with: { ...facts, refused: rounds.ours.reduce((sum, one) => sum + one.refused, 0) },
  });
  figure({ ...peer, figure: 'p99_ms', value: p99(rounds.ours), limit: p99(rounds.bare), with: facts });
  figure({
    bench: 'segment',
    engine: on.engine,
    figure: 'drained_after_s',
    value: drain,
    against: '60 s after the last batch',
    limit: 60,
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
