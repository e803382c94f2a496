import { looksLikeText } from './guess.ts';

export interface Header {
  /** Index of the header among `rows`; -1 when there is none. */
  index: number;
  columns: string[];
  warnings: string[];
}

/** Titles and notes above the real header: rows looked at before giving up. */
const LOOK = 10;

/**
 * Finds the header among the first rows. Spreadsheets put a title (often one merged cell) or notes above it, so
 * the header is the first row filled about as wide as the table is; it is one only if it holds words, not data.
 */
export function findHeader(rows: (string | null)[][], asked?: boolean): Header {
  const filled = (row: (string | null)[]): number => row.filter((cell) => (cell ?? '').trim() !== '').length;
  const widest = rows.slice(0, LOOK * 5).reduce((most, row) => Math.max(most, filled(row)), 0);
  const candidate = rows.slice(0, LOOK).findIndex((row) => filled(row) > 0 && filled(row) >= widest * 0.6);
  const row = rows[candidate];
  const isHeader = row !== undefined && (asked ?? row.every((cell) => looksLikeText(cell ?? '')));
  if (row === undefined || !isHeader) {
    const columns = Array.from({ length: commonWidth(rows) }, (_, i) => `column ${i + 1}`);
    return {
      index: -1,
      columns,
      warnings: asked === false ? [] : ['No header row found; columns are numbered.'],
    };
  }
  const named = uniqueNames(row);
  const skipped = candidate > 0 ? [`${candidate} row(s) above the header are skipped.`] : [];
  return { index: candidate, columns: named.columns, warnings: [...skipped, ...named.warnings] };
}

/** The header where it is known to stand; with `joinTitles`, joined with the row below it. */
export function headerAt(
  rows: (string | null)[][],
  index: number,
  { joinTitles = false }: { joinTitles?: boolean },
): Header {
  const row = rows[index] as (string | null)[];
  if (!joinTitles) return { index, ...uniqueNames(row) };
  const below = rows[index + 1] ?? [];
  let question = '';
  const names = Array.from({ length: Math.max(row.length, below.length) }, (_, i) => {
    question = (row[i] ?? '').trim() || question;
    const option = (below[i] ?? '').trim();
    return option === '' || /^(open-ended )?response$/i.test(option) ? question : `${question}: ${option}`;
  });
  return { index, ...uniqueNames(names) };
}

function commonWidth(rows: (string | null)[][]): number {
  const widths = rows.map((row) => row.length).sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

/** `score`, `score` → `score`, `score (2)`; an empty third name → `column 3`. */
export function uniqueNames(names: (string | null)[]): { columns: string[]; warnings: string[] } {
  const taken = new Set(names.map((name) => (name ?? '').trim()));
  const used = new Set<string>();
  const warnings: string[] = [];
  const columns = names.map((raw, i) => {
    const name = (raw ?? '').trim() || `column ${i + 1}`;
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
    let n = 2;
    while (used.has(`${name} (${n})`) || taken.has(`${name} (${n})`)) n++;
    const unique = `${name} (${n})`;
    used.add(unique);
    warnings.push(`The column “${name}” appears more than once; one is now “${unique}”.`);
    return unique;
  });
  return { columns, warnings };
}
