import { useRouter, useRouterState } from '@tanstack/react-router';
import type { BehindFact } from '../../../measure/behind.ts';
import type { Metric as StoredMetric } from '../../../measure/metric.ts';
import type { Movers as StoredMovers } from '../../../measure/movers.ts';
import type { Target as StoredTarget } from '../../../measure/targets.ts';
import type { Query } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import type { Period } from '../../parts/period.ts';
import type { Reading as Figure } from '../../parts/reading.ts';
import { useUrl } from '../../parts/useUrl.ts';

export type Target = Wire<StoredTarget>;
export type Metric = Wire<StoredMetric> & { target: Target | null };
export type Movers = Wire<StoredMovers>;
export type Fact = Wire<BehindFact>;
export type Reading = Figure & { key: string; label: string; wide: boolean };

export interface Dimension {
  key: string;
  name: string;
  values: string[];
}

export function useMetrics(archived = false) {
  return useApi<{ items: Metric[] }>(['metrics'], '/metrics', { query: archived ? { archived: true } : {} });
}

export function useDimensions(): Dimension[] {
  return useApi<{ items: Dimension[] }>(['dimensions'], '/dimensions').data?.items ?? [];
}

export function useReadings(metric: string | undefined, query: Query, when = true) {
  return useApi<Reading[]>(['readings', metric], `/metrics/${metric}/readings`, {
    query,
    when: when && metric !== undefined,
    live: 60_000,
  });
}

/** What of the address narrows the figures: place on the map and `where.<dimension>`. */
export function useScope(): Record<string, string> {
  const [url] = useUrl();
  const scope: Record<string, string> = {};
  for (const [name, value] of Object.entries(url)) {
    if (
      value &&
      (name === 'touchpoint' || name === 'phase' || name === 'journey' || name.startsWith('where.'))
    )
      scope[name] = value;
  }
  return scope;
}

interface Place {
  key: string;
  name: string;
  phaseKey: string;
  phaseName: string;
  journeyKey: string;
  journeyName: string;
}

/** What a touchpoint, phase or journey is called; everything else is its own name. */
export function usePlaceNames(): (kind: string, key: string) => string {
  const places = useApi<{ items: Place[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  return (kind, key) => {
    if (kind === 'touchpoint') return places.find((place) => place.key === key)?.name ?? key;
    if (kind === 'journey') return places.find((place) => place.journeyKey === key)?.journeyName ?? key;
    if (kind !== 'phase') return key;
    return (
      places.find((place) => `${place.journeyKey}/${place.phaseKey}` === key || place.phaseKey === key)
        ?.phaseName ?? key
    );
  };
}

/** What the page's figures are of, when not of everything: "Technician visit, north". */
export function useScopeName(): string {
  const scope = useScope();
  const nameOf = usePlaceNames();
  return Object.entries(scope)
    .map(([kind, value]) => nameOf(kind, value))
    .join(', ');
}

/** The target of what is seen: of all, or of the one touchpoint; a slice has none. */
export function useTarget(metric: Metric): Target | undefined {
  const scope = useScope();
  const kinds = Object.keys(scope);
  const one = kinds.length === 1 ? scope.touchpoint : undefined;
  const targets = useApi<{ items: Target[] }>(['targets'], '/targets', {
    query: { metric: metric.key },
    when: one !== undefined,
  });
  if (kinds.length === 0) return metric.target ?? undefined;
  return one === undefined ? undefined : targets.data?.items.find((target) => target.touchpoint === one);
}

/** A reading's key as what narrows a figure down to it. Days, weeks and months become a period. */
export function narrowedTo(
  by: string,
  key: string,
  period: Pick<Period, 'from' | 'to'>,
): Record<string, string> {
  if (by.startsWith('slice.')) return { [`where.${by.slice(6)}`]: key };
  if (by !== 'day' && by !== 'week' && by !== 'month') return { [by]: key };
  const last = new Date(`${key}T00:00:00Z`);
  if (by === 'month') last.setUTCMonth(last.getUTCMonth() + 1, 0);
  else if (by === 'week') last.setUTCDate(last.getUTCDate() + 6);
  const to = last.toISOString().slice(0, 10);
  // Days as text sort like days.
  return { from: [key, period.from].sort()[1] ?? key, to: [to, period.to].sort()[0] ?? to };
}

/**
 * The panel with what is behind a figure. It is open where the address ends in #behind (so that other pages can link
 * to it); `behind` holds what narrows it further than the page, as a query string.
 */
export function useBehind() {
  const router = useRouter();
  const [url] = useUrl();
  const hash = useRouterState({ select: (state) => state.location.hash });
  const go = (behind: string | undefined, how: 'push' | 'replace') => {
    const { pathname, searchStr } = router.latestLocation;
    const search = new URLSearchParams(searchStr);
    if (behind) search.set('behind', behind);
    else search.delete('behind');
    const tail = search.toString();
    router.history[how](`${pathname}${tail ? `?${tail}` : ''}${behind === undefined ? '' : '#behind'}`);
  };
  return {
    isOpen: hash === 'behind',
    narrowed: Object.fromEntries(new URLSearchParams(url.behind ?? '')),
    open: (narrowed: Record<string, string>) => go(new URLSearchParams(narrowed).toString(), 'push'),
    close: () => go(undefined, 'replace'),
  };
}

/** The address at which a figure opens. */
export function measuresPath(
  metric: string,
  scope: Record<string, string>,
  period: Pick<Period, 'from' | 'to'>,
  open = true,
): string {
  const search = new URLSearchParams({ metric, ...scope, period: `${period.from}~${period.to}` });
  return `/measures?${search}${open ? '#behind' : ''}`;
}
