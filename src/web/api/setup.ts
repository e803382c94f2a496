import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

export interface Setup {
  firstRun: boolean;
  demo: boolean;
  /** Its name; null before the first run. */
  organisation: string | null;
  demoPeople?: { email: string; name: string; role: string; title: string }[];
}

/** What the server is before anybody signs in: empty, a demo, or in use. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => api.get<Setup>('/setup'),
  staleTime: 60_000,
});
