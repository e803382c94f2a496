import type { SurveyDocument } from '../../../../listen/survey/document.ts';
import type { QuestionType, Texts } from '../../../../listen/survey/question.ts';
import type { Starts } from './edit.ts';

/**
 * Words to begin with, in the survey's first language; English where we do not know it. No other language: once the words
 * are changed, its old translation would be wrong and not missing.
 */
const words = {
  en: {
    option: 'Option',
    row: 'Row',
    end: 'Thank you!',
    more: 'Read more',
    questions: {
      nps: 'How likely are you to recommend us to a friend or colleague?',
      csat: 'How satisfied are you?',
      ces: 'It was easy to get this done.',
      rating: 'How do you rate it?',
      choice: 'Which of these fits best?',
      multiple: 'Which of these fit?',
      matrix: 'How were these?',
      ranking: 'What matters most to you?',
      text: 'What can we do better?',
      number: 'How many?',
      date: 'On which day?',
      consent: 'You may use my answer together with my name.',
      contact: 'May we get back to you about this?',
      file: 'Would you like to send us a picture?',
    } satisfies Record<QuestionType, string>,
  },
  de: {
    option: 'Option',
    row: 'Zeile',
    end: 'Vielen Dank!',
    more: 'Weiterlesen',
    questions: {
      nps: 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?',
      csat: 'Wie zufrieden sind Sie?',
      ces: 'Das war einfach zu erledigen.',
      rating: 'Wie bewerten Sie es?',
      choice: 'Was davon passt am besten?',
      multiple: 'Was davon passt?',
      matrix: 'Wie waren diese?',
      ranking: 'Was ist Ihnen am wichtigsten?',
      text: 'Was können wir besser machen?',
      number: 'Wie viele?',
      date: 'An welchem Tag?',
      consent: 'Sie dürfen meine Antwort zusammen mit meinem Namen verwenden.',
      contact: 'Dürfen wir uns dazu bei Ihnen melden?',
      file: 'Möchten Sie uns ein Bild schicken?',
    } satisfies Record<QuestionType, string>,
  },
};

export function startsFor(
  document: Pick<SurveyDocument, 'languages'>,
): Starts & { end(): Texts; more(): Texts } {
  const first = document.languages[0] as string;
  const texts = (say: (of: (typeof words)['en']) => string): Texts => ({
    [first]: say(words[first as 'en'] ?? words.en),
  });
  return {
    question: (type) => texts(({ questions }) => questions[type]),
    option: (n) => texts(({ option }) => `${option} ${n}`),
    row: (n) => texts(({ row }) => `${row} ${n}`),
    end: () => texts(({ end }) => end),
    more: () => texts(({ more }) => more),
  };
}
