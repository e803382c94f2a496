import { z } from 'zod';
import { WorkingHours } from '../../platform/hours/hours.ts';
import { skipReasons } from './reasons.ts';

const Dims = z.record(z.string().max(100), z.string().max(200));

/** How often at most. Every mail counts, reminders too. */
export const ContactRuleInput = z
  .strictObject({
    survey: z.string().max(100).nullish().describe('Key of a survey; none: all surveys together.'),
    dims: Dims.default({}).describe('Only people with these values of reporting dimensions.'),
    most: z.int().min(0).max(100).nullish(),
    days: z.int().min(1).max(730).nullish(),
    gapDays: z.int().min(1).max(730).nullish(),
  })
  .refine((rule) => (rule.most == null) === (rule.days == null), {
    message: 'Give both: how many at most, and in how many days.',
    path: ['days'],
  })
  .refine((rule) => rule.most != null || rule.gapDays != null, {
    message: 'Give how many at most in how many days, or how many days between two.',
    path: ['most'],
  })
  .meta({ id: 'ContactRuleInput' });
export type ContactRuleInput = z.infer<typeof ContactRuleInput>;

export const ContactRule = z
  .object({
    id: z.guid(),
    survey: z.object({ id: z.guid(), key: z.string(), name: z.string() }).nullable(),
    dims: Dims,
    most: z.int().nullable(),
    days: z.int().nullable(),
    gapDays: z.int().nullable(),
    madeAt: z.date(),
    madeBy: z.string().nullable(),
    /** Times in the last 90 days that it kept somebody from being asked. */
    held: z.int(),
  })
  .meta({ id: 'ContactRule' });
export type ContactRule = z.infer<typeof ContactRule>;

/** What holds for everybody who is asked. */
export const Contacting = z
  .strictObject({
    /** `required`: only who agreed. `not_refused`: everybody who has not said no. */
    consent: z.enum(['required', 'not_refused']).default('not_refused'),
    /** Attribute of customers' records that says whether they agree; read as yes or no. */
    consentAttribute: z.string().trim().min(1).max(60).nullable().default('survey_consent'),
    /** Attribute that names their language. */
    languageAttribute: z.string().trim().min(1).max(60).nullable().default('language'),
    /** When mails may leave. Outside of it they wait. */
    allowed: WorkingHours,
    /** What plans call business hours. */
    business: WorkingHours,
  })
  .meta({ id: 'Contacting' });
export type Contacting = z.infer<typeof Contacting>;

const week = (days: number, from: string, until: string): [string, string][][] =>
  Array.from({ length: 7 }, (_, day) => (day < days ? [[from, until]] : []));

/** As long as nobody chose: 8 to 20 o'clock every day; business from 9 to 17, Monday to Friday. */
export function contactingOf(timezone: string): Contacting {
  return {
    consent: 'not_refused',
    consentAttribute: 'survey_consent',
    languageAttribute: 'language',
    allowed: { timezone, week: week(7, '08:00', '20:00'), holidays: [] },
    business: { timezone, week: week(5, '09:00', '17:00'), holidays: [] },
  };
}

export const ContactRules = z
  .object({
    contacting: Contacting,
    rules: z.array(ContactRule),
    /** Everybody who was not asked in the last `days` days, by reason. */
    skipped: z.array(z.object({ reason: z.enum(skipReasons), invitations: z.int(), reminders: z.int() })),
    days: z.int(),
    /** Keys of reporting dimensions a rule may name. */
    dimensions: z.array(z.string()),
  })
  .meta({ id: 'ContactRules' });
export type ContactRules = z.infer<typeof ContactRules>;
