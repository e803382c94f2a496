import type {
  IncidentCase,
  IncidentDetail,
  Incident as IncidentShape,
} from '../../../close/incidents/shapes.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Incident = Wire<IncidentShape>;
export type Detail = Wire<IncidentDetail>;
export type CaseOf = Wire<IncidentCase>;

export const incidentsKey = ['incidents'] as const;

/** Those not closed, asked again while the page is open. */
export function useOpenIncidents(): Incident[] {
  return (
    useApi<{ items: Incident[] }>([...incidentsKey, 'open'], '/incidents', {
      query: { open: true },
      live: true,
    }).data?.items ?? []
  );
}

/** The incident a case belongs to. */
export function useIncidentOf(caseId: string): Incident | undefined {
  return useApi<{ items: Incident[] }>([...incidentsKey, 'case', caseId], '/incidents', {
    query: { case: caseId },
    keep: false,
  }).data?.items[0];
}
