import { Refusal } from '../../platform/errors.ts';
import { guessDialect, sampleRows } from './delimiter.ts';
import { decoderFor, guessEncoding } from './encoding.ts';
import { findHeader, headerAt } from './header.ts';
import { jsonShape } from './json.ts';
import { refuseBinary } from './magic.ts';
import { ocelForm } from './ocel/kind.ts';
import type { OcelSummary } from './ocel/objects.ts';

export type Format = 'csv' | 'ndjson' | 'json' | 'xlsx' | 'ocel';

export interface Sniffed {
  format: Format;
  compressed: boolean;
  /** A WHATWG label (`utf-8`, `windows-1252`, `utf-16le` …); `utf-8` for xlsx. */
  encoding: string;
  /** Length of the byte order mark in bytes. */
  bom: number;
  delimiter: string;
  quote: string;
  newline: '\n' | '\r';
  /** Line of the header; lines up to it are no records. Null when the file has none, or needs none (JSON). */
  headerLine: number | null;
  /** Rows right below the header that speak about the columns and are no records. */
  titleRows: number;
  /** The table may be followed by lines about it. */
  footer: boolean;
  /** Names made unique. Empty for xlsx until its sheet is opened. */
  columns: string[];
  /** Sheets of a workbook, and the one that is read. */
  sheets: string[];
  sheet: string | null;
  warnings: string[];
  /** An object-centric log: what it is about. */
  log?: OcelSummary;
}

/** What a person may know better than the file shows. */
export interface Hints {
  format?: Format;
  encoding?: string;
  delimiter?: string;
  quote?: string;
  header?: boolean;
  sheet?: string;
  /** An object-centric log: which type of object is the customer. */
  customer?: string;
  /** Line of the header, where it is known. */
  headerLine?: number;
  /** Rows below the header that are titles, not records. */
  titleRows?: number;
  /** The first title row tells apart the columns of one question: `Question: Option`. */
  joinTitles?: boolean;
  /** A report's own lines stand below the table. */
  footer?: boolean;
  /** Texts that stand for an empty cell. */
  blank?: string[];
}

export const SNIFF_BYTES = 256 * 1024;

/**
 * What kind of table the first bytes (already decompressed) belong to.
 * @param whole true when `head` is the whole file
 * @throws Refusal `empty_file`, `not_a_table`, `unknown_encoding`
 */
export function sniff(head: Uint8Array, hints: Hints = {}, whole = head.length < SNIFF_BYTES): Sniffed {
  if (head.length === 0) throw new Refusal('empty_file', 'The file is empty. Export it again.');
  const plain: Sniffed = {
    format: 'csv',
    compressed: false,
    encoding: 'utf-8',
    bom: 0,
    delimiter: ',',
    quote: '"',
    newline: '\n',
    headerLine: null,
    titleRows: hints.titleRows ?? 0,
    footer: hints.footer ?? false,
    columns: [],
    sheets: [],
    sheet: null,
    warnings: [],
  };
  if (refuseBinary(head) === 'xlsx') return { ...plain, format: 'xlsx', sheet: hints.sheet ?? null };
  const guess = guessEncoding(head);
  if (guess === null) {
    throw new Refusal('not_a_table', 'This file is not text. Send CSV, TSV, NDJSON, JSON or XLSX.');
  }
  const base: Sniffed = {
    ...plain,
    encoding: hints.encoding?.toLowerCase() ?? guess.encoding,
    bom: guess.bom,
    warnings: hints.encoding === undefined ? guess.warnings : [],
  };
  const text = decoderFor(base.encoding).decode(head.subarray(base.bom), whole);
  if (text.trim() === '')
    throw new Refusal('empty_file', 'The file holds blank lines only. Export it again.');
  if (ocelForm(text) !== undefined) return { ...base, format: 'ocel' };
  if (/^(?:<\?[^>]*>|<!--[\s\S]*?-->|\s)*<log[\s>]/i.test(text)) {
    throw new Refusal(
      'event_log',
      'This is an XES event log. Import it as a hand-over history (--as event-log).',
    );
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) {
    throw new Refusal('not_a_table', 'This is a web page or XML, not a table. Export it as CSV or XLSX.');
  }
  const told = hints.format;
  const shape = told === undefined || told === 'json' || told === 'ndjson' ? jsonShape(text, whole) : null;
  if (shape !== null) return { ...base, format: told ?? shape.format, columns: shape.columns };
  if (told === 'json' || told === 'ndjson') return { ...base, format: told };
  return separated(base, text, whole, hints);
}

function separated(base: Sniffed, text: string, whole: boolean, hints: Hints): Sniffed {
  // Excel writes and honours a first line `sep=;`.
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const body = told === undefined ? text : text.replace(/^.*/, '');
  const dialect = guessDialect(body, whole, { delimiter: hints.delimiter ?? told, quote: hints.quote });
  const { rows } = sampleRows(body, dialect, whole);
  const cells = rows.map((row) => row.fields);
  const at = rows.findIndex(({ line }) => line === hints.headerLine);
  const header = at === -1 ? findHeader(cells, hints.header) : headerAt(cells, at, hints);
  if (header.columns.length === 0) {
    const message =
      'The first row does not end within 256 KB. Check that the file is a table and how its lines end.';
    throw new Refusal('not_a_table', message);
  }
  const warnings = [...base.warnings, ...header.warnings];
  if (header.columns.length === 1) warnings.push('Only one column was found. Check the delimiter.');
  const headerLine = rows[header.index]?.line ?? (told === undefined ? null : 1);
  return { ...base, ...dialect, headerLine, columns: header.columns, warnings };
}
