import { useApi } from '../../api/useApi.ts';

export const levels = ['full', 'aggregated', 'on_request', 'closed'] as const;
export type Level = (typeof levels)[number];

export interface Cell {
  departmentId: string;
  own: boolean;
  level: Level | null;
  reason: string | null;
  since: string | null;
  fed: boolean;
  asked: boolean;
}

export interface Row {
  id: string;
  key: string;
  name: string;
  sensitivity: string;
  departmentId: string | null;
  owner: { id: string; name: string } | null;
  cells: Cell[];
}

export interface Openness {
  departments: { id: string; key: string; name: string }[];
  rows: Row[];
  silo: number | null;
  pairs: number;
  closed: number;
  undecided: number;
  course: { day: string; silo: number | null }[];
  reach: { departmentId: string; name: string; customers: number; alone: number; alert: boolean }[];
  reachDay: string | null;
  workingDays: number;
}

export interface AccessRequest {
  id: string;
  set: { key: string; name: string };
  department: { id: string; name: string };
  level: 'full' | 'aggregated';
  purpose: string;
  askedAt: string;
  askedBy: { id: string; name: string };
  dueAt: string;
  state: 'open' | 'granted' | 'denied' | 'withdrawn';
  overdue: boolean;
  asks: {
    rung: 'owner' | 'head' | 'sponsor';
    person: { id: string; name: string };
    at: string;
    dueAt: string | null;
  }[];
  answer: {
    granted: boolean;
    level: string | null;
    reason: string | null;
    at: string;
    by: { name: string };
  } | null;
  mine: { answer: boolean; withdraw: boolean };
}

export const touched: [string][] = [['openness'], ['access']];

export const useOpenness = () => useApi<Openness>(['openness'], '/openness');
export const useRequests = () =>
  useApi<{ items: AccessRequest[] }>(['access'], '/access-requests', { live: true });
