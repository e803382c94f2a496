import type { Advocate as ServerAdvocate, CaseTime as ServerTime } from '../../../close/stepIn/shapes.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Advocate = Wire<ServerAdvocate>;

/** The advocates of these customers by customer; nobody stands there where nothing is open. */
export function useAdvocates(customerIds: string[]): {
  data: Map<string, Advocate> | undefined;
} {
  const may = useMay('case:read');
  const customers = [...new Set(customerIds)].sort().slice(0, 200).join(',');
  const { data } = useApi<{ items: Advocate[] }>(['cases', 'advocates'], '/advocates', {
    query: { customers },
    when: may && customers !== '',
    live: true,
  });
  return { data: data && new Map(data.items.map((one) => [one.customerId, one])) };
}

export function useCaseTime(caseId: string) {
  return useApi<Wire<ServerTime>>(['cases', caseId, 'time'], `/cases/${caseId}/time`, { keep: false });
}
