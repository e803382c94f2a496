import type { Dispute as Shape } from '../../../close/dispute.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Dispute = Wire<Shape>;

/** The open dispute about this case, else the last that ended. */
export function useDispute(caseId: string): Dispute | undefined {
  return useApi<{ items: Dispute[] }>(['disputes', caseId], '/disputes', {
    query: { case: caseId, state: 'all' },
    live: true,
    keep: false,
  }).data?.items[0];
}
