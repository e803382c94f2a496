import { shown } from '../answers/flow.ts';
import { type SurveyDocument, textIn } from '../survey/document.ts';
import { type Question, scaleOf } from '../survey/question.ts';

/** More choices than this are easier on the page. */
const MOST_CHOICES = 8;

export interface AskedInMail {
  key: string;
  text: string;
  low: string;
  high: string;
  /** Beside each other (a scale), or below each other. */
  look: 'scale' | 'list';
  answers: { value: string; label: string }[];
}

/** The question a mail can ask itself: the first one, if it is one press. Undefined: the mail has a button instead. */
export function firstQuestion(
  document: SurveyDocument,
  language: string,
  facts: Readonly<Record<string, string>>,
): AskedInMail | undefined {
  const first = shown(document, { answers: {}, facts }).pages[0];
  const question = first?.questions[0];
  // In another order for each who answers: which one comes first, only the page knows.
  if (!question || (first?.page.randomise && first.questions.length > 1)) return undefined;
  const text = textIn(question.text, language, document);
  const common = { key: question.key, text };
  const scale = scaleOf(question);
  if (scale) {
    const { low, high } = question as Question & {
      low?: Record<string, string>;
      high?: Record<string, string>;
    };
    return {
      ...common,
      low: textIn(low, language, document),
      high: textIn(high, language, document),
      look: 'scale',
      answers: Array.from({ length: scale.to - scale.from + 1 }, (_, i) => String(scale.from + i)).map(
        (value) => ({
          value,
          label: value,
        }),
      ),
    };
  }
  if (question.type !== 'choice' || question.randomise || question.options.length > MOST_CHOICES)
    return undefined;
  return {
    ...common,
    low: '',
    high: '',
    look: 'list',
    answers: question.options.map((option) => ({
      value: option.key,
      label: textIn(option.text, language, document),
    })),
  };
}
