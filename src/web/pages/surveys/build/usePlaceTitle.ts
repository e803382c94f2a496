import { type SurveyDocument, textIn } from '../../../../listen/survey/document.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { useBuildWords } from './messages.ts';
import type { Place } from './place.ts';

/** The language the texts are edited in; the first one unless the address says another. */
export function useTextLanguage(document: SurveyDocument): string {
  const [url] = useUrl();
  const first = document.languages[0] as string;
  return document.languages.includes(url.lang ?? '') ? (url.lang as string) : first;
}

/** What a place of the survey is called: the words of a question, the title of a page. */
export function usePlaceTitle(document: SurveyDocument): (place: Place) => string {
  const words = useBuildWords();
  const language = useTextLanguage(document);
  return (place) => {
    switch (place.kind) {
      case 'page': {
        const n = document.pages.findIndex(({ key }) => key === place.key);
        return textIn(document.pages[n]?.title, language, document) || words.page(n + 1);
      }
      case 'question': {
        const all = document.pages.flatMap((page) => page.questions);
        const text = all.find(({ key }) => key === place.key)?.text;
        return textIn(text, language, document) || words.untitled;
      }
      case 'end':
        return (
          textIn(document.ends.find(({ key }) => key === place.key)?.title, language, document) ||
          words.untitled
        );
      default:
        return words[place.kind];
    }
  };
}
