import { Refusal } from '../../platform/errors.ts';

/** More distinct keys than this is a table turned on its side, not a table. */
const MAX_COLUMNS = 2_000;

/** Turns JSON objects into rows. `columns` grows as new keys turn up; earlier rows are simply shorter. */
export class JsonRows {
  readonly columns: string[] = [];
  readonly #index = new Map<string, number>();

  constructor(columns: string[] = []) {
    for (const name of columns) this.#column(name);
  }

  /** The row in the order of `columns`, or the reason why there is none. Nested keys join with a dot. */
  read(text: string): (string | null)[] | string {
    let parsed: unknown;
    try {
      parsed = parseExactly(text);
    } catch (error) {
      return `Not valid JSON: ${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'}`;
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'Not a JSON object.';
    const row: (string | null)[] = [];
    const put = (prefix: string, object: object): boolean => {
      for (const [key, value] of Object.entries(object)) {
        const name = prefix === '' ? key : `${prefix}.${key}`;
        if (isObject(value)) {
          if (!put(name, value)) return false;
        } else {
          const at = this.#column(name);
          if (at >= MAX_COLUMNS) return false;
          row[at] = textOf(value);
        }
      }
      return true;
    };
    try {
      if (!put('', parsed)) return `More than ${MAX_COLUMNS} different keys.`;
    } catch {
      return 'Nested too deeply.';
    }
    for (let i = 0; i < row.length; i++) row[i] ??= null;
    // Escapes such as \u0000 and \ud800 are valid JSON and no text a database can hold.
    if (
      text.includes('\\u') &&
      row.some((value) => value !== null && (value.includes('\0') || !value.isWellFormed()))
    ) {
      return 'Holds a character that is no text (a NUL or half of a pair).';
    }
    return row;
  }

  #column(name: string): number {
    const known = this.#index.get(name);
    if (known !== undefined) return known;
    const at = this.columns.length;
    if (at < MAX_COLUMNS) {
      this.#index.set(name, at);
      this.columns.push(name);
    }
    return at;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Numbers of 16 digits and more keep every digit: they are identifiers, and a float would round them. */
function parseExactly(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined && context.source.length >= 16
      ? context.source
      : value;
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown);
}

/** Whether text is NDJSON, a JSON list, or neither (null), with the keys seen in its first objects. */
export function jsonShape(
  text: string,
  whole: boolean,
): { format: 'ndjson' | 'json'; columns: string[] } | null {
  const start = text.trimStart();
  const list = /^\[\s*(\{|\]\s*$)/.test(start);
  if (!list && !/^\{\s*["}]/.test(start)) return null;
  const inner = /^\{\s*"([^"]{1,80})"\s*:\s*\[\s*\{/.exec(start)?.[1];
  const rows = new JsonRows();
  const lines = text.split('\n');
  if (!whole) lines.pop();
  const objects = lines.filter((line) => line.trim() !== '').slice(0, 500);
  const read = objects.map((line) => Array.isArray(rows.read(line)));
  const perLine = !list && read[0] === true && (objects.length > 1 || inner === undefined);
  const secondStarts =
    !list && /^\{.*\}?\s*$/.test(objects[0] ?? '') && objects[1]?.trimStart().startsWith('{"') === true;
  if (perLine || secondStarts) return { format: 'ndjson', columns: rows.columns };
  if (inner !== undefined) {
    const message = `The rows sit in a list under “${inner}”. Send that list by itself, or one object per line.`;
    throw new Refusal('not_a_table', message, { key: inner });
  }
  return { format: 'json', columns: [] };
}
