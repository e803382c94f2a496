import { messages } from '../../../i18n/messages.ts';
import type { Fault } from '../surveys.ts';

/** What the server says in English, by its code; an empty one leaves the server's own sentence. */
const useWords = messages({
  en: { codes: {} as Record<string, string> },
  de: {
    codes: {
      no_question: 'Es gibt noch keine Frage.',
      no_text: 'In der ersten Sprache fehlt ein Text.',
      key_twice: 'Ein Schlüssel kommt zweimal vor.',
      no_score: 'Wozu die Worte gehören, ist keine frühere Frage mit einem Wert.',
      impossible: 'Die Grenzen schließen einander aus.',
      no_metric: 'Diesen Messwert, der Antworten zählt, gibt es nicht.',
      scale: 'Die Stufen passen nicht zu denen des Messwerts.',
      half: 'Eine Bedingung ist nicht zu Ende geschrieben.',
      no_fact: 'Eine Bedingung fragt nach einer Tatsache, die hier nicht benannt ist.',
      not_earlier: 'Eine Bedingung fragt nach einer Frage, die nicht davor steht.',
      no_row: 'Eine Bedingung fragt nach einer Zeile, die es nicht gibt.',
      weak_contrast: 'Zwei Farben sind einander zu ähnlich.',
      untranslated: 'Eine Übersetzung fehlt.',
      long: 'Das sind viele Fragen: Je länger eine Umfrage, desto weniger beenden sie.',
    },
  },
});

export function useFaultText(): (fault: Fault) => string {
  const { codes } = useWords();
  return (fault) => codes[fault.code] ?? fault.text;
}
