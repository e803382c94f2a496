import { z } from 'zod';
import { Person } from '../case.ts';

const keys = z.array(z.string().max(100)).max(200).default([]);

/** What has to be done in a kind of case, step by step. A case takes every list that fits it. */
export const ChecklistInput = z.object({
  name: z.string().trim().min(1).max(200),
  /** Touchpoint keys; none: wherever it happened. */
  touchpoints: keys,
  /** Keys of case rules; none: whatever opened it. */
  rules: keys,
  /** What opened it; none: anything. */
  kinds: z
    .array(z.enum(['response', 'interaction', 'person']))
    .max(3)
    .default([]),
  steps: z
    .array(
      z.object({
        /** Of a step that is there; worded anew it becomes another one. */
        id: z.uuid().optional(),
        text: z.string().trim().min(1).max(500),
        /** Must be done before the customer is told. */
        beforeTelling: z.boolean().default(false),
      }),
    )
    .min(1, 'A list needs a step.')
    .max(50),
  revision: z.int().optional().describe('The one that was read; another one meanwhile is a 409.'),
});
export type ChecklistInput = z.input<typeof ChecklistInput>;

export const Checklist = z
  .object({
    id: z.uuid(),
    name: z.string(),
    touchpoints: z.array(z.string()),
    rules: z.array(z.string()),
    kinds: z.array(z.enum(['response', 'interaction', 'person'])),
    steps: z.array(z.object({ id: z.uuid(), text: z.string(), beforeTelling: z.boolean() })),
    revision: z.int(),
  })
  .meta({ id: 'Checklist' });
export type Checklist = z.infer<typeof Checklist>;
export const Checklists = z.object({ items: z.array(Checklist), next: z.null() });

export const CaseSteps = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        list: z.string(),
        text: z.string(),
        beforeTelling: z.boolean(),
        done: z.object({ at: z.date(), by: Person }).nullable(),
      }),
    ),
    next: z.null(),
  })
  .meta({ id: 'CaseSteps' });
export type CaseSteps = z.infer<typeof CaseSteps>;
