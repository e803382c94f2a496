import type { Condition } from '../../../../listen/survey/condition.ts';
import type { Page, SurveyDocument } from '../../../../listen/survey/document.ts';
import type { Question, QuestionType, Texts } from '../../../../listen/survey/question.ts';

export type End = SurveyDocument['ends'][number];
export type QuotaRule = SurveyDocument['quotas'][number];

/** A place among pages, questions or ends. */
export type Spot =
  | { kind: 'page'; index: number }
  | { kind: 'question'; page: number; index: number }
  | { kind: 'end'; index: number };

/** `base`, or the first of base_2, base_3 … that is not taken. At most 40 characters, as keys are. */
export function freshKey(base: string, taken: readonly string[]): string {
  const plain = base
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  const root = (plain || 'item').slice(0, 36);
  if (!taken.includes(root)) return root;
  let n = 2;
  while (taken.includes(`${root}_${n}`)) n++;
  return `${root}_${n}`;
}

export const questionKeys = (document: SurveyDocument): string[] =>
  document.pages.flatMap((page) => page.questions.map(({ key }) => key));

/** A question of a type, with what it needs at least. */
export function newQuestion(type: QuestionType, key: string, texts: Starts): Question {
  const common = { key, text: texts.question(type), required: false };
  const option = (n: number) => ({ key: `option_${n}`, text: texts.option(n) });
  const two = [option(1), option(2)];
  switch (type) {
    case 'rating':
      return { type, ...common, from: 1, to: 5, look: 'stars' };
    case 'choice':
      return { type, ...common, options: two, other: false, randomise: false };
    case 'multiple':
    case 'ranking':
      return { type, ...common, options: two, randomise: false };
    case 'matrix':
      return {
        type,
        ...common,
        rows: [{ key: 'row_1', text: texts.row(1) }],
        columns: two,
        randomise: false,
      };
    case 'text':
      return { type, ...common, long: true };
    case 'number':
      return { type, ...common, whole: false };
    case 'contact':
      return { type, ...common, askAddress: true };
    case 'file':
      return { type, ...common, kinds: ['image', 'pdf'], mostMegabytes: 5 };
    default:
      return { type, ...common };
  }
}

/** Words that stand in something new, in the languages of the survey. */
export interface Starts {
  question(type: QuestionType): Texts;
  option(n: number): Texts;
  row(n: number): Texts;
}

/** A copy beside it, with a key of its own. @returns its key */
export function duplicate(document: SurveyDocument, spot: Spot): string {
  if (spot.kind === 'question') {
    const questions = document.pages[spot.page]?.questions ?? [];
    const copy = structuredClone(questions[spot.index]) as Question;
    copy.key = freshKey(copy.key, questionKeys(document));
    questions.splice(spot.index + 1, 0, copy);
    return copy.key;
  }
  if (spot.kind === 'end') {
    const copy = structuredClone(document.ends[spot.index]) as End;
    copy.key = freshKey(
      copy.key,
      document.ends.map(({ key }) => key),
    );
    document.ends.splice(spot.index + 1, 0, copy);
    return copy.key;
  }
  const copy = structuredClone(document.pages[spot.index]) as Page;
  copy.key = freshKey(
    copy.key,
    document.pages.map(({ key }) => key),
  );
  // Conditions within the copied page ask about the copied questions.
  const renamed = new Map<string, string>();
  for (const question of copy.questions) {
    const key = freshKey(question.key, [...questionKeys(document), ...renamed.values()]);
    renamed.set(question.key, key);
    question.key = key;
  }
  for (const question of copy.questions) {
    for (const [from, to] of renamed) pointQuestionElsewhere(question, from, to);
  }
  document.pages.splice(spot.index + 1, 0, copy);
  return copy.key;
}

/** Takes it out. @returns how to put it back into a document that may have changed meanwhile */
export function remove(document: SurveyDocument, spot: Spot): (later: SurveyDocument) => void {
  if (spot.kind === 'question') {
    const page = document.pages[spot.page];
    const [gone] = page?.questions.splice(spot.index, 1) ?? [];
    return (later) => {
      const home = later.pages.find(({ key }) => key === page?.key) ?? later.pages.at(-1);
      if (gone && !questionKeys(later).includes(gone.key)) home?.questions.splice(spot.index, 0, gone);
    };
  }
  const list = (of: SurveyDocument): { key: string }[] => (spot.kind === 'page' ? of.pages : of.ends);
  const [gone] = list(document).splice(spot.index, 1);
  return (later) => {
    if (gone && !list(later).some(({ key }) => key === gone.key)) list(later).splice(spot.index, 0, gone);
  };
}

/** Moves it to a place, counted without itself. */
export function move(document: SurveyDocument, from: Spot, to: Spot): void {
  if (from.kind === 'question' && to.kind === 'question') {
    const [question] = document.pages[from.page]?.questions.splice(from.index, 1) ?? [];
    if (question) document.pages[to.page]?.questions.splice(to.index, 0, question);
  } else if (from.kind === 'page' && to.kind === 'page') {
    document.pages.splice(to.index, 0, ...document.pages.splice(from.index, 1));
  } else if (from.kind === 'end' && to.kind === 'end') {
    document.ends.splice(to.index, 0, ...document.ends.splice(from.index, 1));
  }
}

/** One place up or down; a question goes on into the next page. Undefined at the edge. */
export function beside(document: SurveyDocument, spot: Spot, by: -1 | 1): Spot | undefined {
  const index = spot.index + by;
  if (spot.kind !== 'question') {
    const { length } = spot.kind === 'page' ? document.pages : document.ends;
    return index >= 0 && index < length ? { ...spot, index } : undefined;
  }
  const here = document.pages[spot.page]?.questions.length ?? 0;
  if (index >= 0 && index < here) return { ...spot, index };
  const next = document.pages[spot.page + by];
  if (!next) return undefined;
  return { ...spot, page: spot.page + by, index: by === 1 ? 0 : next.questions.length };
}

/** Gives a question another key, and everything that asks about it with it. */
export function renameQuestion(document: SurveyDocument, from: string, to: string): void {
  for (const page of document.pages) {
    pointElsewhere(page.showIf, from, to);
    for (const question of page.questions) {
      if (question.key === from) question.key = to;
      pointQuestionElsewhere(question, from, to);
    }
  }
  for (const { when } of [...document.ends, ...document.quotas]) pointElsewhere(when, from, to);
}

function pointQuestionElsewhere(question: Question, from: string, to: string): void {
  pointElsewhere(question.showIf, from, to);
  if (question.type === 'text' && question.commentOf === from) question.commentOf = to;
}

function pointElsewhere(condition: Condition | null | undefined, from: string, to: string): void {
  for (const test of condition?.tests ?? []) {
    const [question, row] = test.question?.split('.') ?? [];
    if (question === from) test.question = row === undefined ? to : `${to}.${row}`;
  }
}

/** What is common to both types goes along; what the other has not is left behind. */
export function changeType(question: Question, type: QuestionType, texts: Starts): Question {
  const fresh = newQuestion(type, question.key, texts) as Question & Record<string, unknown>;
  const old = question as Question & Record<string, unknown>;
  const shared = ['text', 'hint', 'required', 'showIf', 'low', 'high', 'metric', 'options'];
  const scales = ['nps', 'csat', 'ces', 'rating'];
  const fits = (name: string) => {
    if (name === 'options') return 'options' in fresh;
    if (name === 'low' || name === 'high') return scales.includes(type);
    if (name === 'metric') return [...scales, 'choice', 'number'].includes(type);
    return true;
  };
  for (const name of shared) {
    if (old[name] !== undefined && fits(name)) fresh[name] = structuredClone(old[name]);
  }
  return fresh;
}
