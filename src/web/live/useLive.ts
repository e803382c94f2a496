import { useEffect, useSyncExternalStore } from 'react';
import { useMe } from '../api/me.ts';
import { connect } from './connection.ts';
import { showOnDesktop } from './desktop.ts';
import { hear, live } from './live.ts';

/** Holds the stream while somebody is signed in. Once, in the shell. */
export function useLive(): void {
  const { person } = useMe();
  const { id } = person;
  useEffect(() => (id ? connect(id, (heard, leads) => hear(heard, leads, id)) : undefined), [id]);
  useEffect(showOnDesktop, []);
}

export function useConnected(): boolean | undefined {
  return useSyncExternalStore(live.subscribe, live.connected);
}
