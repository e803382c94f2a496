import { z } from 'zod';

export const ResultsQuery = z.object({
  version: z.coerce.number().int().optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
export type ResultsQuery = z.infer<typeof ResultsQuery>;

const Words = z.object({ at: z.date(), text: z.string(), answerId: z.guid() });

export const QuestionResult = z.object({
  key: z.string(),
  type: z.string(),
  text: z.string(),
  /** Answers to it. */
  n: z.int(),
  /** Fewer than the minimum answered: nothing further is shown. */
  tooFew: z.boolean(),
  mean: z.number().nullable(),
  /** By option, scale step or `row: column`; in the order of the question. */
  counts: z.array(z.object({ key: z.string(), text: z.string(), n: z.int() })),
  /** Average place of each option, 1 is best. */
  places: z.array(z.object({ key: z.string(), text: z.string(), mean: z.number() })),
  /** The newest 20 texts. */
  words: z.array(Words),
});
export type QuestionResult = z.infer<typeof QuestionResult>;

export const SurveyResults = z
  .object({
    /** Complete answers that count. */
    n: z.int(),
    partial: z.int(),
    setAside: z.int(),
    medianSeconds: z.number().nullable(),
    byChannel: z.array(z.object({ channel: z.string(), complete: z.int(), partial: z.int() })),
    questions: z.array(QuestionResult),
  })
  .meta({ id: 'SurveyResults' });
export type SurveyResults = z.infer<typeof SurveyResults>;

export const AnswersQuery = z.object({
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only those with a sign that they do not say what their sender thinks. */
  flagged: z.stringbool().default(false),
});
export type AnswersQuery = z.infer<typeof AnswersQuery>;

export const SurveyAnswer = z
  .object({
    answerId: z.guid(),
    version: z.int(),
    channel: z.string(),
    language: z.string(),
    startedAt: z.date(),
    completedAt: z.date().nullable(),
    seconds: z.number().nullable(),
    /** As they were given, by question key. */
    answers: z.record(z.string(), z.unknown()),
    customer: z.object({ id: z.guid(), name: z.string().nullable() }).nullable(),
    setAside: z.string().nullable(),
    signs: z.array(z.string()),
    decision: z.object({ at: z.date(), by: z.string().nullable(), reason: z.string() }).nullable(),
    /** Why the loop could not take it. */
    refused: z.string().nullable(),
  })
  .meta({ id: 'SurveyAnswer' });
export type SurveyAnswer = z.infer<typeof SurveyAnswer>;
