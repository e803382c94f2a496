import { type Cached, cached } from '../platform/cached.ts';
import { type Runner, sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { Fact } from './facts.ts';
import { type Known, type KnownMetric, type Objection, screen } from './screen.ts';

/** Metrics that take answers, and touchpoints in use. Read at most every 5 s: then 1,000 requests a second cost nothing here. */
const known: Cached<Known> = cached(readKnown, 5);

async function readKnown(db: Runner): Promise<Known> {
  const metrics = await db.all<KnownMetric & { key: string }>(sql`
    select key, scale_min as "scaleMin", scale_max as "scaleMax" from metrics
    where archived_at is null and taken_from = 'response'`);
  const touchpoints = await db.all<{ key: string }>(
    sql`select key from touchpoints where archived_at is null`,
  );
  const dimensions = await db.all<{ key: string }>(sql`select key from dimensions`);
  return {
    dimensions: new Set(dimensions.map((dimension) => dimension.key)),
    metrics: new Map(metrics.map((metric) => [metric.key, metric])),
    touchpoints: new Set(touchpoints.map((touchpoint) => touchpoint.key)),
  };
}

let readAgainAt = 0;

/**
 * Objections to each fact. Where a metric, touchpoint or dimension is not on the kept list, the list is read again first (at most
 * four times a second, so that nonsense sent in a loop costs no more), and what was made a moment ago is known.
 */
export async function screenAll(platform: Platform, facts: Fact[]): Promise<(Objection | undefined)[]> {
  const now = platform.clock.now();
  const found = await screenBy(await known.get(platform.db), facts, now);
  const unknown = found.some((objection) => objection && /^(metric|touchpoint|dims\.)/.test(objection.field));
  if (!unknown || performance.now() < readAgainAt) return found;
  readAgainAt = performance.now() + 250;
  known.forget();
  return screenBy(await known.get(platform.db), facts, now);
}

function screenBy(list: Known, facts: Fact[], now: Date): (Objection | undefined)[] {
  return facts.map((fact) => screen(fact, list, now));
}

/** A metric or touchpoint was just made or archived. */
export function forgetKnown(): void {
  known.forget();
}
