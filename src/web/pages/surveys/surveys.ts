import type { SurveyDocument } from '../../../listen/survey/document.ts';
import type { SurveyStarter } from '../../../listen/survey/starters.ts';
import type { SurveyDetail, SurveyListing } from '../../../listen/survey/survey.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import type { Stored } from './build/draftStore.ts';

export type ASurvey = Wire<SurveyListing>;
export type OneSurvey = Omit<Wire<SurveyDetail>, 'draftDocument' | 'publishedDocument'> & {
  draftDocument: SurveyDocument | null;
  publishedDocument: SurveyDocument | null;
};
export type Fault = OneSurvey['faults'][number];

/** What is edited: the draft, or, where there is none, what is published. */
export function storedOf({ draftDocument, draftRevision, publishedDocument }: OneSurvey): Stored {
  const document = draftDocument ?? publishedDocument;
  if (!document) throw new Error('a survey has a draft or a version');
  return { document, revision: draftDocument ? draftRevision : null };
}

export const surveyPath = (key: string) => `/surveys/${encodeURIComponent(key)}`;

export const useSurveys = () => useApi<{ items: ASurvey[] }>(['surveys', 'list'], '/surveys', { live: true });

export const useSurvey = (key: string) =>
  useApi<OneSurvey>(['surveys', 'one', key], surveyPath(key), { keep: false, live: true });

export const useStarters = (when: boolean) =>
  useApi<{ items: SurveyStarter[] }>(['survey-starters'], '/survey-starters', { when });

/** Where anybody answers it. */
export function publicAddress(key: string, query: Record<string, string> = {}): string {
  const tail = new URLSearchParams(query).toString();
  return `${location.origin}/s/${key}${tail ? `?${tail}` : ''}`;
}

/** A language in the language of whoever reads: de → German. */
export function languageName(code: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Hands a file made here to the browser. */
export function download(name: string, type: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
