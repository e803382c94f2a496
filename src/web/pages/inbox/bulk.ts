import type { Bulk } from '../../../close/bulk/deed.ts';
import { api, type Query } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import type { Wire } from '../../api/wire.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { touchedByCase } from './cases.ts';

export type BulkNow = Wire<Bulk>;
export type Deed = { do: string } & Record<string, unknown>;

/** Which cases are meant: those ticked, or everything the filter finds. */
export interface Chosen {
  ids: ReadonlySet<string>;
  all: boolean;
}
export const nobody: Chosen = { ids: new Set(), all: false };

/** Fast enough to see it move, slow enough for a hundred people at once. */
const watching = 1000;

export function useBulk(id: string | undefined) {
  const query = useApi<BulkNow>(['bulks', id ?? ''], `/case-bulks/${id ?? ''}`, {
    when: id !== undefined,
    keep: false,
    live: watching,
  });
  return query;
}

/** Begins it, and shows its progress: the report is part of the address, and is still there after a reload. */
export function useBegin(chosen: Chosen, query: Query, after: () => void) {
  const [, setUrl] = useUrl();
  return useChange<Deed, BulkNow>({
    call: (deed) =>
      api.post<BulkNow>('/case-bulks', {
        deed,
        ...(chosen.all ? { query: texts(query) } : { cases: [...chosen.ids] }),
      }),
    touches: touchedByCase,
    after: (made) => {
      after();
      setUrl({ bulk: made.id });
    },
    quiet: true,
  });
}

function texts(query: Query): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    ),
  );
}
