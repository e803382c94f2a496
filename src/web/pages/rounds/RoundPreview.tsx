import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { Faces } from '../../parts/Face.tsx';
import { useRoundWords } from './messages.ts';
import type { Preview } from './rounds.ts';

/** Too few of them, and nothing of the round may be shown. */
const minimum = 5;

/** Who would be asked about how much, before anything is sent. */
export function RoundPreview({ scope }: { scope: object }) {
  const { form: words } = useRoundWords();
  const { data } = useQuery({
    queryKey: ['rounds', 'preview', scope],
    queryFn: () => api.post<Preview>('/rounds/preview', scope),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  const { touchpoints, people } = data;
  if (touchpoints === 0 || people.length === 0) return <p className="muted">{words.nothing}</p>;
  // Twenty seconds a touchpoint and one minute for the rest.
  const minutes = Math.ceil(1 + touchpoints / 3);
  return (
    <div>
      <p style={{ margin: '0 0 6px' }}>{words.preview(people.length, touchpoints, minutes)}</p>
      <Faces people={people} max={12} />
      {people.length < minimum ? <p role="alert">{words.few(minimum)}</p> : null}
    </div>
  );
}
