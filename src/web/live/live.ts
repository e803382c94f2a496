import { queries } from '../api/queries.ts';
import { livePeriod } from '../api/useApi.ts';
import type { Change, Heard } from './connection.ts';

/** What a change makes out of date, by its kind. Lists of cases go through `held`, since somebody may be reading them. */
const touched: Record<string, (id: string, change: Change) => readonly (readonly unknown[])[]> = {
  case: (id, { customerId }) => [
    ['cases', id],
    ['cases', '/cases'],
    ['disputes'],
    ['escalations'],
    ...(customerId ? [['customers', customerId]] : []),
  ],
  customer: (id) => [['customers', id]],
  dispute: () => [['disputes'], ['escalations']],
  escalation: () => [['escalations']],
  journey: (id) => [['journeys', id]],
  source: () => [['sources']],
  import: () => [['imports'], ['sources']],
  notice: () => [['notices'], ['mentions']],
};

/** Changes the figures in the side bar. */
const counted = new Set(['case', 'dispute', 'escalation', 'assignment', 'delegation', 'notice']);

/** For so long what concerns me is gathered: ten at once are one refresh. */
const SOON_MS = 250;
/** And what concerns others: in a busy company every open page would else ask the server all the time. */
const LATER_MS = 4000;

type Listener = () => void;
const listeners = new Set<Listener>();
const waiting = new Map<string, { key: readonly unknown[]; at: number }>();
let timer: number | undefined;
let connected: boolean | undefined;

/** Something is to be seen anew in lists of cases; whether at once is for whoever shows the list. */
type CaseListener = (change: Change | undefined, whose: 'mine' | 'others' | 'caught') => void;
const caseListeners = new Set<CaseListener>();
const presenceListeners = new Set<(caseId: string) => void>();
const noticeListeners = new Set<(change: Change) => void>();

export const live = {
  /** true: the stream is open; false: it is not; undefined: not yet tried. */
  connected: () => connected,
  subscribe: (listener: Listener) => on(listeners, listener),
  onCases: (listener: CaseListener) => on(caseListeners, listener),
  onPresence: (listener: (caseId: string) => void) => on(presenceListeners, listener),
  /** Only in the tab that holds the stream, so that nothing is shown once for each tab. */
  onNotice: (listener: (change: Change) => void) => on(noticeListeners, listener),
};

function on<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => {
    set.delete(listener);
  };
}

/** How often a page asks by itself: seldom while the stream says what changed, as before where it does not. */
export function askingPeriod(): number {
  return connected ? 8 * livePeriod : livePeriod;
}

export function hear(heard: Heard, leads: boolean, me: string): void {
  switch (heard.type) {
    case 'state':
      connected = heard.open;
      for (const tell of listeners) tell();
      return;
    case 'presence':
      for (const tell of presenceListeners) tell(heard.id);
      return;
    case 'reset':
      for (const tell of caseListeners) tell(undefined, 'caught');
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'setup' });
      return;
    case 'bye':
      if (heard.why === 'rights') gather(['me'], SOON_MS);
      // Signing out here leads away by itself; elsewhere, the answer to this question does.
      if (heard.why === 'signed_out' && leads) gather(['me'], 2000);
      return;
    case 'change': {
      const mine = concerns(heard.change, me);
      change(heard.change, mine);
      if (heard.change.kind === 'case')
        for (const tell of caseListeners)
          tell(heard.change, heard.caught ? 'caught' : mine ? 'mine' : 'others');
      if (heard.change.name === 'notice.made' && leads && !heard.caught)
        for (const tell of noticeListeners) tell(heard.change);
    }
  }
}

function concerns({ ownerId, from, to, mine }: Change, me: string): boolean {
  return mine === true || ownerId === me || from === me || to === me;
}

function change(what: Change, mine: boolean): void {
  const wait = mine ? SOON_MS : LATER_MS * (0.75 + Math.random() / 2);
  // A page about this one thing is seldom open, and where it is, somebody looks at it.
  for (const key of touched[what.kind]?.(what.id, what) ?? [])
    gather(key, key[1] === what.id || key[1] === what.customerId ? SOON_MS : wait);
  if (counted.has(what.kind)) gather(['me', 'counts'], wait);
}

function gather(key: readonly unknown[], wait: number): void {
  const name = JSON.stringify(key);
  const at = Math.min(waiting.get(name)?.at ?? Number.POSITIVE_INFINITY, Date.now() + wait);
  waiting.set(name, { key, at });
  plan();
}

function plan(): void {
  clearTimeout(timer);
  const next = Math.min(...[...waiting.values()].map(({ at }) => at));
  if (next < Number.POSITIVE_INFINITY) timer = window.setTimeout(refresh, Math.max(0, next - Date.now()));
}

function refresh(): void {
  for (const [name, { key, at }] of waiting) {
    if (at > Date.now()) continue;
    waiting.delete(name);
    void queries.invalidateQueries({ queryKey: key, refetchType: 'active' });
  }
  plan();
}
