import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { MetricChange, MetricInput } from './definition.ts';
import type { Metric } from './metric.ts';
import { changeMetric, createMetric, listMetrics } from './metrics.ts';
import { metricOf } from './readings.ts';
import * as shape from './shapes.ts';
import { listTargets, setTarget, Target, TargetInput } from './targets.ts';

export function metricRoutes(platform: Platform): Route[] {
  const withTargets = async (metrics: Metric[]) => {
    const targets = (await listTargets(platform, {})).filter((target) => target.touchpoint === null);
    return metrics.map((metric) => ({
      ...metric,
      target: targets.find((target) => target.metric === metric.key) ?? null,
    }));
  };
  const answer = async (metric: Metric) => (await withTargets([metric]))[0];
  return [
    route(
      'get',
      '/metrics',
      'measure:read',
      {
        summary: 'What is measured; the common metric first.',
        query: shape.MetricListQuery,
        answers: shape.MetricList,
      },
      async ({ query }) => ({ items: await withTargets(await listMetrics(platform, query)), next: null }),
    ),
    route(
      'post',
      '/metrics',
      'measure:write',
      {
        summary: 'Define a metric; what has come in already is counted.',
        body: MetricInput,
        answers: shape.MetricAnswer,
        status: 201,
      },
      async ({ body, actor }) => answer(await createMetric(platform, actor, body)),
    ),
    route(
      'get',
      '/metrics/:key',
      'measure:read',
      { summary: 'One metric.', params: shape.MetricKey, answers: shape.MetricAnswer },
      async ({ params }) => answer(await metricOf(platform.db, params.key)),
    ),
    route(
      'patch',
      '/metrics/:key',
      'measure:write',
      {
        summary: 'Rename, judge otherwise, archive, make common.',
        description:
          'What a metric means (kind, source, scale, unit) stays once there are figures: make a new one.',
        params: shape.MetricKey,
        body: MetricChange,
        answers: shape.MetricAnswer,
      },
      async ({ params, body, actor }) => answer(await changeMetric(platform, actor, params.key, body)),
    ),
    route(
      'get',
      '/targets',
      'measure:read',
      { summary: 'Targets in force on a day.', query: shape.TargetQuery, answers: shape.TargetList },
      async ({ query }) => ({ items: await listTargets(platform, query), next: null }),
    ),
    route(
      'post',
      '/targets',
      'measure:write',
      { summary: 'Set a target from a day on.', body: TargetInput, answers: Target, status: 201 },
      ({ body, actor }) => setTarget(platform, actor, body),
    ),
  ];
}
