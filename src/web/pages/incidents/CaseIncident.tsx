import { Go } from '../../parts/Go.tsx';
import { useIncidentWords } from './incidents.messages.ts';
import { useIncidentOf } from './incidents.ts';

/** On a case: the incident it is part of. */
export function CaseIncident({ caseId }: { caseId: string }) {
  const words = useIncidentWords();
  const incident = useIncidentOf(caseId);
  if (!incident) return null;
  return (
    <p className="tiny">
      {words.belongs} <Go to={`/incidents/${incident.id}`}>{words.one(incident.number)}</Go> ·{' '}
      {words.cases(incident.cases)}
    </p>
  );
}
