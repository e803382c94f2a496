import type { CaseDetail, CaseItem, Moment } from '../../../close/case.ts';
import { type Key, useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import { askingPeriod } from '../../live/live.ts';

export type Case = Wire<CaseDetail>;
export type CaseLine = Wire<CaseItem>;
export type CaseMoment = Wire<Moment>;
export interface CasePage {
  items: CaseLine[];
  next: string | null;
}

export const casesKey: Key = ['cases'];
/** What a verb on a case makes out of date. */
export const touchedByCase: Key[] = [
  casesKey,
  ['customers'],
  ['mails'],
  ['disputes'],
  ['escalations'],
  ['drafts'],
  ['library'],
  ['worked'],
];

export function useCase(id: string) {
  return useApi<Case>(['cases', id], `/cases/${id}`, { live: askingPeriod, keep: false });
}
