import { mustNotBeErased } from '../../know/know.ts';
import { type Actor, require } from '../../platform/access.ts';
import type { Tx } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { asDownload, dropFiles, openFile, storeFile } from '../../platform/files/files.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCase } from '../life.sql.ts';
import { personOf, type Working } from '../life.ts';
import {
  countFiles,
  dropCaseFiles,
  eraseDesk,
  forgottenFiles,
  insertCaseFile,
  isFileOf,
  takeBackFile,
  tieFiles,
} from './desk.sql.ts';
import { type CaseFile, MOST_FILES } from './shapes.ts';

/** A case is no archive; beyond this something else is going on. */
const MOST_OF_A_CASE = 300;
/** What mail servers take, with what encoding adds to it. */
const MOST_OF_A_MESSAGE = 18 * 1024 * 1024;
const dayMs = 86_400_000;

/**
 * Takes a file in for a note, an action or a message that is being written.
 * @throws Refusal `file_type` (415), `too_large` and `too_many_files` (413)
 */
export async function bringFile(
  platform: Platform,
  actor: Actor,
  caseId: string,
  given: { name: string; body: ReadableStream<Uint8Array> },
): Promise<CaseFile> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  const found = await readCase(platform.db, caseId);
  if (!found) throw notFound('case', caseId);
  await mustNotBeErased(platform.db, found.customerId);
  const { loose, all } = await countFiles(platform.db, caseId, personId);
  if (loose >= 4 * MOST_FILES || all >= MOST_OF_A_CASE) {
    await given.body.cancel().catch(() => undefined);
    throw new Refusal(
      'too_many_files',
      `There are ${loose >= 4 * MOST_FILES ? loose : all} files here already. Remove what is not needed first.`,
      { loose, all },
      413,
    );
  }
  const file = await storeFile(platform, given);
  await insertCaseFile(platform.db, { fileId: file.id, caseId, personId, at: platform.clock.now() });
  return file;
}

/** For the disk of whoever may see the case. */
export async function takeFile(
  platform: Platform,
  actor: Actor,
  caseId: string,
  fileId: string,
): Promise<Response> {
  require(actor, 'case:read');
  if (!(await isFileOf(platform.db, caseId, fileId))) throw notFound('file', fileId);
  const file = await openFile(platform.db, fileId);
  return asDownload(file.name, ReadableStream.from(file.body) as ReadableStream<Uint8Array>, file.bytes);
}

/** Not wanted after all. What stands in the story stays there. */
export async function removeFile(
  platform: Platform,
  actor: Actor,
  caseId: string,
  fileId: string,
): Promise<void> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  await platform.db.tx(async (tx) => {
    if (!(await takeBackFile(tx, caseId, fileId, personId)))
      throw notFound('file that you could take back', fileId);
    await dropFiles(tx, [fileId]);
  });
}

/** In the transaction of what they belong to. */
export async function attach(
  { tx, case: found, personId }: Working,
  ids: string[],
  to: { as: 'note' | 'action' | 'message'; id: string },
): Promise<CaseFile[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const files = await tieFiles(tx, { ids: wanted, caseId: found.caseId, personId, ...to });
  if (files.length !== wanted.length)
    throw new Refusal(
      'file_gone',
      'A file is no longer there, or was attached to something else. Remove it, and attach it again.',
      { files: wanted.filter((id) => !files.some((file) => file.id === id)) },
    );
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (to.as === 'message' && bytes > MOST_OF_A_MESSAGE)
    throw new Refusal(
      'too_large',
      `The files are ${Math.ceil(bytes / 1024 / 1024)} MB together; a mail takes ${MOST_OF_A_MESSAGE / 1024 / 1024}. Send fewer, or in two mails.`,
      { bytes, limit: MOST_OF_A_MESSAGE },
      413,
    );
  // In the order in which they were chosen.
  return wanted.map((id) => files.find((file) => file.id === id) as CaseFile);
}

/** Every night: what never arrived whole, and what belonged to nothing for a month. */
export async function tidyFiles(platform: Platform): Promise<void> {
  const now = platform.clock.now().getTime();
  for (;;) {
    const ids = await forgottenFiles(platform.db, {
      loose: new Date(now - 30 * dayMs),
      begun: new Date(now - dayMs),
    });
    if (ids.length === 0) return;
    await platform.db.tx(async (tx) => {
      await dropCaseFiles(tx, ids);
      await dropFiles(tx, ids);
    });
  }
}

/** A customer is erased: files, drafts, earlier words, ticks and what was learned from these cases go with them. */
export async function eraseDeskOf(tx: Tx, caseIds: string[]): Promise<void> {
  await dropFiles(tx, await eraseDesk(tx, caseIds));
}
