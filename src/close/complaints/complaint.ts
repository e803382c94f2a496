import { z } from 'zod';
import { Person } from '../case.ts';
import { bands, bodies, outcomeKeys, severities, stages, units, ways } from './names.ts';

const text = z.string().nullable();
const words = (most: number) => z.string().trim().min(1).max(most);
const why = z.string().trim().min(3, 'Say why, in a few words.').max(2000);
const key = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'Lower case letters, digits, - and _.');
const skipping = why.optional().describe('Why the stages between were left out.');

const about = {
  regime: key.default('general').describe('Key of the rule it falls under.'),
  receivedAt: z.coerce.date().optional().describe('When it came; left out: now.'),
  receivedBy: z.enum(ways),
  category: key,
  summary: z.string().trim().min(3, 'Say what the complaint is.').max(10_000),
  wants: z.string().trim().max(5000).optional().describe('What the customer asks for.'),
};

/** Out of a case, for a customer, or from somebody who does not say who they are. */
export const ComplaintInput = z.union([
  z.strictObject({ ...about, caseId: z.uuid() }),
  z.strictObject({
    ...about,
    customerId: z.guid(),
    touchpoint: z.string().max(100).optional(),
    urgent: z.boolean().default(false),
  }),
  z.strictObject({
    ...about,
    anonymous: z.literal(true),
    touchpoint: z.string().max(100).optional(),
    urgent: z.boolean().default(false),
  }),
]);
export type ComplaintInput = z.output<typeof ComplaintInput>;

const sent = { subject: words(300), language: z.enum(['en', 'de']) };
const byHand = z.object({
  channel: z.literal('otherwise'),
  reason: why.describe('How, or why not at all: in person, or nobody knows who they are.'),
});

export const AcknowledgeInput = z.discriminatedUnion('channel', [
  z.object({ channel: z.enum(['email', 'letter']), ...sent, body: words(20_000) }),
  byHand,
]);
export type AcknowledgeInput = z.output<typeof AcknowledgeInput>;

export const AssessInput = z.object({
  severity: z.enum(severities),
  category: key.optional(),
  note: z.string().trim().max(5000).optional(),
  skipping,
});
export type AssessInput = z.output<typeof AssessInput>;

export const InvestigateInput = z.object({
  outcome: z.enum(outcomeKeys),
  findings: words(20_000),
  cause: key,
  causeTouchpoint: z.string().max(100).nullish().describe('Key of the touchpoint where the cause lies.'),
  skipping,
});
export type InvestigateInput = z.output<typeof InvestigateInput>;

export const RedressInput = z
  .object({
    what: words(2000).describe('In words; “none” is an answer, too.'),
    amount: z.number().min(0).max(1e9).nullish(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
  })
  .describe('What the customer is given to put it right.');
export type RedressInput = z.output<typeof RedressInput>;

/** What a final response must say. */
const part = z.string().trim().max(10_000).default('');
export const Parts = z.object({ decision: part, reasons: part, redress: part, next: part });
export type Parts = z.output<typeof Parts>;

export const RespondInput = z
  .discriminatedUnion('channel', [z.object({ channel: z.enum(['email', 'letter']), ...sent }), byHand])
  .and(z.object({ parts: Parts, close: z.boolean().default(false), skipping }));
export type RespondInput = z.output<typeof RespondInput>;

export const ExtendInput = z.object({ reason: why });
export const EscalateInput = z.object({
  body: words(200).describe('The ombudsman, the court, the authority.'),
  reference: z.string().trim().max(100).optional(),
  note: z.string().trim().max(5000).optional(),
});
export type EscalateInput = z.output<typeof EscalateInput>;
export const DecidedInput = z.object({
  decision: z.enum(bodies),
  note: z.string().trim().max(5000).optional(),
});
export type DecidedInput = z.output<typeof DecidedInput>;

const Clock = z.object({
  clock: z.enum(['acknowledge', 'answer']),
  n: z.int(),
  unit: z.enum(units),
  startedAt: z.date(),
  dueAt: z.date(),
  metAt: z.date().nullable(),
  firstDueAt: z.date().nullable().describe('Before it was extended.'),
  extendedWhy: text,
});

export const Complaint = z
  .object({
    id: z.uuid(),
    caseId: z.uuid(),
    caseNumber: z.int(),
    reference: z.string(),
    regime: z.object({ key: z.string(), name: z.string(), rule: z.string(), mayExtend: z.boolean() }),
    receivedAt: z.date(),
    receivedBy: z.enum(ways),
    anonymous: z.boolean(),
    category: z.string(),
    summary: z.string(),
    wants: text,
    severity: z.enum(severities).nullable(),
    outcome: z.enum(outcomeKeys).nullable(),
    findings: text,
    cause: text,
    causeTouchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
    redress: z.object({ what: z.string(), amount: z.number().nullable(), currency: text }).nullable(),
    stage: z.enum(stages),
    stages: z.array(
      z.object({
        stage: z.enum(stages),
        at: z.date(),
        person: Person.nullable(),
        skipped: z.boolean(),
        reason: text,
      }),
    ),
    clocks: z.array(Clock),
    letters: z.array(
      z.object({
        messageId: z.uuid(),
        kind: z.enum(['acknowledgement', 'final']),
        channel: z.string(),
        at: z.date(),
      }),
    ),
    escalations: z.array(
      z.object({
        id: z.uuid(),
        at: z.date(),
        body: z.string(),
        reference: text,
        note: text,
        decidedAt: z.date().nullable(),
        decision: z.enum(bodies).nullable(),
        decisionNote: text,
      }),
    ),
  })
  .meta({ id: 'Complaint' });
export type Complaint = z.infer<typeof Complaint>;

export const ComplaintLine = z
  .object({
    id: z.uuid(),
    caseId: z.uuid(),
    caseNumber: z.int(),
    reference: z.string(),
    customer: z.object({ id: z.guid(), name: text }).nullable().describe('Null: anonymous.'),
    summary: z.string(),
    category: z.string(),
    severity: z.enum(severities).nullable(),
    outcome: z.enum(outcomeKeys).nullable(),
    cause: text,
    regime: z.object({ key: z.string(), name: z.string() }),
    owner: Person,
    stage: z.enum(stages),
    receivedAt: z.date(),
    dueAt: z.date().nullable().describe('The nearest promise that is not kept yet.'),
    answeredAt: z.date().nullable(),
    escalated: z.boolean(),
  })
  .meta({ id: 'ComplaintLine' });
export type ComplaintLine = z.infer<typeof ComplaintLine>;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const narrowing = {
  from: z.iso.date().optional().describe('Received on this day or later.'),
  to: z.iso.date().optional().describe('Received on this day or before.'),
  regime: key.optional(),
};
export const ComplaintQuery = z.object({
  ...narrowing,
  stage: z.enum(stages).optional(),
  open: flag.optional(),
  overdue: flag.optional(),
  category: key.optional(),
  cause: z.union([key, z.literal('none')]).optional(),
  outcome: z.union([z.enum(outcomeKeys), z.literal('none')]).optional(),
  band: z.enum(bands).optional(),
  escalated: flag.optional(),
  q: z.string().trim().max(200).optional().describe('A reference, or words of the summary.'),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ComplaintQuery = z.output<typeof ComplaintQuery>;
export const ComplaintList = z.object({ items: z.array(ComplaintLine), next: text });

export const ReportQuery = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    regime: key.optional(),
    format: z.enum(['json', 'csv']).default('json'),
  })
  .refine(({ from, to }) => from <= to, { message: 'The period ends before it begins.', path: ['to'] });
export type ReportQuery = z.output<typeof ReportQuery>;

const Count = z.object({ key: z.string(), n: z.int() });
export const Report = z
  .object({
    from: z.string(),
    to: z.string(),
    received: z.int(),
    overdue: z.int().describe('A promise missed and still not kept.'),
    escalated: z.int(),
    acknowledgedInTime: z.int(),
    answeredInTime: z.int(),
    byStage: z.array(Count),
    byCategory: z.array(Count),
    byCause: z.array(Count),
    byOutcome: z.array(Count),
    byBand: z.array(Count),
    redress: z.array(z.object({ currency: z.string(), n: z.int(), total: z.number() })),
  })
  .meta({ id: 'ComplaintReport' });
export type Report = z.infer<typeof Report>;
