import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Refusal } from '../errors.ts';

/** POSIX ustar, as every tar reads it: a 512-byte header a file, content padded to 512, two empty blocks at the end. */
const block = 512;

/** Every file below `folder`, under `prefix`, one piece at a time: memory stays constant. */
export async function* packFolder(folder: string, prefix: string): AsyncGenerator<Uint8Array> {
  yield header({ name: `${prefix}/`, size: 0, mode: 0o700, kind: '5' });
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name);
    const name = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) yield* packFolder(path, name);
    else if (entry.isFile()) yield* packFile(path, name);
  }
}

export const endOfTar = Buffer.alloc(2 * block);

async function* packFile(path: string, name: string): AsyncGenerator<Uint8Array> {
  const { size } = await lstat(path);
  yield header({ name, size, mode: 0o600, kind: '0' });
  if (size === 0) return;
  let sent = 0;
  for await (const part of createReadStream(path, { end: size - 1, highWaterMark: 1 << 20 })) {
    sent += (part as Buffer).length;
    yield part as Buffer;
  }
  if (sent !== size) throw new Error(`${path} became shorter while it was read`);
  if (size % block !== 0) yield Buffer.alloc(block - (size % block));
}

function header(file: { name: string; size: number; mode: number; kind: '0' | '5' }): Buffer {
  if (Buffer.byteLength(file.name) > 100)
    throw new Error(`the name is too long for an archive: ${file.name}`);
  const head = Buffer.alloc(block);
  const octal = (value: number, at: number, length: number) =>
    head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  head.write(file.name, 0, 'utf8');
  octal(file.mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(file.size, 124, 12);
  octal(0, 136, 12);
  head.write('        ', 148, 'latin1');
  head.write(file.kind, 156, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  let sum = 0;
  for (const byte of head) sum += byte;
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return head;
}

/** Writes the files of an archive below `folder`. Refuses names that lead elsewhere, and an archive that is cut off. */
export async function unpack(stream: AsyncIterable<Uint8Array>, folder: string): Promise<number> {
  const reader = new Reader(stream);
  let files = 0;
  for (;;) {
    const head = await reader.take(block);
    if (head.every((byte) => byte === 0)) return files;
    const name = text(head, 0, 100);
    const size = Number.parseInt(text(head, 124, 12), 8);
    const path = normalize(name);
    if (path.startsWith('/') || path.split(sep).includes('..') || Number.isNaN(size)) {
      throw new Refusal('bad_backup', 'This file is not a backup made by Onus.', { name });
    }
    const target = join(folder, path);
    if (head[156] === 53) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      continue;
    }
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const file = await open(target, 'wx', 0o600);
    try {
      for (let left = size; left > 0; ) {
        const part = await reader.take(Math.min(left, 1 << 20));
        await file.write(part);
        left -= part.length;
      }
    } finally {
      await file.close();
    }
    if (size % block !== 0) await reader.take(block - (size % block));
    files++;
  }
}

function text(head: Buffer, at: number, length: number): string {
  const field = head.toString('utf8', at, at + length);
  const end = field.indexOf('\0');
  return (end < 0 ? field : field.slice(0, end)).trim();
}

class Reader {
  private readonly source: AsyncIterator<Uint8Array>;
  private kept: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.source = stream[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Buffer> {
    const parts = [this.kept];
    let have = this.kept.length;
    while (have < length) {
      const { value, done } = await this.source.next();
      if (done) throw new Refusal('bad_backup', 'The backup is cut off: it was not written to its end.', {});
      parts.push(Buffer.from(value));
      have += value.length;
    }
    const all = parts.length === 1 ? this.kept : Buffer.concat(parts);
    this.kept = all.subarray(length);
    return all.subarray(0, length);
  }
}
