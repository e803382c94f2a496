import { z } from 'zod';
import { Fact } from '../facts.ts';

export const MAX_ITEMS = 1000;
export const MAX_BYTES = 5 * 1024 * 1024;

/** Items are checked one by one, so that a bad one does not cost the others; the documentation shows what they should be. */
const Item = z.unknown().meta(z.toJSONSchema(Fact, { io: 'input' }) as Record<string, unknown>);

export const Delivery = z
  .object({
    source: z.string().min(1).max(60).describe('Key of the source.'),
    deliveryKey: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'Or the header Idempotency-Key: the same delivery again is answered the same and changes nothing.',
      ),
    items: z.array(Item).min(1).describe(`At most ${MAX_ITEMS} facts.`),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

export const ItemResult = z.object({
  index: z.int(),
  outcome: z.enum(['accepted', 'rejected']),
  reason: z.string().optional(),
  field: z.string().optional(),
});
export type ItemResult = z.infer<typeof ItemResult>;

export const DeliveryAnswer = z
  .object({ delivery: z.string(), accepted: z.int(), rejected: z.int(), results: z.array(ItemResult) })
  .meta({ id: 'DeliveryAnswer' });
export type DeliveryAnswer = z.infer<typeof DeliveryAnswer>;
