import { z } from 'zod';
import { skipReasons } from '../rules/reasons.ts';

/** `x` of `n`, with a 95 % interval. Hidden: fewer than five people, or one could be worked out from the others. */
export const Rate = z.object({
  x: z.int().nullable(),
  n: z.int(),
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  hidden: z.boolean(),
});
export type Rate = z.infer<typeof Rate>;

export const Compared = z.object({
  /** The reporting dimension. */
  key: z.string(),
  name: z.string(),
  groups: z.array(Rate.extend({ value: z.string(), difference: z.number().nullable() })),
  chi2: z.number(),
  df: z.int(),
  /** Null: too few for the test. */
  p: z.number().nullable(),
});
export type Compared = z.infer<typeof Compared>;

export const SurveyResponse = z
  .object({
    from: z.date(),
    to: z.date(),
    /** Answered of all who were written to; a mail that came back counts as not answered, as who it was for is a customer. */
    total: Rate,
    opened: z.int(),
    begun: z.int(),
    returned: z.int(),
    stillOpen: z.int(),
    reminders: z.int(),
    byChannel: z.array(Rate.extend({ key: z.string() })),
    byPlan: z.array(Rate.extend({ key: z.string(), name: z.string() })),
    /** Answered against not answered, by each dimension. */
    segments: z.array(Compared),
    skipped: z.array(z.object({ reason: z.enum(skipReasons), invitations: z.int(), reminders: z.int() })),
    /** Invited of those who were at the touchpoint, or whom a plan reached. */
    coverage: Rate,
    coverageBy: z.array(Compared),
  })
  .meta({ id: 'SurveyResponse' });
export type SurveyResponse = z.infer<typeof SurveyResponse>;

export const ResponseQuery = z.object({
  from: z.coerce.date().optional().describe('Invitations made from then on; 90 days back unless told.'),
  to: z.coerce.date().optional(),
});
export type ResponseQuery = z.infer<typeof ResponseQuery>;
