import type { SurveyDocument } from '../../../../listen/survey/document.ts';
import type { Question, Texts } from '../../../../listen/survey/question.ts';
import type { Place } from '../build/place.ts';

/** One text of a survey, whatever the language. */
export interface TextRow {
  /** Stays the same while things are moved: `question.nps.option.a`. */
  id: string;
  place: Place;
  /** What it is there: `title`, `hint`, `option` … */
  part: TextPart;
  texts: Texts;
  /** An empty optional text needs no translation. */
  set(document: SurveyDocument, texts: Texts): void;
}

export type TextPart =
  | 'title'
  | 'intro'
  | 'page'
  | 'question'
  | 'hint'
  | 'low'
  | 'high'
  | 'option'
  | 'row'
  | 'column'
  | 'unit'
  | 'end'
  | 'end_text'
  | 'link'
  | 'full'
  | 'fallback';

/** Every text there is, in the order in which it is read. Optional ones that nobody wrote are left out. */
export function textRows(document: SurveyDocument): TextRow[] {
  const rows: TextRow[] = [];
  const add = (
    id: string,
    place: Place,
    part: TextPart,
    of: (document: SurveyDocument) => Holder | undefined,
  ) => {
    const texts = of(document)?.[0];
    if (!texts) return;
    rows.push({ id, place, part, texts, set: (later, next) => of(later)?.[1](next) });
  };
  add('title', { kind: 'start' }, 'title', (d) => held(d, 'title'));
  add('intro', { kind: 'start' }, 'intro', (d) => held(d, 'intro'));
  for (const { key, questions } of document.pages) {
    const pageOf = (d: SurveyDocument) => d.pages.find((one) => one.key === key);
    add(`page.${key}`, { kind: 'page', key }, 'page', (d) => held(pageOf(d), 'title'));
    for (const question of questions) addQuestion(question, add);
  }
  for (const { key } of document.ends) {
    const place: Place = { kind: 'end', key };
    const endOf = (d: SurveyDocument) => d.ends.find((one) => one.key === key);
    add(`end.${key}`, place, 'end', (d) => held(endOf(d), 'title'));
    add(`end.${key}.text`, place, 'end_text', (d) => held(endOf(d), 'text'));
    add(`end.${key}.link`, place, 'link', (d) => held(endOf(d)?.link, 'text'));
  }
  for (const { key } of document.quotas) {
    add(`quota.${key}`, { kind: 'quotas' }, 'full', (d) =>
      held(
        d.quotas.find((one) => one.key === key),
        'full',
      ),
    );
  }
  for (const { name } of document.facts) {
    add(`fact.${name}`, { kind: 'facts' }, 'fallback', (d) =>
      held(
        d.facts.find((one) => one.name === name),
        'fallback',
      ),
    );
  }
  return rows;
}

type Holder = [Texts, (next: Texts) => void];

/** A text where it stands, and how to put another one there. */
function held(holder: object | undefined, name: string): Holder | undefined {
  const values = holder as Record<string, Texts | undefined> | undefined;
  const texts = values?.[name];
  if (!values || !texts) return undefined;
  return [
    texts,
    (next) => {
      values[name] = next;
    },
  ];
}

type Add = (
  id: string,
  place: Place,
  part: TextPart,
  of: (document: SurveyDocument) => Holder | undefined,
) => void;

const listed = [
  ['options', 'option'],
  ['rows', 'row'],
  ['columns', 'column'],
] as const;

function addQuestion({ key, ...question }: Question, add: Add): void {
  const place: Place = { kind: 'question', key };
  const of = (d: SurveyDocument) => d.pages.flatMap((page) => page.questions).find((one) => one.key === key);
  add(`question.${key}`, place, 'question', (d) => held(of(d), 'text'));
  for (const part of ['hint', 'low', 'high', 'unit'] as const) {
    add(`question.${key}.${part}`, place, part, (d) => held(of(d), part));
  }
  for (const [list, part] of listed) {
    for (const item of itemsOf(question, list)) {
      add(`question.${key}.${part}.${item.key}`, place, part, (d) =>
        held(
          itemsOf(of(d), list).find((one) => one.key === item.key),
          'text',
        ),
      );
    }
  }
}

function itemsOf(question: object | undefined, list: (typeof listed)[number][0]): { key: string }[] {
  return (question as Partial<Record<typeof list, { key: string }[]>> | undefined)?.[list] ?? [];
}

/** Is a translation missing: the first language says something, this one does not? */
export function isMissing(texts: Texts, language: string, first: string): boolean {
  return language !== first && Boolean(texts[first]?.trim()) && !texts[language]?.trim();
}

/** How many texts a language still needs. */
export function missingIn(document: SurveyDocument, language: string): number {
  const first = document.languages[0] as string;
  return textRows(document).filter(({ texts }) => isMissing(texts, language, first)).length;
}
