import { Refusal } from '../../platform/errors.ts';
import { CsvReader } from './csv.ts';
import { guessDialect } from './delimiter.ts';
import { decoderFor, guessEncoding } from './encoding.ts';
import { refuseBinary } from './magic.ts';
import { memoryAccess } from './randomAccess.ts';
import { openSheet } from './xlsx.ts';

/** A small table as it stands: no header is looked for, every row keeps its line. */
export interface Grid {
  sheet: string | null;
  rows: { line: number; cells: string[] }[];
}

const MOST_BYTES = 8_000_000;
const MOST_ROWS = 10_000;

/** A whole sheet (CSV in any delimiter and encoding, or the first sheet of a workbook). @throws `not_a_table`, `too_large`, `empty_file` */
export async function readGrid(bytes: Uint8Array, asked: { sheet?: string | undefined } = {}): Promise<Grid> {
  if (bytes.length === 0) throw new Refusal('empty_file', 'The file is empty. Export it again.');
  if (bytes.length > MOST_BYTES) throw tooLarge();
  const grid = refuseBinary(bytes) === 'xlsx' ? await fromWorkbook(bytes, asked.sheet) : fromText(bytes);
  const rows = grid.rows
    .map((row) => ({ ...row, cells: row.cells.map((cell) => cell.trim()) }))
    .filter((row) => row.cells.some((cell) => cell !== ''));
  if (rows.length === 0) throw new Refusal('empty_file', 'The file holds blank lines only. Export it again.');
  if (rows.length > MOST_ROWS) throw tooLarge();
  return { ...grid, rows };
}

function tooLarge(): Refusal {
  return new Refusal('too_large', `A sheet has at most ${MOST_ROWS} rows here. Split it into several.`, {
    limit: MOST_ROWS,
  });
}

async function fromWorkbook(bytes: Uint8Array, sheet: string | undefined): Promise<Grid> {
  const whole = (async function* () {
    yield bytes;
  })();
  const file = await memoryAccess(whole, MOST_BYTES);
  const opened = await openSheet(file, { header: false, ...(sheet ? { sheet } : {}) });
  const rows: Grid['rows'] = [];
  for await (const batch of opened.rows) {
    for (const row of batch) rows.push({ line: row.line, cells: row.cells.map((cell) => cell ?? '') });
    if (rows.length > MOST_ROWS) throw tooLarge();
  }
  return { sheet: opened.sheet, rows };
}

function fromText(bytes: Uint8Array): Grid {
  const guess = guessEncoding(bytes);
  if (guess === null) throw new Refusal('not_a_table', 'This file is not text. Send CSV or XLSX.');
  const text = decoderFor(guess.encoding).decode(bytes.subarray(guess.bom), true);
  // Excel writes and honours a first line `sep=;`.
  const told = /^sep=(.)\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const first = told ? 1 : 0;
  const rows: Grid['rows'] = [];
  const reader = new CsvReader(guessDialect(body, true, told ? { delimiter: told[1]! } : {}), {
    record: (line, cells) => rows.push({ line: line + first, cells }),
    bad: (line, reason) => {
      throw new Refusal('not_a_table', `Line ${line + first}: ${reason} Mend it, then send the file again.`, {
        line: line + first,
      });
    },
  });
  reader.push(body);
  reader.end();
  return { sheet: null, rows };
}
