const DATA = [
  /^[-+(]?\s?[€$£]?\s?\d[\d.,'\s]*[)%€]?$/,
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?$/,
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  /^(true|false)$/i,
];

/** Whether a cell could be a column's name: not a number, date, address or truth value. */
export function looksLikeText(cell: string): boolean {
  const text = cell.trim();
  return text === '' || !DATA.some((pattern) => pattern.test(text));
}
