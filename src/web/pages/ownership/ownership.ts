import { type Key, useApi } from '../../api/useApi.ts';
import type { Person } from '../journeys/journey.ts';

export type RaciRole = 'A' | 'R' | 'C' | 'I';
export type ObjectKind = 'journey' | 'phase' | 'touchpoint' | 'metric' | 'source';
export type NoneReason = 'nobody' | 'several' | 'team' | 'left';

export interface Entry {
  id: string;
  role: RaciRole;
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

export interface ChartObject {
  id: number;
  key: string;
  name: string;
  person: Person | null;
  reason: NoneReason | null;
  candidates: Person[];
  acknowledged: boolean;
  entries: Entry[];
}

export type ChartPhase = ChartObject & { touchpoints: ChartObject[] };
export type ChartJourney = ChartObject & { phases: ChartPhase[] };

export interface Chart {
  asOf: string;
  today: string;
  span: { from: string; to: string };
  changes: string[];
  counts: { touchpoints: number; exactlyOne: number; acknowledged: number };
  departments: { id: string; key: string; name: string }[];
  journeys: ChartJourney[];
}

export type Held = Entry & {
  object: { kind: ObjectKind; id: number; key: string; name: string };
  state: 'past' | 'now' | 'future';
};

/** What a change of the ledger makes out of date. */
export const touched: Key[] = [['ownership'], ['assignments'], ['people']];

export function useChart(asOf: string | undefined) {
  return useApi<Chart>(['ownership'], '/ownership', { query: { asOf }, live: true });
}
