import { Refusal } from '../../platform/errors.ts';
import { Occurrences } from '../mapping/rowKey.ts';
import { inflate, isGzip } from '../read/inflate.ts';
import { openRecords, type ReadOptions } from '../read/records.ts';
import { SNIFF_BYTES } from '../read/sniff.ts';
import { openSource, peek } from '../read/source.ts';
import { type EntryBatch, entryReader } from './entry.ts';
import type { LogWork } from './log.ts';
import { isXes, isXml, xesBatches } from './xes.ts';

/** Rows in one transaction: twice those of facts, because nothing but the entries is written. Requests on PGlite's one connection run in between. */
const BATCH = 10_000;

export interface LogFile {
  path: string;
  work: LogWork;
  /** Rows that an earlier try has taken in: they are read, to count equal ones, and left out. */
  skipRows: number;
}

/** Whether the file is an XES log rather than a table. @throws Refusal `not_an_event_log` for any other XML */
export async function looksLikeXes(path: string): Promise<boolean> {
  const outer = await peek((await openSource(path)).bytes, SNIFF_BYTES);
  const inner = isGzip(outer.head) ? await peek(inflate(outer.bytes, 'gzip'), SNIFF_BYTES) : outer;
  await inner.close();
  if (!isXml(inner.head)) return false;
  if (isXes(inner.head)) return true;
  throw new Refusal(
    'not_an_event_log',
    'This is XML, but no event log with traces. Send XES, or a table with a case, a time and a group; an object-centric log (OCEL) is imported as a table.',
  );
}

/** The file's entries in batches, each with what could not be read. @throws Refusal where nothing of it can be used */
export async function* logBatches(
  file: LogFile,
  begin: (columns: string[]) => Promise<void>,
): AsyncGenerator<EntryBatch> {
  const seen = new Occurrences();
  let passed = 0;
  const batches = (await looksLikeXes(file.path)) ? xesEntries(file, seen) : tableEntries(file, seen);
  for await (const { columns, batch } of batches) {
    if (passed === 0) await begin(columns);
    passed += batch.rows;
    if (passed > file.skipRows) yield batch;
  }
}

type Read = AsyncGenerator<{ columns: string[]; batch: EntryBatch }>;

async function* tableEntries({ path, work }: LogFile, seen: Occurrences): Read {
  const { batches } = await openRecords(path, { ...(work.read as ReadOptions), batchRows: BATCH });
  let read: ReturnType<typeof entryReader> | undefined;
  for await (const batch of batches) {
    read ??= entryReader(batch.columns, work, seen);
    yield { columns: batch.columns, batch: read(batch) };
  }
}

async function* xesEntries({ path, work }: LogFile, seen: Occurrences): Read {
  const open = await openSource(path);
  const outer = await peek(open.bytes, SNIFF_BYTES);
  const inner = isGzip(outer.head) ? await peek(inflate(outer.bytes, 'gzip'), SNIFF_BYTES) : outer;
  const given = { head: inner.head, open, columns: work.columns, batchRows: BATCH };
  // The case is laid beside the event's own attributes, of which one may have the same name.
  const flat: LogWork = { ...work, columns: { ...work.columns, case: 'case' } };
  let read: ReturnType<typeof entryReader> | undefined;
  for await (const { attributes, ...batch } of xesBatches(inner.bytes, given)) {
    if (!read && batch.bad.length === 0) refuseUnusable(batch.rows.length, attributes, work);
    read ??= entryReader(batch.columns, flat, seen);
    yield { columns: batch.columns, batch: read(batch) };
  }
}

function refuseUnusable(events: number, attributes: Set<string>, { columns }: LogWork): void {
  if (events === 0) {
    throw new Refusal('not_an_event_log', 'The log holds no event. Export it again, with its traces.');
  }
  const missing = [columns.time, columns.group].find((name) => !attributes.has(name));
  if (missing === undefined) return;
  throw new Refusal(
    'no_such_column',
    `No event of the log has “${missing}”. Its events have ${[...attributes].join(', ')}: name the one that says it.`,
    { missing, columns: [...attributes] },
  );
}
