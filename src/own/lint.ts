import { z } from 'zod';
import { Day } from './day.ts';
import { longestChain } from './delegation.ts';
import { Card } from './person.ts';

export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** What can be wrong with the registry, each with how much it weighs. */
export const faults = {
  nobody_accountable: 'high',
  several_accountable: 'high',
  team_accountable: 'high',
  departed_accountable: 'high',
  without_mandate: 'medium',
  unmeasured: 'medium',
  overloaded: 'medium',
  orphan_metric: 'medium',
  orphan_source: 'medium',
  orphan_promise: 'medium',
  long_chain: 'medium',
  headless_department: 'medium',
  accountable_outsider: 'low',
  nobody_consulted: 'low',
  unacknowledged: 'low',
  mandate_unstated: 'low',
} as const satisfies Record<string, Severity>;
export type Fault = keyof typeof faults;
const faultNames = Object.keys(faults) as [Fault, ...Fault[]];

/** Why this person, department or way: said beside every one-click remedy. */
export const whys = [
  'responsible',
  'works_most_cases',
  'leads_the_work',
  'leads_the_group',
  'phase',
  'journey',
  'made_promise',
  'sponsor',
  'first_claim',
  'holds_most_here',
  'works_here_too',
  'lightens',
] as const;
export type Why = (typeof whys)[number];

export const Remedy = z
  .object({
    verb: z.enum(['seat', 'consult', 'appoint', 'remind', 'ask_mandate', 'remind_mandate', 'open']),
    /** What is given: the object of the seat; absent where the verb needs none. */
    object: z.object({ kind: z.string(), key: z.string(), name: z.string() }).nullable(),
    person: Card.nullable(),
    department: z.object({ id: z.uuid(), key: z.string(), name: z.string() }).nullable(),
    why: z.enum(whys).nullable(),
    because: z.string().meta({ description: 'One sentence: why this one.' }),
    href: z.string().nullable().meta({ description: 'Where the rest is done, for the verb “open”.' }),
  })
  .meta({ id: 'Remedy' });
export type Remedy = z.infer<typeof Remedy>;

export const Finding = z
  .object({
    id: z.string().meta({ description: 'fault:kind:id, the same as long as the fault stands.' }),
    fault: z.enum(faultNames),
    severity: z.enum(severities),
    object: z.object({ kind: z.string(), id: z.string(), key: z.string(), name: z.string() }),
    touchpointId: z.int().nullable(),
    people: z.array(Card),
    departmentIds: z.array(z.uuid()).meta({ description: 'Departments whose to-do it is.' }),
    since: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    detail: z.string().meta({ description: 'One sentence.' }),
    remedy: Remedy,
    dismissed: z
      .object({ id: z.uuid(), reason: z.string(), until: z.string(), by: Card.nullable() })
      .nullable(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

const counts = z.object({ high: z.int(), medium: z.int(), low: z.int(), dismissed: z.int() });
export type FindingCounts = z.infer<typeof counts>;
export const FindingCountsShape = counts.meta({ id: 'FindingCounts' });

export const FindingList = z.object({
  day: z.string(),
  counts: FindingCountsShape,
  items: z.array(Finding),
  next: z.null(),
});

export const FindingQuery = z.object({
  day: Day.optional(),
  severity: z.enum(severities).optional(),
  fault: z.enum(faultNames).optional(),
  department: z.string().max(100).optional(),
  dismissed: z.stringbool().default(false),
  format: z.enum(['json', 'csv']).default('json'),
});

export const FindingName = z.string().min(3).max(200);
export const RemedyInput = z.strictObject({
  finding: FindingName,
  /** Somebody else than the one suggested: id or e-mail. */
  person: z.string().max(320).optional(),
});
export const DismissalInput = z.strictObject({
  finding: FindingName,
  reason: z.string().trim().min(3, { message: 'Say why it may stand for now.' }).max(1000),
  until: Day,
});

/** From when on something counts as a fault. */
export const Limits = z
  .object({
    overloadedBeyond: z.int().min(1).max(500).meta({
      description: 'More accountable and responsible roles than this overload one person.',
    }),
    acknowledgeWithinDays: z.int().min(0).max(365),
    passedOnBeyond: z.int().min(1).max(longestChain).meta({
      description: 'Passed on more often than this, nobody knows any more who acts.',
    }),
    answerWithinDays: z.int().min(1).max(90).meta({
      description: 'Days a head, then the sponsor, has to answer what somebody needs.',
    }),
  })
  .meta({ id: 'OwnershipLimits' });
export type Limits = z.infer<typeof Limits>;

export const usualLimits: Limits = {
  overloadedBeyond: 10,
  acknowledgeWithinDays: 7,
  passedOnBeyond: 2,
  answerWithinDays: 7,
};

export function countBySeverity(all: readonly { severity: Severity; dismissed: unknown }[]): FindingCounts {
  const found: FindingCounts = { high: 0, medium: 0, low: 0, dismissed: 0 };
  for (const one of all) found[one.dismissed ? 'dismissed' : one.severity] += 1;
  return found;
}
