import { useInfiniteQuery } from '@tanstack/react-query';
import type { RecognitionQuery, Recognition as Server } from '../../../close/recognition/recognition.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { type Key, useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Recognition = Wire<Server>;
type Show = RecognitionQuery['show'];
interface Page {
  items: Recognition[];
  next: string | null;
}

export const touchedByThanks: Key[] = [['recognition']];

export function useRecognitions(show: Show, given: { limit?: number; caseId?: string; when?: boolean } = {}) {
  const may = useMay('case:read');
  return useApi<Page>(['recognition', show], '/recognition', {
    query: { show, limit: given.limit ?? 30, case: given.caseId },
    when: may && (given.when ?? true),
  });
}

/** Page after page, the newest first. */
export function useFeed(show: 'thanked' | 'mine') {
  const may = useMay('case:read');
  return useInfiniteQuery({
    queryKey: ['recognition', 'feed', show],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>('/recognition', { show, limit: 20, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: may,
  });
}
