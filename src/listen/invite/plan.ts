import { z } from 'zod';
import { skipReasons } from '../rules/reasons.ts';
import { Texts } from '../survey/question.ts';

const Days = (least: number) => z.int().min(least).max(730);

/** Whom a survey is sent to, where it does not follow an event. */
export const Audience = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('customers'),
    dims: z
      .record(z.string().max(100), z.string().max(200))
      .default({})
      .describe('Attributes they must have.'),
    touchpoint: z.string().max(100).nullish().describe('Only who was at this touchpoint …'),
    withinDays: Days(1).default(90).describe('… in so many days.'),
  }),
  z.strictObject({ kind: z.literal('list') }),
]);
export type Audience = z.infer<typeof Audience>;

export const Trigger = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('event'),
    touchpoint: z.string().max(100).nullish().describe('Key of the touchpoint; none: any.'),
    interaction: z.string().max(100).nullish().describe('Key of the kind of interaction; none: any.'),
    outcome: z.enum(['any', 'fine', 'failed']).default('any'),
    delayMinutes: z.int().min(0).max(129_600).default(60),
    share: z.number().gt(0).max(1).default(1).describe('Part of the events that is asked about.'),
  }),
  z.strictObject({ kind: z.literal('once'), at: z.coerce.date().nullish(), audience: Audience }),
  z.strictObject({ kind: z.literal('recurring'), everyDays: Days(1), audience: Audience }),
]);
export type Trigger = z.infer<typeof Trigger>;

export const PlanSettings = z.strictObject({
  trigger: Trigger,
  hours: z.enum(['any', 'business']).default('any'),
  priority: z.int().min(0).max(100).default(50).describe('Who competes for one person: the higher is sent.'),
  reminders: z.int().min(0).max(2).default(0),
  remindAfterDays: z.int().min(1).max(60).default(4),
  expiresDays: z.int().min(1).max(365).default(30),
  subject: Texts.default({}),
  body: Texts.default({}),
});
export type PlanSettings = z.infer<typeof PlanSettings>;

export const PlanInput = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    startsAt: z.coerce.date().nullish().describe('Now, unless told.'),
    settings: PlanSettings,
    list: z
      .string()
      .max(900_000)
      .optional()
      .describe('For a list: CSV with a column email, and name and language if you like.'),
  })
  .meta({ id: 'SurveyPlanInput' });
export type PlanInput = z.infer<typeof PlanInput>;

export const PlanChange = PlanInput.pick({ name: true, settings: true })
  .partial()
  .extend({ stopped: z.boolean().optional() })
  .meta({ id: 'SurveyPlanChange' });
export type PlanChange = z.infer<typeof PlanChange>;

export const SurveyPlan = z
  .object({
    id: z.guid(),
    surveyId: z.guid(),
    name: z.string(),
    settings: PlanSettings,
    startsAt: z.date(),
    madeAt: z.date(),
    madeBy: z.string().nullable(),
    stoppedAt: z.date().nullable(),
    listed: z.int().describe('People on its list.'),
    waiting: z.int(),
    sent: z.int(),
    answered: z.int(),
    skipped: z.int(),
  })
  .meta({ id: 'SurveyPlan' });
export type SurveyPlan = z.infer<typeof SurveyPlan>;

export const invitationStates = [
  'waiting',
  'sent',
  'opened',
  'begun',
  'answered',
  'expired',
  'returned',
  'withdrawn',
  'skipped',
] as const;

export const Invitation = z
  .object({
    id: z.guid(),
    plan: z.object({ id: z.guid(), name: z.string() }).nullable(),
    customer: z.object({ id: z.guid(), name: z.string().nullable() }).nullable(),
    channel: z.enum(['email', 'link']),
    address: z.string().nullable(),
    language: z.string().nullable(),
    touchpoint: z.string().nullable(),
    state: z.enum(invitationStates),
    skipReason: z.enum(skipReasons).nullable(),
    madeAt: z.date(),
    dueAt: z.date(),
    sentAt: z.date().nullable(),
    reminders: z.int(),
    openedAt: z.date().nullable(),
    answeredAt: z.date().nullable(),
    returnedAs: z.string().nullable(),
  })
  .meta({ id: 'SurveyInvitation' });
export type Invitation = z.infer<typeof Invitation>;

export const InvitationQuery = z.object({
  state: z.enum(invitationStates).optional(),
  plan: z.guid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.guid().optional(),
});
export type InvitationQuery = z.infer<typeof InvitationQuery>;

export const PersonalLinkInput = z
  .strictObject({
    customer: z.guid(),
    touchpoint: z.string().max(100).nullish(),
  })
  .meta({ id: 'PersonalLinkInput' });
export type PersonalLinkInput = z.infer<typeof PersonalLinkInput>;
