// The limit of the intake bench: a server that does nothing but insert the row, one INSERT a request.
import { createServer } from 'node:http';
import { openDatabase } from '../src/platform/open.ts';

const [, , port, url, folder] = process.argv;
const db = await openDatabase({ url: url || undefined, folder: folder as string });
await db.raw(`create table bare_answers (answer_id text primary key, who text, metric text, value numeric, comment text,
  touchpoint text, dims jsonb, occurred_at timestamptz, received_at timestamptz)`);
const insert = `insert into bare_answers values ($1, $2, $3, $4::numeric, $5, $6, $7::jsonb, $8::timestamptz, $9::timestamptz)`;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    try {
      const one = JSON.parse(Buffer.concat(parts).toString('utf8')).items[0];
      await db.raw(insert, [
        one.key,
        one.who,
        one.metric,
        one.value,
        one.comment,
        one.touchpoint,
        JSON.stringify(one.dims),
        one.at,
        new Date(),
      ]);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"accepted":1}');
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
