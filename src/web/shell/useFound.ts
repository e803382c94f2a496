import { useApi } from '../api/useApi.ts';
import type { FinderKind } from './finder.messages.ts';

export interface Found {
  kind: FinderKind;
  id: string;
  title: string;
  subtitle?: string;
  href: string;
}

const none: Found[] = [];

/** From two letters on; one letter matches half the company. */
export function useFound(query: string, open: boolean): { results: Found[]; busy: boolean } {
  const when = open && query.length >= 2;
  const { data, isFetching } = useApi<{ results: Found[] }>(['search'], '/search', {
    query: { q: query },
    when,
  });
  return { results: when ? (data?.results ?? none) : none, busy: isFetching };
}
