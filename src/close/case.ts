import { z } from 'zod';
import { clockNames } from './clocks/names.ts';
import { PauseInput } from './clocks/terms.ts';
import { Tag } from './tags/tag.ts';

/** Shapes of the case API; the pages read the same. Times are ISO 8601. */
const text = z.string().nullable();

export const Person = z
  .object({
    id: z.uuid(),
    name: z.string(),
    initials: z.string(),
    colour: z.string(),
    title: text,
    departmentName: text,
  })
  .meta({ id: 'CasePerson' });
export type Person = z.infer<typeof Person>;

/** `unconfirmed`: closed, and the customer never said whether it was put right. */
export const CaseState = z.enum(['open', 'closed', 'confirmed', 'unconfirmed']);

export const CaseItem = z
  .object({
    id: z.uuid(),
    number: z.int(),
    state: CaseState,
    customer: z.object({
      id: z.guid(),
      name: text,
      kind: z.enum(['person', 'account']),
      erased: z.boolean().describe('They were erased: there is nobody left to tell.'),
    }),
    touchpoint: z
      .object({ id: z.int(), key: z.string(), name: z.string() })
      .nullable()
      .describe('Null: not placed.'),
    reason: z.string(),
    quote: text,
    score: z.number().nullable(),
    urgent: z.boolean(),
    occurredAt: z.date(),
    openedAt: z.date(),
    dueAt: z.date(),
    owner: Person,
    acting: z
      .object({ person: Person, until: z.string(), absent: z.boolean() })
      .nullable()
      .describe('Who does it for the owner now, and the first day on which it is theirs again.'),
    offeredTo: z
      .object({ id: z.uuid(), name: z.string() })
      .nullable()
      .describe('A hand-over that waits for an answer.'),
    handovers: z.int().describe('How often it changed hands.'),
    reopened: z.int(),
    facts: z.int().describe('Answers and events this case is about.'),
    told: z.boolean().describe('The customer was told since it was last opened.'),
    tags: z.array(Tag),
    closedAt: z.date().nullable(),
  })
  .meta({ id: 'CaseItem' });
export type CaseItem = z.infer<typeof CaseItem>;

export const CaseList = z.object({ items: z.array(CaseItem), next: z.string().nullable() });

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const CaseQuery = z.object({
  open: flag.optional(),
  owner: z.union([z.literal('me'), z.uuid()]).optional(),
  offered: z.literal('me').optional().describe('Hand-overs that wait for my answer.'),
  touchpoint: z.string().max(100).optional().describe('Key.'),
  department: z.string().max(100).optional().describe('Key of the owner’s department.'),
  customer: z.guid().optional(),
  urgent: flag.optional(),
  overdue: flag.optional(),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe(
      'Beginnings of words of the customer’s name, e-mail or number, or of the reason and quote; or the number of a case.',
    ),
  tag: z.coerce.number().int().positive().optional().describe('Id.'),
  sort: z.enum(['due', '-opened', 'opened']).default('due'),
  include: z.literal('messages').optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  format: z.enum(['json', 'csv']).default('json'),
});
export type CaseQuery = z.infer<typeof CaseQuery>;

/** Moments that leave no record of their own behind, or one that can be taken away again: the event itself is read. */
export const toldByEvents = [
  'tagged',
  'untagged',
  'made_urgent',
  'urgency_taken',
  'linked',
  'unlinked',
  'merged',
  'absorbed',
  'unmerged',
  'released',
  'redress_given',
  'redress_asked',
  'redress_approved',
  'redress_refused',
  'redress_withdrawn',
  'redress_returned',
] as const;

/** One thing in the life of a case. `person` is null where the customer or Onus did it. */
export const Moment = z
  .object({
    id: z.string(),
    at: z.date(),
    kind: z.enum([
      'opened',
      'fact',
      'note',
      'action',
      'message',
      'step',
      'step_undone',
      'holder',
      'offered',
      'offer_answered',
      'disputed',
      'arbiter',
      'dispute_ended',
      'breach',
      'paused',
      'resumed',
      'closed',
      'reopened',
      'confirmed',
      'denied',
      'unanswered',
      ...toldByEvents,
    ]),
    person: Person.nullable(),
    other: Person.nullable().describe('The second person: to whom it was offered, who was told.'),
    text,
    more: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CaseMoment' });
export type Moment = z.infer<typeof Moment>;

export const Holding = z.object({
  person: Person,
  from: z.date(),
  until: z.date().nullable(),
  rung: z.string(),
  reason: z.string(),
});
export type Holding = z.infer<typeof Holding>;

export const CaseDetail = CaseItem.extend({
  customer: z.object({
    id: z.guid(),
    name: text,
    kind: z.enum(['person', 'account']),
    erased: z.boolean(),
    email: text,
    phone: text,
    lastSeenAt: z.date().nullable(),
    sources: z.array(z.string()),
    openCases: z.int(),
  }),
  place: z.object({ journey: z.string(), phase: z.string() }).nullable(),
  secondsLeft: z.number().describe('Until the deadline; negative when it has passed.'),
  clocks: z
    .array(
      z.object({
        clock: z.enum(clockNames),
        dueAt: z.date(),
        metAt: z.date().nullable(),
        minutes: z.int().describe('Working minutes promised.'),
        startedAt: z.date(),
        calendar: text.describe('Whose hours; null: around the clock.'),
      }),
    )
    .describe('What is promised, in order: acknowledge, act, tell.'),
  pause: z
    .object({
      from: z.date(),
      until: z.date(),
      waitsFor: PauseInput.shape.waitsFor,
      reason: z.string(),
      by: Person,
    })
    .nullable()
    .describe('The clocks stand still, until they go on by themselves.'),
  why: z.string().describe('Why it is with its owner, in words.'),
  holdings: z.array(Holding),
  offer: z
    .object({ from: Person, to: Person, reason: z.string(), offeredAt: z.date(), answerBy: z.date() })
    .nullable(),
  closure: z.object({ at: z.date(), by: Person, waiver: text, messageId: text }).nullable(),
  confirmed: z
    .object({ at: z.date(), helped: z.boolean(), comment: text, score: z.number().nullable() })
    .nullable()
    .describe('What the customer said last.'),
  breaches: z
    .array(
      z.object({
        dueAt: z.date(),
        asKnown: z.object({ person: Person.nullable(), reason: text }),
        asCorrected: z.object({ person: Person.nullable(), reason: text }),
        corrected: z.boolean(),
      }),
    )
    .describe('For each missed deadline who was accountable: as known at that time, and as known now.'),
  timeline: z.array(Moment),
}).meta({ id: 'CaseDetail' });
export type CaseDetail = z.infer<typeof CaseDetail>;
