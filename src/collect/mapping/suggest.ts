import type { ColumnGuess } from '../read/columns.ts';
import { type ColumnRole, normalName, roleOf } from './columnRole.ts';
import type { Mapping, Value, Yield } from './mapping.ts';

export interface SuggestContext {
  /** Metrics that take answers, with their scale. */
  metrics: { key: string; kind: string; scaleMin: number | null; scaleMax: number | null; common: boolean }[];
  /** Keys of the reporting dimensions. */
  dimensions: string[];
}

/**
 * A mapping to begin with, from what the columns are called (English or German) and what they hold. Rows with a
 * score or a comment are answers; other rows with a date are things that happened; the rest are customer records.
 */
export function suggestMapping(columns: ColumnGuess[], context: SuggestContext): Mapping {
  const roles = new Map<ColumnRole, ColumnGuess>();
  for (const column of columns) {
    const role = roleOf(column);
    if (role && !roles.has(role)) roles.set(role, column);
  }
  const at = (role: ColumnRole): string | undefined => roles.get(role)?.name;
  const date =
    roles.get('date') ?? columns.find((column) => column.type === 'date' && roleOf(column) !== 'birth');
  const score = roles.get('score');
  const person = at('customer') ?? at('email') ?? at('phone');
  const used = new Set([...roles.values()].map((column) => column.name).concat(date?.name ?? []));
  const rest = columns.filter((column) => !used.has(column.name) && column.type !== 'blank');
  const dims = bag(rest.filter((column) => context.dimensions.includes(normalName(column.name))));
  const attributes = bag(
    rest.filter((column) => !context.dimensions.includes(normalName(column.name))).slice(0, 20),
  );
  const own = at('id');
  const yields: Yield[] = [];
  const happened = {
    at: when(date),
    ...(own ? { key: own } : {}),
    ...(person ? { who: person } : {}),
    ...optional({ touchpoint: at('touchpoint'), dims }),
  };
  const isAnswer = score !== undefined || (at('comment') !== undefined && date !== undefined);

  if (person ?? own) {
    yields.push({
      type: 'identity',
      key: person ?? (own as string),
      ...optional({ name: at('name'), email: at('email'), phone: at('phone') }),
      ...(!isAnswer && !at('kind') ? optional({ attributes }) : {}),
    });
  }
  if (isAnswer) {
    yields.push({
      type: 'response',
      metric: metricFor(score, context),
      ...happened,
      ...optional({
        value: score && numberValue(score),
        comment: at('comment'),
        contactRequested: at('contact'),
        attributes,
      }),
    });
  } else if (date && (at('kind') || at('amount'))) {
    yields.push({
      type: 'interaction',
      kind: at('kind') ?? '=event',
      ...happened,
      ...optional({
        value: roles.get('amount') && numberValue(roles.get('amount') as ColumnGuess),
        failed: at('failed'),
        summary: at('summary'),
        attributes,
      }),
    });
  } else if (yields.length === 0) {
    yields.push({
      type: 'interaction',
      kind: at('kind') ?? '=event',
      ...happened,
      ...optional({ attributes }),
    });
  }
  return { yields };
}

function when(column: ColumnGuess | undefined): Value {
  if (!column) return '='; // nothing: the preview says that the date is missing
  const format = column.date?.format ?? 'iso';
  return format === 'iso' ? column.name : { column: column.name, format };
}

function numberValue(column: ColumnGuess): Value {
  return column.number?.decimal === ',' ? { column: column.name, decimal: ',' } : column.name;
}

/** The metric the column is named after; else the one whose scale the answers fit; else the common one. */
function metricFor(score: ColumnGuess | undefined, { metrics }: SuggestContext): Value {
  const name = score ? normalName(score.name) : '';
  const named = metrics.find((metric) => name !== '' && (name === metric.key || name.includes(metric.key)));
  const numbers = (score?.examples ?? []).map(Number).filter((value) => !Number.isNaN(value));
  const fitting = metrics.filter(
    ({ scaleMin, scaleMax }) =>
      scaleMin !== null &&
      scaleMax !== null &&
      numbers.every((value) => value >= scaleMin && value <= scaleMax),
  );
  const best =
    named ??
    fitting.find((metric) => metric.common) ??
    fitting[0] ??
    metrics.find((metric) => metric.common) ??
    metrics[0];
  return `=${best?.key ?? 'nps'}`;
}

function bag(columns: ColumnGuess[]): Record<string, Value> | undefined {
  if (columns.length === 0) return undefined;
  const values: Record<string, Value> = {};
  for (const column of columns) {
    const number = column.type === 'number' || column.type === 'integer';
    values[normalName(column.name) || column.name] = number
      ? {
          column: column.name,
          number: true,
          ...(column.number?.decimal === ',' ? { decimal: ',' as const } : {}),
        }
      : column.name;
  }
  return values;
}

/** Without the fields that are undefined: exact optional shapes have no `undefined` in them. */
function optional<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
