import { useApi } from '../../../api/useApi.ts';
import type { Person } from '../../journeys/journey.ts';
import type { ObjectKind } from '../ownership.ts';

export interface Delegation {
  id: string;
  person: Person & { id: string };
  to: Person & { id: string };
  object: { kind: ObjectKind; id: number; key: string; name: string } | null;
  absent: boolean;
  from: string;
  until: string;
  reason: string | null;
  state: 'past' | 'now' | 'future';
  void: boolean;
}

export interface Acting {
  forPersonId: string;
  forName: string;
  until: string;
  absent: boolean;
}

export function useDelegations() {
  return useApi<{ items: Delegation[] }>(['delegations'], '/delegations', { live: true });
}

export function useActing() {
  return useApi<{ items: Acting[] }>(['delegations', 'acting'], '/delegations/acting');
}
