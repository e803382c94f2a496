import { z } from 'zod';
import { PauseInput } from '../clocks/terms.ts';
import { HandOverInput, StepInInput } from '../verbs.ts';

/** So many at most in one go; whoever needs more narrows the list, or does it in parts. */
export const mostAtOnce = 5000;

const to = HandOverInput.shape;
const words = z.string().trim().min(1).max(10_000);

/** What can be done to many cases at once: verbs that one case knows as well. */
export const BulkDeed = z.discriminatedUnion('do', [
  z.object({ do: z.literal('hand_over'), to: to.to, reason: to.reason }),
  z.object({ do: z.literal('acknowledge') }),
  z.object({
    do: z.literal('tag'),
    name: z.string().trim().min(1).max(40).optional(),
    id: z.int().positive().optional(),
  }),
  z.object({ do: z.literal('untag'), id: z.int().positive() }),
  z.object({ do: z.literal('urgency'), urgent: z.boolean() }),
  z.object({ do: z.literal('note'), text: words }),
  z.object({ do: z.literal('action'), text: words }),
  z.object({
    do: z.literal('tell'),
    subject: z.string().trim().min(1).max(300),
    body: z
      .string()
      .trim()
      .min(1)
      .max(20_000)
      .describe('{name} and {number} stand for the customer’s name and the case’s number.'),
    language: z.enum(['en', 'de']),
    close: z.boolean().default(false),
  }),
  z.object({ do: z.literal('close') }).describe('Closes what the customer was told.'),
  z.object({ do: z.literal('pause'), ...PauseInput.shape }),
  z.object({ do: z.literal('resume') }),
  z.object({ do: z.literal('waive'), waiver: z.string().trim().min(5).max(2000) }),
  z.object({ do: z.literal('step_in'), reason: StepInInput.shape.reason }),
]);
export type BulkDeed = z.infer<typeof BulkDeed>;

/** What takes a deed back; only an undo asks for these. */
export type UndoDeed =
  | { do: 'withdraw' }
  | { do: 'reopen'; reason: string }
  | { do: 'hand_back' }
  | Extract<BulkDeed, { do: 'tag' | 'untag' | 'urgency' | 'resume' }>;

/** The deed that takes this one back; null for what was said, which stays said. */
export function undoOf(deed: BulkDeed | UndoDeed): UndoDeed | null {
  switch (deed.do) {
    case 'hand_over':
      return { do: 'withdraw' };
    case 'tag':
      return { do: 'untag', id: deed.id as number };
    case 'untag':
      return { do: 'tag', id: deed.id };
    case 'urgency':
      return { do: 'urgency', urgent: !deed.urgent };
    case 'waive':
      return { do: 'reopen', reason: 'The waiver of many cases was taken back.' };
    case 'close':
      return { do: 'reopen', reason: 'The closing of many cases was taken back.' };
    case 'pause':
      return { do: 'resume' };
    case 'step_in':
      return { do: 'hand_back' };
    default:
      return null;
  }
}

export const BulkInput = z
  .object({
    deed: BulkDeed,
    cases: z.array(z.uuid()).min(1).max(mostAtOnce).optional(),
    query: z.record(z.string(), z.string()).optional().describe('All that this filter of the list finds.'),
  })
  .refine((given) => (given.cases === undefined) !== (given.query === undefined), {
    message: 'Name the cases, or the filter that finds them.',
    path: ['cases'],
  });
export type BulkInput = z.infer<typeof BulkInput>;

export const Bulk = z
  .object({
    id: z.uuid(),
    deed: z.object({ do: z.string() }).loose(),
    state: z.enum(['running', 'done', 'stopped']),
    total: z.int(),
    done: z.int(),
    refused: z.int(),
    madeAt: z.date(),
    endedAt: z.date().nullable(),
    undoes: z.uuid().nullable(),
    undoneBy: z.uuid().nullable(),
    undoable: z.boolean(),
    refusals: z
      .array(
        z.object({
          caseId: z.uuid(),
          number: z.int(),
          customer: z.string().nullable(),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .describe('Which were refused and why; the first 200.'),
  })
  .meta({ id: 'CaseBulk' });
export type Bulk = z.infer<typeof Bulk>;

export const Bulks = z.object({ items: z.array(Bulk), next: z.null() });

/** Everyone is told by their own name: `{name}` and `{number}`, wherever they stand. */
export function filledIn(text: string, of: { name: string; number: number }): string {
  return text.replaceAll('{name}', of.name).replaceAll('{number}', String(of.number));
}
