// The limit of the survey bench: a server that reads the form and inserts the same row, one INSERT a request.
import { createServer } from 'node:http';
import { openDatabase } from '../src/platform/open.ts';

const [, , port, url, folder] = process.argv;
const db = await openDatabase({ url: url || undefined, folder: folder as string });
await db.raw(`create table bare_answers (token text primary key, survey text, version uuid, language text, channel text,
  piped jsonb, answers jsonb, turns jsonb, started_at timestamptz, changed_at timestamptz, completed_at timestamptz,
  seconds numeric, address text, device text)`);
const insert = `insert into bare_answers values ($1, $2, $3::uuid, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9::timestamptz,
  $10::timestamptz, $11::timestamptz, $12::numeric, $13, $14)`;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    try {
      const form = new URLSearchParams(Buffer.concat(parts).toString('utf8'));
      const now = new Date();
      const answers = { recommend: Number(form.get('a.recommend')), why: form.get('a.why') };
      const seconds = (now.getTime() - Number(form.get('s'))) / 1000;
      await db.raw(insert, [
        form.get('t'),
        request.url,
        form.get('v'),
        form.get('l'),
        form.get('ch'),
        '{}',
        JSON.stringify(answers),
        JSON.stringify({ recommend: 1, why: 1 }),
        now,
        now,
        now,
        seconds,
        request.socket.remoteAddress,
        request.headers['user-agent'] ?? '',
      ]);
      response.writeHead(303, { location: '/thanks' }).end();
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
