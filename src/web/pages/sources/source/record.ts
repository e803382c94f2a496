import { useApi } from '../../../api/useApi.ts';

export interface Field {
  feed: string;
  feedName: string;
  kind: 'file' | 'pull' | 'event' | 'person' | 'happening' | 'answer' | 'letter';
  field: string;
  type: 'number' | 'date' | 'truth' | 'text' | null;
  records: number;
  filled: number;
  unfit: number;
  firstAt: string | null;
  gone: boolean;
}

export interface Drift {
  id: string;
  feed: string;
  feedName: string;
  field: string;
  change: 'appeared' | 'vanished' | 'retyped';
  before: string | null;
  after: string | null;
  runId: number | null;
  seenAt: string;
  settled: {
    at: string;
    by: string | null;
    verdict: 'accepted' | 'ignored' | 'over';
    reason: string | null;
  } | null;
}

export interface LateSpell {
  since: string;
  everyHours: number;
  endedAt: string | null;
  toldNames: string[];
}

export interface SourceRecord {
  days: { day: string; taken: number; rejected: number; again: number; doubled: number; repeated: number }[];
  fields: Field[];
  drifts: Drift[];
  lates: LateSpell[];
}

export const useRecord = (key: string) =>
  useApi<SourceRecord>(['sources', key, 'record'], `/sources/${key}/record`, { keep: false });
