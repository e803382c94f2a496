import { z } from 'zod';
import { listRules } from '../close/close.ts';
import { source } from '../collect/collect.ts';
import { touchpointIndex } from '../map/map.ts';
import { commonMetric, flowsOf, listMetrics } from '../measure/measure.ts';
import { dayOf } from '../own/own.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { departmentsAt } from './lineage.sql.ts';

const named = z.object({ key: z.string(), name: z.string() });

export const SourceLineage = z
  .object({
    since: z.string().describe('First day of the month from which on is counted.'),
    n: z.int(),
    flows: z.array(
      z.object({
        metric: named,
        touchpoint: named.nullable().describe('Null: not placed on any.'),
        journey: named.nullable(),
        departments: z.array(named).describe('Who answers or works there today.'),
        n: z.int(),
        lastMonth: z.string(),
      }),
    ),
    pages: z.array(
      z.object({
        kind: z.enum(['home', 'measure', 'journey', 'department', 'cases']),
        key: z.string(),
        name: z.string(),
        href: z.string(),
        n: z.int().describe('Values of this source that stand behind it.'),
      }),
    ),
  })
  .meta({ id: 'SourceLineage' });
export type SourceLineage = z.infer<typeof SourceLineage>;

/** What a source feeds: metrics at touchpoints, the pages on which they stand, the departments whose figures they are. Twelve months. */
export async function sourceLineage(platform: Platform, actor: Actor, key: string): Promise<SourceLineage> {
  require(actor, 'source:read');
  const { db } = platform;
  const { id } = await source(platform, actor, key);
  const today = await dayOf(db, platform.clock.now());
  const since = `${Number(today.slice(0, 4)) - 1}${today.slice(4, 7)}-01`;
  const index = await touchpointIndex(db);
  const metrics = new Map((await listMetrics(platform)).map((metric) => [metric.metricId, metric]));
  const counted = await flowsOf(db, id, since);
  const places = [...new Set(counted.map((one) => one.touchpointId))];
  const at = Map.groupBy(await departmentsAt(db, places, today), (one) => one.touchpointId);
  const flows = counted.flatMap(({ metricId, touchpointId, n, lastMonth }) => {
    const metric = metrics.get(metricId);
    const place = index.byId.get(touchpointId);
    if (!metric) return [];
    return {
      metric: { key: metric.key, name: metric.name },
      touchpoint: place ? { key: place.key, name: place.name } : null,
      journey: place ? { key: place.journeyKey, name: place.journeyName } : null,
      departments: (at.get(touchpointId) ?? []).map(({ key, name }) => ({ key, name })),
      n: Number(n),
      lastMonth,
    };
  });
  return {
    since,
    n: flows.reduce((sum, one) => sum + one.n, 0),
    flows,
    pages: await pagesOf(platform, flows),
  };
}

async function pagesOf(platform: Platform, flows: SourceLineage['flows']): Promise<SourceLineage['pages']> {
  const found = new Map<string, SourceLineage['pages'][number]>();
  const add = (page: Omit<SourceLineage['pages'][number], 'n'>, n: number) => {
    const name = `${page.kind} ${page.key}`;
    const known = found.get(name);
    if (known) known.n += n;
    else found.set(name, { ...page, n });
  };
  const common = await commonMetric(platform.db);
  const rules = (await listRules(platform)).filter((rule) => rule.metricKey !== null);
  for (const { metric, journey, departments, n } of flows) {
    if (metric.key === common?.key) add({ kind: 'home', key: 'home', name: metric.name, href: '/' }, n);
    add({ kind: 'measure', ...metric, href: `/measures?metric=${metric.key}` }, n);
    if (journey) add({ kind: 'journey', ...journey, href: `/journeys/${journey.key}` }, n);
    for (const one of departments)
      add({ kind: 'department', ...one, href: `/ownership/departments/${one.key}` }, n);
    for (const rule of rules.filter((one) => one.metricKey === metric.key))
      add({ kind: 'cases', key: rule.key, name: rule.name, href: '/inbox?view=all' }, n);
  }
  return [...found.values()].sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
}
