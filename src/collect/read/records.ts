import { Refusal } from '../../platform/errors.ts';
import { Batcher, type RecordBatch } from './batch.ts';
import { Broken } from './broken.ts';
import { MAX_FIELD } from './csv.ts';
import { decoderFor } from './encoding.ts';
import { inflate, isGzip } from './inflate.ts';
import { openOcel } from './ocel/open.ts';
import { fileAccess, memoryAccess, type RandomAccess } from './randomAccess.ts';
import { raggedReason, rowReader } from './readers.ts';
import { type Hints, SNIFF_BYTES, type Sniffed, sniff } from './sniff.ts';
import { type ByteSource, type OpenSource, openSource, peek } from './source.ts';
import { type OpenSheet, openSheet } from './xlsx.ts';

export interface ReadOptions extends Hints {
  /** Known size of a stream, for progress. */
  totalBytes?: number | null;
  /** Records in a batch; 5,000 by default. */
  batchRows?: number;
  /** Longest value in characters; 1,048,576 by default. */
  maxField?: number;
  /** Take off the apostrophes of `guardCell`. On by itself for a rejection list that comes back corrected. */
  unguard?: boolean;
}

export interface Reading {
  sniffed: Sniffed;
  batches: AsyncGenerator<RecordBatch>;
}

/** The columns that a list of rejected rows begins with. */
export const REJECTED_COLUMNS = ['rejected_line', 'rejected_reason'];

/** A workbook that arrives as a stream is held in memory; a path is not. */
const MAX_STREAMED_WORKBOOK = 256 * 1024 * 1024;
/** Text goes to the reader in pieces of about this many characters, however small or large the bytes arrive. */
const PIECE = 64 * 1024;

/**
 * Records of a table file in batches, in constant memory (XLSX: plus its shared strings, bounded).
 * Rows that cannot be read come as `bad` and stop nothing; a file that breaks off delivers what came before.
 * @throws Refusal `no_such_file`, `empty_file`, `not_a_table`, `unknown_encoding`, `corrupt_file`, `no_such_sheet`, `too_large`
 */
export async function* readRecords(
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<RecordBatch> {
  const { batches } = await openRecords(source, options);
  yield* batches;
}

/** The same, with what was found out about the file first. Iterate `batches`, or call its `return`, to close the file. */
export async function openRecords(source: ByteSource, options: ReadOptions = {}): Promise<Reading> {
  const open = await openSource(source, options.totalBytes ?? null);
  const outer = await peek(open.bytes, SNIFF_BYTES);
  const compressed = isGzip(outer.head);
  const { head, whole, bytes, close } = compressed
    ? await peek(inflate(outer.bytes, 'gzip'), SNIFF_BYTES)
    : outer;
  let sniffed: Sniffed;
  try {
    if (head.length === 0 && compressed) {
      throw new Refusal('corrupt_file', 'The gzip file holds nothing that can be read. Make it again.');
    }
    sniffed = { ...sniff(head, options, whole), compressed };
  } catch (error) {
    await close();
    throw error;
  }
  if (sniffed.format === 'xlsx') {
    const onDisk = open.path !== null && !compressed;
    if (onDisk) await close();
    const file = onDisk
      ? await fileAccess(open.path as string)
      : await memoryAccess(bytes, MAX_STREAMED_WORKBOOK);
    return await openXlsx(file, open, sniffed, options);
  }
  if (sniffed.format === 'ocel') {
    await close();
    if (open.path === null)
      throw new Refusal('not_a_file', 'An object-centric log is read twice: save it as a file first.');
    return openOcel(open.path, sniffed, {
      customer: options.customer,
      batchRows: options.batchRows ?? 5_000,
    });
  }
  return { sniffed, batches: textBatches(bytes, open, sniffed, options) };
}

const batcherFor = (columns: string[], open: OpenSource, options: ReadOptions): Batcher => {
  const unguard = options.unguard ?? REJECTED_COLUMNS.every((name) => columns.includes(name));
  return new Batcher([...columns], {
    size: options.batchRows ?? 5_000,
    unguard,
    progress: open,
    ...(options.blank ? { blank: options.blank } : {}),
  });
};

async function* textBatches(
  bytes: AsyncIterable<Uint8Array>,
  open: OpenSource,
  sniffed: Sniffed,
  options: ReadOptions,
): AsyncGenerator<RecordBatch> {
  const batcher = batcherFor(sniffed.columns, open, options);
  const { reader, suspect, footerEnd } = rowReader(sniffed, batcher, options.maxField ?? MAX_FIELD);
  let broken: Broken | null = null;
  try {
    for await (const text of decoded(bytes, sniffed)) {
      // A pair cut in two by the pieces looks broken as well: then every row is looked at, and found well.
      if (!text.isWellFormed() || text.includes('\0')) suspect();
      reader.push(text);
      yield* batcher.take();
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error;
  }
  const line = reader.line;
  // The row that the break cut through would read as a whole one with its end missing.
  if (broken === null) {
    reader.end();
    footerEnd();
  } else batcher.reject(line, `${broken.message} What came before this line was read.`, '');
  yield* batcher.take(true);
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, sniffed: Sniffed): AsyncGenerator<string> {
  const decoder = decoderFor(sniffed.encoding);
  let skip = sniffed.bom;
  let text = '';
  for await (const chunk of bytes) {
    const rest = skip > 0 ? chunk.subarray(skip) : chunk;
    skip = Math.max(0, skip - chunk.length);
    text += decoder.decode(rest, false);
    if (text.length < PIECE) continue;
    let at = 0;
    for (; at + PIECE <= text.length; at += PIECE) yield text.slice(at, at + PIECE);
    text = text.slice(at);
  }
  text += decoder.decode(new Uint8Array(0), true);
  if (text !== '') yield text;
}

async function openXlsx(
  file: RandomAccess,
  open: OpenSource,
  sniffed: Sniffed,
  options: ReadOptions,
): Promise<Reading> {
  try {
    const { rows, ...found } = await openSheet(file, options);
    const whole: Sniffed = { ...sniffed, ...found };
    return {
      sniffed: whole,
      batches: sheetBatches(rows, whole, file, batcherFor(found.columns, open, options)),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* sheetBatches(
  rows: OpenSheet['rows'],
  sniffed: Sniffed,
  file: RandomAccess,
  batcher: Batcher,
): AsyncGenerator<RecordBatch> {
  const width = batcher.columns.length;
  const headerLine = sniffed.headerLine ?? 0;
  let titles = sniffed.titleRows;
  let line = headerLine;
  try {
    for await (const some of rows) {
      for (const row of some) {
        line = row.line;
        if (line <= headerLine || titles-- > 0) continue;
        const { cells, problem } = row;
        if (problem !== undefined) batcher.reject(line, problem, cells.join('\t'));
        else if (cells.length > width)
          batcher.reject(line, raggedReason(cells.length, width), cells.join('\t'));
        else if (cells.some((cell) => cell !== null && (!cell.isWellFormed() || cell.includes('\0')))) {
          batcher.reject(line, 'Holds a character that is no text.', cells.join('\t'));
        } else {
          while (cells.length < width) cells.push(null);
          batcher.add(line, cells);
        }
      }
      yield* batcher.take();
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    batcher.reject(line + 1, `${error.message} What came before this line was read.`, '');
  } finally {
    await file.close();
  }
  yield* batcher.take(true);
}
