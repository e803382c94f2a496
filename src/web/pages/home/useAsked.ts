import { useApi } from '../../api/useApi.ts';
import type { Escalation } from '../ownership/disputes/disputes.ts';

/** What the ladder has brought to me, the longest waiting first; nothing where it asks me for nothing. */
export function useAsked(): Escalation[] {
  return (
    useApi<{ items: Escalation[] }>(['escalations'], '/escalations', { query: { mine: true }, live: true })
      .data?.items ?? []
  );
}
