// Answerers, in a process of their own: so many connections kept alive, each sends a filled-in form when the last one is
// acknowledged (303 to the thanks), for so many seconds.
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { answer } from './answers.ts';
import type { Loaded } from './intake.client.ts';

export interface SurveyLoad {
  url: string;
  /** Hidden fields of the page, as a browser would send them back. */
  hidden: Record<string, string>;
  clients: number;
  seconds: number;
  from: number;
}

async function load({ url, hidden, clients, seconds, from }: SurveyLoad): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const { hostname, port, pathname } = new URL(url);
  const latencies: number[] = [];
  let [next, refused] = [from, 0];
  const send = (body: string) =>
    new Promise<number>((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      };
      const sending = request(
        { agent, hostname, port, path: pathname, method: 'POST', headers },
        (answered) => {
          answered.resume();
          answered.on('end', () => resolve(answered.statusCode as number));
        },
      );
      sending.on('error', reject);
      sending.end(body);
    });
  const start = performance.now();
  const until = start + seconds * 1000;
  const client = async () => {
    while (performance.now() < until) {
      const { value, comment } = answer(next++ % 100_000, 1_000_000, Date.now());
      const form = {
        ...hidden,
        t: randomBytes(32).toString('base64url'),
        'a.recommend': String(value),
        'a.why': comment ?? '',
        website: '',
      };
      const body = new URLSearchParams(form).toString();
      const began = performance.now();
      const status = await send(body);
      if (status === 303) latencies.push(performance.now() - began);
      else refused++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { latencies, seconds: (performance.now() - start) / 1000, refused, sent: next - from };
}

process.on('message', async (asked: SurveyLoad) => {
  process.send?.(await load(asked).catch((error: Error) => ({ error: error.message })));
});
