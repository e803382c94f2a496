import { readAnswers, screens } from '../../listen/answers/flow.ts';
import type { SurveyDocument } from '../../listen/survey/document.ts';
import { surveyWords } from './survey.words.ts';
import { askPage, saidPage, thanksPage } from './surveyPage.ts';

/** A document as whoever answers sees it, on one of its screens; nothing is sent from there. */
export async function previewSurvey(
  organisation: string,
  given: {
    document: SurveyDocument;
    language?: string | undefined;
    screen: number;
    answers: Record<string, unknown>;
    end?: string | undefined;
  },
): Promise<{ html: string; screens: number }> {
  const { document } = given;
  const language = given.language ?? (document.languages[0] as string);
  const frame = { document, language, organisation, facts: {}, inLanguage: () => '#' };
  const { answers } = readAnswers(document, given.answers);
  const all = screens(document, { answers, facts: {} }, 'preview');
  const at = Math.max(0, Math.min(given.screen, all.length - 1));
  const screen = all[at];
  const words = surveyWords(language);
  const end = document.ends.find(({ key }) => key === given.end);
  if (end) return { html: String(await thanksPage(frame, end)), screens: all.length };
  const page = screen
    ? askPage(frame, {
        screen,
        at,
        of: all.length,
        last: at === all.length - 1,
        values: answers,
        faults: [],
        hidden: {},
        action: '#',
      })
    : saidPage(frame, words.thanks, words.thanksText);
  return { html: String(await page), screens: all.length };
}
