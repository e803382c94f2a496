import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Context } from 'hono';
import { Refusal } from '../../platform/errors.ts';
import { readBytes } from '../../platform/http/body.ts';

const unzip = promisify(gunzip);

/** The bytes of a request, decompressed where it says so; never more than `limit` of them. */
export async function bytesOf(c: Context, limit: number): Promise<Buffer> {
  const bytes = await readBytes(c, limit);
  const encoding = (c.req.header('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') return bytes;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new Refusal(
      'unknown_encoding',
      `The content encoding “${encoding.slice(0, 40)}” is not known here. Send gzip or plain JSON.`,
      {},
      415,
    );
  }
  try {
    // Stops inflating at the limit: a bomb costs no more than an honest request.
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Refusal(
        'too_large',
        `Decompressed, the request is larger than the ${limit.toLocaleString('en')} bytes allowed here. Send it in smaller parts.`,
        { limit },
        413,
      );
    throw new Refusal('not_gzip', 'The body says it is gzip, but it cannot be decompressed.', {}, 400);
  }
}

/** @throws Refusal `not_json` 400 */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new Refusal('not_json', `The body is not JSON: ${(error as Error).message}.`, {}, 400);
  }
}
