import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Refusal } from '../../platform/errors.ts';
import { Broken } from './broken.ts';

/** A file on this machine, or bytes as they arrive (an upload). */
export type ByteSource = string | AsyncIterable<Uint8Array>;

export interface OpenSource {
  bytes: AsyncIterable<Uint8Array>;
  /** Bytes taken from the source so far, before any decompression. */
  read: () => number;
  /** Size of the file, or null where the sender did not say. */
  totalBytes: number | null;
  path: string | null;
}

export interface Peeked {
  head: Uint8Array;
  /** True when `head` is everything there is. */
  whole: boolean;
  bytes: AsyncIterable<Uint8Array>;
  /** Lets go of the source when `bytes` will not be read after all. */
  close: () => Promise<void>;
}

/** 256 KB reads: larger gained nothing measurable, 64 KB cost 10 % in calls. */
const READ_SIZE = 256 * 1024;

export async function openSource(source: ByteSource, totalBytes: number | null = null): Promise<OpenSource> {
  let read = 0;
  const path = typeof source === 'string' ? source : null;
  const size = path === null ? totalBytes : await sizeOf(path);
  const from = typeof source === 'string' ? createReadStream(source, { highWaterMark: READ_SIZE }) : source;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of from) {
      read += chunk.length;
      yield chunk;
    }
  }
  return { bytes: counted(), read: () => read, totalBytes: size, path };
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw new Refusal('no_such_file', `There is no file ${path}. Check the name.`, { path });
  if (!found.isFile()) throw new Refusal('not_a_file', `${path} is not a file. Name one file.`, { path });
  return found.size;
}

/** Looks at the first `size` bytes without losing them: `bytes` starts again at the beginning. */
export async function peek(bytes: AsyncIterable<Uint8Array>, size: number): Promise<Peeked> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const iterator = bytes[Symbol.asyncIterator]();
  let whole = false;
  let broken: Broken | null = null;
  try {
    while (length < size && !whole) {
      const next = await iterator.next();
      if (next.done === true) {
        whole = true;
      } else {
        chunks.push(next.value);
        length += next.value.length;
      }
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error;
  }
  const head = Buffer.concat(chunks);
  return {
    head: head.subarray(0, size),
    whole: whole && length <= size,
    bytes: resume(head, iterator, broken),
    close: async () => {
      await iterator.return?.();
    },
  };
}

/** What was peeked at, then the rest; a file that broke off while peeking breaks off after the peeked part. */
async function* resume(
  head: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
  broken: Broken | null,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    if (broken !== null) throw broken;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
