import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../errors.ts';

export const defaultBodyLimit = 1_048_576;

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'too_large',
    `The request is larger than the ${limit.toLocaleString('en')} bytes allowed here. Send it in smaller parts.`,
    { limit },
    413,
  );
}

/** The JSON body. Refuses another content type (415), too much (413) and what is not JSON (400). */
export async function readJson(c: Context, limit: number): Promise<unknown> {
  const type = c.req.header('content-type') ?? '';
  const declared = c.req.header('content-length');
  if (declared === '0' || (declared === undefined && !c.req.raw.body)) return {};
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
    throw new Refusal(
      'not_json',
      'Send the body as JSON with “Content-Type: application/json”.',
      { type },
      415,
    );
  }
  if (declared !== undefined && Number(declared) > limit) throw tooLarge(limit);
  // With a declared length the HTTP parser itself stops there; without one we count.
  const text =
    declared === undefined ? (await readCounted(c.req.raw.body, limit)).toString('utf8') : await c.req.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal('not_json', `The body is not JSON: ${(error as Error).message}.`, {}, 400);
  }
}

async function readCounted(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of limited(body, limit)) parts.push(part);
  return Buffer.concat(parts);
}

/** The whole body. @throws Refusal `too_large` 413 */
export async function readBytes(c: Context, limit: number): Promise<Buffer> {
  const declared = c.req.header('content-length');
  if (declared === undefined) return readCounted(c.req.raw.body, limit);
  if (Number(declared) > limit) throw tooLarge(limit);
  return Buffer.from(await c.req.arrayBuffer());
}

/** The body as it comes; errors with 413 once it passes the limit. */
export function rawBody(c: Context, limit: number): ReadableStream<Uint8Array> {
  const declared = c.req.header('content-length');
  if (declared !== undefined && Number(declared) > limit) throw tooLarge(limit);
  return limited(c.req.raw.body, limit);
}

function limited(body: ReadableStream<Uint8Array> | null, limit: number): ReadableStream<Uint8Array> {
  if (!body) return new Blob([]).stream();
  let seen = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, out) {
        seen += part.byteLength;
        if (seen > limit) out.error(tooLarge(limit));
        else out.enqueue(part);
      },
    }),
  );
}

/**
 * Answers 413 to a larger body. Counting needs the body as a stream, which costs more than all else a small form needs: a declared
 * length is believed, because the HTTP parser stops there.
 */
export function limitBody(maxSize: number): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError: (c) => c.body(null, 413) });
  return (c, next) => {
    const declared = c.req.header('transfer-encoding') ? undefined : c.req.header('content-length');
    if (declared === undefined) return counted(c, next);
    return Number(declared) > maxSize ? Promise.resolve(c.body(null, 413)) : next();
  };
}
