import { useApi } from '../../api/useApi.ts';

export interface Source {
  id: number;
  key: string;
  name: string;
  kind: 'crm' | 'operations' | 'feedback' | 'other';
  description: string;
  ownerPersonId: string | null;
  ownerName: string | null;
  departmentId: string | null;
  departmentName: string | null;
  expectedEveryHours: number | null;
  lastReceivedAt: string | null;
  lastErrorAt: string | null;
  lastError: string | null;
  freshness: { state: 'never' | 'none_agreed' | 'fresh' | 'late' | 'silent'; lateByHours: number | null };
  volume: { day: string; taken: number; rejected: number }[];
  errors: {
    rejected: number;
    deadLetters: number;
    failedRuns: number;
    refusedRequests: number;
    drifts: number;
  };
  quality: Record<'completeness' | 'validity' | 'duplicates', { share: number | null; n: number }>;
  mine: boolean;
}

export interface ImportRun {
  runId: number;
  sourceKey: string | null;
  sourceName: string | null;
  fileName: string;
  recipe: string | null;
  log: string | null;
  state: 'waiting' | 'running' | 'finished' | 'failed' | 'cancelling' | 'cancelled';
  ahead: number;
  startedAt: string;
  startedBy: string | null;
  overAt: string | null;
  totalBytes: number | null;
  doneBytes: number;
  read: number;
  accepted: number;
  changed: number;
  unchanged: number;
  rejected: number;
  step: string | null;
  steps: { name: string; rows: number; accepted: number; unchanged: number; rejected: number }[];
  warnings: string[];
  failure: string | null;
}

export interface Recipe {
  key: string;
  name: string;
  description: string;
  files: { match: string; optional: boolean }[];
  steps: string[];
}

export interface Rejection {
  line: number;
  column: string | null;
  reason: string;
  raw: Record<string, string | null>;
}

export interface Listed<T> {
  items: T[];
  next: string | null;
}

export const useSources = () => useApi<Listed<Source>>(['sources'], '/sources', { live: true });
export const useRecipes = () => useApi<Listed<Recipe>>(['recipes'], '/recipes');
