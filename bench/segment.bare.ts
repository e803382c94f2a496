// The limit of the Segment bench: a server that does nothing but insert the same rows, one INSERT a request.
import { createServer } from 'node:http';
import { openDatabase } from '../src/platform/open.ts';
import type { batch } from './segment.batch.ts';

const [, , port, url, folder] = process.argv;
const db = await openDatabase({ url: url || undefined, folder: folder as string });
await db.raw(`create table bare_events (event_id text primary key, who text, kind text, value numeric, attributes jsonb,
  occurred_at timestamptz, received_at timestamptz)`);
const insert = `insert into bare_events select k, w, n, v, a, t, now() from
  unnest($1::text[], $2::text[], $3::text[], $4::numeric[], $5::jsonb[], $6::timestamptz[]) e(k, w, n, v, a, t)`;

interface Sent {
  messageId: string;
  userId: string;
  event: string;
  timestamp: string;
  properties: { revenue: number };
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    try {
      const { batch: events } = JSON.parse(Buffer.concat(parts).toString('utf8')) as ReturnType<typeof batch>;
      const all = events as Sent[];
      await db.raw(insert, [
        all.map((one) => one.messageId),
        all.map((one) => one.userId),
        all.map((one) => one.event),
        all.map((one) => one.properties.revenue),
        all.map((one) => JSON.stringify(one.properties)),
        all.map((one) => one.timestamp),
      ]);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}');
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
});
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void db.close().then(() => process.exit(0));
});
