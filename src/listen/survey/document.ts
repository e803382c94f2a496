import { z } from 'zod';
import { Condition, QuestionKey } from './condition.ts';
import { Language, type Question, Question as QuestionShape, Texts } from './question.ts';
import { Theme } from './theme.ts';

export const Page = z.strictObject({
  key: QuestionKey,
  title: Texts.optional(),
  showIf: Condition.nullish(),
  /** Its questions come in another order for each who answers; the same for one person each time. */
  randomise: z.boolean().default(false),
  questions: z.array(QuestionShape).max(100),
});
export type Page = z.infer<typeof Page>;

export const Quota = z.strictObject({
  key: QuestionKey,
  /** Complete answers that count; whoever comes after reads `full`. */
  limit: z.int().min(1).max(10_000_000),
  /** Which answers fall under it; none: all. */
  when: Condition.nullish(),
  full: Texts.optional(),
});

/** The first whose condition holds thanks; one without a condition always does. */
export const End = z.strictObject({
  key: QuestionKey,
  when: Condition.nullish(),
  title: Texts,
  text: Texts.optional(),
  link: z.strictObject({ url: z.url({ protocol: /^https?$/ }), text: Texts }).optional(),
});

/** A known fact that texts may name as `{{name}}`: what stands there when it is not known. */
export const PipedFact = z.strictObject({
  name: z.string().regex(/^[a-zA-Z][\w.]{0,59}$/, 'has letters, digits, _ and . only'),
  fallback: Texts.default({}),
});

export const layouts = ['one_page', 'pages', 'one_question'] as const;

/** A whole survey; its export and import as JSON is exactly this. */
export const SurveyDocument = z
  .strictObject({
    format: z.literal('onus-survey-1').default('onus-survey-1'),
    /** The first is the one that texts fall back to. */
    languages: z.array(Language).min(1).max(30),
    title: Texts,
    intro: Texts.optional(),
    layout: z.enum(layouts).default('one_question'),
    pages: z.array(Page).max(60),
    facts: z.array(PipedFact).max(60).default([]),
    quotas: z.array(Quota).max(20).default([]),
    ends: z.array(End).max(20).default([]),
    theme: Theme.prefault({}),
  })
  .meta({ id: 'SurveyDocument' });
export type SurveyDocument = z.infer<typeof SurveyDocument>;

/** Every question in the order of the document. */
export function questionsOf(document: Pick<SurveyDocument, 'pages'>): Question[] {
  return document.pages.flatMap((page) => page.questions);
}

/** A text in one language, or in the first one. */
export function textIn(
  texts: Texts | undefined,
  language: string,
  document: Pick<SurveyDocument, 'languages'>,
): string {
  return texts?.[language] || texts?.[document.languages[0] as string] || '';
}
