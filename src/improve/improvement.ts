import { z } from 'zod';

const text = z.string().nullable();

export const states = ['proposed', 'accepted', 'declined'] as const;

export const ProposalInput = z.object({
  title: z.string().trim().min(5, 'Say what should improve, in a few words.').max(200),
  touchpoint: z.string().max(200).nullish().describe('Key.'),
  hypothesis: z.string().trim().min(10, 'Say what would help and why you think so, in a sentence.').max(4000),
  metric: z.string().max(60).nullish().describe('Key of the metric that should move.'),
  ownerId: z.uuid(),
  huddleId: z.uuid().nullish().describe('The huddle in which it was seen.'),
  pattern: z.string().trim().max(500).nullish().describe('What repeated, with its numbers.'),
  caseIds: z.array(z.uuid()).max(500).default([]),
});
export type ProposalInput = z.input<typeof ProposalInput>;

export const AnswerInput = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accepted'), reason: z.string().trim().max(2000).nullish() }),
  z.object({
    answer: z.literal('declined'),
    reason: z.string().trim().min(3, 'Say why, in a few words.').max(2000),
  }),
]);
export type AnswerInput = z.infer<typeof AnswerInput>;

const Someone = z.object({
  id: z.uuid(),
  name: z.string(),
  initials: z.string(),
  colour: z.string(),
  departmentName: text,
});

export const Improvement = z
  .object({
    id: z.uuid(),
    number: z.int(),
    title: z.string(),
    touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
    hypothesis: z.string(),
    metric: z.object({ key: z.string(), name: z.string() }).nullable(),
    owner: Someone,
    huddleId: z.uuid().nullable(),
    pattern: text,
    proposedAt: z.date(),
    proposedBy: Someone,
    state: z.enum(states),
    answer: z.object({ at: z.date(), by: Someone, reason: text }).nullable(),
    cases: z.int().describe('Linked cases.'),
  })
  .meta({ id: 'Improvement' });
export type Improvement = z.infer<typeof Improvement>;

export const ImprovementQuery = z.object({
  state: z.enum(states).optional(),
  owner: z.literal('me').optional(),
  touchpoint: z.string().max(200).optional(),
  case: z.uuid().optional().describe('Those that this case is linked to.'),
  huddle: z.uuid().optional(),
  after: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ImprovementQuery = z.infer<typeof ImprovementQuery>;

export const ImprovementList = z.object({ items: z.array(Improvement), next: text });

export const LinkedCase = z.object({
  id: z.uuid(),
  number: z.int(),
  customer: text,
  reason: z.string(),
  quote: text,
  openedAt: z.date(),
  closed: z.boolean(),
});
export type LinkedCase = z.infer<typeof LinkedCase>;
export const LinkedCases = z.object({ items: z.array(LinkedCase), next: text });

export const LinkInput = z.object({ caseIds: z.array(z.uuid()).min(1).max(500) });
export const LinkedQuery = z.object({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
