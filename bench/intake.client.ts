// The load client, a process of its own: so many connections kept alive, each sends its next answer when the last one is
// acknowledged, for so many seconds. Sends one message when it is done.
import { Agent, request } from 'node:http';
import { answer } from './answers.ts';

export interface Load {
  url: string;
  key: string;
  clients: number;
  seconds: number;
  /** Number of the first answer: no two loads send the same. */
  from: number;
}

export interface Loaded {
  /** Milliseconds of each acknowledged answer. */
  latencies: number[];
  /** Wall-clock seconds from the first to the last. */
  seconds: number;
  refused: number;
  sent: number;
}

const OF = 10_000_000;

async function load({ url, key, clients, seconds, from }: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const { hostname, port, pathname } = new URL(url);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const latencies: number[] = [];
  const now = Date.now();
  let [next, refused] = [from, 0];

  const send = (body: string) =>
    new Promise<number>((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) };
      const options = {
        agent,
        hostname,
        port,
        path: pathname,
        method: 'POST',
        headers: { ...headers, ...length },
      };
      const sending = request(options, (answered) => {
        answered.resume();
        answered.on('end', () => resolve(answered.statusCode as number));
      });
      sending.on('error', reject);
      sending.end(body);
    });

  const start = performance.now();
  const until = start + seconds * 1000;
  const client = async () => {
    while (performance.now() < until) {
      const i = next++;
      // Ten answers a customer, from the last days of the two years.
      const items = [
        { ...answer(OF - 1 - (i % 100_000), OF, now), key: `a${i}`, who: `c${Math.floor(i / 10)}` },
      ];
      const body = JSON.stringify({ source: 'survey', deliveryKey: `d${i}`, items });
      const began = performance.now();
      const status = await send(body);
      if (status === 200) latencies.push(performance.now() - began);
      else refused++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { latencies, seconds: (performance.now() - start) / 1000, refused, sent: next - from };
}

process.on('message', async (asked: Load) => {
  process.send?.(await load(asked).catch((error: Error) => ({ error: error.message })));
});
