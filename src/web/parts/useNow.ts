import { useSyncExternalStore } from 'react';

/** A minute: the finest step any relative time shows. */
const step = 60_000;
const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  timer ??= setInterval(() => {
    now = new Date();
    for (const one of listeners) one();
  }, step);
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The moment, refreshed once a minute for all who show it. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
