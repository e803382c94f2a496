import { z } from 'zod';
import { EventMapping } from './eventMapping.ts';

export const conventions = ['segment', 'cloudevents', 'webhook'] as const;
export type Convention = (typeof conventions)[number];

export const ConnectionInput = z.object({
  convention: z.enum(conventions),
  provider: z.string().max(40).nullable().default(null).describe('Webhooks: who sends, and signs how.'),
  secret: z
    .string()
    .min(8)
    .max(500)
    .nullable()
    .default(null)
    .describe('Webhooks: what the provider signs with. Kept sealed, never shown again.'),
});
export type ConnectionInput = z.infer<typeof ConnectionInput>;

export const ConnectionChange = z
  .object({ mapping: EventMapping, secret: ConnectionInput.shape.secret.unwrap().nullable() })
  .partial();
export type ConnectionChange = z.infer<typeof ConnectionChange>;

export const Connection = z
  .object({
    id: z.string(),
    sourceKey: z.string(),
    convention: z.enum(conventions),
    provider: z.string().nullable(),
    prefix: z.string().describe('The first characters of its key.'),
    signed: z.boolean().describe('There is a secret that deliveries must be signed with.'),
    url: z.string().describe('Where to send; of a webhook without its token.'),
    mapping: EventMapping,
    madeAt: z.date(),
    madeBy: z.string().nullable(),
    firstReceivedAt: z.date().nullable(),
    lastReceivedAt: z.date().nullable(),
    endedAt: z.date().nullable(),
    deadLetters: z.int(),
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof Connection>;

export const DeadLetter = z
  .object({
    id: z.int(),
    eventKey: z.string(),
    event: z.string().describe('As it came, JSON.'),
    receivedAt: z.date(),
    reason: z.string(),
    field: z.string().nullable(),
    times: z.int(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;

export const Arrival = z
  .object({
    at: z.date(),
    outcome: z.enum(['accepted', 'kept', 'refused']),
    facts: z.int(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Arrival' });
export type Arrival = z.infer<typeof Arrival>;
