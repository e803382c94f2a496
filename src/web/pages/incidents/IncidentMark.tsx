import { Chip } from '../../parts/Chip.tsx';
import { useIncidentWords } from './incidents.messages.ts';
import { useOpenIncidents } from './incidents.ts';

/** On a touchpoint of the map: what is one incident there now. */
export function IncidentMark({ touchpoint }: { touchpoint: string }) {
  const words = useIncidentWords();
  const one = useOpenIncidents().find((incident) => incident.touchpoint?.key === touchpoint);
  if (!one) return null;
  return (
    <Chip tone="bad" to={`/incidents/${one.id}`}>
      {words.one(one.number)}
    </Chip>
  );
}
