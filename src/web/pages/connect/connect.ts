import { useApi } from '../../api/useApi.ts';

export type Convention = 'segment' | 'cloudevents' | 'webhook';

export interface Connection {
  id: string;
  sourceKey: string;
  convention: Convention;
  provider: string | null;
  prefix: string;
  signed: boolean;
  url: string;
  mapping: Record<string, unknown>;
  madeAt: string;
  madeBy: string | null;
  firstReceivedAt: string | null;
  lastReceivedAt: string | null;
  endedAt: string | null;
  deadLetters: number;
}

/** In the answer to making it, and nowhere else. */
export interface Made extends Connection {
  key: string;
  sendTo: string;
}

export interface Provider {
  kind: string;
  name: string;
  secret: 'required' | 'optional' | 'none';
  where: string;
  example: Record<string, unknown>;
}

export interface Arrival {
  at: string;
  outcome: 'accepted' | 'kept' | 'refused';
  facts: number;
  reason: string | null;
}

export interface DeadLetter {
  id: number;
  eventKey: string;
  event: string;
  receivedAt: string;
  reason: string;
  field: string | null;
  times: number;
}

export type Tried = { facts: Record<string, unknown>[] } | { reason: string; field: string | null };

interface Listed<T> {
  items: T[];
  next: string | null;
}

/** Asked every 3 s while the first event is waited for: whoever has just pasted the key looks at this page. */
export function useConnections(source: string) {
  return useApi<Listed<Connection>>(['connections', source], `/sources/${source}/connections`, {
    live: 3000,
  });
}

export const useProviders = () => useApi<Listed<Provider>>(['webhook-providers'], '/webhook-providers');

export function useArrivals(id: string) {
  return useApi<Listed<Arrival>>(['connections', id, 'arrivals'], `/connections/${id}/arrivals`, {
    live: 5000,
    keep: false,
  });
}

export function useDeadLetters(id: string, limit: number) {
  return useApi<Listed<DeadLetter>>(['connections', id, 'dead-letters'], `/connections/${id}/dead-letters`, {
    query: { limit },
    live: true,
    keep: false,
  });
}
