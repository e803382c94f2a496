import { type TouchpointEntry, type TouchpointIndex, touchpointIndex } from '../map/map.ts';
import type { Database, Runner } from '../platform/database.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { metricByKey } from './metric.sql.ts';
import type { Metric } from './metric.ts';
import { addCounted, type Group, type Reading, readingsOf, uncounted } from './reading.ts';
import {
  allSlices,
  type CountedGroup,
  dimensionValues,
  type GroupBy,
  slicesWhere,
  sumCells,
} from './readings.sql.ts';
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
    touchpointIds: placesOf(index, query),
    sliceIds: await slicesOf(db, query, by),
    by: groupBy(by),
  });
  return grouped(rows, by, index);
}

function groupBy(by: By | undefined): GroupBy {
  if (by === undefined) return { of: 'nothing' };
  if (by.startsWith('slice.')) return { of: 'slice', dimension: by.slice('slice.'.length) };
  if (by === 'phase' || by === 'journey') return { of: 'touchpoint' };
  return { of: by as 'touchpoint' | 'day' | 'week' | 'month' };
}

/** Undefined where all slices together will do. @throws Refusal `unknown_dimension`. */
export async function slicesOf(db: Runner, { where = {} }: Scope, by?: By): Promise<number[] | undefined> {
  const asked = Object.keys(where);
  if (by?.startsWith('slice.')) asked.push(by.slice('slice.'.length));
  if (asked.length === 0) return undefined;
  const known = (await dimensionValues(db)).map((dimension) => dimension.key);
  const unknown = asked.find((dimension) => !known.includes(dimension));
  if (unknown !== undefined) {
    throw new Refusal(
      'unknown_dimension',
      `There is no reporting dimension “${unknown}”. There is: ${known.join(', ') || 'none yet'}.`,
      { dimension: unknown, known },
    );
  }
  return Object.keys(where).length > 0 ? slicesWhere(db, where) : allSlices(db);
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
  const byTouchpoint = new Map(rows.map((row) => [Number(row.key), row]));
  for (const entry of [...index.inOrder, undefined]) {
    const row = byTouchpoint.get(entry?.id ?? 0);
    if (!row) continue;
    const { key, label } = nameOf(entry, by);
    const group = groups.get(key);
    if (group) group.counted = addCounted(group.counted, row);
    else groups.set(key, { key, label, counted: row });
  }
  return [...groups.values()];
}

function nameOf(entry: TouchpointEntry | undefined, by: 'touchpoint' | 'phase' | 'journey') {
  if (!entry) return { key: 'unplaced', label: 'Not on the map' };
  if (by === 'touchpoint') return { key: entry.key, label: entry.name };
  if (by === 'phase') return { key: phaseKey(entry), label: entry.phaseName };
  return { key: entry.journeyKey, label: entry.journeyName };
}
