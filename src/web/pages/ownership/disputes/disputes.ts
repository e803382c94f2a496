import type { Escalation as EscalationShape } from '../../../../own/escalation.ts';
import type { Ruling as RulingShape } from '../../../../own/rulings.ts';
import { type Key, useApi } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';
import type { Dispute } from '../../inbox/disputes.ts';

export type { Dispute };
export type Escalation = Wire<EscalationShape>;
export type Ruling = Wire<RulingShape>;

export const touchedByRuling: Key[] = [
  ['disputes'],
  ['escalations'],
  ['rulings'],
  ['grey-areas'],
  ['cases'],
  ['ownership'],
];

export function useDisputes() {
  return useApi<{ items: Dispute[] }>(['disputes'], '/disputes', { query: { state: 'all' }, live: true });
}

export function useEscalations(open = true) {
  return useApi<{ items: Escalation[] }>(['escalations'], '/escalations', { query: { open }, live: true });
}

export function useRulings() {
  return useApi<{ items: Ruling[] }>(['rulings'], '/rulings');
}
