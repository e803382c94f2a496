import { readDimensions } from '../know/know.ts';
import { type TouchpointEntry, type TouchpointIndex, touchpointIndex } from '../map/map.ts';
import type { Database, Runner } from '../platform/database.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { ALL_TOUCHPOINTS } from './cells.ts';
import { metricByKey } from './metric.sql.ts';
import type { Metric } from './metric.ts';
import { type Group, type Reading, readingsOf, uncounted } from './reading.ts';
import { type CountedGroup, type GroupBy, type SliceFilter, sumCells } from './readings.sql.ts';
import { stretches } from './span.ts';

/** What part of the facts a figure is about. */
export interface Scope {
  /** Days, YYYY-MM-DD, both included; open where left out. */
  from?: string | undefined;
  to?: string | undefined;
  /** Dimension → accepted values. */
  where?: Record<string, string[]> | undefined;
  touchpoint?: string | undefined;
  phase?: string | undefined;
  journey?: string | undefined;
}

export const groupings = ['touchpoint', 'phase', 'journey', 'day', 'week', 'month'] as const;
export type By = (typeof groupings)[number] | `slice.${string}`;

export interface ReadingsQuery extends Scope {
  metric: string;
  by?: By | undefined;
}

/** The metric behind a key. @throws Refusal `not_found`. */
export async function metricOf(db: Runner, key: string): Promise<Metric> {
  const metric = await metricByKey(db, key);
  if (!metric) throw notFound('metric', key);
  return metric;
}

/** One reading per group, in the order of the map, of time, or of the values; without `by` one with the key `all`. */
export async function readings(platform: { db: Database }, query: ReadingsQuery): Promise<Reading[]> {
  const metric = await metricOf(platform.db, query.metric);
  return readingsOf(metric, await groupsOf(platform.db, metric, query));
}

/** The sums behind the readings, for what else is computed from them. */
export async function groupsOf(
  db: Runner,
  metric: Metric,
  query: Omit<ReadingsQuery, 'metric'>,
): Promise<Group[]> {
  const { by } = query;
  const index = await touchpointIndex(db);
  const rows = await sumCells(db, {
    metricIds: [metric.metricId],
    stretches: stretches(query.from, query.to, by === 'day' || by === 'week' ? 'd' : undefined),
    touchpointIds: placesFor(index, query, by),
    slices: await slicesOf(db, query, by),
    by: groupBy(by),
  });
  return grouped(rows, by, index);
}

function groupBy(by: By | undefined): GroupBy {
  if (by === undefined) return { of: 'nothing' };
  if (by.startsWith('slice.')) return { of: 'slice', dimension: by.slice('slice.'.length) };
  return { of: by as 'touchpoint' | 'phase' | 'journey' | 'day' | 'week' | 'month' };
}

/** Undefined where all slices together will do. @throws Refusal `unknown_dimension`. */
export async function slicesOf(db: Runner, { where = {} }: Scope, by?: By): Promise<SliceFilter | undefined> {
  const asked = Object.keys(where);
  if (by?.startsWith('slice.')) asked.push(by.slice('slice.'.length));
  if (asked.length === 0) return undefined;
  const known = await readDimensions(db);
  const unknown = asked.find((dimension) => !known.includes(dimension));
  if (unknown !== undefined) {
    throw new Refusal(
      'unknown_dimension',
      `There is no reporting dimension “${unknown}”. There is: ${known.join(', ') || 'none yet'}.`,
      { dimension: unknown, known },
    );
  }
  return where;
}

/** The whole map in one sum stands in cells of its own; otherwise the touchpoints of the scope. */
function placesFor(index: TouchpointIndex, scope: Scope, by: By | undefined): number[] {
  const { touchpoint, phase, journey } = scope;
  const whole = touchpoint === undefined && phase === undefined && journey === undefined;
  const apart = by === 'touchpoint' || by === 'phase' || by === 'journey';
  return whole && !apart ? [ALL_TOUCHPOINTS] : placesOf(index, scope);
}

/** Touchpoints of the scope; of the whole map, what is on no touchpoint too. */
export function placesOf(index: TouchpointIndex, { touchpoint, phase, journey }: Scope): number[] {
  if (touchpoint === undefined && phase === undefined && journey === undefined) {
    return [0, ...index.inOrder.map((entry) => entry.id)];
  }
  if (touchpoint === 'unplaced') return [0];
  if (touchpoint !== undefined && !index.byKey.has(touchpoint)) throw notFound('touchpoint', touchpoint);
  const found = index.inOrder.filter(
    (entry) =>
      (touchpoint === undefined || entry.key === touchpoint) &&
      (journey === undefined || entry.journeyKey === journey) &&
      (phase === undefined || phase === phaseKey(entry) || phase === entry.phaseKey),
  );
  return found.map((entry) => entry.id);
}

/** A phase's key is unique in its journey only. */
export function phaseKey(entry: TouchpointEntry): string {
  return `${entry.journeyKey}/${entry.phaseKey}`;
}

function grouped(rows: CountedGroup[], by: By | undefined, index: TouchpointIndex): Group[] {
  if (by === undefined) {
    return [{ key: 'all', label: 'all', counted: rows[0] ?? uncounted() }];
  }
  if (by !== 'touchpoint' && by !== 'phase' && by !== 'journey') {
    return rows.map((row) => ({ key: row.key, label: row.key, counted: row }));
  }
  const groups = new Map<string, Group>();
  const counted = new Map(rows.map((row) => [Number(row.key), row]));
  // In the order of the maps; what has no figures is left out.
  for (const entry of [...index.inOrder, undefined]) {
    const row = counted.get(idOf(entry, by));
    if (!row) continue;
    const { key, label } = nameOf(entry, by);
    if (!groups.has(key)) groups.set(key, { key, label, counted: row });
  }
  return [...groups.values()];
}

/** What the rows of a grouping are told apart by; 0: on no map. */
function idOf(entry: TouchpointEntry | undefined, by: 'touchpoint' | 'phase' | 'journey'): number {
  if (!entry) return 0;
  return by === 'touchpoint' ? entry.id : by === 'phase' ? entry.phaseId : entry.journeyId;
}

function nameOf(entry: TouchpointEntry | undefined, by: 'touchpoint' | 'phase' | 'journey') {
  if (!entry) return { key: 'unplaced', label: 'Not on the map' };
  if (by === 'touchpoint') return { key: entry.key, label: entry.name };
  if (by === 'phase') return { key: phaseKey(entry), label: entry.phaseName };
  return { key: entry.journeyKey, label: entry.journeyName };
}
