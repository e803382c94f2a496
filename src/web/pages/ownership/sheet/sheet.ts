import type { ObjectKind, RaciRole } from '../ownership.ts';

export interface Preview {
  sheet: string | null;
  columns: { index: number; header: string; match: Holder | null; suggestions: Holder[] }[];
  rows: {
    line: number;
    labels: string[];
    cells: { column: number; roles: RaciRole[] }[];
    match: ThingHere | null;
    suggestions: ThingHere[];
  }[];
  headings: { line: number; text: string }[];
  unread: { line: number; header: string; text: string }[];
}

interface Holder {
  kind: 'person' | 'team' | 'department';
  id: string;
  name: string;
}

interface ThingHere {
  kind: ObjectKind;
  key: string;
  name: string;
}

/** Column index → `person:…`, line → `touchpoint:…`; '' leaves it out. */
export interface Choices {
  who: Record<number, string>;
  what: Record<number, string>;
}

export function firstChoices(preview: Preview): Choices {
  const { columns, rows } = preview;
  return {
    who: Object.fromEntries(
      columns.map(({ index, match }) => [index, match ? `${match.kind}:${match.id}` : '']),
    ),
    what: Object.fromEntries(
      rows.map(({ line, match }) => [line, match ? `${match.kind}:${match.key}` : '']),
    ),
  };
}

/** The body of POST /ownership/raci. */
export function bodyOf(preview: Preview, choices: Choices) {
  const { columns, rows, unread } = preview;
  return {
    columns: columns.map(({ index, header }) => {
      const [kind, id] = (choices.who[index] ?? '').split(':');
      return { index, header, who: id ? { kind, id } : null };
    }),
    rows: rows.map(({ line, labels, cells }) => {
      const [kind, key] = (choices.what[line] ?? '').split(/:(.*)/s);
      return { line, label: labels[0] ?? '', cells, object: key ? { kind, key } : null };
    }),
    unread,
  };
}

/** Rows in which more than one column that is somebody here is accountable. */
export function rowsWithTwo(preview: Preview, choices: Choices): number {
  return preview.rows.filter(
    (row) =>
      choices.what[row.line] &&
      row.cells.filter((cell) => cell.roles.includes('A') && choices.who[cell.column]).length > 1,
  ).length;
}
