import { serialToText } from './serial.ts';
import { unescapeCell } from './xlsxParts.ts';
import { attribute, XmlReader } from './xml.ts';
import type { Zip } from './zip.ts';

export interface SheetRow {
  line: number;
  /** Blank cells are null or, at the end, missing. */
  cells: (string | null)[];
  /** Why the row cannot be taken. */
  problem?: string;
}

export interface CellContext {
  strings: string[];
  dateStyles: boolean[];
  date1904: boolean;
}

/** ECMA-376 allows 16,384 columns. */
const MAX_COLUMNS = 16_384;
const RESAVE = 'Open and save the workbook in a spreadsheet program.';
/** 2 GB of XML are some 40 million cells. */
const MAX_SHEET = 2 * 1024 * 1024 * 1024;

/** Rows of one sheet as they are unpacked, a few hundred at a time. Blank rows are left out. */
export async function* sheetRows(zip: Zip, part: string, context: CellContext): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = [];
  const reader = new XmlReader(rowSink(context, (row) => rows.push(row)));
  const decoder = new TextDecoder();
  try {
    for await (const chunk of zip.read(part, MAX_SHEET)) {
      reader.push(decoder.decode(chunk, { stream: true }));
      if (rows.length > 0) {
        yield rows;
        rows = [];
      }
    }
  } catch (error) {
    // Rows completed by the chunk that broke are good rows.
    if (rows.length > 0) yield rows;
    throw error;
  }
}

function rowSink(context: CellContext, emit: (row: SheetRow) => void) {
  let line = 0;
  let cells: (string | null)[] = [];
  let column = -1;
  let attributes = '';
  let text = '';
  let collecting = false;
  let phonetic = false;
  let filled = false;
  let formula = false;
  let problem: string | undefined;
  return {
    open(name: string, given: string) {
      if (name === 'c') {
        column = columnOf(attribute(given, 'r')) ?? column + 1;
        attributes = given;
        text = '';
        formula = false;
      } else if (name === 'v' || name === 't') {
        collecting = !phonetic;
      } else if (name === 'f') formula = true;
      else if (name === 'row') {
        line = Number(attribute(given, 'r') ?? line + 1);
        cells = [];
        column = -1;
        filled = false;
        problem = undefined;
      } else if (name === 'rPh') phonetic = true;
    },
    text(piece: string) {
      if (collecting) text += piece;
    },
    close(name: string) {
      if (name === 'v' || name === 't') collecting = false;
      else if (name === 'c') {
        if (formula && text === '' && attribute(attributes, 't') !== 'str')
          problem = `The formula in column ${column + 1} has no stored result. ${RESAVE}`;
        const value = cellText(text, attributes, context);
        if (value !== null && column < MAX_COLUMNS) {
          while (cells.length < column) cells.push(null);
          cells[column] = value;
          filled = true;
        }
      } else if (name === 'row') {
        if (filled || problem !== undefined) emit({ line, cells, ...(problem !== undefined && { problem }) });
      } else if (name === 'rPh') phonetic = false;
    },
  };
}

/** `BC12` → 54. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined;
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function cellText(text: string, attributes: string, context: CellContext): string | null {
  if (text === '') return null;
  const type = attribute(attributes, 't') ?? 'n';
  if (type === 's') return context.strings[Number(text)] || null;
  if (type === 'b') return text === '1' ? 'true' : 'false';
  if (type !== 'n') return type === 'd' ? text : unescapeCell(text);
  const number = Number(text);
  if (Number.isNaN(number)) return text;
  const style = attribute(attributes, 's');
  if (style !== undefined && context.dateStyles[Number(style)] === true)
    return serialToText(number, context.date1904);
  // Workbooks write 4.1 as 4.0999999999999996; the shortest digits that mean the same number are the ones typed.
  return String(number);
}

export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

const ROWS_END = Buffer.from('sheetData>');
/** Merged areas that are kept: a sheet has a handful in its head, some have one per row. */
const MAX_TAIL = 4 * 1024 * 1024;

/**
 * Unpacks the sheet once before a row of it is believed: damage in compressed data shows late, and until then reads
 * as wrong values; only the checksum at the end tells. On the way it finds what stands behind the rows: the merged
 * areas that begin in the first `rows` rows. Costs a tenth of reading the rows.
 * @throws Broken, Refusal `too_large`
 */
export async function verifySheet(zip: Zip, part: string, rows: number): Promise<Merge[]> {
  let tail = Buffer.alloc(0);
  let last: Uint8Array = tail;
  for await (const chunk of zip.read(part, MAX_SHEET)) {
    const joined = Buffer.concat([last, chunk]);
    last = chunk.subarray(-(ROWS_END.length - 1));
    const end = joined.lastIndexOf(ROWS_END);
    if (end !== -1) tail = joined.subarray(end + ROWS_END.length);
    else if (tail.length < MAX_TAIL) tail = Buffer.concat([tail, chunk]);
  }
  const merges: Merge[] = [];
  for (const found of tail.toString('utf8').matchAll(/mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)) {
    const [, left, top, right, bottom] = found;
    const merge = {
      top: Number(top),
      left: columnOf(left) ?? 0,
      bottom: Number(bottom),
      right: columnOf(right) ?? 0,
    };
    if (merge.top <= rows) merges.push(merge);
  }
  return merges;
}
