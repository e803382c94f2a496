import { z } from 'zod';
import { Condition, QuestionKey } from './condition.ts';

/** A language of the survey, as browsers name it: en, de, pt-BR. */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?$/, 'is a language such as en or pt-BR');

/** The same text in the survey's languages. What is missing is shown in the first language. May hold `{{fact}}`. */
export const Texts = z.record(Language, z.string().max(4000));
export type Texts = z.infer<typeof Texts>;

export const Option = z.strictObject({
  key: QuestionKey,
  text: Texts,
  /** What choosing it counts as, where the question feeds a metric. */
  value: z.number().optional(),
});
export type Option = z.infer<typeof Option>;

const metric = z.string().max(60).optional().describe('Key of the metric its number feeds.');

const common = {
  key: QuestionKey,
  text: Texts,
  /** Smaller, below the question. */
  hint: Texts.optional(),
  required: z.boolean().default(false),
  showIf: Condition.nullish(),
};
const ends = { low: Texts.optional(), high: Texts.optional() };
const options = z.array(Option).min(2).max(100);

export const fileKinds = ['image', 'pdf', 'text'] as const;

export const Question = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('nps'), ...common, ...ends, metric }),
  z.strictObject({ type: z.literal('csat'), ...common, ...ends, metric }),
  z.strictObject({ type: z.literal('ces'), ...common, ...ends, metric }),
  z.strictObject({
    type: z.literal('rating'),
    ...common,
    ...ends,
    from: z.int().min(0).max(1).default(1),
    to: z.int().min(2).max(10).default(5),
    look: z.enum(['numbers', 'stars']).default('numbers'),
    metric,
  }),
  z.strictObject({
    type: z.literal('choice'),
    ...common,
    options,
    other: z.boolean().default(false).describe('An answer of one’s own besides the options.'),
    randomise: z.boolean().default(false),
    metric,
  }),
  z.strictObject({
    type: z.literal('multiple'),
    ...common,
    options,
    randomise: z.boolean().default(false),
    atLeast: z.int().min(0).max(100).optional(),
    atMost: z.int().min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal('matrix'),
    ...common,
    rows: z
      .array(z.strictObject({ key: QuestionKey, text: Texts, metric }))
      .min(1)
      .max(50),
    columns: z.array(Option).min(2).max(11),
    randomise: z.boolean().default(false),
  }),
  z.strictObject({
    type: z.literal('ranking'),
    ...common,
    options: options.max(20),
    randomise: z.boolean().default(false),
  }),
  z.strictObject({
    type: z.literal('text'),
    ...common,
    long: z.boolean().default(true),
    /** Key of the question it explains: the words go along with that score. */
    commentOf: QuestionKey.optional(),
  }),
  z.strictObject({
    type: z.literal('number'),
    ...common,
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().default(false),
    unit: Texts.optional(),
    metric,
  }),
  z.strictObject({
    type: z.literal('date'),
    ...common,
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
  }),
  z.strictObject({ type: z.literal('consent'), ...common, url: z.url({ protocol: /^https?$/ }).optional() }),
  z.strictObject({
    type: z.literal('contact'),
    ...common,
    /** Ask how to reach them; whoever came by a personal link need not say. */
    askAddress: z.boolean().default(true),
  }),
  z.strictObject({
    type: z.literal('file'),
    ...common,
    kinds: z.array(z.enum(fileKinds)).min(1).default(['image', 'pdf']),
    mostMegabytes: z.number().min(0.1).max(10).default(5),
  }),
]);
export type Question = z.infer<typeof Question>;
export type QuestionType = Question['type'];
export const questionTypes: readonly QuestionType[] = Question.options.map(({ shape }) => shape.type.value);

/** Lowest and highest number of a scale; undefined where the question has none. */
export function scaleOf(question: Question): { from: number; to: number } | undefined {
  switch (question.type) {
    case 'nps':
      return { from: 0, to: 10 };
    case 'csat':
      return { from: 1, to: 5 };
    case 'ces':
      return { from: 1, to: 7 };
    case 'rating':
      return { from: question.from, to: question.to };
    default:
      return undefined;
  }
}

/** The metric a question feeds: the one it names, and for the three questions everybody asks the one of that name. */
export function metricOf(question: Question): string | undefined {
  if ('metric' in question && question.metric) return question.metric;
  return undefined;
}
