import type { z } from 'zod';
import type {
  FlowCases,
  Flow as FlowShape,
  FlowNow as NowShape,
  OwnFlow as OwnShape,
} from '../../../close/flow/flow.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import type { UrlState } from '../../parts/useUrl.ts';

export type Flow = Wire<FlowShape>;
export type FlowNow = Wire<NowShape>;
export type OwnFlow = Wire<OwnShape>;
export type Group = Flow['teams'][number];
export type Rate = NonNullable<Flow['confirmed']>;
export type Middle = NonNullable<Flow['total']>;
export type CasePage = Wire<z.infer<typeof FlowCases>>;

/** What narrows the page, as it stands in the address. */
export const askedOf = ({ weeks, team, touchpoint, journey }: UrlState) => ({
  weeks,
  team,
  touchpoint,
  journey,
});

export const useFlow = (url: UrlState) => useApi<Flow>(['flow'], '/flow', { query: askedOf(url) });

export function useFlowNow(url: UrlState) {
  const { weeks: _, ...query } = askedOf(url);
  return useApi<FlowNow>(['flow', 'now'], '/flow/now', { query });
}

export const useOwnFlow = (url: UrlState) =>
  useApi<OwnFlow>(['flow', 'mine'], '/flow/mine', { query: { weeks: url.weeks } });

/** Which figure is opened: `?open=tell`, of one week `&week=2026-11-02`, my own `&whose=me`. */
export const shut = { open: undefined, week: undefined, whose: undefined };
