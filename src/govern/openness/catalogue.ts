import { z } from 'zod';

export const itemKinds = ['data_set', 'product', 'trend'] as const;
export const sensitivities = ['public', 'internal', 'confidential', 'personal', 'special'] as const;

const fields = {
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(4000),
  ownerPersonId: z.uuid().nullable(),
  departmentId: z.uuid().nullable(),
  sensitivity: z
    .enum(sensitivities)
    .describe('personal: about people (GDPR article 4). special: health, beliefs and the like (article 9).'),
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable(),
  reviewOn: z.iso.date().nullable().describe('From this day on somebody should look whether it still holds.'),
  sources: z.array(z.string().max(60)).max(50).describe('Keys of sources; only for data sets.'),
};

export const ItemInput = z
  .object({
    kind: z.enum(itemKinds),
    key: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'Use lower-case letters, digits, “-” and “_”.'),
    name: fields.name,
    description: fields.description.default(''),
    ownerPersonId: fields.ownerPersonId.default(null),
    departmentId: fields.departmentId.default(null),
    sensitivity: fields.sensitivity.default('internal'),
    url: fields.url.default(null),
    reviewOn: fields.reviewOn.default(null),
    sources: fields.sources.default([]),
  })
  .refine((item) => item.kind === 'data_set' || item.sources.length === 0, {
    message: 'Only a data set consists of sources.',
    path: ['sources'],
  });
export type ItemInput = z.infer<typeof ItemInput>;

/** What is left out stays. */
export const ItemChange = z.object(fields).partial();
export type ItemChange = z.infer<typeof ItemChange>;

export const Item = z
  .object({
    id: z.uuid(),
    kind: z.enum(itemKinds),
    key: z.string(),
    ...fields,
    sources: z.array(z.object({ key: z.string(), name: z.string() })),
    ownerName: z.string().nullable(),
    departmentName: z.string().nullable(),
    stale: z.boolean(),
  })
  .meta({ id: 'CatalogueItem' });
export type Item = z.infer<typeof Item>;

export const Catalogue = z
  .object({
    items: z.array(Item),
    undescribed: z
      .array(z.object({ key: z.string(), name: z.string() }))
      .describe('Sources that belong to no data set yet.'),
    next: z.null(),
  })
  .meta({ id: 'Catalogue' });
export type Catalogue = z.infer<typeof Catalogue>;
