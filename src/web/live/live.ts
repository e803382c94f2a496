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
    ...(customerId ? [['customers', customerId]] : [['customers']]),
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

/** For so long changes are gathered: ten at once are one refresh. */
const GATHER_MS = 250;

type Listener = () => void;
const listeners = new Set<Listener>();
const waiting = new Map<string, readonly unknown[]>();
let gathering: number | undefined;
let connected: boolean | undefined;

/** Something is to be seen anew in lists of cases; whether at once is for whoever shows the list. */
type CaseListener = (change: Change | undefined, caught: boolean) => void;
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

export function hear(heard: Heard, leads: boolean): void {
  switch (heard.type) {
    case 'state':
      connected = heard.open;
      for (const tell of listeners) tell();
      return;
    case 'presence':
      for (const tell of presenceListeners) tell(heard.id);
      return;
    case 'reset':
      for (const tell of caseListeners) tell(undefined, true);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'setup' });
      return;
    case 'bye':
      if (heard.why === 'rights') gather(['me']);
      // Signing out here leads away by itself; elsewhere, the answer to this question does.
      if (heard.why === 'signed_out' && leads)
        setTimeout(() => void queries.invalidateQueries({ queryKey: ['me'] }), 2000);
      return;
    case 'change':
      change(heard.change, heard.caught, leads);
  }
}

function change(what: Change, caught: boolean, leads: boolean): void {
  for (const key of touched[what.kind]?.(what.id, what) ?? []) gather(key);
  if (counted.has(what.kind)) gather(['me', 'counts']);
  if (what.kind === 'case') for (const tell of caseListeners) tell(what, caught);
  if (what.kind === 'notice' && what.name === 'notice.made' && leads && !caught)
    for (const tell of noticeListeners) tell(what);
}

function gather(key: readonly unknown[]): void {
  waiting.set(JSON.stringify(key), key);
  if (gathering !== undefined) return;
  gathering = window.setTimeout(() => {
    gathering = undefined;
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey, refetchType: 'active' });
  }, GATHER_MS);
}
