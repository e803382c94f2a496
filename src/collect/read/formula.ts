/** What a spreadsheet takes for a formula or a break out of its cell (OWASP, "CSV Injection"), also full-width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
/** A plain number begins with a sign too and is harmless. */
const NUMBER = /^[+-]?\d+([.,]\d+)*(e[+-]?\d+)?$/i;

/** Puts an apostrophe before text that a spreadsheet would run. `plainCell` takes exactly that away again. */
export function guardCell(value: string): string {
  if (FORMULA.test(value)) return NUMBER.test(value) ? value : `'${value}`;
  return GUARDED.test(value) ? `'${value}` : value;
}

/** What was given to `guardCell`. */
export function plainCell(value: string): string {
  return GUARDED.test(value) ? value.slice(1) : value;
}

export interface WriteOptions {
  delimiter?: string;
  quote?: string;
  newline?: string;
  /** Guard against formulas: true unless a program, never a spreadsheet, will read the file. */
  guard?: boolean;
}

/** One line of CSV with its line break. Null is blank; a row of one blank is `""`, since a blank line is no row. */
export function writeCsvRow(
  values: readonly (string | number | boolean | null | undefined)[],
  { delimiter = ',', quote = '"', newline = '\r\n', guard = true }: WriteOptions = {},
): string {
  let row = '';
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (i > 0) row += delimiter;
    if (typeof value === 'string') row += quoted(guard ? guardCell(value) : value, delimiter, quote);
    else if (value !== null && value !== undefined) row += String(value);
  }
  return (row === '' ? quote + quote : row) + newline;
}

function quoted(text: string, delimiter: string, quote: string): string {
  const plain = !text.includes(quote) && !text.includes(delimiter) && !/[\r\n]|^\s|\s$/.test(text);
  return plain ? text : quote + text.replaceAll(quote, quote + quote) + quote;
}
