import type { Value } from '../mapping/mapping.ts';
import type { ColumnGuess } from '../read/columns.ts';
import type { Table } from './format.ts';
import { labelValues } from './labels.ts';

export type MetricKind = 'nps' | 'csat' | 'ces';

export interface Question {
  column: ColumnGuess;
  /** What was asked. */
  title: string;
  /** Where the tool itself says what is asked. */
  kind?: MetricKind;
}

/** How a question reads that asks for one of the usual scores, in English and German. */
const ASKS: [MetricKind, RegExp][] = [
  ['nps', /recommend|\bnps\b|weiterempf/i],
  ['ces', /\b(easy|ease|easier|effort|difficult)\b|\bces\b|\b(einfach|leicht|schwierig|mühelos|aufwand)\b/i],
  ['csat', /satisf|\bcsat\b|zufrieden|\b(rate|rating)\b|bewerte/i],
];
const WORDS =
  /\b(why|reason|comment|comments|tell us|feedback|improve|else|explain|describe|suggest\w*)\b|warum|grund|kommentar|anmerkung|verbesser|sonst noch|erzähl/i;

export function asksFor({ title, column, kind }: Question): MetricKind | undefined {
  if (kind) return kind;
  const text = `${title} ${column.name}`;
  // “Why would you recommend us?” mentions a score and asks for words.
  if (column.type === 'text' && WORDS.test(text)) return undefined;
  return ASKS.find(([, pattern]) => pattern.test(text))?.[0];
}

export function asksForWords({ title, column }: Question, table: Table): boolean {
  if (column.type !== 'text') return false;
  if (WORDS.test(`${title} ${column.name}`)) return true;
  const said = valuesOf(column.name, table);
  const long = said.filter((text) => text.length >= 30 || text.split(/\s+/).length >= 5).length;
  return said.length > 0 && long * 2 > said.length;
}

/**
 * The score a column holds: which metric, and how its cells are read. A scale of another length is not bent to fit:
 * then there is a note, and the answers stay as they are.
 */
export function scoreOf(
  question: Question,
  table: Table,
): { metric: string; value: Value } | { note: string } | undefined {
  const kind = asksFor(question);
  const { column } = question;
  if (!kind || column.type === 'blank' || column.type === 'date') return undefined;
  const metric =
    table.metrics.find((one) => one.key === kind && one.kind === kind) ??
    table.metrics.find((one) => one.kind === kind);
  if (!metric) return undefined;
  const said = valuesOf(column.name, table);
  const [low, high] = [
    metric.scaleMin ?? Number.NEGATIVE_INFINITY,
    metric.scaleMax ?? Number.POSITIVE_INFINITY,
  ];
  const inside = (value: number) => value >= low && value <= high;
  const numbers = said.map(Number);
  if (numbers.length > 0 && numbers.every((value) => !Number.isNaN(value))) {
    if (numbers.every(inside)) return { metric: metric.key, value: asValue(column.name) };
    return {
      note: `“${question.title || column.name}” is answered on another scale than ${metric.key} (${low} to ${high}); kept as a detail.`,
    };
  }
  const words = labelValues(kind, [...new Set(said)]);
  if (!words) return undefined;
  if (!Object.values(words).every(inside)) {
    return {
      note: `“${question.title || column.name}” has more steps than ${metric.key}; kept as a detail.`,
    };
  }
  return { metric: metric.key, value: { column: column.name, words } };
}

/** The cells of a column in the first records, without the empty ones. */
export function valuesOf(name: string, { columns, rows }: Table): string[] {
  const at = columns.findIndex((column) => column.name === name);
  return rows.flatMap(({ values }) => values[at]?.trim() || []);
}

/** A question’s text as a column’s name: braces in it are no template, an equals sign begins no constant, and it may be long. */
export function asValue(name: string): Value {
  return /^=|[{}]/.test(name) || name.length > 500 ? { column: name } : name;
}
