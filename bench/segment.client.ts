// The load client of the Segment bench, a process of its own: each connection sends its next batch when the last one is
// acknowledged, for so many seconds.
import { Agent, request } from 'node:http';
import type { Load, Loaded } from './intake.client.ts';
import { batch } from './segment.batch.ts';

async function load({ url, key, clients, seconds, from }: Load): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const { hostname, port, pathname: path } = new URL(url);
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const latencies: number[] = [];
  let [next, refused] = [from, 0];
  const send = (body: string) =>
    new Promise<number>((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) };
      const headers = { authorization, 'content-type': 'application/json', ...length };
      const sending = request({ agent, hostname, port, path, method: 'POST', headers }, (answered) => {
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
      const body = JSON.stringify(batch(next++, Date.now()));
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
