import { crc32 } from 'node:zlib';
import { Refusal } from '../../platform/errors.ts';
import { Broken } from './broken.ts';
import { inflate } from './inflate.ts';
import type { RandomAccess } from './randomAccess.ts';

interface Entry {
  name: string;
  method: number;
  encrypted: boolean;
  crc: number;
  compressedSize: number;
  /** As declared; never trusted for memory. */
  size: number;
  offset: number;
}

export interface Zip {
  has: (name: string) => boolean;
  names: () => string[];
  sizeOf: (name: string) => number;
  /** @throws Broken where the entry is damaged; Refusal `too_large` once more than `limit` bytes came out */
  read: (name: string, limit: number) => AsyncIterable<Uint8Array>;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_DIRECTORY = 16 * 1024 * 1024;
const READ_SIZE = 64 * 1024;

const corrupt = (): Refusal =>
  new Refusal(
    'corrupt_file',
    'The workbook is damaged or was cut off. Open and save it again, then send it anew.',
  );

/** Entries of a zip by its central directory (APPNOTE 6.3.10, §4.3). */
export async function openZip(file: RandomAccess): Promise<Zip> {
  const entries = new Map((await directory(file)).map((entry) => [entry.name, entry]));
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name);
    if (entry === undefined) throw corrupt();
    return entry;
  };
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    sizeOf: (name) => entries.get(name)?.size ?? 0,
    read: (name, limit) => readEntry(file, entryOf(name), limit),
  };
}

async function directory(file: RandomAccess): Promise<Entry[]> {
  const tail = await file.read(Math.max(0, file.size - 65_557), Math.min(file.size, 65_557));
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at === -1 || at + 22 > tail.length || tail.readUInt32LE(at) !== END) throw corrupt();
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (offset === 0xffffffff && at >= 20) {
    const end64 = await file.read(Number(tail.readBigUInt64LE(at - 12)), 56);
    if (end64.length < 56 || end64.readUInt32LE(0) !== END64) throw corrupt();
    size = Number(end64.readBigUInt64LE(40));
    offset = Number(end64.readBigUInt64LE(48));
  }
  if (size > MAX_DIRECTORY || offset + size > file.size) throw corrupt();
  const bytes = await file.read(offset, size);
  const entries: Entry[] = [];
  for (let i = 0; i + 46 <= bytes.length && bytes.readUInt32LE(i) === ENTRY; ) {
    const nameLength = bytes.readUInt16LE(i + 28);
    const extraLength = bytes.readUInt16LE(i + 30);
    const extra = bytes.subarray(i + 46 + nameLength, i + 46 + nameLength + extraLength);
    entries.push(
      large(extra, {
        name: bytes.toString('utf8', i + 46, i + 46 + nameLength).replace(/^\//, ''),
        method: bytes.readUInt16LE(i + 10),
        encrypted: (bytes.readUInt16LE(i + 8) & 1) === 1,
        crc: bytes.readUInt32LE(i + 16),
        compressedSize: bytes.readUInt32LE(i + 20),
        size: bytes.readUInt32LE(i + 24),
        offset: bytes.readUInt32LE(i + 42),
      }),
    );
    i += 46 + nameLength + extraLength + bytes.readUInt16LE(i + 32);
  }
  return entries;
}

/** Zip64: fields that are all ones stand in extra field 1, in this order. */
function large(extra: Buffer, entry: Entry): Entry {
  for (let i = 0; i + 4 <= extra.length; i += 4 + extra.readUInt16LE(i + 2)) {
    if (extra.readUInt16LE(i) !== 1) continue;
    let at = i + 4;
    for (const field of ['size', 'compressedSize', 'offset'] as const) {
      if (entry[field] !== 0xffffffff || at + 8 > extra.length) continue;
      entry[field] = Number(extra.readBigUInt64LE(at));
      at += 8;
    }
  }
  return entry;
}

async function* readEntry(file: RandomAccess, entry: Entry, limit: number): AsyncGenerator<Uint8Array> {
  if (entry.encrypted || (entry.method !== 0 && entry.method !== 8)) throw corrupt();
  const local = await file.read(entry.offset, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) throw corrupt();
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = range(file, start, start + entry.compressedSize);
  let size = 0;
  let crc = 0;
  for await (const chunk of entry.method === 8 ? inflate(packed, 'raw') : packed) {
    size += chunk.length;
    if (size > limit) {
      const message = `The workbook unpacks to more than ${Math.round(limit / 1e6)} MB. Save the sheet as CSV.`;
      throw new Refusal('too_large', message, { part: entry.name, limit });
    }
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (crc !== entry.crc) throw new Broken('The workbook is damaged: a checksum does not fit.');
}

async function* range(file: RandomAccess, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += READ_SIZE) {
    const chunk = await file.read(at, Math.min(READ_SIZE, to - at));
    if (chunk.length === 0) return;
    yield chunk;
  }
}
