import { z } from 'zod';

export const interviewKinds = ['interview', 'call', 'visit', 'focus_group', 'note'] as const;
export const consents = ['named', 'anonymous', 'none'] as const;

const text = z.string().trim();
const theme = text.min(1).max(60);

/** Something somebody said, in their words. */
export const QuoteInput = z.strictObject({
  quoteId: z.guid().optional().describe('Of a quote that is there already; left out, it is a new one.'),
  text: text.min(1).max(5000),
  touchpoint: z.string().max(100).nullish().describe('Key of the touchpoint it is about.'),
  persona: z.string().max(100).nullish(),
  themes: z.array(theme).max(20).default([]),
  /** Where a score was given along with it. */
  metric: z.string().max(100).nullish(),
  value: z.number().nullish(),
});
export type QuoteInput = z.infer<typeof QuoteInput>;

export const InterviewInput = z
  .strictObject({
    kind: z.enum(interviewKinds).default('interview'),
    title: text.min(1).max(200),
    heldOn: z.iso.date(),
    customerId: z.guid().nullish(),
    persona: z.string().max(100).nullish(),
    consent: z
      .enum(consents)
      .describe('named: with who said it; anonymous: the words only; none: no words may be kept.'),
    consentHow: text.max(300).nullish().describe('Signed, on the recording, by mail …'),
    summary: text.max(20_000).default(''),
    source: z.string().max(60).optional().describe('Key of the source its quotes come in by.'),
    quotes: z.array(QuoteInput).max(200).default([]),
    /** Of the interview that was edited. */
    revision: z.int().optional(),
  })
  .meta({ id: 'InterviewInput' });
export type InterviewInput = z.infer<typeof InterviewInput>;

export const Quote = z.object({
  quoteId: z.guid(),
  text: z.string(),
  touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
  persona: z.string().nullable(),
  themes: z.array(z.string()),
  metric: z.string().nullable(),
  value: z.number().nullable(),
});

export const Interview = z
  .object({
    interviewId: z.guid(),
    kind: z.enum(interviewKinds),
    title: z.string(),
    heldOn: z.string(),
    customer: z.object({ id: z.guid(), name: z.string().nullable() }).nullable(),
    persona: z.string().nullable(),
    consent: z.enum(consents),
    consentHow: z.string().nullable(),
    summary: z.string(),
    quotes: z.array(Quote),
    revision: z.int(),
    madeBy: z.string().nullable(),
    changedAt: z.date(),
    withdrawnAt: z.date().nullable(),
  })
  .meta({ id: 'Interview' });
export type Interview = z.infer<typeof Interview>;

export const InterviewsQuery = z.object({
  q: z.string().max(200).optional().describe('Words of the title, the summary or a quote.'),
  touchpoint: z.string().max(100).optional(),
  theme: z.string().max(60).optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type InterviewsQuery = z.infer<typeof InterviewsQuery>;

export const Theme = z.object({ theme: z.string(), quotes: z.int() }).meta({ id: 'InterviewTheme' });
