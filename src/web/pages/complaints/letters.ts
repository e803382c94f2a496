import type { Parts } from '../../../close/complaints/complaint.ts';
import { useApi } from '../../api/useApi.ts';
import type { Complaint } from './complaints.ts';

export interface LetterDraft {
  to: { name: string | null; address: string } | null;
  noMail: string | null;
  language: 'en' | 'de';
  subject: string;
  body: string;
  parts: Parts;
  responseSubject: string;
}

export const channels = ['email', 'letter', 'otherwise'] as const;
export type Channel = (typeof channels)[number];

/** First drafts of both letters; written anew when what they rest on has changed. */
export function useLetterDraft(complaint: Complaint, language: 'en' | 'de' | undefined) {
  return useApi<LetterDraft>(
    ['complaints', complaint.id, 'draft', complaint.stage, complaint.redress?.what ?? ''],
    `/complaints/${complaint.id}/draft`,
    { query: { language } },
  );
}

/** By mail where that reaches them; nobody writes to who did not say who they are. */
export function usualChannel(complaint: Complaint, draft: LetterDraft): Channel {
  if (complaint.anonymous) return 'otherwise';
  return draft.to && !draft.noMail ? 'email' : 'letter';
}
