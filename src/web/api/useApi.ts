import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, type Query } from './api.ts';

/** The room or noun first, then what narrows it: `['cases']`, `['cases', id]`, `['readings', 'nps']`. */
export type Key = readonly [string, ...unknown[]];

export interface ApiOptions {
  query?: Query;
  /** Asks again every 15 s (or so many milliseconds) while the page is visible. */
  live?: boolean | number | (() => number);
  /** Waits until true, such as until something is chosen. */
  when?: boolean;
  /** Keeps showing the last answer while a changed filter loads. On by default. */
  keep?: boolean;
}

/** 15 s: half of what people report as "it is stuck", and 4 requests a minute per open page. */
export const livePeriod = 15_000;

/** Reads from the server and keeps the answer under `key` (the query is added to the key by itself). */
export function useApi<T>(key: Key, path: string, options: ApiOptions = {}) {
  return useQuery({
    queryKey: [...key, path, options.query ?? {}],
    queryFn: ({ signal }) => api.get<T>(path, options.query, signal),
    enabled: options.when ?? true,
    refetchInterval: options.live === true ? livePeriod : (options.live ?? false),
    refetchIntervalInBackground: false,
    placeholderData: options.keep === false ? undefined : keepPreviousData,
  });
}
