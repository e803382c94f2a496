import { z } from 'zod';

export const LinkInput = z.object({
  /** The other case, by its id or its number. */
  to: z.union([z.uuid(), z.int().positive()]),
  kind: z.enum(['relates', 'same_cause']).default('relates'),
  note: z.string().trim().max(500).nullish(),
});
export type LinkInput = z.infer<typeof LinkInput>;
export const UnlinkInput = z.object({ id: z.uuid() });

export const MergeInput = z.object({
  /** The case that goes on, by its id or its number. */
  into: z.union([z.uuid(), z.int().positive()]),
  reason: z.string().trim().max(500).optional(),
});
export type MergeInput = z.infer<typeof MergeInput>;

/** Another case, as it stands beside this one. */
const Other = z.object({
  id: z.uuid(),
  number: z.int(),
  state: z.enum(['open', 'closed', 'merged']),
  reason: z.string(),
  quote: z.string().nullable(),
  touchpoint: z.string().nullable(),
  customer: z.object({ id: z.guid(), name: z.string().nullable() }),
  openedAt: z.date(),
  owner: z.object({ id: z.uuid(), name: z.string() }),
});

export const Related = z
  .object({
    sameCustomer: z
      .array(Other)
      .describe('The customer’s other cases, open ones first, the newest first; at most 20.'),
    linked: z.array(
      Other.extend({
        linkId: z.uuid(),
        kind: z.enum(['relates', 'same_cause']),
        note: z.string().nullable(),
        by: z.string(),
        at: z.date(),
      }),
    ),
    merged: z
      .array(Other.extend({ at: z.date(), by: z.string(), why: z.string() }))
      .describe('Closed as duplicates of this one.'),
    into: Other.nullable().describe('This one is closed as a duplicate of that one.'),
  })
  .meta({ id: 'RelatedCases' });
export type Related = z.infer<typeof Related>;
export type Other = z.infer<typeof Other>;
