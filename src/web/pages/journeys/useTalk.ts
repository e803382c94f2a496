import { useMemo } from 'react';
import { useApi } from '../../api/useApi.ts';
import { useUrl } from '../../parts/useUrl.ts';

export interface Comment {
  id: string;
  journey: string;
  on: { kind: 'journey' | 'phase' | 'touchpoint' | 'note'; key: string; name: string; gone: boolean };
  replyTo: string | null;
  text: string;
  mentions: { id: string; name: string }[];
  at: string;
  by: { id: string | null; name: string };
  settled: { at: string; by: string } | null;
}

export interface Talk {
  comments: Comment[];
  /** Open threads about one thing. */
  open(kind: Comment['on']['kind'], key: string): number;
  show(kind: Comment['on']['kind'] | 'all', key: string): void;
}

/** What is said about a map; which talk is open stands in the address as `?talk=touchpoint:visit`. */
export function useTalk(journey: string): Talk {
  const [, setUrl] = useUrl();
  const { data } = useApi<{ items: Comment[] }>(
    ['journeys', journey, 'comments'],
    `/journeys/${journey}/comments`,
    { live: true },
  );
  return useMemo(() => {
    const comments = data?.items ?? [];
    const threads = comments.filter((one) => !one.replyTo && !one.settled);
    return {
      comments,
      open: (kind, key) => threads.filter((one) => one.on.kind === kind && one.on.key === key).length,
      show: (kind, key) => setUrl({ talk: `${kind}:${key}` }, { push: true }),
    };
  }, [data, setUrl]);
}
