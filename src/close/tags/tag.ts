import { z } from 'zod';

const name = z
  .string()
  .trim()
  .min(1, 'Give the tag a name.')
  .max(40)
  .transform((text) => text.replace(/\s+/g, ' '));

export const Tag = z.object({ id: z.int(), name: z.string() }).meta({ id: 'CaseTag' });
export type Tag = z.infer<typeof Tag>;
export const Tags = z.object({
  items: z.array(Tag.extend({ open: z.int().describe('Open cases that have it, counted up to 1,000.') })),
  next: z.null(),
});

/** By its name, and made where there is none of that name yet; or by its id. */
export const TaggingInput = z.union([z.strictObject({ name }), z.strictObject({ id: z.int().positive() })]);
export type TaggingInput = z.infer<typeof TaggingInput>;
export const UntaggingInput = z.strictObject({ id: z.int().positive() });
export const TagChange = z.object({ name: name.optional(), archived: z.boolean().optional() });
export type TagChange = z.infer<typeof TagChange>;
