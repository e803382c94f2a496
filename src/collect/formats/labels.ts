import type { MetricKind } from './question.ts';

/** Words on the usual scales, as the big tools offer them by default, in English and German. */
const SATISFIED = scale([
  ['very dissatisfied', 'extremely dissatisfied', 'very unsatisfied', 'sehr unzufrieden'],
  [
    'dissatisfied',
    'somewhat dissatisfied',
    'moderately dissatisfied',
    'unsatisfied',
    'eher unzufrieden',
    'unzufrieden',
  ],
  [
    'neither satisfied nor dissatisfied',
    'neutral',
    'weder noch',
    'weder zufrieden noch unzufrieden',
    'teils, teils',
  ],
  ['satisfied', 'somewhat satisfied', 'moderately satisfied', 'eher zufrieden', 'zufrieden'],
  ['very satisfied', 'extremely satisfied', 'sehr zufrieden'],
]);
const AGREED = scale([
  ['strongly disagree', 'stimme überhaupt nicht zu', 'stimme gar nicht zu'],
  ['disagree', 'stimme nicht zu'],
  ['somewhat disagree', 'stimme eher nicht zu'],
  ['neither agree nor disagree', 'neutral', 'teils, teils'],
  ['somewhat agree', 'stimme eher zu'],
  ['agree', 'stimme zu'],
  ['strongly agree', 'stimme voll zu', 'stimme voll und ganz zu'],
]);
const EASY = scale([
  ['extremely difficult', 'very difficult', 'sehr schwierig'],
  ['moderately difficult', 'difficult', 'schwierig'],
  ['slightly difficult', 'somewhat difficult', 'eher schwierig'],
  ['neither easy nor difficult', 'weder noch'],
  ['slightly easy', 'somewhat easy', 'eher einfach'],
  ['moderately easy', 'easy', 'einfach'],
  ['extremely easy', 'very easy', 'sehr einfach'],
]);
const LIKELY: Record<string, number> = {
  'not at all likely': 0,
  'not likely at all': 0,
  'extremely unlikely': 0,
  'überhaupt nicht wahrscheinlich': 0,
  'extremely likely': 10,
  'very likely': 10,
  'äußerst wahrscheinlich': 10,
  'sehr wahrscheinlich': 10,
};

const WORDS: Partial<Record<MetricKind, Record<string, number>[]>> = {
  csat: [SATISFIED],
  ces: [EASY, AGREED],
  nps: [LIKELY],
};

/**
 * What the answers of a labelled scale stand for; undefined where one of them is not known.
 * `10 - Extremely likely` and `Extremely likely - 10` say their number themselves.
 */
export function labelValues(
  kind: MetricKind,
  answers: readonly string[],
): Record<string, number> | undefined {
  for (const known of WORDS[kind] ?? []) {
    const found: Record<string, number> = {};
    const all = answers.every((answer) => {
      const text = answer.trim().toLowerCase();
      const value = known[text] ?? own(text);
      if (value === undefined) return false;
      if (!/^\d+$/.test(text)) found[text] = value;
      return true;
    });
    // Answers not yet seen may still come: the whole scale goes into the mapping.
    if (all && answers.length > 0) return { ...known, ...found };
  }
  return undefined;
}

function own(text: string): number | undefined {
  const found =
    /^(\d{1,2})(?:\s*[-–:.=]\s*\D*)?$/.exec(text)?.[1] ?? /\D[-–:(\s]+(\d{1,2})\)?$/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function scale(steps: string[][]): Record<string, number> {
  return Object.fromEntries(steps.flatMap((words, i) => words.map((word) => [word, i + 1])));
}
