import { useMemo } from 'react';
import { useApi } from '../../api/useApi.ts';
import type { Period } from '../../parts/period.ts';
import type { MetricLook, Reading } from '../../parts/reading.ts';
import { measuresPath } from '../measures/measures.ts';

export interface Metric extends MetricLook {
  key: string;
  name: string;
  common: boolean;
}

type Keyed = Reading & { key: string; label: string };

/** The one metric all departments share; undefined until somebody has defined it. */
export function useCommonMetric(): Metric | undefined {
  const { data } = useApi<{ items: Metric[] }>(['metrics'], '/metrics');
  return data?.items.find((metric) => metric.common);
}

/** Readings of the common metric by key. The same endpoint as everywhere, so that the same place shows the same figure. */
export function useScores(by: 'touchpoint' | 'phase' | 'journey', period: Pick<Period, 'from' | 'to'>) {
  const metric = useCommonMetric();
  const { data } = useApi<Keyed[]>(['readings', metric?.key, by], `/metrics/${metric?.key}/readings`, {
    query: { by, from: period.from, to: period.to },
    when: metric !== undefined,
    live: true,
  });
  const scores = useMemo(() => new Map(data?.map((reading) => [reading.key, reading])), [data]);
  return { metric, scores };
}

/** Where the answers behind a figure are. */
export function behind(
  metric: Metric | undefined,
  place: Record<string, string>,
  period: Pick<Period, 'from' | 'to'>,
): string {
  return measuresPath(metric?.key ?? '', place, period);
}
