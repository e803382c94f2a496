import type { Batcher } from './batch.ts';
import { CsvReader } from './csv.ts';
import { JsonRows } from './json.ts';
import { JsonListReader, NdjsonReader } from './jsonReaders.ts';
import type { Sniffed } from './sniff.ts';

export interface TextReader {
  push: (text: string) => void;
  end: () => void;
  /** Line the reader stands on. */
  readonly line: number;
  /** Characters held back. */
  readonly held: number;
}

export interface RowReader {
  reader: TextReader;
  /** From here on rows may hold bytes that could not be decoded; looked for only then, since it costs 10 %. */
  suspect: () => void;
}

const UNDECODABLE = 'Holds bytes that are not valid in this encoding, or a NUL. Choose the right encoding.';

const isBroken = (value: string): boolean => !value.isWellFormed() || value.includes('\0');

/** Rows of text of the sniffed format go to `batcher`. */
export function rowReader(sniffed: Sniffed, batcher: Batcher, maxField: number): RowReader {
  let suspicious = false;
  const bad = (line: number, reason: string, raw: string): void => batcher.reject(line, reason, raw);
  if (sniffed.format === 'csv') {
    const width = batcher.columns.length;
    const headerLine = sniffed.headerLine ?? 0;
    const record = (line: number, fields: string[]): void => {
      if (line <= headerLine) return;
      if (fields.length !== width && !trim(fields, width)) {
        bad(line, raggedReason(fields.length, width), fields.join(sniffed.delimiter));
      } else if (suspicious && fields.some(isBroken)) {
        bad(line, UNDECODABLE, fields.join(sniffed.delimiter));
      } else if (fields.length === width) batcher.add(line, fields);
    };
    const reader = new CsvReader(
      { ...sniffed, maxField },
      { record, bad: (...at) => at[0] > headerLine && bad(...at) },
    );
    return { reader, suspect: () => (suspicious = true) };
  }
  const rows = new JsonRows(batcher.columns);
  const object = (line: number, text: string): void => {
    const row = suspicious && isBroken(text) ? UNDECODABLE : rows.read(text);
    if (typeof row === 'string') bad(line, row, text);
    else batcher.add(line, row);
    for (let i = batcher.columns.length; i < rows.columns.length; i++)
      batcher.columns.push(rows.columns[i] as string);
  };
  const Reader = sniffed.format === 'ndjson' ? NdjsonReader : JsonListReader;
  return { reader: new Reader({ object, bad }), suspect: () => (suspicious = true) };
}

/** Delimiters without a value behind the last column are dropped; a line of blanks is no record. */
function trim(fields: string[], width: number): boolean {
  if (fields.length === 1 && fields[0]?.trim() === '') return true;
  if (fields.length < width || fields.slice(width).some((field) => field !== '')) return false;
  fields.length = width;
  return true;
}

export function raggedReason(found: number, expected: number): string {
  const fields = found === 1 ? '1 value' : `${found} values`;
  return `The row has ${fields} where ${expected} are expected.`;
}
