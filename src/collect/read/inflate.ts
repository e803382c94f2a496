import { once } from 'node:events';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { Broken } from './broken.ts';

/** Compressed bytes go in by slices so small that one slice of a bomb grows to 16 MB at most (deflate's limit is 1,032×). */
const SLICE = 16 * 1024;

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/**
 * Decompresses as it goes. Where the input ends early or is damaged, everything that could be read is
 * delivered first and `Broken` is thrown then: a stream piped in the usual way drops what it had buffered.
 */
export async function* inflate(
  bytes: AsyncIterable<Uint8Array>,
  kind: 'gzip' | 'raw',
): AsyncGenerator<Uint8Array> {
  const stream = kind === 'gzip' ? createGunzip() : createInflateRaw();
  const what = kind === 'gzip' ? 'gzip file' : 'workbook';
  let ready: Uint8Array[] = [];
  let failure: NodeJS.ErrnoException | undefined;
  const failed = (): NodeJS.ErrnoException | undefined => failure;
  stream.on('data', (chunk: Uint8Array) => ready.push(chunk));
  // A write that fails never calls back, so whoever waits for one waits for the failure too.
  const failing = new Promise<void>((done) => {
    stream.on('error', (error) => {
      failure = error;
      done();
    });
  });
  const take = (): Uint8Array[] => {
    const taken = ready;
    ready = [];
    return taken;
  };
  try {
    for await (const chunk of bytes) {
      for (let at = 0; at < chunk.length && failed() === undefined; at += SLICE) {
        const slice = chunk.subarray(at, at + SLICE);
        await Promise.race([new Promise<void>((done) => stream.write(slice, () => done())), failing]);
        yield* take();
      }
      if (failed() !== undefined) break;
    }
    if (failed() === undefined) {
      const ended = once(stream, 'end').catch(() => undefined);
      stream.end();
      await ended;
    }
    yield* take();
    const error = failed();
    if (error?.code === 'Z_BUF_ERROR') throw new Broken(`The ${what} ends early: it was cut off here.`);
    // Deflate has no checks of its own: damage may show only some rows after it began, or at the checksum at the end.
    if (error !== undefined)
      throw new Broken(`The ${what} is damaged; the rows just before this line may be wrong too.`);
  } finally {
    stream.destroy();
  }
}
