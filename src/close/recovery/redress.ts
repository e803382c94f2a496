import { z } from 'zod';
import { Person } from '../case.ts';

/** What a customer can be given to put it right. */
export const redressKinds = ['refund', 'voucher', 'replacement', 'goodwill', 'other'] as const;

const why = z.string().trim().min(3, 'Say why, in a few words.').max(2000);
const currency = z.string().regex(/^[A-Z]{3}$/, 'Give three capital letters, such as EUR.');

/** Whole minor units (cents), so that no sum is rounded; at most ten thousand million of them. */
const minor = z.int('Give whole cents.').max(1_000_000_000_000);
export const Amount = minor.positive('Give an amount above nothing.');
const Limit = minor.nonnegative('A limit is nothing or more.');

export const RedressInput = z.object({
  kind: z.enum(redressKinds),
  amount: Amount.describe('Minor units: 1250 is 12.50.'),
  currency,
  reason: why,
  on: z.iso.date().optional().describe('The day it was given; today where absent. Not in a closed month.'),
  ask: z.boolean().default(false).describe('Over the limit: ask for approval instead of being refused.'),
});
export type RedressInput = z.infer<typeof RedressInput>;

export const DecisionInput = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('approved'), reason: z.string().trim().max(2000).optional() }),
  z.object({ answer: z.literal('refused'), reason: why }),
]);
export type DecisionInput = z.infer<typeof DecisionInput>;

export const ReturnInput = z.object({ amount: Amount, reason: why });
export type ReturnInput = z.infer<typeof ReturnInput>;

export const CorrectionInput = z.object({ amount: Limit.describe('What it truly was.'), reason: why });
export type CorrectionInput = z.infer<typeof CorrectionInput>;

export const Redress = z
  .object({
    id: z.uuid(),
    caseId: z.uuid(),
    kind: z.enum(redressKinds),
    amount: z.int().describe('What was asked for, in minor units.'),
    spent: z.int().describe('What it came to: spent, less what came back or was corrected.'),
    currency: z.string(),
    reason: z.string(),
    on: z.string(),
    by: Person,
    askedAt: z.date(),
    state: z.enum(['waits', 'given', 'returned', 'refused', 'lapsed', 'withdrawn']),
    approval: z
      .object({
        approver: Person,
        answerBy: z.date(),
        answer: z.string().nullable(),
        reason: z.string().nullable(),
        by: Person.nullable(),
      })
      .nullable()
      .describe('The last one asked, where it was over the limit.'),
    may: z.object({ decide: z.boolean(), withdraw: z.boolean(), change: z.boolean() }),
  })
  .meta({ id: 'Redress' });
export type Redress = z.infer<typeof Redress>;

export const CaseRecovery = z
  .object({
    currency: z.string(),
    items: z.array(Redress),
    given: z.int().describe('On this case, net.'),
    left: z
      .int()
      .nullable()
      .describe('What I may give now without asking; null for a key, and for who does not have the case.'),
    limits: z
      .object({ perCase: z.int(), perCustomer: z.int(), perMonth: z.int() })
      .nullable()
      .describe('Null: nothing may be given without asking.'),
    narrowest: z
      .enum(['perCase', 'perCustomer', 'perMonth'])
      .nullable()
      .describe('Which limit leaves least.'),
    approver: Person.nullable().describe('Who is asked for more.'),
  })
  .meta({ id: 'CaseRecovery' });
export type CaseRecovery = z.infer<typeof CaseRecovery>;

export const BudgetInput = z.object({
  departmentId: z.uuid().nullable().describe('Null: every department.'),
  role: z
    .enum(['sponsor', 'cx_lead', 'department_head', 'member', 'analyst', 'data_steward', 'admin'])
    .nullable()
    .describe('Null: every role.'),
  currency,
  perCase: Limit,
  perCustomer: Limit.describe('Of one customer in a calendar month.'),
  perMonth: Limit.describe('Of all to whom it applies, in a calendar month.'),
});
export type BudgetInput = z.infer<typeof BudgetInput>;

export const Budget = z
  .object({
    id: z.uuid(),
    department: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    role: z.string().nullable(),
    currency: z.string(),
    perCase: z.int(),
    perCustomer: z.int(),
    perMonth: z.int(),
    people: z.int().describe('To how many it applies.'),
    spent: z.int().nullable().describe('This month, net; null where fewer than five people stand behind it.'),
    reserved: z.int().nullable().describe('Waits for approval.'),
    left: z.int().nullable(),
  })
  .meta({ id: 'RecoveryBudget' });
export type Budget = z.infer<typeof Budget>;

export const reportBys = ['month', 'department', 'touchpoint', 'cause', 'kind'] as const;
export const ReportQuery = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(reportBys).default('month'),
  format: z.enum(['json', 'csv']).default('json'),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

const Share = z.object({
  n: z.int(),
  share: z.number().nullable().describe('Null: too few to say.'),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const Rescore = z.object({
  n: z.int(),
  before: z.number().nullable(),
  after: z.number().nullable(),
});

export const RecoveryReport = z
  .object({
    currency: z.string(),
    spent: z.int().describe('Net, in minor units.'),
    returned: z.int(),
    waits: z.int().describe('Asked for and not decided, now.'),
    redresses: z.int(),
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string().nullable(),
        redresses: z.int(),
        spent: z.int(),
        returned: z.int(),
      }),
    ),
    bought: z
      .object({
        withRedress: z.object({ confirmed: Share, score: Rescore }),
        without: z.object({ confirmed: Share, score: Rescore }),
      })
      .describe('Of the answers to “did we put it right?”, the yes; and the score before and after.'),
  })
  .meta({ id: 'RecoveryReport' });
export type RecoveryReport = z.infer<typeof RecoveryReport>;
