import { serialToText } from './serial.ts';
import { readXml, unescapeCell } from './xlsxParts.ts';
import { attribute, XmlReader } from './xml.ts';
import type { Zip } from './zip.ts';

export interface SheetRow {
  line: number;
  /** Blank cells are null or, at the end, missing. */
  cells: (string | null)[];
}

export interface CellContext {
  strings: string[];
  dateStyles: boolean[];
  date1904: boolean;
}

/** ECMA-376 allows 16,384 columns. */
const MAX_COLUMNS = 16_384;
/** 2 GB of XML are some 40 million cells. */
export const MAX_SHEET = 2 * 1024 * 1024 * 1024;

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
  return {
    open(name: string, given: string) {
      if (name === 'c') {
        column = columnOf(attribute(given, 'r')) ?? column + 1;
        attributes = given;
        text = '';
      } else if (name === 'v' || name === 't') collecting = !phonetic;
      else if (name === 'row') {
        line = Number(attribute(given, 'r') ?? line + 1);
        cells = [];
        column = -1;
        filled = false;
      } else if (name === 'rPh') phonetic = true;
    },
    text(piece: string) {
      if (collecting) text += piece;
    },
    close(name: string) {
      if (name === 'v' || name === 't') collecting = false;
      else if (name === 'c') {
        const value = cellText(text, attributes, context);
        if (value !== null && column < MAX_COLUMNS) {
          while (cells.length < column) cells.push(null);
          cells[column] = value;
          filled = true;
        }
      } else if (name === 'row') {
        if (filled) emit({ line, cells });
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

/** Merged areas stand behind all rows, so finding them unpacks the sheet once more: up to 64 MB only. */
const MAX_MERGE_SCAN = 64 * 1024 * 1024;

/** Merged areas that begin in the first `rows` rows; none for a sheet too large to look. */
export async function headMerges(zip: Zip, part: string, rows: number): Promise<Merge[]> {
  if (zip.sizeOf(part) > MAX_MERGE_SCAN) return [];
  const merges: Merge[] = [];
  await readXml(zip, part, MAX_MERGE_SCAN, {
    open: (name, attributes) => {
      if (name !== 'mergeCell') return;
      const [from = '', to = ''] = (attribute(attributes, 'ref') ?? '').split(':');
      const line = (reference: string): number => Number(/\d+$/.exec(reference)?.[0]);
      const merge = {
        top: line(from),
        left: columnOf(from) ?? 0,
        bottom: line(to),
        right: columnOf(to) ?? 0,
      };
      if (merge.top <= rows && merge.bottom >= merge.top) merges.push(merge);
    },
  }).catch(() => undefined);
  return merges;
}
