import { z } from 'zod';
import { touchpointIndex } from '../map/map.ts';
import type { Platform } from '../platform/platform.ts';
import { listMetrics } from './metrics.ts';
import { addCounted, Reading, readingsOf, uncounted } from './reading.ts';
import { sumCells } from './readings.sql.ts';
import { phaseKey, placesOf } from './readings.ts';
import { stretches } from './span.ts';

export const Grid = z
  .object({
    metrics: z.array(z.object({ key: z.string(), name: z.string() })),
    phases: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        journey: z.string(),
        journeyName: z.string(),
        readings: z
          .record(z.string(), Reading)
          .meta({ description: 'By metric; what is missing is measured by nobody.' }),
        measured: z.boolean().meta({ description: 'Any metric at all has figures here.' }),
      }),
    ),
  })
  .meta({ id: 'Grid' });
export type Grid = z.infer<typeof Grid>;

/** Phase × metric: where the journey is measured, with what, and where it is not. */
export async function grid(
  platform: Pick<Platform, 'db'>,
  query: { journey?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<Grid> {
  const { db } = platform;
  const metrics = await listMetrics(platform);
  const index = await touchpointIndex(db);
  const entries = index.inOrder.filter(
    (entry) => !entry.archived && (query.journey === undefined || entry.journeyKey === query.journey),
  );
  const rows = await sumCells(db, {
    metricIds: metrics.map((metric) => metric.metricId),
    stretches: stretches(query.from, query.to),
    touchpointIds: placesOf(index, { journey: query.journey }),
    slices: undefined,
    by: { of: 'touchpoint' },
  });
  const sums = new Map(rows.map((row) => [`${row.metricId} ${row.key}`, row]));
  const phases = new Map<
    string,
    { name: string; journey: string; journeyName: string; touchpoints: number[] }
  >();
  for (const entry of entries) {
    const key = phaseKey(entry);
    const phase = phases.get(key);
    if (phase) phase.touchpoints.push(entry.id);
    else
      phases.set(key, {
        name: entry.phaseName,
        journey: entry.journeyKey,
        journeyName: entry.journeyName,
        touchpoints: [entry.id],
      });
  }
  const readings = new Map<string, Record<string, Reading>>();
  for (const metric of metrics) {
    const groups = [...phases].map(([key, { name, touchpoints }]) => ({
      key,
      label: name,
      counted: touchpoints.reduce(
        (sum, id) => addCounted(sum, sums.get(`${metric.metricId} ${id}`) ?? uncounted()),
        uncounted(),
      ),
    }));
    for (const reading of readingsOf(
      metric,
      groups.filter(({ counted }) => counted.n > 0),
    )) {
      readings.set(reading.key, { ...readings.get(reading.key), [metric.key]: reading });
    }
  }
  return {
    metrics: metrics.map(({ key, name }) => ({ key, name })),
    phases: [...phases].map(([key, { name, journey, journeyName }]) => ({
      key,
      name,
      journey,
      journeyName,
      readings: readings.get(key) ?? {},
      measured: readings.has(key),
    })),
  };
}
