import { z } from 'zod';
import { SurveyDocument } from './document.ts';

export const SurveyKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'has small letters, digits and “-” only');

export const SurveyInput = z
  .strictObject({
    key: SurveyKey.optional().describe('Its public address, /s/<key>; made from the name unless told.'),
    name: z.string().trim().min(1).max(200),
    touchpoint: z.string().max(100).nullish().describe('Key of the touchpoint its answers are about.'),
    source: z
      .string()
      .max(60)
      .optional()
      .describe('Key of the source its answers come in by; one for all surveys unless told.'),
    starter: z.string().max(60).optional().describe('Key of a starter to begin with.'),
    document: SurveyDocument.optional().describe('Or a document, as an export gives it.'),
  })
  .meta({ id: 'SurveyInput' });
export type SurveyInput = z.infer<typeof SurveyInput>;

export const SurveyChange = z
  .strictObject({
    name: SurveyInput.shape.name.optional(),
    touchpoint: z.string().max(100).nullable().optional(),
    archived: z.boolean().optional(),
  })
  .meta({ id: 'SurveyChange' });
export type SurveyChange = z.infer<typeof SurveyChange>;

export const DraftInput = z
  .strictObject({
    document: SurveyDocument,
    revision: z.int().nullable().describe('Of the draft that was edited; null begins one.'),
  })
  .meta({ id: 'SurveyDraftInput' });
export type DraftInput = z.infer<typeof DraftInput>;

export const PublishInput = z.strictObject({ revision: z.int() }).meta({ id: 'SurveyPublishInput' });

export const SurveyListing = z
  .object({
    surveyId: z.guid(),
    key: z.string(),
    name: z.string(),
    touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
    languages: z.array(z.string()),
    questions: z.int(),
    /** Number of the version that is answered now; null: never published. */
    published: z.int().nullable(),
    publishedAt: z.date().nullable(),
    /** There is a draft that says something else than what is published. */
    draft: z.boolean(),
    complete: z.int(),
    partial: z.int(),
    lastAnswerAt: z.date().nullable(),
    archivedAt: z.date().nullable(),
  })
  .meta({ id: 'SurveyListing' });
export type SurveyListing = z.infer<typeof SurveyListing>;

/** What is wrong with a document, and where: a path such as `pages.0.questions.2.showIf`. */
export const SurveyFault = z
  .object({ where: z.string(), code: z.string(), text: z.string() })
  .meta({ id: 'SurveyFault' });
export type SurveyFault = z.infer<typeof SurveyFault>;

export const SurveyDetail = SurveyListing.extend({
  draftDocument: SurveyDocument.nullable(),
  draftRevision: z.int().nullable(),
  publishedDocument: SurveyDocument.nullable(),
  versions: z.array(
    z.object({
      number: z.int(),
      publishedAt: z.date(),
      publishedBy: z.string().nullable(),
      answers: z.int(),
    }),
  ),
  /** Keeps the draft from being published. */
  faults: z.array(SurveyFault),
  /** Does not, but should be looked at. */
  warnings: z.array(SurveyFault),
}).meta({ id: 'SurveyDetail' });
export type SurveyDetail = z.infer<typeof SurveyDetail>;

export const SurveyVersion = z
  .object({ number: z.int(), document: SurveyDocument, publishedAt: z.date() })
  .meta({ id: 'SurveyVersion' });
export type SurveyVersion = z.infer<typeof SurveyVersion>;
