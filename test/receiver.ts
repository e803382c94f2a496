import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answering {
  status: number;
  body?: string;
  headers?: Record<string, string>;
  /** Cuts the line instead of answering. */
  hangUp?: boolean;
}

/** Somebody else's server, on a port of its own: keeps what it gets and answers as it is told. */
export async function receiver(
  answer: (request: Received, nth: number) => Answering | Promise<Answering> = () => ({ status: 204 }),
) {
  const got: Received[] = [];
  const how = { answer };
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    };
    got.push(one);
    const say = await how.answer(one, got.length);
    if (say.hangUp) return request.socket.destroy();
    response.writeHead(say.status, say.headers).end(say.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    answer: (next: typeof answer) => {
      how.answer = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
