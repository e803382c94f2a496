import { Fact } from '../facts.ts';
import { compileMapping } from '../mapping/compile.ts';
import { columnsOf, type Value, type Yield } from '../mapping/mapping.ts';
import type { EventMapping } from './eventMapping.ts';

export type Mapped = { facts: Fact[] } | { reason: string; field: string | null };

/** What a mapping may read beside the event itself. */
export interface Beside {
  onus: Record<string, string | number | undefined>;
  header?: Record<string, string>;
}

/** Facts of one event; none where no rule applies to it. */
export type MapEvent = (event: unknown, beside: Beside) => Mapped;

/** More elements than this in one list are no event but an export. */
const MOST_ITEMS = 500;

/** @throws Refusal `unknown_zone` */
export function compileEvents(mapping: EventMapping, zone: string): MapEvent {
  const whole = compiled(mapping, mapping.yields, zone, '{onus.key}');
  const { items } = mapping;
  const each = items && compiled(mapping, items.yields, zone, '{onus.key}~{onus.item}');
  return (event, beside) => {
    const facts: Fact[] = [];
    const rows: [typeof whole, object][] = [[whole, { ...asObject(event), ...beside }]];
    if (each) {
      const list = at(event, items.path.split('.'));
      if (Array.isArray(list)) {
        if (list.length > MOST_ITEMS)
          return {
            reason: `“${items.path}” has ${list.length} elements; ${MOST_ITEMS} are the most.`,
            field: items.path,
          };
        list.forEach((item, i) => {
          rows.push([each, { ...asObject(event), ...beside, item, onus: { ...beside.onus, item: i + 1 } }]);
        });
      }
    }
    for (const [map, row] of rows) {
      const mapped = map?.(row);
      if (mapped && 'reason' in mapped) return mapped;
      if (mapped) facts.push(...mapped.facts);
    }
    return { facts };
  };
}

function compiled(
  defaults: EventMapping,
  yields: Yield[],
  zone: string,
  ownKey: string,
): ((row: object) => Mapped) | undefined {
  if (yields.length === 0) return undefined;
  // Two facts of one event have two keys, whichever of the rules applies.
  const keyed = yields.map((one, i) =>
    one.type === 'identity' || one.key ? one : { ...one, key: i === 0 ? ownKey : `${ownKey}~${i + 1}` },
  );
  const columns = [...new Set(keyed.flatMap(columnsRead))];
  const paths = columns.map((column) => column.split('.'));
  const { decimal, dates, zone: own } = defaults;
  const map = compileMapping({ decimal, dates, zone: own, yields: keyed }, { columns, zone, lenient: true });
  return (row) => {
    const mapped = map(paths.map((path) => cellText(at(row, path))));
    if ('problem' in mapped)
      return mapped.problem.column === null
        ? { facts: [] }
        : { reason: mapped.problem.reason, field: mapped.problem.column };
    for (const [i, fact] of mapped.facts.entries()) {
      // An event shows a part of somebody at one moment, and may be overtaken on the way.
      if (fact.type === 'identity') Object.assign(fact, { partial: true, at: (row as Beside).onus.at });
      const read = Fact.safeParse(fact);
      if (!read.success) {
        const issue = read.error.issues[0];
        return { reason: issue?.message ?? 'not a fact', field: issue?.path.join('.') || null };
      }
      mapped.facts[i] = read.data;
    }
    return mapped;
  };
}

function columnsRead(one: Yield): string[] {
  const { type: _, when, ...rest } = one;
  const values = Object.entries(rest).flatMap(([name, value]) =>
    // An identity's kind is a word of ours; an interaction's is a value.
    name === 'kind' && one.type === 'identity'
      ? []
      : typeof value === 'string' || (value && 'column' in value)
        ? [value as Value]
        : Object.values((value ?? {}) as Record<string, Value>),
  );
  return [...(when ? [when.column] : []), ...values.flatMap(columnsOf)];
}

function at(value: unknown, path: string[]): unknown {
  let here: unknown = value;
  for (const step of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asObject(event: unknown): object {
  return event !== null && typeof event === 'object' ? event : {};
}
