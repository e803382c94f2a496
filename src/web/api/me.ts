import { queryOptions, useQuery } from '@tanstack/react-query';
import { askingPeriod } from '../live/live.ts';
import { api } from './api.ts';

export interface Me {
  person: {
    id: string;
    name: string;
    email: string;
    initials: string;
    colour?: string;
    departmentName?: string;
  };
  roles: string[];
  permissions: string[];
  organisation: Organisation;
  demo: boolean;
}

export interface Organisation {
  name: string;
  language: string;
  timezone: string;
  currency: string;
}

export interface Counts {
  home: number;
  inbox: number;
  ownership: number;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => api.get<Me>('/me'),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Who is signed in. Only below the shell, which has fetched it before anything is drawn. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('useMe is for pages below the shell');
  return data;
}

/** May this person do it? Hides what would be refused; the server decides all the same. */
export function useMay(permission: string): boolean {
  return useQuery(meQuery).data?.permissions.includes(permission) ?? false;
}

/** The organisation's place in the world; the browser's own before sign-in. */
export function useOrganisation(): Partial<Organisation> {
  return useQuery({ ...meQuery, enabled: false }).data?.organisation ?? {};
}

export function useCounts(): Counts | undefined {
  return useQuery({
    queryKey: ['me', 'counts'],
    queryFn: () => api.get<Counts>('/me/counts'),
    refetchInterval: askingPeriod,
  }).data;
}
