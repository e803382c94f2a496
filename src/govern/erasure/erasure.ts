import { z } from 'zod';

/** Shapes of the erasure API; the browser reads the same. */
export const ErasureInput = z
  .object({
    reason: z
      .string()
      .trim()
      .min(3, 'Say why, in a few words.')
      .max(500)
      .describe('Kept with the record of the erasure, so without a name or an address.'),
  })
  .meta({ id: 'ErasureInput' });
export type ErasureInput = z.infer<typeof ErasureInput>;

const count = z.int().min(0);

export const Went = z.object({
  records: count.describe('What sources know of them: names, addresses, numbers, attributes.'),
  comments: count.describe('Answers in their own words.'),
  answers: count.describe('Survey answers with what was written in them.'),
  messages: count.describe('Messages in cases, both ways.'),
  mails: count.describe('Mails to them and from them.'),
  notes: count.describe('Notes and actions that colleagues wrote about them.'),
  files: count,
  invitations: count.describe('Personal links; they open nothing any more.'),
  interviews: count.describe('Conversations written down.'),
});
export type Went = z.infer<typeof Went>;

export const Erasure = z
  .object({
    customer: z.object({ id: z.guid(), name: z.string().nullable() }),
    goes: Went.describe('What goes, or what went.'),
    stays: z.object({
      scores: count.describe('Answers as figures.'),
      interactions: count,
      cases: count.describe('With clocks, owners, hand-overs and outcome.'),
    }),
    open: z
      .array(z.object({ id: z.uuid(), number: z.int(), owner: z.string() }))
      .describe(
        'Cases that are still open: each is closed, because nobody is left to be told, and its owner hears of it.',
      ),
    erased: z
      .object({ at: z.date(), by: z.string(), reason: z.string() })
      .nullable()
      .describe('Null: not erased; this is what would happen.'),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof Erasure>;
