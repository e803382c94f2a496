import type { AssignmentRole } from './ledger.ts';

/** A sheet as people draw it: what is done down the side, who does it along the top, letters in between. */
export interface RaciSheet {
  columns: { index: number; header: string }[];
  rows: RaciRow[];
  /** Lines without a letter: titles, phases, legends. Kept so that nothing is silently lost. */
  headings: { line: number; text: string }[];
  /** Cells in the middle that say something else than A, R, C or I. */
  unread: { line: number; header: string; text: string }[];
}

export interface RaciRow {
  line: number;
  /** What stands left of the letters, the nearest first. */
  labels: string[];
  cells: { column: number; roles: AssignmentRole[] }[];
}

const words: Record<string, AssignmentRole> = {
  a: 'A',
  r: 'R',
  c: 'C',
  i: 'I',
  accountable: 'A',
  responsible: 'R',
  consulted: 'C',
  informed: 'I',
  verantwortlich: 'A',
  rechenschaftspflichtig: 'A',
  zuständig: 'R',
  durchführend: 'R',
  durchführungsverantwortlich: 'R',
  beratend: 'C',
  konsultiert: 'C',
  informiert: 'I',
};

/** The letters of one cell (`A`, `A/R`, `A, R`, `AR`, `(C)`, “Informiert”), or undefined where it says something else. */
export function rolesIn(text: string): AssignmentRole[] | undefined {
  const parts = text
    .toLowerCase()
    .split(/[\s,;/+&|().]+/u)
    .filter((part) => part !== '' && part !== 'und' && part !== 'and');
  if (parts.length === 0) return undefined;
  const roles: AssignmentRole[] = [];
  for (const part of parts) {
    const letters = /^[raci]{2,4}$/.test(part) && new Set(part).size === part.length ? [...part] : [part];
    for (const letter of letters) {
      const role = words[letter];
      if (!role) return undefined;
      roles.push(role);
    }
  }
  return [...new Set(roles)];
}

/**
 * Finds letters, header and labels. A row of letters begins with words and has, right of them, more letters than
 * anything else; the header is the nearest row above that names at least half of the columns with letters in them.
 */
export function readRaci(grid: readonly { line: number; cells: readonly string[] }[]): RaciSheet | undefined {
  const lettered = grid.filter((row) => isLettered(row.cells));
  const first = lettered[0];
  if (!first) return undefined;
  const used = [
    ...new Set(
      lettered.flatMap((row) => row.cells.flatMap((cell, i) => (i > 0 && rolesIn(cell) ? [i] : []))),
    ),
  ].sort((a, b) => a - b);
  const left = used[0]!;
  const above = grid.slice(0, grid.indexOf(first));
  const head = above.findLast(
    (row) => used.filter((i) => (row.cells[i] ?? '') !== '').length >= Math.max(1, used.length / 2),
  );
  if (!head) return undefined;
  const headerOf = (i: number) => head.cells[i] ?? '';
  const sheet: RaciSheet = { columns: [], rows: [], headings: [], unread: [] };
  const width = Math.max(...grid.map((row) => row.cells.length));
  for (let i = left; i < width; i++) {
    if (used.includes(i) || headerOf(i) !== '') sheet.columns.push({ index: i, header: headerOf(i) });
  }
  for (const row of grid) {
    if (row === head) continue;
    const text = row.cells.filter((cell) => cell !== '').join(' · ');
    if (!lettered.includes(row)) {
      sheet.headings.push({ line: row.line, text });
      continue;
    }
    const labels = row.cells
      .slice(0, left)
      .filter((cell) => cell !== '')
      .reverse();
    const cells: RaciRow['cells'] = [];
    for (const [i, cell] of row.cells.entries()) {
      if (i < left || cell === '') continue;
      const roles = rolesIn(cell);
      if (roles) cells.push({ column: i, roles });
      else sheet.unread.push({ line: row.line, header: headerOf(i), text: cell });
    }
    sheet.rows.push({ line: row.line, labels, cells });
  }
  return sheet;
}

function isLettered(cells: readonly string[]): boolean {
  const start = cells.findIndex((cell) => cell !== '');
  if (start < 0 || rolesIn(cells[start]!)) return false;
  let letters = 0;
  let others = 0;
  let begun = false;
  for (const cell of cells.slice(start + 1)) {
    if (cell === '') continue;
    if (rolesIn(cell)) {
      letters++;
      begun = true;
    } else if (begun) others++;
  }
  return letters > others;
}
