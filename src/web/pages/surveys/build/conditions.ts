import type { Test } from '../../../../listen/survey/condition.ts';
import type { SurveyDocument } from '../../../../listen/survey/document.ts';
import { type Question, scaleOf, type Texts } from '../../../../listen/survey/question.ts';
import type { Place } from './place.ts';

export type TestName = Test['is'];

/** Something a condition can ask about: an earlier question, a row of a matrix, or a known fact. */
export interface Subject {
  /** `question:nps`, `question:grid.row_1`, `fact:country`. */
  id: string;
  tests: TestName[];
  /** The question of a row stands before it. */
  texts?: Texts[];
  fact?: string;
  /** What can be chosen to compare with; without: it is typed. */
  choices?: { value: string | number; texts?: Texts; other?: true }[];
  numeric?: boolean;
}

const whether: TestName[] = ['answered', 'not_answered'];
const same: TestName[] = ['is', 'is_not'];
const size: TestName[] = ['at_least', 'at_most'];

/** What may be asked about at a place: everything that is answered before it, and the known facts. */
export function subjectsAt(document: SurveyDocument, place: Place): Subject[] {
  const facts = document.facts.map(
    ({ name }): Subject => ({ id: `fact:${name}`, fact: name, tests: [...same, ...size, ...whether] }),
  );
  return [...before(document, place).flatMap(subjectsOf), ...facts];
}

function before(document: SurveyDocument, place: Place): Question[] {
  const all: Question[] = [];
  for (const page of document.pages) {
    if (place.kind === 'page' && page.key === place.key) return all;
    for (const question of page.questions) {
      if (place.kind === 'question' && question.key === place.key) return all;
      // Within a page whose questions come in any order none is sure to be the earlier one.
      all.push(question);
    }
  }
  return all;
}

function subjectsOf(question: Question): Subject[] {
  const one = { id: `question:${question.key}`, texts: [question.text] };
  const scale = scaleOf(question);
  if (scale) {
    const choices = Array.from({ length: scale.to - scale.from + 1 }, (_, n) => ({ value: scale.from + n }));
    return [{ ...one, tests: [...size, ...same, ...whether], choices, numeric: true }];
  }
  switch (question.type) {
    case 'choice': {
      const options = question.options.map(({ key, text }) => ({ value: key, texts: text }));
      const choices = question.other ? [...options, { value: 'other', other: true as const }] : options;
      return [{ ...one, tests: [...same, ...whether], choices }];
    }
    case 'multiple': {
      const choices = question.options.map(({ key, text }) => ({ value: key, texts: text }));
      return [{ ...one, tests: ['includes', 'not_includes', ...whether], choices }];
    }
    case 'matrix': {
      const choices = question.columns.map(({ key, text }) => ({ value: key, texts: text }));
      return question.rows.map((row) => ({
        id: `question:${question.key}.${row.key}`,
        texts: [question.text, row.text],
        tests: [...same, ...whether],
        choices,
      }));
    }
    case 'number':
      return [{ ...one, tests: [...size, ...same, ...whether], numeric: true }];
    default:
      return [{ ...one, tests: whether }];
  }
}

export const subjectOf = (test: Test): string =>
  test.fact === undefined ? `question:${test.question ?? ''}` : `fact:${test.fact}`;

/** A test of another subject: keeps how it tests where that one can be asked so. */
export function about(subject: Subject, before?: Test): Test {
  const is = before && subject.tests.includes(before.is) ? before.is : (subject.tests[0] as TestName);
  const [kind, ...rest] = subject.id.split(':');
  const name = rest.join(':');
  const test: Test = kind === 'fact' ? { fact: name, is } : { question: name, is };
  return asking(is, test, subject);
}

/** The same test asked in another way: with a value where one is needed, without where not. */
export function asking(is: TestName, { value, ...test }: Test, subject: Subject | undefined): Test {
  if (whether.includes(is)) return { ...test, is };
  const choices = subject?.choices;
  const fits = value !== undefined && (!choices || choices.some((choice) => choice.value === value));
  return { ...test, is, value: fits ? value : (choices?.[0]?.value ?? (subject?.numeric ? 0 : '')) };
}

export const needsValue = (is: TestName): boolean => !whether.includes(is);
