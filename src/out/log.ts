import { z } from 'zod';

export const deliveryStates = ['waiting', 'retrying', 'delivered', 'given_up'] as const;

export const Delivery = z
  .object({
    id: z.uuid(),
    messageId: z.string().meta({ description: 'What the receiver knows it by (webhook-id).' }),
    type: z.string(),
    occurredAt: z.date(),
    state: z.enum(deliveryStates).meta({ description: 'retrying: failed before and will be tried again.' }),
    tries: z.int().meta({ description: 'Requests made, in all.' }),
    dueAt: z.date().nullable().meta({ description: 'The next try.' }),
    deliveredAt: z.date().nullable(),
    status: z.int().nullable().meta({ description: 'Of the last answer.' }),
    ms: z.int().nullable(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

export const DeliveryDetail = Delivery.extend({
  endpointId: z.uuid(),
  body: z.string().meta({ description: 'Byte for byte what is sent.' }),
  attempts: z.array(
    z.object({
      id: z.uuid(),
      at: z.date(),
      ms: z.int(),
      request: z.string().nullable(),
      status: z.int().nullable(),
      failure: z.string().nullable(),
      response: z.string().nullable(),
      together: z.int().meta({ description: 'How many messages this request stood for.' }),
    }),
  ),
}).meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

export const LogQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  type: z.string().max(100).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type LogQuery = z.infer<typeof LogQuery>;
