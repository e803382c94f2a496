import { z } from 'zod';
import { WorkingHours } from '../../platform/hours/hours.ts';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 20:00.');

/** How customers are told and asked. */
export const TellingSettings = z
  .object({
    answerDays: z
      .int()
      .min(1)
      .max(90)
      .default(14)
      .describe('Days after which a case nobody answered about counts as closed, unconfirmed.'),
    remindDays: z
      .int()
      .min(1)
      .max(89)
      .nullable()
      .default(null)
      .describe('Days after which the question is asked once more; null: never.'),
    quietFrom: Time.default('20:00').describe(
      'From then on nothing that was scheduled is sent, where the customer is.',
    ),
    quietUntil: Time.default('08:00').describe('Until then. The same as quietFrom: no quiet hours.'),
    letterhead: z.string().trim().max(1000).default('').describe('Lines at the head of printed letters.'),
  })
  .refine(({ remindDays, answerDays }) => remindDays === null || remindDays < answerDays, {
    message: 'A reminder comes before the time for an answer is over.',
    path: ['remindDays'],
  });
export type TellingSettings = z.infer<typeof TellingSettings>;

/** When something that waits may leave, in a customer's zone. */
export function sendingHours({ quietFrom, quietUntil }: TellingSettings, timezone: string): WorkingHours {
  const day: [string, string][] =
    quietFrom === quietUntil
      ? [['00:00', '24:00']]
      : quietFrom > quietUntil
        ? [[quietUntil, quietFrom]]
        : [...(quietFrom > '00:00' ? [['00:00', quietFrom] as [string, string]] : []), [quietUntil, '24:00']];
  return WorkingHours.parse({ timezone, week: Array.from({ length: 7 }, () => day) });
}
