import { useApi } from '../../api/useApi.ts';
import type { FacePerson } from '../../parts/Face.tsx';

/** `?log=cases` are our own. */
export const OWN = 'cases';

export interface Party {
  group: string;
  department: { key: string; name: string } | null;
  mapped: 'said' | 'name' | null;
  person: (FacePerson & { id: string }) | null;
  reason: 'unmapped' | 'nobody' | 'left' | null;
}

export interface Seam {
  from: string;
  to: string;
  count: number;
  cases: number;
  bounces: number;
  waitHours: number | null;
  lost: number | null;
  satisfaction: { n: number; before: number | null; after: number | null } | null;
}

export interface Pair {
  a: string;
  b: string;
  bounces: number;
  cases: number;
}

export interface Seams {
  log: string;
  cases: number;
  groups: number;
  handovers: { mean: number | null; max: number | null; none: number };
  bounces: number;
  casesWithBounce: number;
  casesReturning: number;
  byHandovers: { handovers: string; cases: number; medianDays: number | null }[];
  satisfactionByHandovers:
    | { handovers: string; n: number; before: number | null; after: number | null }[]
    | null;
  days: { median: number | null; mean: number | null };
  neverClosed: number | null;
  closing: string[];
  closedWords: string[];
  crossings: number;
  pairs: number;
  seams: Seam[];
  pingPong: Pair[];
  matrix: { groups: string[]; other: boolean; counts: number[][] };
  parties: Party[];
}

export interface SeamCase {
  key: string;
  href: string | null;
  customer: string | null;
  handovers: number;
  bounces: number;
  closed: boolean | null;
  from: string;
  days: number;
  path: { group: string; at: string }[];
}

export interface SeamLog {
  log: string;
  cases: number;
  crossings: number;
  bounces: number;
}

export const useSeamLogs = () => useApi<{ items: SeamLog[] }>(['seams', 'logs'], '/seams/logs');

export const useSeams = (log: string | undefined) =>
  useApi<Seams>(['seams', 'of'], '/seams', { query: { log, top: 100 }, when: log !== undefined });

/** What is opened lives in the address: a direction, a pair, or a number of hand-overs. */
export type Opened = Partial<Record<'from' | 'to' | 'a' | 'b' | 'handovers', string>>;

export function openedIn(url: Record<string, string | undefined>): Opened | undefined {
  if (url.from && url.to) return { from: url.from, to: url.to };
  if (url.a && url.b) return { a: url.a, b: url.b };
  return url.handovers ? { handovers: url.handovers } : undefined;
}

export const nothingOpened = {
  from: undefined,
  to: undefined,
  a: undefined,
  b: undefined,
  handovers: undefined,
};
