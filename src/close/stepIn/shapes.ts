import { z } from 'zod';
import { Person } from '../case.ts';

/** At most one page of customers at once. */
export const AdvocatesQuery = z.object({
  customers: z
    .string()
    .max(200 * 37)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.guid()).max(200)),
});

export const Advocate = z
  .object({
    customerId: z.guid(),
    person: Person,
    since: z.date(),
    steppedIn: z.boolean().describe('False: the first to have the oldest open case.'),
    reason: z.string(),
    caseId: z.uuid(),
  })
  .meta({ id: 'Advocate' });
export type Advocate = z.infer<typeof Advocate>;

/** What a case waits for, in order: that somebody sees it, does something, tells the customer; then the customer's answer. */
export const stages = ['see', 'act', 'tell'] as const;

export const CaseTime = z
  .object({
    calendar: z.string().nullable().describe('Whose working hours; null: around the clock.'),
    departments: z.array(
      z.object({
        name: z.string().nullable().describe('Null: in no department.'),
        minutes: z.int().describe('Working minutes.'),
        stages: z.object({ see: z.int(), act: z.int(), tell: z.int() }),
      }),
    ),
    mine: z.int().nullable().describe('Of these, with me; told to nobody else. Null where I never had it.'),
    paused: z.int().describe('Working minutes that stood still.'),
    handovers: z.int(),
    limit: z.int().describe('The hand-over with this number goes to the accountable person first.'),
  })
  .meta({ id: 'CaseTime' });
export type CaseTime = z.infer<typeof CaseTime>;
