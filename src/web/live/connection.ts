import { apiPath } from '../api/api.ts';

/** What the server's stream says, to every tab of this browser. */
export type Heard =
  | { type: 'change'; seq: number; change: Change; caught: boolean }
  | { type: 'presence'; id: string }
  | { type: 'reset' }
  | { type: 'bye'; why: string }
  | { type: 'state'; open: boolean; last: number | undefined };

/** What happened to what: ids, and for a notice what kind it is. */
export interface Change {
  name: string;
  kind: string;
  id: string;
  ownerId?: string;
  customerId?: string;
  from?: string;
  to?: string;
  notice?: string;
  desktop?: boolean;
  mine?: boolean;
}

/** What happened in the seconds while the page was loading is looked at, too. */
const BACK_SECONDS = 10;
/** Two heartbeats and a half: nothing for so long means cut off, whatever the browser believes. */
const SILENCE_MS = 50_000;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

/**
 * One stream for all tabs of a browser: the tab that holds the lock has it and passes on what it hears. When that tab closes
 * the next one goes on from the number it knows. Without locks (plain HTTP on another host) each tab has its own.
 * `hear` is told everything, also what this tab hears itself. @returns how to stop
 */
export function connect(personId: string, hear: (heard: Heard, leads: boolean) => void): () => void {
  const name = `onus.live.${personId}`;
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : undefined;
  const stop = new AbortController();
  let last: number | undefined;
  let isOpen = false;
  let source: EventSource | undefined;
  let silence: number | undefined;
  let again: number | undefined;
  let pause = FIRST_PAUSE;

  const tell = (heard: Heard) => {
    channel?.postMessage(heard);
    hear(heard, true);
  };
  const state = (open: boolean) => {
    if (open === isOpen) return;
    isOpen = open;
    tell({ type: 'state', open, last });
  };

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Heard | { type: 'who' }>) => {
      if (data.type === 'who') {
        if (source) channel.postMessage({ type: 'state', open: isOpen, last } satisfies Heard);
        return;
      }
      if (data.type === 'change') last = data.seq;
      if (data.type === 'state') last = data.last ?? last;
      hear(data, false);
    };
    // A tab that comes later asks how it stands.
    channel.postMessage({ type: 'who' });
  }

  function lead(): void {
    if (stop.signal.aborted) return;
    const from = last === undefined ? { back: BACK_SECONDS } : { since: last };
    let head = 0;
    const own = new EventSource(apiPath('/live', from));
    source = own;
    const alive = (event: Event) => {
      const { lastEventId } = event as MessageEvent;
      if (lastEventId) last = Number(lastEventId);
      clearTimeout(silence);
      silence = window.setTimeout(() => reopen(0), SILENCE_MS);
    };
    own.addEventListener('hello', (event) => {
      alive(event);
      pause = FIRST_PAUSE;
      state(true);
      // What lies before it is caught up with: it happened before the page was there.
      head = (JSON.parse((event as MessageEvent).data) as { head: number }).head;
    });
    own.addEventListener('change', (event) => {
      alive(event);
      const change = JSON.parse((event as MessageEvent).data) as Change;
      const seq = last ?? 0;
      tell({ type: 'change', seq, change, caught: seq <= head });
    });
    own.addEventListener('presence', (event) => {
      alive(event);
      tell({ type: 'presence', id: (JSON.parse((event as MessageEvent).data) as { id: string }).id });
    });
    own.addEventListener('beat', alive);
    own.addEventListener('reset', () => tell({ type: 'reset' }));
    own.addEventListener('bye', (event) => {
      const { why } = JSON.parse((event as MessageEvent).data) as { why: string };
      tell({ type: 'bye', why });
      // Whoever signed out is on the way to the sign-in page; everybody else comes back, not all in one moment.
      reopen(why === 'signed_out' ? LONGEST_PAUSE : 500 + Math.random() * 2000);
    });
    own.onerror = () => {
      state(false);
      // Refused (too many, signed out): the browser does not come back by itself.
      if (own.readyState === EventSource.CLOSED) {
        reopen(pause);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
      }
    };
  }

  function reopen(after: number): void {
    source?.close();
    source = undefined;
    clearTimeout(silence);
    clearTimeout(again);
    state(false);
    if (!stop.signal.aborted) again = window.setTimeout(lead, after);
  }

  if (channel && 'locks' in navigator) {
    navigator.locks
      .request(name, { signal: stop.signal }, () => {
        lead();
        return new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
      })
      .catch(() => undefined);
  } else lead();

  return () => {
    stop.abort();
    clearTimeout(again);
    clearTimeout(silence);
    source?.close();
    source = undefined;
    channel?.close();
  };
}
