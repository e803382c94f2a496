import { z } from 'zod';

/** Shapes of the customer API; the browser reads the same. */

export const CustomerCard = z.object({
  id: z.guid(),
  kind: z.enum(['person', 'account']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  lastSeenAt: z.date().nullable().describe('The last thing that happened or was said.'),
  sources: z.array(z.string()).describe('Names of the sources that know this customer.'),
  erasedAt: z.date().nullable().describe('Since then they are nobody; only figures remain.'),
});
export type CustomerCard = z.infer<typeof CustomerCard>;

export const CustomerList = z.object({ items: z.array(CustomerCard), next: z.string().nullable() });

export const Scalars = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const CustomerPage = z.object({
  customer: z.object({
    id: z.guid(),
    kind: z.enum(['person', 'account']),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    attributes: Scalars,
    since: z.date().describe('When the first of its records was first seen.'),
    lastSeenAt: z.date().nullable(),
    erased: z
      .object({ at: z.date(), by: z.string(), reason: z.string() })
      .nullable()
      .describe('When, by whom and why they were erased.'),
  }),
  identities: z.array(
    z.object({
      id: z.guid(),
      source: z.string(),
      sourceKey: z.string(),
      externalKey: z.string(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      attributes: Scalars,
      linkReason: z.string().describe('own, exact:<kind of key>, or person (somebody decided).'),
      linkEvidence: z.record(z.string(), z.unknown()),
      linkedAt: z.date(),
      firstSeenAt: z.date(),
      changedAt: z.date(),
    }),
  ),
  merges: z.array(
    z.object({
      id: z.guid(),
      at: z.date(),
      reason: z.string(),
      evidence: z.record(z.string(), z.unknown()),
      fromName: z.string().nullable(),
      identities: z.number(),
      by: z.string().nullable(),
      undoneAt: z.date().nullable(),
    }),
  ),
  contacts: z
    .array(z.object({ id: z.guid(), name: z.string().nullable(), email: z.string().nullable() }))
    .describe('People of this account.'),
  account: z
    .object({ id: z.guid(), name: z.string().nullable() })
    .nullable()
    .describe('The account this person belongs to.'),
});
export type CustomerPage = z.infer<typeof CustomerPage>;

export const TimelineItem = z.object({
  id: z.guid(),
  at: z.date(),
  kind: z.enum(['interaction', 'response']),
  type: z.string().describe('Key of the kind of interaction, or of the metric.'),
  title: z.string(),
  text: z.string().nullable(),
  value: z.number().nullable(),
  failed: z.boolean().nullable(),
  contactRequested: z.boolean().nullable(),
  metricKind: z.string().nullable(),
  scaleMin: z.number().nullable(),
  scaleMax: z.number().nullable(),
  touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
  source: z.string(),
  attributes: Scalars.nullable(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;
export const Timeline = z.object({ items: z.array(TimelineItem), next: z.string().nullable() });

export const CustomerQuery = z.object({
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Words or beginnings of words of the name, e-mail, phone or customer key.'),
  kind: z.enum(['person', 'account']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
});
export type CustomerQuery = z.infer<typeof CustomerQuery>;

export const TimelineQuery = z.object({
  kinds: z.string().optional().describe('Comma-separated: interaction, response.'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.string().max(200).optional(),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

const reason = z.string().trim().min(3, 'Say why, in a few words.').max(1000);
export const MergeInput = z.object({ with: z.guid(), reason });
export const UndoInput = z.object({ reason });
export const SeparationInput = z.object({ identityId: z.guid(), reason });
