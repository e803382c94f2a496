import type {
  Complaint as ComplaintShape,
  ComplaintLine as LineShape,
  Report as ReportShape,
} from '../../../close/complaints/complaint.ts';
import type { ComplaintLists } from '../../../close/complaints/lists.ts';
import type { Regime as RegimeShape } from '../../../close/complaints/regime.ts';
import { api } from '../../api/api.ts';
import { type Key, useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import type { Wire } from '../../api/wire.ts';
import { useLanguage } from '../../i18n/language.ts';
import { touchedByCase } from '../inbox/cases.ts';

export type Complaint = Wire<ComplaintShape>;
export type ComplaintLine = Wire<LineShape>;
export type Report = Wire<ReportShape>;
export type Regime = Wire<RegimeShape>;

export const touchedByComplaint: Key[] = [['complaints'], ...touchedByCase];

export function useComplaintOf(caseId: string) {
  return useApi<{ complaint: Complaint | null }>(
    ['cases', caseId, 'complaint'],
    `/cases/${caseId}/complaint`,
    {
      keep: false,
    },
  );
}

/** The organisation's own lists, in this person's language. */
export function useLists() {
  const language = useLanguage();
  const lists = useApi<ComplaintLists>(['complaint-lists'], '/complaint-lists').data;
  const options = (list: keyof ComplaintLists) =>
    (lists?.[list] ?? []).map((one) => ({ value: one.key, label: one[language] }));
  return {
    categories: options('categories'),
    causes: options('causes'),
    nameOf: (list: keyof ComplaintLists, key: string) =>
      options(list).find(({ value }) => value === key)?.label ?? key,
  };
}

export function useRegimes(): Regime[] {
  return useApi<{ items: Regime[] }>(['complaint-rules'], '/complaint-rules').data?.items ?? [];
}

export interface Place {
  key: string;
  name: string;
  journeyName: string;
}

/** Touchpoints to choose from. */
export function usePlaces() {
  const places = useApi<{ items: Place[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  return places.map(({ key, name, journeyName }) => ({ value: key, label: `${journeyName} · ${name}` }));
}

/** One verb on one complaint. */
export function useComplaintVerb<In extends object>(
  id: string,
  path: string,
  { said, after }: { said: string; after?: () => void },
) {
  return useChange<In, Complaint>({
    call: (input) => api.post<Complaint>(`/complaints/${id}/${path}`, input),
    touches: touchedByComplaint,
    said,
    quiet: true,
    ...(after ? { after } : {}),
  });
}
