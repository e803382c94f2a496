import { z } from 'zod';

export const suppressionReasons = ['unsubscribed', 'complained', 'bounced', 'decided'] as const;

export const Suppression = z
  .object({
    id: z.guid(),
    address: z.string().nullable(),
    customer: z.object({ id: z.guid(), name: z.string().nullable() }).nullable(),
    survey: z.object({ key: z.string(), name: z.string() }).nullable(),
    reason: z.enum(suppressionReasons),
    detail: z.string().nullable(),
    at: z.date(),
    by: z.string().nullable(),
    liftedAt: z.date().nullable(),
    liftedReason: z.string().nullable(),
  })
  .meta({ id: 'Suppression' });
export type Suppression = z.infer<typeof Suppression>;

export const SuppressionInput = z
  .strictObject({
    address: z.email().max(320),
    survey: z.string().max(100).nullish().describe('Key of a survey; none: all of them.'),
    reason: z.string().trim().min(3, 'Say why, in a few words.').max(500),
  })
  .meta({ id: 'SuppressionInput' });
export type SuppressionInput = z.infer<typeof SuppressionInput>;

export const SuppressionQuery = z.object({
  q: z.string().trim().max(320).optional().describe('Part of the address.'),
  reason: z.enum(suppressionReasons).optional(),
  lifted: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.guid().optional(),
});
export type SuppressionQuery = z.infer<typeof SuppressionQuery>;

export const LiftInput = z.strictObject({
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(500),
});

export const channels = ['email', 'link'] as const;

/** What somebody wants, as it is kept for a customer. */
export const ContactWishes = z
  .object({
    consent: z.boolean().nullable(),
    channels: z.array(z.string()).nullable(),
    language: z.string().nullable(),
    pausedUntil: z.date().nullable(),
    unsubscribed: z.boolean().describe('From every survey.'),
    suppressions: z.array(
      z.object({ reason: z.string(), address: z.string().nullable(), surveyId: z.string().nullable() }),
    ),
    contacts: z
      .array(z.object({ surveyId: z.string(), at: z.date() }))
      .describe('Times they were written to, the last first.'),
  })
  .meta({ id: 'ContactWishes' });
export type ContactWishes = z.infer<typeof ContactWishes>;

export const WishesInput = z
  .strictObject({
    consent: z.boolean().nullish(),
    channels: z.array(z.enum(channels)).max(5).nullish(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?$/)
      .nullish(),
    pausedUntil: z.coerce.date().nullish(),
  })
  .meta({ id: 'ContactWishesInput' });
export type WishesInput = z.infer<typeof WishesInput>;
