import type { SurveyDocument } from '../../../../listen/survey/document.ts';

/** What is chosen in the outline, as it stands in the address: `start`, `theme`, `quotas`, `page.<key>`, … */
export type Place =
  | { kind: 'start' | 'theme' | 'quotas' | 'facts' }
  | { kind: 'page' | 'question' | 'end'; key: string };

export const nameOf = (place: Place): string => ('key' in place ? `${place.kind}.${place.key}` : place.kind);

/** The place of the address; `start` where what it names is not there any more. */
export function placeOf(name: string | undefined, document: SurveyDocument): Place {
  const [kind = '', key = ''] = (name ?? '').split('.');
  if (kind === 'theme' || kind === 'quotas' || kind === 'facts') return { kind };
  const there = {
    page: () => document.pages.some((page) => page.key === key),
    question: () => document.pages.some((page) => page.questions.some((question) => question.key === key)),
    end: () => document.ends.some((end) => end.key === key),
  };
  if (kind in there && there[kind as keyof typeof there]()) {
    return { kind: kind as keyof typeof there, key };
  }
  return { kind: 'start' };
}

/** The place a path of the document leads to: `pages.0.questions.1.options` → that question. */
export function placeAt(path: string, document: SurveyDocument): Place {
  const [head, first, , second] = path.split('.');
  const page = document.pages[Number(first)];
  switch (head) {
    case 'pages': {
      const question = second === undefined ? undefined : page?.questions[Number(second)];
      if (question) return { kind: 'question', key: question.key };
      return page ? { kind: 'page', key: page.key } : { kind: 'start' };
    }
    case 'ends': {
      const end = document.ends[Number(first)];
      return end ? { kind: 'end', key: end.key } : { kind: 'start' };
    }
    case 'theme':
    case 'quotas':
    case 'facts':
      return { kind: head };
    default:
      return { kind: 'start' };
  }
}
