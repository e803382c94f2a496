import { z } from 'zod';
import { Person } from './case.ts';

const why = z.string().trim().min(3, 'Say why, in a few words.').max(2000);
const text = z.string().nullable();
const at = z.date();

/** “Not mine” names somebody else, or it is no dispute but a wish. */
export const DisputeInput = z.object({
  reason: why,
  nominee: z.uuid({ message: 'Name whose it is instead: “not mine” needs somebody else.' }),
});
export type DisputeInput = z.infer<typeof DisputeInput>;

export const DisputeAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accepted') }),
  /** Not mine either: names another, or, without one, leaves it to the arbiter. */
  z.object({ answer: z.literal('countered'), reason: why, nominee: z.uuid().nullish() }),
  z.object({ answer: z.literal('withdrawn') }),
]);
export type DisputeAnswer = z.infer<typeof DisputeAnswer>;

export const causes = ['unclear_responsibility', 'unwilling_to_step_up'] as const;

/** Whose it is. Which department caused it stands apart from which one caught it: fix first, attribute later. */
export const RulingInput = z.object({
  owner: z.uuid(),
  reason: why,
  cause: z.enum(causes),
  /** Keys or ids of departments. */
  causedBy: z.string().max(100).nullish(),
  caughtBy: z.string().max(100).nullish(),
  /** The rule for next time; null: this case only. */
  rule: z
    .object({
      reviewOn: z.iso.date(),
      /** Only cases of the same case rule, kind of event or source; keys. */
      conditions: z
        .object({
          rule: z.string().max(60).optional(),
          kind: z.string().max(100).optional(),
          source: z.string().max(100).optional(),
        })
        .default({}),
    })
    .nullable(),
});
export type RulingInput = z.infer<typeof RulingInput>;

export const disputeStates = ['asked', 'arbiter', 'accepted', 'ruled', 'withdrawn'] as const;

const department = z.object({ id: z.uuid(), name: z.string() }).nullable();

/** Parties are named to those concerned and to whoever may write the ledger; others see departments. */
export const Dispute = z
  .object({
    id: z.uuid(),
    case: z.object({
      id: z.uuid(),
      number: z.int(),
      reason: z.string(),
      customer: z.object({ id: z.guid(), name: text }),
      open: z.boolean(),
      owner: Person.nullable().describe('Who has the customer meanwhile.'),
    }),
    touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
    state: z.enum(disputeStates),
    by: Person.nullable(),
    byDepartment: text,
    reason: z.string(),
    openedAt: at,
    endedAt: at.nullable(),
    nominations: z.array(
      z.object({
        person: Person.nullable(),
        department: text,
        by: Person.nullable(),
        reason: z.string(),
        at,
        answerBy: at,
        answer: z.enum(['accepted', 'declined', 'withdrawn', 'lapsed']).nullable(),
        answerReason: text,
        answeredAt: at.nullable(),
      }),
    ),
    arbiter: z
      .object({ people: z.array(Person), rung: z.string(), since: at, dueAt: at.nullable() })
      .nullable(),
    ruling: z
      .object({
        owner: Person.nullable(),
        reason: z.string(),
        cause: z.enum(causes),
        causedBy: department,
        caughtBy: department,
        by: Person.nullable(),
        at,
        rulingId: z.uuid().nullable(),
      })
      .nullable(),
    about: z
      .object({ rule: text, kind: text, source: text })
      .describe('What the case is, for the conditions of a rule.'),
    may: z.object({ answer: z.boolean(), rule: z.boolean(), withdraw: z.boolean() }),
  })
  .meta({ id: 'Dispute' });
export type Dispute = z.infer<typeof Dispute>;

export const DisputeList = z.object({ items: z.array(Dispute), next: z.null() });
export const DisputeQuery = z.object({
  state: z.enum(['open', 'ended', 'all']).default('open'),
  mine: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe('Waits for my answer or my ruling.'),
  case: z.uuid().optional(),
});
export type DisputeQuery = z.infer<typeof DisputeQuery>;
