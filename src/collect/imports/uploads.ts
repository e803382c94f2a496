import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Actor, require } from '../../platform/access.ts';
import { sql } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';

/** 4 GB: a year of a large company's answers; larger exports come in parts. */
export const MAX_UPLOAD = 4 * 1024 ** 3;

/** Uploads nobody started are removed after a day. */
const KEEP = 86_400_000;

export interface Upload {
  uploadId: string;
  fileName: string;
  bytes: number;
  hash: string;
  madeAt: Date;
}

export function uploadPath(platform: Platform, uploadId: string): string {
  return join(uploadFolder(platform), uploadId);
}

function uploadFolder(platform: Platform): string {
  return resolve(platform.config.dataFolder, 'uploads');
}

/**
 * Writes what arrives to a file in the data folder, hashing on the way; memory stays at one piece.
 * @throws Refusal `disk_full` (507), `too_large` (413), `upload_broken_off`: nothing is left behind then
 */
export async function receiveUpload(
  platform: Platform,
  actor: Actor,
  given: { fileName: string; body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>; limit?: number },
): Promise<Upload> {
  require(actor, 'import:write');
  const uploadId = newId();
  const path = uploadPath(platform, uploadId);
  const hash = createHash('sha256');
  const limit = given.limit ?? MAX_UPLOAD;
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) {
        done(
          new Refusal(
            'too_large',
            `The file is larger than ${limit} bytes. Send it in parts.`,
            { limit },
            413,
          ),
        );
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await mkdir(uploadFolder(platform), { recursive: true, mode: 0o700 });
    const body =
      Symbol.asyncIterator in given.body
        ? Readable.from(given.body, { objectMode: false })
        : Readable.fromWeb(given.body as never);
    // `flush` so that an accepted upload survives a power cut; the run that reads it is on record.
    await pipeline(body, count, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
    const upload = {
      uploadId,
      fileName: cleanName(given.fileName),
      bytes,
      hash: hash.digest('hex'),
      madeAt: platform.clock.now(),
    };
    await platform.db.run(sql`
      insert into uploads (upload_id, file_name, bytes, hash, made_at, made_by)
      values (${uploadId}::uuid, ${upload.fileName}, ${bytes}, ${upload.hash}, ${upload.madeAt}::timestamptz, ${actor.name})`);
    return upload;
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw uploadRefusal(error, given.fileName);
  }
}

function uploadRefusal(error: unknown, fileName: string): unknown {
  if (error instanceof Refusal) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Refusal(
      'disk_full',
      `There is no room left for “${fileName}” in the data folder. Free some space and send it again; nothing was kept.`,
      { fileName },
      507,
    );
  }
  if (['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(code)) {
    return new Refusal(
      'upload_broken_off',
      'The upload broke off. Send it again; nothing was kept.',
      { fileName },
      400,
    );
  }
  return error;
}

/** @throws Refusal `not_found` when there is no such upload, or its file was removed. */
export async function uploadOf(platform: Platform, uploadId: string): Promise<Upload & { path: string }> {
  const row = await platform.db.maybe<Upload>(sql`
    select upload_id as "uploadId", file_name as "fileName", bytes, hash, made_at as "madeAt"
    from uploads where upload_id = ${uploadId}::uuid`);
  const path = uploadPath(platform, uploadId);
  const there = row && (await stat(path).catch(() => undefined));
  if (!row || !there) throw notFound('upload', uploadId);
  return { ...row, path };
}

export async function removeUpload(platform: Platform, uploadId: string): Promise<void> {
  await unlink(uploadPath(platform, uploadId)).catch(() => undefined);
  await platform.db.run(sql`delete from uploads where upload_id = ${uploadId}::uuid`);
}

/** Removes uploads older than a day that no open run needs, and files no row speaks of. */
export async function sweepUploads(platform: Platform): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - KEEP);
  const needed = await platform.db.all<{ upload_id: string }>(sql`
    select upload_id from uploads where made_at >= ${before}::timestamptz
    union select upload_id from import_runs
      where upload_id is not null and finished_at is null and failed_at is null and cancelled_at is null
    union select unnest(uploads) from import_runs
      where finished_at is null and failed_at is null and cancelled_at is null`);
  const keep = new Set(needed.map((row) => row.upload_id));
  for (const name of await readdir(uploadFolder(platform)).catch(() => [])) {
    if (keep.has(name)) continue;
    const found = await stat(join(uploadFolder(platform), name)).catch(() => undefined);
    // A file that is being written has no row yet.
    if (found && found.mtimeMs < Date.now() - 3_600_000) await removeUpload(platform, name);
  }
}

/** The last part of a path as people know the file; never used to open anything. */
function cleanName(name: string): string {
  const last = name.replaceAll('\0', '').split(/[\\/]/).at(-1)?.trim();
  return (last || 'upload').toWellFormed().slice(0, 200);
}
