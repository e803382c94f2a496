import { useApi } from '../../api/useApi.ts';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { faceOf, type PersonaShape } from '../personas/personas.ts';
import type { Journey } from './journey.ts';

/** Who the map is drawn for: faces that open what is known about them. */
export function PersonaLine({ journey }: { journey: Journey }) {
  const { data } = useApi<{ items: PersonaShape[] }>(['personas'], '/personas', {
    when: journey.personas.length > 0,
  });
  const personas = journey.personas.flatMap((key) => data?.items.find((one) => one.key === key) ?? []);
  if (personas.length === 0) return null;
  return (
    <div className="row" style={{ flexWrap: 'wrap', marginBottom: 12 }}>
      {personas.map((persona) => (
        <Go key={persona.key} to={`/personas?persona=${persona.key}`} className="row">
          <Face person={faceOf(persona)} size="s" decorative /> {persona.name}
        </Go>
      ))}
    </div>
  );
}
