import { hash } from 'node:crypto';
import { type Condition, holds } from '../survey/condition.ts';
import type { Page, SurveyDocument } from '../survey/document.ts';
import type { Question } from '../survey/question.ts';
import { type AnswerFault, type Answers, readAnswer } from './answer.ts';

/** What is known while somebody answers. */
export interface Known {
  answers: Answers;
  facts: Record<string, string>;
  /** They came by an invitation, so that we know how to reach them. */
  reachable?: boolean;
}

export interface Shown {
  page: Page;
  questions: Question[];
}

/**
 * The pages and questions whose conditions hold, in the document's order. A condition sees only answers to questions
 * that are shown themselves: what was answered before its question went out of sight counts for nothing.
 */
export function shown(
  document: Pick<SurveyDocument, 'pages'>,
  known: Known,
): { pages: Shown[]; answers: Answers } {
  const answers: Answers = {};
  const pages: Shown[] = [];
  const sofar = { answers, facts: known.facts };
  for (const page of document.pages) {
    if (!holds(page.showIf, sofar)) continue;
    const questions: Question[] = [];
    for (const question of page.questions) {
      if (!holds(question.showIf, sofar)) continue;
      questions.push(question);
      const value = known.answers[question.key];
      if (value !== undefined) answers[question.key] = value;
    }
    if (questions.length > 0) pages.push({ page, questions });
  }
  return { pages, answers };
}

/** What is asked at once. */
export interface Screen {
  page: Page;
  questions: Question[];
}

/**
 * The screens of a survey as far as the answers so far decide them. Without a script nothing can appear while somebody
 * fills in a form: a question whose condition asks about one on the same screen opens the next one.
 */
export function screens(
  document: Pick<SurveyDocument, 'pages' | 'layout'>,
  known: Known,
  seed?: string,
): Screen[] {
  const made: Screen[] = [];
  let asked = new Set<string>();
  const open = (page: Page) => {
    asked = new Set();
    made.push({ page, questions: [] });
  };
  const waitsFor = (condition: Condition | null | undefined) =>
    condition?.tests.some(
      ({ question }) => question !== undefined && asked.has(question.split('.')[0] as string),
    );
  for (const { page, questions } of shown(document, known).pages) {
    if (document.layout !== 'one_page' || made.length === 0 || waitsFor(page.showIf)) open(page);
    const inOrder =
      page.randomise && seed !== undefined ? inChance(questions, `${seed} ${page.key}`) : questions;
    for (const question of inOrder) {
      const current = made.at(-1) as Screen;
      const full = document.layout === 'one_question' && current.questions.length > 0;
      if (full || waitsFor(question.showIf)) open(page);
      (made.at(-1) as Screen).questions.push(question);
      asked.add(question.key);
    }
  }
  return made.filter(({ questions }) => questions.length > 0);
}

/** Nothing more is asked after these questions. */
export function isLast(
  document: Pick<SurveyDocument, 'pages' | 'layout'>,
  known: Known,
  asked: readonly string[],
): boolean {
  const left = screens(document, known);
  const at = left.findLastIndex(({ questions }) => questions.some(({ key }) => asked.includes(key)));
  return at === left.length - 1;
}

/** What keeps an answer from being complete: required questions in sight without an answer, in order. */
export function missing(document: Pick<SurveyDocument, 'pages'>, known: Known): AnswerFault[] {
  const faults: AnswerFault[] = [];
  const { pages, answers } = shown(document, known);
  for (const question of pages.flatMap((page) => page.questions)) {
    const value = answers[question.key];
    if (value === undefined) {
      if (question.required) faults.push({ question: question.key, code: 'required' });
      continue;
    }
    if (question.type === 'contact' && question.askAddress && !known.reachable) {
      const wish = value as { email?: string; phone?: string };
      if (!wish.email && !wish.phone) faults.push({ question: question.key, code: 'no_address' });
    }
  }
  return faults;
}

/** Reads raw answers by question. Keys that no question has are left out; an empty one takes the answer back. */
export function readAnswers(
  document: Pick<SurveyDocument, 'pages'>,
  given: Readonly<Record<string, unknown>>,
): { answers: Answers; emptied: string[]; faults: AnswerFault[] } {
  const answers: Answers = {};
  const emptied: string[] = [];
  const faults: AnswerFault[] = [];
  for (const question of document.pages.flatMap((page) => page.questions)) {
    if (!Object.hasOwn(given, question.key)) continue;
    const read = readAnswer(question, given[question.key]);
    if ('fault' in read) faults.push({ question: question.key, ...read.fault });
    else if ('value' in read) answers[question.key] = read.value;
    else emptied.push(question.key);
  }
  return { answers, emptied, faults };
}

/** The end that thanks for these answers: the first whose condition holds. */
export function endFor(
  document: Pick<SurveyDocument, 'pages' | 'ends'>,
  known: Known,
): SurveyDocument['ends'][number] | undefined {
  const { answers } = shown(document, known);
  return document.ends.find((end) => holds(end.when, { answers, facts: known.facts }));
}

/** Keys of the quotas these answers fall under. */
export function quotasOf(document: Pick<SurveyDocument, 'pages' | 'quotas'>, known: Known): string[] {
  if (document.quotas.length === 0) return [];
  const { answers } = shown(document, known);
  return document.quotas
    .filter((quota) => holds(quota.when, { answers, facts: known.facts }))
    .map(({ key }) => key)
    .sort();
}

/** The same order for one answer each time it is shown, another for the next: by the hash of both. */
export function inChance<T extends { key: string }>(list: readonly T[], seed: string): T[] {
  const place = new Map(list.map((one) => [one, hash('sha256', `${seed} ${one.key}`)]));
  return [...list].sort((a, b) => ((place.get(a) as string) < (place.get(b) as string) ? -1 : 1));
}
