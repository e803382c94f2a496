import { z } from 'zod';
import { Person } from '../case.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
const Local = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, 'Give a day and time such as 2026-12-01T09:00.')
  .refine((text) => !Number.isNaN(Date.parse(`${text}Z`)), 'This day does not exist.');

/** Why a message that waits is not sent by itself. */
export const holdReasons = [
  'replied',
  'answered',
  'reopened',
  'closed',
  'happened_again',
  'merged',
  'no_address',
  'refused',
  'writer_gone',
] as const;
export type HoldReason = (typeof holdReasons)[number];

const content = { subject: words(300), body: words(20_000), language: z.enum(['en', 'de']) };

export const ScheduleInput = z.object({
  channel: z.enum(['email', 'letter']).default('email'),
  ...content,
  at: Local.describe('Local time where the customer is. Within quiet hours it becomes their end.'),
  close: z.boolean().default(false).describe('The case closes on it when it is sent.'),
});
export type ScheduleInput = z.output<typeof ScheduleInput>;

/** Changing it says that its writer has looked at the case again: what held it holds it no more. */
export const RescheduleInput = z.object({
  subject: content.subject.optional(),
  body: content.body.optional(),
  language: content.language.optional(),
  at: Local.optional(),
  close: z.boolean().optional(),
});
export type RescheduleInput = z.output<typeof RescheduleInput>;

export const Scheduled = z
  .object({
    id: z.uuid(),
    channel: z.enum(['email', 'letter']),
    subject: z.string(),
    body: z.string(),
    language: z.enum(['en', 'de']),
    close: z.boolean(),
    by: Person,
    sendAt: z.date(),
    zone: z.string(),
    at: z.string().describe('The same moment on the customer’s clock.'),
    held: z
      .enum(holdReasons)
      .nullable()
      .describe('Why it is not sent by itself: the case has changed since it was written.'),
  })
  .meta({ id: 'ScheduledMessage' });
export type Scheduled = z.infer<typeof Scheduled>;

export const ScheduledList = z.object({
  items: z.array(Scheduled),
  zone: z.string().describe('Where the customer’s clocks are, as far as known.'),
  next: z.null(),
});
