import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, type Query } from '../../api/api.ts';
import { type Key, livePeriod, useApi } from '../../api/useApi.ts';
import type { Person } from '../journeys/journey.ts';

export type RaciRole = 'A' | 'R' | 'C' | 'I';
export type ObjectKind = 'journey' | 'phase' | 'touchpoint' | 'metric' | 'source' | 'promise';
/** What the chart shows instead of journeys with their touchpoints, and what each of these is in the ledger. */
export const thingKinds = { metrics: 'metric', sources: 'source', promises: 'promise' } as const;
export type Things = keyof typeof thingKinds;
export type Plane = 'strategy' | 'execution';
export type NoneReason = 'nobody' | 'several' | 'team' | 'left';

export interface Entry {
  id: string;
  role: RaciRole;
  plane: Plane;
  holder: {
    kind: 'person' | 'team' | 'department';
    id: string;
    name: string;
    departmentId: string | null;
    person: Person | null;
    there: boolean;
  };
  from: string;
  until: string | null;
  reason: string | null;
  acknowledgedAt: string | null;
}

/** Who acts for somebody, and the first day on which it is theirs again. */
export interface StandIn {
  person: Person;
  until: string;
  absent: boolean;
}

export interface SeatView {
  person: Person | null;
  reason: NoneReason | null;
  candidates: Person[];
}

export interface ChartObject {
  id: number;
  key: string;
  name: string;
  person: Person | null;
  reason: NoneReason | null;
  candidates: Person[];
  acknowledged: boolean;
  acting: StandIn | null;
  other: SeatView;
  entries: Entry[];
}

export type ChartPhase = ChartObject & { touchpoints: ChartObject[] };
export type ChartJourney = ChartObject & { phases: ChartPhase[] };

export interface Chart {
  asOf: string;
  today: string;
  plane: Plane;
  span: { from: string; to: string };
  changes: string[];
  counts: { touchpoints: number; exactlyOne: number; acknowledged: number };
  departments: { id: string; key: string; name: string }[];
  choices: { key: string; name: string }[];
  journeys: ChartJourney[];
  things: ChartObject[];
  next: string | null;
}

export type Held = Entry & {
  object: { kind: ObjectKind; id: number; key: string; name: string };
  state: 'past' | 'now' | 'future';
};

/** What a change of the ledger makes out of date. */
export const touched: Key[] = [
  ['ownership'],
  ['assignments'],
  ['people'],
  ['change-sets'],
  ['delegations'],
  ['cases'],
];

/** What is asked for in an address; undefined: journeys and touchpoints. */
export function whatOf(url: { what?: string | undefined }): Things | undefined {
  return url.what && url.what in thingKinds ? (url.what as Things) : undefined;
}

/** Faces and empty seats of a journey, without its touchpoints. */
export interface JourneySeats {
  journey: string;
  touchpoints: number;
  empty: number;
  people: Person[];
}

export function useJourneySeats(): JourneySeats[] {
  return (
    useApi<{ items: JourneySeats[] }>(['ownership', 'journeys'], '/ownership/journeys', { live: true }).data
      ?.items ?? []
  );
}

/** The first page of the chart on a day: all of a small atlas, or what `query` narrows it to. */
export function useChart(asOf: string | undefined, query: Query = {}) {
  return useApi<Chart>(['ownership'], '/ownership', { query: { asOf, ...query }, live: true });
}

/** Page after page, as far down as somebody has looked; one chart to whoever draws it. */
export function useChartPages(query: Query) {
  return useInfiniteQuery({
    queryKey: ['ownership', 'pages', query],
    queryFn: ({ pageParam, signal }) => api.get<Chart>('/ownership', { ...query, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: livePeriod,
    placeholderData: keepPreviousData,
    select: ({ pages }): Chart => ({ ...pages[0]!, journeys: pages.flatMap((page) => page.journeys) }),
  });
}
