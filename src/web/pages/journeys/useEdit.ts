import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { type Draft, draftOf, type Journey } from './journey.ts';

interface Edit {
  said: string;
  call: () => Promise<Journey>;
}

export interface Editor {
  busy: boolean;
  /** Changes the whole map as one step; what `change` leaves is what is saved. */
  edit(said: string, change: (draft: Draft) => void): void;
  /** Adds something that the server names. */
  add(said: string, path: 'phases' | 'touchpoints', body: object): void;
}

/**
 * Every edit is saved at once under the version it began from, and can be undone from its notice.
 * Somebody else's edit in between is refused with their name; the map is then read again.
 */
export function useEdit(journey: Journey): Editor {
  const cache = useQueryClient();
  const path = `/journeys/${journey.key}`;
  const keep = (saved: Journey) => cache.setQueryData(['journeys', journey.key, path, {}], saved);
  const change = useChange<Edit, Journey>({
    call: ({ call }) => call(),
    touches: [['journeys'], ['ownership'], ['placement']],
    said: (_, { said }) => said,
    after: keep,
    undo: (saved) =>
      api
        .post<Journey>(`${path}/restoration`, { version: journey.version, expect: saved.version })
        .then(keep),
  });
  const refresh = { onError: () => void cache.invalidateQueries({ queryKey: ['journeys', journey.key] }) };
  const expect = journey.version;
  return {
    busy: change.isPending,
    edit(said, alter) {
      const draft = draftOf(journey);
      alter(draft);
      change.mutate({ said, call: () => api.put(path, { ...draft, expect }) }, refresh);
    },
    add(said, what, body) {
      change.mutate({ said, call: () => api.post(`${path}/${what}`, { ...body, expect }) }, refresh);
    },
  };
}
