import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Runner, sql } from '../database.ts';
import { notFound, Refusal } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { HEAD_BYTES, mediaTypeOf } from './mediaType.ts';

export interface StoredFile {
  id: string;
  name: string;
  type: string;
  bytes: number;
}

/** One file: a long letter scanned, ten photographs of a phone. Mail servers take about 25 MB in all. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** A part is what is held in memory while a file comes or goes, however large it is. */
const PART_BYTES = 256 * 1024;

/**
 * Writes what arrives part by part; a file that breaks off leaves nothing. It is looked at after its first bytes, so what is not
 * kept is refused before the rest has come.
 * @throws Refusal `file_type` (415), `too_large` (413), `file_empty`, `upload_broken_off`
 */
export async function storeFile(
  platform: Platform,
  given: { name: string; body: ReadableStream<Uint8Array> },
): Promise<StoredFile> {
  const { db, clock } = platform;
  const id = newId();
  const name = cleanName(given.name);
  const hash = createHash('sha256');
  let bytes = 0;
  let position = 0;
  let type: string | undefined;
  const keep = async (part: Buffer) => {
    if (type === undefined) {
      type = mediaTypeOf(part.subarray(0, HEAD_BYTES), name);
      if (!type) throw wrongType(name);
      await db.run(sql`insert into files (file_id, name, media_type, bytes, begun_at)
        values (${id}::uuid, ${name}, ${type}, 0, ${clock.now()}::timestamptz)`);
    }
    hash.update(part);
    bytes += part.length;
    if (bytes > MOST_BYTES) throw tooLarge();
    await db.run(
      sql`insert into file_parts (file_id, position, content) values (${id}::uuid, ${position++}, ${part}::bytea)`,
    );
  };
  try {
    for await (const part of inParts(given.body)) await keep(part);
    if (bytes === 0) throw new Refusal('file_empty', `“${name}” is empty.`, { name });
    await db.run(sql`update files set bytes = ${bytes}, hash = ${hash.digest('hex')}, ready_at = ${clock.now()}::timestamptz
      where file_id = ${id}::uuid`);
    return { id, name, type: type ?? '', bytes };
  } catch (error) {
    await dropFiles(db, [id]);
    throw error instanceof Refusal || position === 0 ? error : brokenOff(error, name);
  }
}

/** At least enough at first to tell what it is; then as it comes, never more than one part at a time. */
async function* inParts(body: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  let seen = false;
  for await (const chunk of body) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (rest.length > 0) {
      const room = (seen ? PART_BYTES : HEAD_BYTES) - size;
      const taken = rest.subarray(0, room);
      held.push(taken);
      size += taken.length;
      rest = rest.subarray(taken.length);
      if (size < (seen ? PART_BYTES : HEAD_BYTES)) continue;
      yield Buffer.concat(held);
      [held, size, seen] = [[], 0, true];
    }
  }
  if (size > 0) yield Buffer.concat(held);
}

function wrongType(name: string): Refusal {
  return new Refusal(
    'file_type',
    `“${name}” is of a kind that is not kept. Pictures, PDF, sound, text and office documents are.`,
    { name },
    415,
  );
}

function tooLarge(): Refusal {
  return new Refusal(
    'too_large',
    `The file is larger than ${MOST_BYTES / 1024 / 1024} MB. Send a smaller one, or say where it lies.`,
    { limit: MOST_BYTES },
    413,
  );
}

function brokenOff(error: unknown, name: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (!['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(code)) return error;
  return new Refusal(
    'upload_broken_off',
    `“${name}” broke off on its way. Send it again; nothing was kept.`,
    { name },
    400,
  );
}

/** The last part of a path, storable, without what would break a header or hide an ending. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, '').toWellFormed();
  return clean.trim().slice(-200) || 'file';
}

/** Part by part, so that a slow reader costs one part of memory. @throws Refusal `not_found` */
export async function openFile(db: Runner, fileId: string): Promise<StoredFile & { body: Readable }> {
  const file = await db.maybe<StoredFile>(sql`select file_id as id, name, media_type as type, bytes from files
    where file_id = ${fileId}::uuid and ready_at is not null`);
  if (!file) throw notFound('file', fileId);
  return { ...file, body: Readable.from(partsOf(db, fileId)) };
}

async function* partsOf(db: Runner, fileId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const part = await db.maybe<{ content: Uint8Array }>(
      sql`select content from file_parts where file_id = ${fileId}::uuid and position = ${position}`,
    );
    if (!part) return;
    yield part.content;
  }
}

export async function dropFiles(db: Runner, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.run(sql`delete from file_parts where file_id = any(${ids}::uuid[])`);
  await db.run(sql`delete from mail_files where file_id = any(${ids}::uuid[])`);
  await db.run(sql`delete from files where file_id = any(${ids}::uuid[])`);
}

/** A file for somebody's disk, never for the browser to show: whatever it holds, it is somebody else's. */
export function asDownload(
  name: string,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  bytes?: number,
): Response {
  const plain = name.replace(/[^\w. -]/g, '_');
  return new Response(body, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      ...(bytes === undefined ? {} : { 'content-length': String(bytes) }),
    },
  });
}
