import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { lockCounting } from '../platform/locks.ts';
import type { Platform } from '../platform/platform.ts';
import { define, type MetricChange, type MetricInput, meaning } from './definition.ts';
import {
  allMetrics,
  commonMetric,
  hasCells,
  insertMetric,
  metricByKey,
  onlyCommon,
  updateMetric,
} from './metric.sql.ts';
import type { Metric } from './metric.ts';

/** Every metric in use; with `archived` the others too. The common one comes first. */
export async function listMetrics(
  platform: Pick<Platform, 'db'>,
  { archived = false } = {},
): Promise<Metric[]> {
  const metrics = await allMetrics(platform.db);
  return metrics
    .filter((metric) => archived || metric.archivedAt === null)
    .sort((a, b) => Number(b.common) - Number(a.common) || a.metricId - b.metricId);
}

/** Makes a metric and counts what has come in already. The first one is the common metric. */
export async function createMetric(platform: Platform, actor: Actor, input: MetricInput): Promise<Metric> {
  require(actor, 'measure:write');
  const definition = define(input);
  await platform.db.tx(async (tx) => {
    await lockCounting(tx, 'exclusive');
    if (await metricByKey(tx, definition.key)) {
      throw conflict('metric_exists', `There is a metric “${definition.key}” already. Choose another key.`, {
        key: definition.key,
      });
    }
    const first = !(await allMetrics(tx)).some((metric) => metric.common);
    const id = await insertMetric(
      tx,
      { ...definition, common: definition.common || first },
      platform.clock.now(),
    );
    if (definition.common) await onlyCommon(tx, id);
    await countAgain(tx, platform, id);
    await tell(tx, platform, actor, { verb: 'metric.defined', id, detail: { ...definition } });
  });
  return found(platform, definition.key);
}

/**
 * Changes what a metric is called, how it is judged, or, while nothing is counted under it, what it means.
 * @throws Refusal `metric_has_data`, `common_metric_needed`, `metric_unsound`.
 */
export async function changeMetric(
  platform: Platform,
  actor: Actor,
  key: string,
  change: MetricChange,
): Promise<Metric> {
  require(actor, 'measure:write');
  await platform.db.tx(async (tx) => {
    await lockCounting(tx, 'exclusive');
    const was = await metricByKey(tx, key);
    if (!was) throw notFound('metric', key);
    const { metricId, archivedAt, ...before } = was;
    const { archived, ...rest } = change;
    // A new kind brings its own scale and unit, unless they are given too.
    const kept =
      rest.kind && rest.kind !== was.kind
        ? { key, name: was.name, description: was.description, common: was.common }
        : before;
    const now = define({ ...kept, ...rest } as MetricInput);
    const changed = meaning.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(before[field]));
    if (changed.length > 0 && (await hasCells(tx, metricId))) {
      throw conflict(
        'metric_has_data',
        `“${was.name}” has figures already; with another ${changed.join(', ')} they would say something else. Make a new metric and archive this one.`,
        { key, changed },
      );
    }
    if (was.common && (now.common === false || archived)) {
      throw new Refusal(
        'common_metric_needed',
        'There is always one common metric. Make another metric the common one first.',
        { key },
      );
    }
    if (now.common && (archived ?? archivedAt !== null)) {
      throw new Refusal(
        'common_metric_needed',
        'An archived metric cannot be the common one. Bring it back first.',
        { key },
      );
    }
    await updateMetric(
      tx,
      metricId,
      now,
      archived === undefined ? archivedAt : archived ? (archivedAt ?? platform.clock.now()) : null,
    );
    if (now.common) await onlyCommon(tx, metricId);
    if (changed.length > 0) await countAgain(tx, platform, metricId);
    await tell(tx, platform, actor, {
      verb: 'metric.changed',
      id: metricId,
      detail: { key, before, after: now, archived },
    });
  });
  return found(platform, key);
}

/** Makes the metric where it is missing; one that is there stays as people have changed it since. */
export async function declareMetric(platform: Platform, actor: Actor, input: MetricInput): Promise<Metric> {
  const known = await metricByKey(platform.db, input.key);
  if (known) return known;
  // What a recipe calls its common metric becomes ours only while ours has not been answered yet.
  const current = await commonMetric(platform.db);
  const common = input.common && !(current && (await hasCells(platform.db, current.metricId)));
  return createMetric(platform, actor, { ...input, common });
}

/** The three questions everybody asks, for a new organisation; NPS is the common one until another is chosen. */
export async function seedMetrics(tx: Tx, platform: Platform): Promise<void> {
  const first: MetricInput[] = [
    {
      key: 'nps',
      name: 'Recommendation (NPS)',
      kind: 'nps',
      common: true,
      description: 'How likely are you to recommend us? 0 to 10.',
    },
    { key: 'csat', name: 'Satisfaction (CSAT)', kind: 'csat', description: 'How satisfied are you? 1 to 5.' },
    { key: 'ces', name: 'Effort (CES)', kind: 'ces', description: 'We made it easy for you: 1 to 7.' },
  ];
  for (const metric of first) await insertMetric(tx, define(metric), platform.clock.now());
}

async function found(platform: Platform, key: string): Promise<Metric> {
  return (await metricByKey(platform.db, key)) as Metric;
}

async function countAgain(tx: Tx, platform: Platform, metricId: number): Promise<void> {
  await platform.queue.send(tx, 'measure.recount', { metricId }, { key: `metric ${metricId}` });
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  act: { verb: string; id: number; detail: Record<string, unknown> },
) {
  const subject = { kind: 'metric', id: act.id };
  await recordEvent(tx, platform, { name: act.verb, subject, data: { key: act.detail.key } });
  await audit(tx, platform, actor, { verb: act.verb, subject, detail: act.detail });
}
