import { holds } from '../../../../listen/survey/condition.ts';
import type { SurveyDocument } from '../../../../listen/survey/document.ts';
import type { Place } from './place.ts';

const nobody = { answers: {}, facts: {} };

/**
 * The document as it is looked at from a place: what is chosen is shown whatever its condition, and in the written order.
 * With the screen it stands on; undefined: the screen stays as it is.
 */
export function shownOf(
  document: SurveyDocument,
  place: Place,
): { document: SurveyDocument; screen: number | undefined; end?: string } {
  if (place.kind === 'end') return { document, screen: undefined, end: place.key };
  const chosen = (question: { key: string }) => place.kind === 'question' && question.key === place.key;
  const pages = document.pages.map((page) => {
    const open = (place.kind === 'page' && page.key === place.key) || page.questions.some(chosen);
    const questions = page.questions.map((one) => (chosen(one) ? { ...one, showIf: undefined } : one));
    return { ...page, randomise: false, showIf: open ? undefined : page.showIf, questions };
  });
  let screen = 0;
  let found: number | undefined = place.kind === 'start' ? 0 : undefined;
  for (const page of pages) {
    if (!holds(page.showIf, nobody)) continue;
    const shown = page.questions.filter((question) => holds(question.showIf, nobody));
    if (place.kind === 'page' && page.key === place.key) found = screen;
    shown.forEach((question, n) => {
      if (chosen(question)) found = document.layout === 'one_question' ? screen + n : screen;
    });
    if (document.layout === 'one_question') screen += shown.length;
    else if (document.layout === 'pages' && shown.length > 0) screen++;
  }
  return { document: { ...document, pages }, screen: found };
}
