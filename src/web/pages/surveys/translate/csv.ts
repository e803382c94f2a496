import type { SurveyDocument } from '../../../../listen/survey/document.ts';
import { textRows } from './texts.ts';

/** Programs for tables take what begins so for a formula; an apostrophe before it keeps it a text. */
const formula = /^'*[=+\-@\t\r]/;

/** Every text as a table, for somebody who translates elsewhere: id, then a column a language. */
export function toCsv(document: SurveyDocument): string {
  const { languages } = document;
  const lines = textRows(document).map(({ id, texts }) => [
    id,
    ...languages.map((code) => texts[code] ?? ''),
  ]);
  return [['id', ...languages], ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n');
}

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export interface Taken {
  /** Texts that say something else now. */
  changed: number;
  /** Ids that this survey has not, or not any more. */
  unknown: string[];
  /** Columns that are no language of this survey. */
  columns: string[];
}

/** Puts the texts of such a table into the survey. An empty cell leaves what stands there. */
export function fromCsv(document: SurveyDocument, csv: string): Taken {
  const [head = [], ...lines] = parseCsv(csv);
  const rows = new Map(textRows(document).map((row) => [row.id, row]));
  const taken: Taken = { changed: 0, unknown: [], columns: [] };
  const languages = head.map((name) => (document.languages.includes(name.trim()) ? name.trim() : undefined));
  taken.columns = head.slice(1).filter((_, n) => languages[n + 1] === undefined);
  for (const [id = '', ...cells] of lines) {
    const row = rows.get(id.trim());
    if (!row) {
      if (id.trim()) taken.unknown.push(id.trim());
      continue;
    }
    const next = { ...row.texts };
    cells.forEach((text, n) => {
      const language = languages[n + 1];
      const value = formula.test(text.slice(1)) && text.startsWith("'") ? text.slice(1) : text;
      if (!language || value.trim() === '' || next[language] === value) return;
      next[language] = value;
      taken.changed++;
    });
    row.set(document, next);
  }
  return taken;
}

/** Comma, semicolon or tab, whichever the first line has most of; quotes as spreadsheets write them. */
export function parseCsv(csv: string): string[][] {
  const text = csv.replace(/^\uFEFF/, '');
  const firstLine = text.split(/\r?\n/, 1)[0] ?? '';
  const comma = [',', ';', '\t'].reduce((a, b) =>
    firstLine.split(b).length > firstLine.split(a).length ? b : a,
  );
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        value += '"';
        i++;
      } else if (c === '"') quoted = false;
      else value += c;
    } else if (c === '"' && value === '') quoted = true;
    else if (c === comma) {
      row.push(value);
      value = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      rows.push([...row, value]);
      row = [];
      value = '';
    } else value += c;
  }
  if (value !== '' || row.length > 0) rows.push([...row, value]);
  return rows;
}
