import { type ClientRequest, type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { performance } from 'node:perf_hooks';
import { Refusal } from '../../platform/errors.ts';
import { addressesOf, objectionTo } from './address.ts';

export interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Answered {
  ms: number;
  /** Absent: nobody answered, and `failure` says why. */
  status?: number;
  failure?: string;
  /** The beginning of what was answered. */
  response?: string;
  retryAfter?: string;
  location?: string;
}

const TIMEOUT_MS = 15_000;
/** What is read of an answer at most (bytes), and what of it is kept (characters). */
const READ_BYTES = 65_536;
const KEPT = 1000;

/**
 * One request to somebody else's server: to the addresses that were looked at and no other, without following redirects,
 * at most 15 seconds and 64 KB of answer. Never throws: what went wrong is part of the answer.
 */
export async function post(outgoing: Outgoing, allowInside: boolean, keep = KEPT): Promise<Answered> {
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  try {
    const url = new URL(outgoing.url);
    const addresses = await addressesOf(url.hostname, allowInside);
    const answered = await exchange(url, outgoing, { addresses, allowInside, keep });
    return { ...answered, ms: ms() };
  } catch (error) {
    return { ms: ms(), failure: inWords(error) };
  }
}

type Where = { addresses: { address: string; family: number }[]; allowInside: boolean; keep: number };

function exchange(
  url: URL,
  outgoing: Outgoing,
  { addresses, allowInside, keep }: Where,
): Promise<Partial<Answered>> {
  return new Promise((resolve, reject) => {
    const request: ClientRequest = (url.protocol === 'https:' ? secure : plain)(url, {
      method: outgoing.method,
      headers: { ...outgoing.headers, 'content-length': Buffer.byteLength(outgoing.body) },
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      lookup: (_host, options, done) => {
        // With `all` the first that answers is used; both forms give only what was looked at.
        if (options.all) done(null, addresses);
        else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
      },
    });
    request.once('socket', (socket) =>
      socket.once('connect', () => {
        const reached = socket.remoteAddress ?? '';
        if (objectionTo(reached, allowInside))
          request.destroy(
            new Refusal('address_refused', `${reached} is no address that messages may go to.`),
          );
      }),
    );
    request.once('response', (response) => readSome(response, keep).then(resolve, reject));
    request.once('error', reject);
    request.end(outgoing.body);
  });
}

async function readSome(response: IncomingMessage, keep: number): Promise<Partial<Answered>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // Whoever answers without end has answered: the status is what counts.
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= READ_BYTES) break;
  }
  response.destroy();
  const text = Buffer.concat(parts).toString('utf8').replaceAll('\0', '').toWellFormed();
  const { 'retry-after': retryAfter, location } = response.headers;
  return {
    status: response.statusCode as number,
    response: text.slice(0, keep),
    ...(retryAfter ? { retryAfter } : {}),
    ...(location ? { location } : {}),
  };
}

const known: Record<string, string> = {
  ECONNREFUSED: 'Nobody answers there: the connection was refused.',
  ECONNRESET: 'The connection was cut off before an answer came.',
  EHOSTUNREACH: 'The server cannot be reached from here.',
  ENETUNREACH: 'The server cannot be reached from here.',
  ETIMEDOUT: 'The server did not take the connection in time.',
  CERT_HAS_EXPIRED: 'The server’s certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The server’s certificate is signed by nobody we trust.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The server’s certificate is signed by nobody we trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The server’s certificate is signed by nobody we trust.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The server’s certificate is for another name.',
};

function inWords(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const { code, name, cause, message } = error as Error & { code?: string };
  if (
    name === 'AbortError' ||
    name === 'TimeoutError' ||
    (cause as Error | undefined)?.name === 'TimeoutError'
  )
    return `No answer within ${TIMEOUT_MS / 1000} seconds.`;
  return known[code ?? ''] ?? (message || String(code ?? 'The request failed.')).slice(0, 300);
}
