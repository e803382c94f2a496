import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { importQueue } from '../imports/queue.ts';
import { insertRun, runById } from '../imports/run.sql.ts';
import type { ImportRun } from '../imports/run.ts';
import { type Upload, uploadOf } from '../imports/uploads.ts';
import { lookAt, settle } from './columns.ts';
import {
  allLogs,
  deleteLog,
  hasEntries,
  insertLog,
  isBeingImported,
  type LogRow,
  logByName,
  setClosedWords,
  setColumns,
  shownLogs,
} from './log.sql.ts';
import {
  CLOSED_WORDS,
  type EventLog,
  type EventLogChange,
  type LogColumns,
  type LogWork,
  type StartEventLog,
} from './log.ts';

export async function listEventLogs(platform: Platform, actor: Actor): Promise<EventLog[]> {
  require(actor, 'ownership:read');
  return shownLogs(platform.db);
}

/** @throws Refusal `not_found`, naming the logs there are */
export async function logNamed(db: Runner, name: string): Promise<LogRow> {
  const log = await logByName(db, name);
  if (log) return log;
  const there = (await allLogs(db)).map((one) => `“${one.name}”`);
  throw new Refusal(
    'not_found',
    `There is no event log “${name}”. ${there.length > 0 ? `There are ${there.join(', ')}, and “cases” for your own.` : 'None has been imported yet; “cases” are your own.'}`,
    { what: 'event log', id: name },
    404,
  );
}

/**
 * Puts the file in the queue of imports, as a new log or as more of one that is there.
 * @throws Refusal `log_has_other_columns` where the log was made of other columns: its paths would mix two things
 */
export async function startEventLog(
  platform: Platform,
  actor: Actor,
  given: StartEventLog,
): Promise<ImportRun> {
  require(actor, 'import:write');
  const upload = await uploadOf(platform, given.uploadId);
  const found = await lookAt(upload.path, given);
  const { timezone } = await readOrganisation(platform.db);
  const work = settle(found, given, given.zone ?? timezone);
  const now = platform.clock.now();
  const runId = await platform.db.tx(async (tx) => {
    const again = await tx.maybe(sql`select 1 from import_runs where upload_id = ${given.uploadId}::uuid`);
    if (again)
      throw conflict('import_started', 'This upload is being imported already. Look at the list of imports.');
    const logId = await logFor(tx, platform, actor, { name: given.name, work });
    const id = await insertRun(tx, {
      sourceId: null,
      logId,
      fileName: upload.fileName,
      fileHash: upload.hash,
      recipe: null,
      mapping: work,
      uploadId: upload.uploadId,
      uploads: [],
      totalBytes: upload.bytes,
      warnings: [...found.warnings, ...(await knownFile(tx, upload, logId))],
      startedAt: now,
      startedBy: actor.personId,
    });
    await platform.queue.send(tx, importQueue, {});
    return id;
  });
  return (await runById(platform.db, runId)) as ImportRun;
}

async function logFor(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { name, work }: { name: string; work: LogWork },
): Promise<number> {
  const there = await logByName(tx, name);
  if (!there) {
    const log = { name, columns: work.columns, closedWords: CLOSED_WORDS };
    const id = await insertLog(tx, { ...log, at: platform.clock.now(), by: actor.personId });
    if (id === undefined)
      throw conflict('log_made_meanwhile', `Somebody has just begun a log “${name}”. Start again.`);
    await audit(tx, platform, actor, {
      verb: 'event_log.made',
      subject: { kind: 'event_log', id },
      detail: log,
    });
    return id;
  }
  const other = (['case', 'time', 'group', 'activity'] as const).filter(
    (role) => there.columns[role] !== work.columns[role],
  );
  if (other.length > 0 && !(await hasEntries(tx, there.id)) && !(await isBeingImported(tx, there.id))) {
    // Its first import brought nothing, such as one with the wrong column: there is nothing to mix.
    await setColumns(tx, there.id, work.columns);
    return there.id;
  }
  if (other.length > 0) {
    throw conflict(
      'log_has_other_columns',
      `The log “${there.name}” was made of ${inWords(there.columns)}; this import names ${inWords(work.columns)}. Use the same columns, choose another name, or remove the log first.`,
      { name: there.name, columns: there.columns, other },
    );
  }
  return there.id;
}

function inWords(columns: LogColumns): string {
  return (['case', 'time', 'group', 'activity'] as const)
    .map((role) => `${role} ${columns[role] === null ? 'none' : `“${columns[role]}”`}`)
    .join(', ');
}

async function knownFile(tx: Tx, upload: Upload, logId: number): Promise<string[]> {
  const before = await tx.maybe<{ runId: number }>(sql`
    select run_id as "runId" from import_runs where file_hash = ${upload.hash} and log_id = ${logId} and failed_at is null
    order by run_id desc limit 1`);
  return before
    ? [`The same file was imported before (import ${before.runId}); what is known already stays as it is.`]
    : [];
}

/** Which activities end a case. */
export async function changeEventLog(
  platform: Platform,
  actor: Actor,
  name: string,
  change: EventLogChange,
): Promise<EventLog> {
  require(actor, 'ownership:write');
  const log = await logNamed(platform.db, name);
  await platform.db.tx(async (tx) => {
    await setClosedWords(tx, log.id, [...new Set(change.closedWords)]);
    await audit(tx, platform, actor, {
      verb: 'event_log.changed',
      subject: { kind: 'event_log', id: log.id },
      detail: { name: log.name, before: log.closedWords, after: change.closedWords },
    });
  });
  return (await shownLogs(platform.db, log.id))[0] as EventLog;
}

/** Takes a log out, such as one made of the wrong column. The files it came from make it again. */
export async function removeEventLog(platform: Platform, actor: Actor, name: string): Promise<void> {
  require(actor, 'import:write');
  await platform.db.tx(async (tx) => {
    const log = await logByName(tx, name);
    if (!log) throw notFound('event log', name);
    if (await isBeingImported(tx, log.id)) {
      throw conflict(
        'import_under_way',
        `“${log.name}” is being imported. Wait for it, or stop the import first.`,
      );
    }
    await deleteLog(tx, log.id);
    await audit(tx, platform, actor, {
      verb: 'event_log.removed',
      subject: { kind: 'event_log', id: log.id },
      detail: { name: log.name },
    });
  });
}
