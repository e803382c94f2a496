import type { z } from 'zod';
import type { CaseItem } from '../../../close/case.ts';
import type { HeldList } from '../../../own/shapes.ts';
import { useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import { addDays, dayOf, type Period } from '../../parts/period.ts';
import { useMovers } from '../measures/Moved.tsx';
import { type Metric, useMetrics, useReadings } from '../measures/measures.ts';

export type Line = Wire<CaseItem>;
export type Held = Wire<z.infer<typeof HeldList>>['items'][number];

/** The last so many days of the organisation's calendar, today included. */
export function useLast(days: number): Pick<Period, 'from' | 'to'> {
  const { organisation } = useMe();
  const to = dayOf(new Date(), organisation.timezone);
  return { from: addDays(to, 1 - days), to };
}

/** Cases that wait for me, the nearest deadline first. */
export function useMyCases(limit = 5) {
  return useApi<{ items: Line[]; next: string | null }>(['cases'], '/cases', {
    query: { open: true, owner: 'me', sort: 'due', limit },
    live: true,
  });
}

/** Everything that is, was and will be mine. */
export function useHeld() {
  const { person } = useMe();
  const query = useApi<{ items: Held[] }>(['assignments'], '/assignments', { query: { person: person.id } });
  return { query, items: query.data?.items ?? [] };
}

/** What I am accountable for today, and what I am responsible for. */
export function useMine() {
  const { query } = useHeld();
  const now = (role: Held['role']) =>
    query.data?.items.filter((one) => one.role === role && one.state === 'now') ?? [];
  return { query, items: now('A'), responsible: now('R') };
}

export function useCommon(): { query: ReturnType<typeof useMetrics>; metric: Metric | undefined } {
  const query = useMetrics();
  return { query, metric: query.data?.items.find((one) => one.common) };
}

/** The place of mine that changed most in 30 days, by more than chance, and the part of one dimension that explains most of it. */
export function useNews(metric: Metric | undefined, mine: Held[]) {
  const period = useLast(30);
  const range = { from: period.from, to: period.to };
  const places = mine.filter((one) => one.object.kind === 'touchpoint').map((one) => one.object.key);
  const movers = useMovers(metric, range).data;
  const candidates = (movers?.movers ?? [])
    .filter((one) => places.includes(one.key) && one.significant)
    .map((one) => ({ key: one.key, label: one.label, change: (one.after ?? 0) - (one.before ?? 0) }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const place = candidates[0];
  const dimension = useApi<{ items: { key: string }[] }>(['dimensions'], '/dimensions').data?.items[0]?.key;
  const parts = useMovers(place && dimension ? metric : undefined, {
    ...range,
    by: `slice.${dimension}`,
    touchpoint: place?.key ?? '',
  }).data;
  const strongest = parts?.movers.find((one) => one.key !== 'others' && one.key !== '');
  const share = strongest && parts?.change ? (strongest.rate + strongest.mix) / parts.change : 0;
  return {
    place,
    movers,
    part: share > 0.5 && share <= 1 ? { label: strongest?.label ?? '', share } : undefined,
  };
}

/** Half a year by month of one touchpoint, phase or journey. */
export function useCourse(metric: Metric, held: Held) {
  const { from, to } = useLast(183);
  const { kind, key } = held.object;
  return useReadings(metric.key, { from, to, by: 'month', [kind]: key }).data ?? [];
}
