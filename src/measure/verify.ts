import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import { lockCounting } from '../platform/locks.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { allMetrics } from './metric.sql.ts';
import { type DifferingCell, differingCells, replaceCells } from './recount.sql.ts';

export interface CellsVerdict {
  ok: boolean;
  metrics: number;
  /** At most 20. */
  differing: DifferingCell[];
}

const SHOWN = 20;

/** Recounts every metric from its facts, at all spans, and compares exactly. Metric by metric, so that others get their turn. */
export async function verifyCells(db: Database): Promise<CellsVerdict> {
  const metrics = await allMetrics(db);
  const differing: DifferingCell[] = [];
  for (const metric of metrics) {
    if (differing.length >= SHOWN) break;
    const { timezone } = await readOrganisation(db);
    differing.push(...(await differingCells(db, metric, { timezone, limit: SHOWN - differing.length })));
  }
  return { ok: differing.length === 0, metrics: metrics.length, differing };
}

/** Counts one metric, or all, anew from the facts. One transaction a metric; batches that come meanwhile wait for it. */
export async function recount(platform: Platform, metricId?: number): Promise<{ cells: number }> {
  const metrics = (await allMetrics(platform.db)).filter(
    (metric) => metricId === undefined || metric.metricId === metricId,
  );
  if (metricId !== undefined && metrics.length === 0) {
    throw new Refusal('not_found', `There is no metric with the number ${metricId}.`, { metricId }, 404);
  }
  let cells = 0;
  for (const metric of metrics) {
    cells += await platform.db.tx(async (tx) => {
      await lockCounting(tx, 'exclusive');
      // Read again behind the lock: the definition may have changed while we waited.
      const now = (await allMetrics(tx)).find((one) => one.metricId === metric.metricId);
      return now ? replaceCells(tx, now, (await readOrganisation(tx)).timezone) : 0;
    });
  }
  return { cells };
}
