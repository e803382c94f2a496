import { useMemo } from 'react';
import type { PromiseAnswer } from '../../../map/promise.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import type { Period } from '../../parts/period.ts';
import type { Reading, Tone } from '../../parts/reading.ts';
import type { Metric } from './useScores.ts';

export type MapPromise = Wire<PromiseAnswer>;
type Days = Pick<Period, 'from' | 'to'>;

interface Volume {
  key: string;
  journey: string;
  n: number;
  failed: number;
}

/** How often something happened, by touchpoint. */
export function useVolumes(journey: string | undefined, { from, to }: Days) {
  const { data } = useApi<{ items: Volume[] }>(['volumes', journey ?? ''], '/volumes', {
    query: { journey, from, to },
  });
  return useMemo(() => new Map(data?.items.map((one) => [one.key, one])), [data]);
}

export function usePromises(journey: string | undefined, { from, to }: Days): MapPromise[] {
  const { data } = useApi<{ items: MapPromise[] }>(['promises', journey ?? ''], '/promises', {
    query: { journey, from, to },
  });
  return data?.items ?? [];
}

/** Kept less often than 19 times in 20 is a promise nobody should give; below 85 % it is one nobody can keep. */
export function toneOfKept(share: number | null): Tone {
  return share === null ? 'few' : share >= 0.95 ? 'good' : share >= 0.85 ? 'pass' : 'bad';
}

interface GridPhase {
  key: string;
  readings: Record<string, Reading>;
}

/** Every metric but the common one, by phase: counts, durations and rates of what is done, cost where somebody sends it. */
export function useOperations(journey: string, { from, to }: Days) {
  const metrics = useApi<{ items: Metric[] }>(['metrics'], '/metrics').data?.items ?? [];
  const { data } = useApi<{ phases: GridPhase[] }>(['grid', journey], '/grid', {
    query: { journey, from, to },
  });
  return (phase: string): { metric: Metric; reading: Reading }[] => {
    const readings = data?.phases.find((one) => one.key === `${journey}/${phase}`)?.readings ?? {};
    return metrics
      .filter((metric) => !metric.common)
      .flatMap((metric) =>
        readings[metric.key] ? [{ metric, reading: readings[metric.key] as Reading }] : [],
      );
  };
}
