import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { Mapping } from './draft.ts';

export interface PreviewFact {
  type: 'identity' | 'interaction' | 'response';
  key: string;
  who?: string | null;
  name?: string | null;
  email?: string | null;
  metric?: string;
  value?: number | null;
  comment?: string | null;
  kind?: string;
  at?: string | null;
}

export interface PreviewColumn {
  name: string;
  title: string | null;
  type: string;
  examples: string[];
  date: string | null;
  ambiguous: boolean;
}

export interface Preview {
  fileName: string;
  bytes: number;
  format: string;
  encoding: string;
  warnings: string[];
  /** Of an object-centric log, and which of them is the customer. */
  objectTypes: { name: string; count: number }[];
  customer: string | null;
  columns: PreviewColumn[];
  recognised: { kind: string; name: string; what: string; notes: string[] } | null;
  mapping: Mapping;
  metrics: { key: string; name: string }[];
  dimensions: { key: string; name: string }[];
  sample: { line: number; facts?: PreviewFact[]; problem?: { column: string | null; reason: string } }[];
  looked: number;
  refused: number;
  importedBefore: { runId: number; at: string; source: string | null } | null;
}

/** What the file holds and what its rows become under this mapping; without one, under the suggested one. */
export function usePreview(uploadId: string, mapping: Mapping | undefined, customer?: string) {
  return useQuery({
    queryKey: ['preview', uploadId, mapping ?? null, customer ?? null],
    queryFn: () =>
      api.post<Preview>('/imports/preview', {
        uploadId,
        ...(mapping ? { mapping } : {}),
        ...(customer ? { customer } : {}),
      }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
}
