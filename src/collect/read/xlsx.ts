import { Refusal } from '../../platform/errors.ts';
import { Broken } from './broken.ts';
import { findHeader, headerAt, uniqueNames } from './header.ts';
import type { RandomAccess } from './randomAccess.ts';
import { type CellContext, type Merge, type SheetRow, sheetRows, verifySheet } from './sheet.ts';
import { readDateStyles, readSharedStrings, readWorkbook, type Sheet } from './xlsxParts.ts';
import { openZip } from './zip.ts';

export interface OpenSheet {
  sheets: string[];
  sheet: string;
  columns: string[];
  headerLine: number | null;
  warnings: string[];
  /** Every filled row, the header included. */
  rows: AsyncGenerator<SheetRow[]>;
}

/** Rows looked at to find the header. */
const HEAD = 50;

/**
 * Opens one sheet of a workbook: the named one, or the first.
 * Unlike whole-file libraries it holds only the shared strings (bounded), never the sheet.
 * @throws Refusal `corrupt_file`, `no_such_sheet`, `too_large`, `empty_file`
 */
export async function openSheet(
  file: RandomAccess,
  asked: { sheet?: string; header?: boolean; headerLine?: number; joinTitles?: boolean },
): Promise<OpenSheet> {
  const zip = await openZip(file);
  try {
    const { sheets, date1904 } = await readWorkbook(zip);
    const chosen = choose(sheets, asked.sheet);
    const merges = await verifySheet(zip, chosen.part, HEAD);
    const context: CellContext = {
      date1904,
      dateStyles: await readDateStyles(zip),
      strings: await readSharedStrings(zip),
    };
    const { head, rows } = await lookAhead(sheetRows(zip, chosen.part, context));
    if (head.length === 0) {
      throw new Refusal('empty_file', `The sheet “${chosen.name}” is empty. Name another one.`, {
        sheet: chosen.name,
      });
    }
    const at = head.findIndex(({ line }) => line === asked.headerLine);
    const header =
      at === -1 ? sheetHeader(head.slice(0, HEAD), merges, asked.header) : knownHeader(head, at, asked);
    const others = sheets.filter((sheet) => sheet !== chosen).map((sheet) => sheet.name);
    const note = asked.sheet === undefined && others.length > 0;
    if (note)
      header.warnings.push(`Only the sheet “${chosen.name}” is read; there is also ${others.join(', ')}.`);
    return { ...header, sheets: sheets.map((sheet) => sheet.name), sheet: chosen.name, rows };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    throw new Refusal('corrupt_file', `${error.message} Open and save it again, then send it anew.`);
  }
}

function choose(sheets: Sheet[], name: string | undefined): Sheet {
  const found = name === undefined ? sheets[0] : sheets.find((sheet) => sheet.name === name);
  if (found !== undefined) return found;
  if (sheets.length === 0)
    throw new Refusal('corrupt_file', 'The workbook has no sheet with rows. Save it again.');
  const names = sheets.map((sheet) => sheet.name);
  throw new Refusal('no_such_sheet', `There is no sheet “${name}”. It has ${names.join(', ')}.`, {
    name,
    names,
  });
}

/** The first rows, and all rows again from the beginning; a failure after them comes in its turn. */
async function lookAhead(rows: AsyncGenerator<SheetRow[]>) {
  const head: SheetRow[] = [];
  let failure: unknown;
  try {
    while (head.length < HEAD) {
      const next = await rows.next();
      if (next.done === true) break;
      head.push(...next.value);
    }
  } catch (error) {
    if (head.length === 0 || !(error instanceof Broken)) throw error;
    failure = error;
  }
  async function* again(): AsyncGenerator<SheetRow[]> {
    yield head;
    if (failure !== undefined) throw failure;
    yield* rows;
  }
  return { head, rows: again() };
}

function knownHeader(head: SheetRow[], at: number, asked: { joinTitles?: boolean }) {
  const { columns, warnings } = headerAt(
    head.map(({ cells }) => cells),
    at,
    asked,
  );
  return { columns, headerLine: head[at]?.line ?? null, warnings };
}

/** Header names; a header of two rows with merged cells (`Score` over `Q1`, `Q2`) becomes `Score Q1`, `Score Q2`. */
function sheetHeader(head: SheetRow[], merges: Merge[], asked: boolean | undefined) {
  const found = findHeader(
    head.map((row) => row.cells),
    asked,
  );
  const first = head[found.index];
  if (first === undefined) return { columns: found.columns, headerLine: null, warnings: found.warnings };
  const width = Math.max(...head.map((row) => row.cells.length));
  const wide = (merge: Merge): boolean => merge.right > merge.left && merge.right - merge.left + 1 < width;
  const above = merges.some((merge) => wide(merge) && merge.bottom === first.line - 1);
  const below = merges.some(
    (merge) => wide(merge) && merge.top === first.line && merge.bottom === first.line,
  );
  if (!above && !below) return { columns: found.columns, headerLine: first.line, warnings: found.warnings };
  const lines = above ? [first.line - 1, first.line] : [first.line, first.line + 1];
  const names = Array.from({ length: width }, (_, column) => {
    const parts = lines.map((line) => mergedCell(head, merges, line, column));
    return [...new Set(parts.filter((part) => part !== ''))].join(' ');
  });
  const { columns, warnings } = uniqueNames(names);
  return { columns, headerLine: Math.max(...lines), warnings: ['The header spans two rows.', ...warnings] };
}

function mergedCell(head: SheetRow[], merges: Merge[], line: number, column: number): string {
  const inside = (m: Merge): boolean =>
    m.top <= line && line <= m.bottom && m.left <= column && column <= m.right;
  const merge = merges.find(inside);
  const row = head.find((candidate) => candidate.line === (merge?.top ?? line));
  return (row?.cells[merge?.left ?? column] ?? '').trim();
}
