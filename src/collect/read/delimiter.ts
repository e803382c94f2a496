import { CsvReader } from './csv.ts';

export interface Dialect {
  delimiter: string;
  quote: string;
  newline: '\n' | '\r';
}

export interface SampleRow {
  line: number;
  fields: string[];
}

const CANDIDATES = [',', ';', '\t', '|'];
const SAMPLE = 500;

/**
 * The delimiter is the one that cuts most rows into the same number of fields, the first row among them
 * (`1,5;2,5` cuts evenly at the comma too, but its header `a;b` does not).
 */
export function guessDialect(text: string, whole: boolean, asked: Partial<Dialect> = {}): Dialect {
  const newline = asked.newline ?? (text.includes('\n') || !text.includes('\r') ? '\n' : '\r');
  const quotes = asked.quote === undefined ? [guessQuote(text)] : [asked.quote];
  const delimiters = asked.delimiter === undefined ? CANDIDATES : [asked.delimiter];
  let best: { dialect: Dialect; score: number } | null = null;
  for (const quote of quotes) {
    for (const delimiter of delimiters) {
      const dialect = { delimiter, quote, newline };
      const score = evenness(sampleRows(text, dialect, whole).rows);
      if (best === null || score > best.score) best = { dialect, score };
    }
  }
  return best?.dialect ?? { delimiter: ',', quote: '"', newline };
}

function guessQuote(text: string): string {
  if (text.includes('"')) return '"';
  const lines = text.split(/[\r\n]+/, 100).filter((line) => line !== '');
  const quoted = lines.filter((line) => /(^|[,;\t|])'[^']*'([,;\t|]|$)/.test(line)).length;
  return quoted > lines.length / 2 ? "'" : '"';
}

function evenness(rows: SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { fields } of rows) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  let width = 1;
  let most = 0;
  for (const [fields, n] of counts) if (n > most) [width, most] = [fields, n];
  if (width < 2) return 0;
  const first = rows[0]?.fields.length === width ? 0.5 : 0;
  return most / rows.length + first + Math.min(width, 20) / 100;
}

/** The first rows under one dialect. An unfinished last row is left out unless the text is `whole`. */
export function sampleRows(
  text: string,
  dialect: Dialect,
  whole: boolean,
): { rows: SampleRow[]; bad: number } {
  const rows: SampleRow[] = [];
  let bad = 0;
  const reader = new CsvReader(dialect, {
    record: (line, fields) => rows.length < SAMPLE && rows.push({ line, fields }),
    bad: () => bad++,
  });
  reader.push(text);
  if (whole) reader.end();
  return { rows, bad };
}
