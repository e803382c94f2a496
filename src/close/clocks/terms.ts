import { z } from 'zod';
import { WorkingHours } from '../../platform/hours/hours.ts';
import { clockNames, waitedFor } from './names.ts';

const most = 366 * 24 * 60;
const one = z.int().min(1).max(most);

/** Working minutes from the opening of a case. */
export const Minutes = z
  .object({ acknowledge: one, act: one, tell: one })
  .refine(({ acknowledge, act, tell }) => acknowledge <= act && act <= tell, {
    message: 'Acknowledging comes before acting, and acting before telling: the times must not fall.',
    path: ['tell'],
  });
export type Minutes = z.infer<typeof Minutes>;

export const TermsInput = z
  .object({
    departmentId: z.uuid().nullable().describe('Null: every team without terms of its own.'),
    calendarId: z.uuid().nullable().describe('Null: around the clock.'),
    normal: Minutes,
    urgent: Minutes,
    warnAt: z
      .int()
      .min(10)
      .max(99)
      .default(75)
      .describe('Per cent of the time used up when the owner is warned.'),
  })
  .refine(({ normal, urgent }) => clockNames.every((name) => urgent[name] <= normal[name]), {
    message: 'An urgent case must not have more time than another.',
    path: ['urgent'],
  });
export type TermsInput = z.infer<typeof TermsInput>;

export interface Terms extends TermsInput {
  departmentName: string | null;
  calendarName: string | null;
  from: Date | null;
}
export const Terms = TermsInput.extend({
  departmentName: z.string().nullable(),
  calendarName: z.string().nullable(),
  from: z.date().nullable().describe('Null: what holds until somebody sets terms.'),
}).meta({ id: 'CaseTerms' });

export const CalendarInput = z.object({
  name: z.string().trim().min(1).max(100),
  hours: WorkingHours,
});
export type CalendarInput = z.infer<typeof CalendarInput>;

export const Calendar = CalendarInput.extend({
  id: z.uuid(),
  archivedAt: z.date().nullable(),
  teams: z.int().describe('Teams whose terms use it.'),
  running: z.int().describe('Clocks that run by it now.'),
}).meta({ id: 'Calendar' });
export type Calendar = z.infer<typeof Calendar>;

export const PauseInput = z.object({
  until: z.coerce.date(),
  waitsFor: z.enum(waitedFor),
  reason: z.string().trim().min(3, 'Say why, in a few words.').max(2000),
});
export type PauseInput = z.infer<typeof PauseInput>;

const HOUR = 60;

/** Until a team says otherwise: urgent in 24 hours, else in 48, around the clock. */
export const firstTerms: TermsInput = {
  departmentId: null,
  calendarId: null,
  normal: { acknowledge: 8 * HOUR, act: 36 * HOUR, tell: 48 * HOUR },
  urgent: { acknowledge: 4 * HOUR, act: 18 * HOUR, tell: 24 * HOUR },
  warnAt: 75,
};
