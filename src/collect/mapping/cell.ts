import { Refusal } from '../../platform/errors.ts';
import { type Parser, parseBoolean, parseDate, parseNumber, Rejected } from '../read/parse.ts';
import { type ColumnValue, isTemplate, type Mapping, templatePart, type Value } from './mapping.ts';

export type Scalar = string | number | boolean;

/** One row while it is mapped. The first problem is kept; readers give undefined for an empty cell. */
export interface Row {
  values: (string | null)[];
  problem: { column: string | null; reason: string } | undefined;
}

export type Read<T> = (row: Row) => T | undefined;

export interface CellContext {
  columns: string[];
  defaults: Pick<Mapping, 'decimal' | 'dates' | 'zone'>;
  /** The organisation's time zone. */
  zone: string;
  /** JSON names only what it has: a column nobody mentioned yet is empty, not missing. */
  lenient?: boolean;
}

/** Compiled once per file: a row then costs closures, no schema and no lookups by name. */
export function textOf(value: Value, context: CellContext): Read<string> {
  if (typeof value === 'string') {
    if (value.startsWith('=')) return always(value.slice(1));
    if (isTemplate(value)) return template(value, context);
    return cell(indexOf(value, context));
  }
  const get = cell(indexOf(value.column, context));
  const words = value.words && recoder(value.words);
  const otherwise = value.otherwise === undefined ? undefined : String(value.otherwise);
  return (row) => {
    const text = get(row);
    if (text === undefined) return otherwise;
    const word = words?.get(text.toLowerCase());
    return word === undefined ? text : String(word);
  };
}

export function numberOf(value: Value, context: CellContext): Read<number> {
  const spec = columnValue(value);
  const decimal = spec?.decimal ?? context.defaults.decimal ?? '.';
  const number = parsed(value, context, parseNumber(decimal));
  const { times = 1, plus = 0 } = spec ?? {};
  if (times === 1 && plus === 0) return number;
  return (row) => {
    const found = number(row);
    return found === undefined ? undefined : round(found * times + plus);
  };
}

export function truthOf(value: Value, context: CellContext): Read<boolean> {
  const spec = columnValue(value);
  const usual = parseBoolean();
  const words = recoder({
    ...Object.fromEntries((spec?.yes ?? []).map((word) => [word, true])),
    ...Object.fromEntries((spec?.no ?? []).map((word) => [word, false])),
  });
  return parsed(
    value,
    context,
    (text) => (words.get(text?.toLowerCase() ?? '') as boolean | undefined) ?? usual(text),
  );
}

/** ISO text in UTC. A date without a time is the start of that day in its zone. */
export function dateOf(value: Value, context: CellContext): Read<string> {
  const spec = columnValue(value);
  const format = spec?.format ?? context.defaults.dates ?? 'iso';
  const zone = spec?.zone ?? context.defaults.zone ?? context.zone;
  const read = parseDate(format, zone);
  const iso = parseDate('iso', zone);
  const instant = parsed(value, context, (text) => {
    const found = read(text);
    if (!(found instanceof Rejected) || format === 'iso') return found;
    // A workbook's real dates come as ISO text, whatever its other cells look like.
    const other = iso(text);
    return other instanceof Rejected ? found : other;
  });
  return (row) => {
    const found = instant(row);
    return found === undefined ? undefined : new Date(found).toISOString();
  };
}

function parsed<T>(value: Value, context: CellContext, parse: Parser<T>): Read<T> {
  const get = textOf(value, context);
  return (row) => {
    const text = get(row);
    if (text === undefined) return undefined;
    const found = parse(text);
    if (found instanceof Rejected) return problem(row, value, found.reason);
    return found ?? undefined;
  };
}

/** Attributes: text, or a number where it is asked for or the value was given as one. */
export function scalarOf(value: Value, context: CellContext): Read<Scalar> {
  const spec = columnValue(value);
  if (spec?.yes || spec?.no) return truthOf(value, context);
  return spec?.number || spec?.times !== undefined ? numberOf(value, context) : textOf(value, context);
}

export function problem(row: Row, value: Value, reason: string): undefined {
  row.problem ??= { column: typeof value === 'string' ? value : value.column, reason };
  return undefined;
}

function columnValue(value: Value): ColumnValue | undefined {
  return typeof value === 'string' ? undefined : value;
}

export function indexOf(column: string, { columns, lenient }: CellContext): number {
  const index = columns.indexOf(column);
  if (index !== -1) return index;
  const folded = columns.findIndex((name) => name.toLowerCase() === column.trim().toLowerCase());
  if (folded !== -1 || lenient) return folded;
  throw new Refusal(
    'no_such_column',
    `The file has no column “${column}”. Its columns are ${columns.slice(0, 30).join(', ')}.`,
    { column, columns },
  );
}

export function cell(index: number): Read<string> {
  return ({ values }) => {
    const raw = values[index];
    if (raw === null || raw === undefined) return undefined;
    const text = raw.trim();
    return text === '' ? undefined : text;
  };
}

function always<T>(value: T): Read<T> {
  return () => value;
}

/** Empty as soon as one of its columns is: half a key is no key. */
function template(text: string, context: CellContext): Read<string> {
  const parts: (string | Read<string>)[] = [];
  let at = 0;
  for (const match of text.matchAll(templatePart)) {
    parts.push(text.slice(at, match.index), cell(indexOf(match[1] as string, context)));
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return (row) => {
    let out = '';
    for (const part of parts) {
      const piece = typeof part === 'string' ? part : part(row);
      if (piece === undefined) return undefined;
      out += piece;
    }
    return out;
  };
}

function recoder(words: Record<string, Scalar>): Map<string, Scalar> {
  return new Map(Object.entries(words).map(([word, meaning]) => [word.trim().toLowerCase(), meaning]));
}

/** 0.1 × 3 is 0.3: scaling must not make up digits. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
