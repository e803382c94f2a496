import { z } from 'zod';
import { Person } from '../case.ts';

export const ThanksInput = z.object({
  to: z.uuid(),
  words: z.string().trim().min(3, 'Say what for, in a few words.').max(2000),
  caseId: z.uuid().nullish().describe('The case it was about.'),
});
export type ThanksInput = z.infer<typeof ThanksInput>;

export const AddThanksInput = z.object({ words: z.string().trim().max(2000).optional() });

export const Recognition = z
  .object({
    id: z.uuid(),
    person: Person,
    at: z.date(),
    case: z
      .object({
        id: z.uuid(),
        number: z.int(),
        touchpoint: z.string().nullable(),
        steppedIn: z.boolean(),
        /** What they said they would do when they stepped in. */
        did: z.string().nullable(),
      })
      .nullable(),
    words: z
      .string()
      .nullable()
      .describe(
        'The customer’s, after “yes, put right”; null where there are none, or they are not to be shown.',
      ),
    thanks: z.array(z.object({ by: Person, at: z.date(), words: z.string().nullable() })),
    hidden: z.boolean().describe('Only whom it is about sees it.'),
    may: z.object({ thank: z.boolean(), hide: z.boolean() }),
  })
  .meta({ id: 'Recognition' });
export type Recognition = z.infer<typeof Recognition>;

export const RecognitionQuery = z.object({
  show: z
    .enum(['thanked', 'suggested', 'mine'])
    .default('thanked')
    .describe('Thanked: the feed. Suggested: confirmed, and nobody has said thanks yet.'),
  case: z.uuid().optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type RecognitionQuery = z.infer<typeof RecognitionQuery>;

export const RecognitionList = z.object({ items: z.array(Recognition), next: z.string().nullable() });

export const ThanksByDepartment = z
  .object({
    from: z.string(),
    items: z.array(
      z.object({
        department: z.string().nullable().describe('Null: the smaller ones together.'),
        thanks: z.int(),
        confirmed: z.int().describe('Step-ins the customer said had helped.'),
      }),
    ),
  })
  .meta({ id: 'ThanksByDepartment' });
export type ThanksByDepartment = z.infer<typeof ThanksByDepartment>;
