import type { Answers } from '../answers/answer.ts';
import { questionsOf, type SurveyDocument } from '../survey/document.ts';

export const signKinds = ['speeder', 'straight_lining', 'begging', 'same_device', 'own_network'] as const;
export type Sign = (typeof signKinds)[number];

/** Answers faster than this share of the median are taken to be unread (relative speed index below one third; Roßmann 2010). */
const FAST = 1 / 3;
/** A median of fewer answers says too little. */
export const MEDIAN_OF = 20;
/** A matrix of fewer rows is answered alike by many who mean it. */
const ROWS = 4;

/** Words by which customers tell that a score was asked for. One line a language. */
const begged = [
  /\b(asked|told|begged|urged|want(s|ed)?|need(s|ed)?)\b.{0,40}\b(give|rate|rating|leave|score|click)\b.{0,30}\b(10|ten|9|nine|5|five|top|full|perfect|good|best|highest)\b/i,
  /\b(anything|everything|less)\b.{0,12}\b(below|under|than)\b.{0,8}\b(10|ten|9|nine|5|five)\b/i,
  /\b(bat|gebeten|gesagt|sagte|meinte|wollte|sollte?|bräuchte|braucht)\b.{0,60}\b(10|zehn|9|neun|5|fünf|volle?|beste\w*|gute|top)\b.{0,10}\b(punkte?|sterne?|bewertung|note)\b/i,
  /\b(10|zehn|9|neun|5|fünf|volle?|beste\w*|gute|top)\b.{0,10}\b(punkte?|sterne?|bewertung|note)\b.{0,30}\b(geben|vergeben|abgeben)\b.{0,20}\b(soll|sollte|gebeten|bitte)\b/i,
];

/** What an answer itself gives away. Signs from beside it (the same device, our own network) are found where it is stored. */
export function signsOf(
  document: Pick<SurveyDocument, 'pages'>,
  answers: Answers,
  time: { seconds: number | null; median: number | null },
): Sign[] {
  const signs: Sign[] = [];
  if (time.seconds !== null && time.median !== null && time.seconds < time.median * FAST)
    signs.push('speeder');
  if (
    questionsOf(document).some(
      (question) => question.type === 'matrix' && isStraight(question.rows.length, answers[question.key]),
    )
  )
    signs.push('straight_lining');
  const words = questionsOf(document).flatMap((question) =>
    question.type === 'text' && typeof answers[question.key] === 'string'
      ? [answers[question.key] as string]
      : [],
  );
  if (words.some((text) => begged.some((pattern) => pattern.test(text)))) signs.push('begging');
  return signs;
}

function isStraight(rows: number, value: Answers[string] | undefined): boolean {
  if (rows < ROWS || typeof value !== 'object') return false;
  const chosen = Object.values(value);
  return chosen.length === rows && new Set(chosen).size === 1;
}
