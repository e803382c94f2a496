import { createHash } from 'node:crypto';
import { mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Actor, require } from '../../platform/access.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import type { OpenSurvey } from '../survey/open.ts';
import type { Question } from '../survey/question.ts';
import type { SentFile } from './answer.ts';
import { answerIdOf } from './take.ts';

/** Files of one answer, and together; more is no answer. */
const MOST_FILES = 20;

/** What a file is, by its first bytes: what it calls itself may be wrong, and is never used. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const begins = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  const text = (from: number, word: string) =>
    [...word].every((letter, i) => bytes[from + i] === letter.charCodeAt(0));
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (text(0, 'GIF8')) return 'image/gif';
  if (text(0, 'RIFF') && text(8, 'WEBP')) return 'image/webp';
  if (text(4, 'ftypheic') || text(4, 'ftypheix') || text(4, 'ftypmif1')) return 'image/heic';
  if (text(0, '%PDF-')) return 'application/pdf';
  if (bytes.includes(0)) return undefined;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'text/plain';
  } catch {
    return undefined;
  }
}

const kindOf = (mediaType: string) =>
  mediaType.startsWith('image/') ? 'image' : mediaType === 'application/pdf' ? 'pdf' : 'text';

/**
 * Keeps a file in the data folder, outside of everything that is served. Undefined: too large, or not what the question
 * takes. The same file sent again for the same question is the same file.
 */
export async function keepFile(
  platform: Platform,
  survey: OpenSurvey,
  secret: string,
  question: Question & { type: 'file' },
  file: File,
): Promise<SentFile | undefined> {
  if (file.size === 0 || file.size > question.mostMegabytes * 1024 * 1024) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mediaType = mediaTypeOf(bytes);
  if (!mediaType || !question.kinds.includes(kindOf(mediaType) as 'image' | 'pdf' | 'text')) return undefined;
  const answerId = answerIdOf(survey.surveyId, secret);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const name = (file.name.replaceAll('\0', '').toWellFormed().split(/[/\\]/).at(-1) || 'file').slice(0, 200);
  const there = await filesOf(platform.db, answerId);
  const known = there.find((one) => one.hash === hash && one.question === question.key);
  if (known)
    return { fileId: known.fileId, name: known.name, bytes: known.bytes, mediaType: known.mediaType };
  if (there.length >= MOST_FILES) return undefined;
  const fileId = newId();
  await mkdir(folder(platform), { recursive: true });
  await writeFile(join(folder(platform), fileId), bytes, { mode: 0o600, flag: 'wx' });
  try {
    await platform.db.run(sql`
      insert into survey_files (file_id, answer_id, survey_id, question, file_name, media_type, bytes, hash, received_at)
      values (${fileId}::uuid, ${answerId}::uuid, ${survey.surveyId}::uuid, ${question.key}, ${name}, ${mediaType},
        ${bytes.length}, ${hash}, ${platform.clock.now()}::timestamptz)`);
  } catch (error) {
    await unlink(join(folder(platform), fileId));
    throw error;
  }
  return { fileId, name, bytes: bytes.length, mediaType };
}

function filesOf(db: Runner, answerId: string) {
  return db.all<SentFile & { question: string; hash: string }>(sql`
    select file_id as "fileId", file_name as name, bytes, media_type as "mediaType", question, hash
    from survey_files where answer_id = ${answerId}::uuid`);
}

/** @throws `not_found` */
export async function readSentFile(
  platform: Platform,
  actor: Actor,
  fileId: string,
): Promise<SentFile & { content: Uint8Array }> {
  require(actor, 'customer:read');
  const file = await platform.db.maybe<SentFile>(sql`
    select file_id as "fileId", file_name as name, bytes, media_type as "mediaType" from survey_files
    where file_id = ${fileId}::uuid`);
  if (!file) throw notFound('file', fileId);
  return { ...file, content: await readFile(join(folder(platform), file.fileId)) };
}

/** After what they belonged to is gone; one that is gone already is no fault. */
export async function removeSentFiles(platform: Platform, fileIds: string[]): Promise<void> {
  for (const fileId of fileIds)
    await unlink(join(folder(platform), fileId)).catch((error) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        platform.log.error({ fileId, error: String(error) }, 'a file that was sent could not be removed');
    });
}

function folder(platform: Platform): string {
  return resolve(platform.config.dataFolder, 'survey-files');
}
