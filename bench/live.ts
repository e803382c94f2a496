// From sending an answer to the owner's open page hearing of its case, under 50 answers a second over HTTP, one in four of
// them a detractor whose case must open. Every case must be heard of on every open stream, once and in order.
import { Agent, get, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../src/platform/database.ts';
import { insertSession } from '../src/platform/signIn/session.sql.ts';
import { startOnus } from '../test/running.ts';
import { answer } from './answers.ts';
import { figure, hold, say } from './figure.ts';
import { given } from './given.ts';
import { type Ground, ground, type Place } from './ground.ts';
import { quantile } from './median.ts';
import { furnish } from './world.ts';

/** `--size`: seconds of load. */
const { engines, size: seconds } = given(60);
const RATE = 50;
const STREAMS = 10;
const LIMIT_MS = 2000;
const OF = 10_000_000;

interface Heard {
  at: number;
  caseId: string;
}

/** One open stream, as a browser holds it. */
function listen(url: string, cookie: string, heard: Heard[]): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const asking = get(`${url}/api/v1/live`, { headers: { cookie }, agent: new Agent() }, (stream) => {
      if (stream.statusCode !== 200) return reject(new Error(`the stream answers ${stream.statusCode}`));
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        const at = performance.now();
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          if (block.includes('event: hello')) resolve(() => asking.destroy());
          const data = /^event: change\ndata: (.*)$/m.exec(block)?.[1];
          const change = data ? (JSON.parse(data) as { name: string; id: string }) : undefined;
          if (change?.name === 'case.opened') heard.push({ at, caseId: change.id });
        }
      });
      stream.on('error', () => undefined);
    });
    asking.on('error', reject);
  });
}

/** Evenly spaced, whether or not the one before is acknowledged. @returns when each was sent, and milliseconds to each yes */
async function send(url: string, key: string): Promise<{ sentAt: Map<string, number>; yes: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const { hostname, port } = new URL(url);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const sentAt = new Map<string, number>();
  const yes: number[] = [];
  const one = (i: number) =>
    new Promise<void>((resolve, reject) => {
      // A customer each, so that each low score is a case of its own.
      const who = `c${i}`;
      const fact = { ...answer(OF - 1 - i, OF, Date.now()), key: `a${i}`, who, value: i % 4 === 0 ? 1 : 9 };
      const body = JSON.stringify({ source: 'survey', deliveryKey: `d${i}`, items: [fact] });
      const began = performance.now();
      sentAt.set(who, began);
      const sending = request(
        {
          agent,
          hostname,
          port,
          path: '/api/v1/intake',
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        },
        (answered) => {
          answered.resume();
          answered.on('end', () => {
            if (answered.statusCode !== 200) return reject(new Error(`answer ${i}: ${answered.statusCode}`));
            yes.push(performance.now() - began);
            resolve();
          });
        },
      );
      sending.on('error', reject);
      sending.end(body);
    });
  const all: Promise<void>[] = [];
  const start = performance.now();
  for (let i = 0; i < RATE * seconds; i++) {
    const wait = start + (i * 1000) / RATE - performance.now();
    if (wait > 0) await sleep(wait);
    all.push(one(i));
  }
  await Promise.all(all);
  agent.destroy();
  return { sentAt, yes };
}

async function session(place: Place): Promise<string> {
  const db = await place.open();
  const { id } = await db.one<{ id: string }>(sql`select person_id as id from people limit 1`);
  const token = await insertSession(db, { personId: id, means: 'password', at: new Date() });
  await db.close();
  return `onus=${token}`;
}

interface Opened {
  who: string;
  /** When its event was written, on the clock of `performance`. */
  writtenAt: number;
}

/** Which customer each case is about. The embedded engine belongs to its server, so that one has ended. */
async function casesOf(place: Place): Promise<Map<string, Opened>> {
  const db = await place.open();
  const rows = await db.all<{ caseId: string; who: string; at: Date }>(sql`
    select c.case_id as "caseId", i.external_key as who, l.at
    from cases c join identities i on i.identity_id = c.identity_id
      join live_log l on l.id = c.case_id::text and l.name = 'case.opened'`);
  await db.close();
  return new Map(
    rows.map(({ caseId, who, at }) => [caseId, { who, writtenAt: at.getTime() - performance.timeOrigin }]),
  );
}

async function run(on: Ground, place: Place): Promise<void> {
  const key = await furnish(place);
  const cookie = await session(place);
  const server = await startOnus('serve', { env: place.env, dataFolder: place.folder });
  const heard: Heard[][] = Array.from({ length: STREAMS }, () => []);
  const ends = await Promise.all(heard.map((into) => listen(server.url, cookie, into)));
  say(`${RATE} answers/s for ${seconds} s, ${STREAMS} streams open, ${on.words}`);
  const { sentAt, yes } = await send(server.url, key);
  const due = Math.ceil((RATE * seconds) / 4);
  const until = performance.now() + 60_000;
  while (heard.some((one) => one.length < due) && performance.now() < until) await sleep(50);
  await sleep(500);
  for (const end of ends) end();
  await server.kill();
  const cases = await casesOf(place);
  hold(cases.size === due, `${due} customers need somebody, ${cases.size} cases are open`);
  for (const one of heard) {
    const ids = one.map(({ caseId }) => caseId);
    if (
      ids.length !== due ||
      new Set(ids).size !== due ||
      ids.join() !== heard[0]?.map((x) => x.caseId).join()
    )
      hold(false, `a stream heard of ${ids.length} of ${due} cases`);
  }
  hold(true, `every stream heard of all ${due} cases once, in the same order`);
  const whole: number[] = [];
  const told: number[] = [];
  for (const { at, caseId } of heard[0] ?? []) {
    const { who, writtenAt } = cases.get(caseId) as Opened;
    whole.push(at - (sentAt.get(who) as number));
    told.push(at - writtenAt);
  }
  const facts = { answers_per_s: RATE, cases: due, streams: STREAMS, database: on.words };
  const common = {
    bench: 'live',
    engine: on.engine,
    against: `${LIMIT_MS / 1000} s`,
    limit: LIMIT_MS,
    with: facts,
  };
  figure({ ...common, figure: 'heard_p50_ms', value: quantile(whole, 0.5) });
  figure({ ...common, figure: 'heard_p99_ms', value: quantile(whole, 0.99), must: { atMost: 1 } });
  // Of that, from the beginning of the transaction that opens the case; the rest is the intake and the loop.
  figure({ ...common, figure: 'told_p99_ms', value: quantile(told, 0.99) });
  figure({ ...common, figure: 'acknowledged_p99_ms', value: quantile(yes, 0.99) });
}

for (const engine of engines) {
  const on = await ground(engine);
  const place = await on.place();
  try {
    await run(on, place);
  } finally {
    await place.remove();
    await on.end();
  }
}
