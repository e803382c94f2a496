import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';

export interface Settings {
  host: string;
  port: number;
  database: string;
  user: string;
  tls: 'on' | 'unverified' | 'off';
  query: string;
  watermark: string | null;
}

export interface Pull {
  id: string;
  kind: 'postgres' | 'mysql';
  name: string;
  sourceName: string;
  settings: Settings;
  everyMinutes: number | null;
  watermark: string | null;
  lastRun: {
    runId: number;
    startedAt: string;
    state: string;
    read: number;
    accepted: number;
    failure: string | null;
  } | null;
}

export function usePulls() {
  return useQuery({
    queryKey: ['pulls'],
    queryFn: () => api.get<{ items: Pull[] }>('/pulls'),
    refetchInterval: 5_000,
  });
}
