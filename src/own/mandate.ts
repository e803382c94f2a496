import { z } from 'zod';
import { AssignmentObject } from './assign.ts';
import { Card } from './person.ts';

export const pieces = ['authority', 'budget', 'access', 'seat', 'nothing'] as const;
export type Piece = (typeof pieces)[number];
export const periods = ['once', 'month', 'quarter', 'year'] as const;
export const answers = ['granted', 'denied', 'alternative'] as const;

const words = z.string().trim().min(3, { message: 'Say it in a few words.' }).max(1000);
const amount = z.number().positive({ message: 'A budget is more than 0.' }).max(1e12);

/** What somebody needs to answer for what is theirs. `nothing`: they have all it takes. */
export const NeedInput = z
  .strictObject({
    piece: z.enum(pieces),
    /** For one thing of theirs; for all of it where left out. */
    object: AssignmentObject.nullish(),
    words,
    amount: amount.nullish(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, { message: 'Three capital letters such as EUR.' })
      .nullish(),
    period: z.enum(periods).nullish(),
    /** Whose need; oneself where left out. */
    person: z.string().max(320).optional(),
  })
  .refine((given) => (given.piece === 'budget') === (given.amount != null), {
    message: 'A budget needs an amount; nothing else has one.',
    path: ['amount'],
  });
export type NeedInput = z.input<typeof NeedInput>;

export const AnswerInput = z
  .strictObject({
    answer: z.enum(answers),
    words: words.nullish(),
    /** Of an alternative budget. */
    amount: amount.nullish(),
  })
  .refine((given) => given.answer === 'granted' || given.words, {
    message: 'Say why not, or what instead.',
    path: ['words'],
  });
export type AnswerInput = z.input<typeof AnswerInput>;

export const EscalationInput = z.strictObject({ reason: words });

const Answer = z.object({
  id: z.uuid(),
  answer: z.enum(answers),
  words: z.string().nullable(),
  amount: z.number().nullable(),
  at: z.date(),
  by: Card,
  takenBackAt: z.date().nullable(),
});
const Ask = z.object({
  id: z.uuid(),
  rung: z.enum(['head', 'sponsor']),
  person: Card,
  at: z.date(),
  reason: z.string().nullable(),
  dueAt: z.date(),
  overdue: z.boolean(),
  answers: z.array(Answer).meta({ description: 'All of them, also those taken back.' }),
});
export const needStates = ['settled', 'open', 'granted', 'denied', 'alternative', 'withdrawn'] as const;
export const Need = z
  .object({
    id: z.uuid(),
    person: Card,
    piece: z.enum(pieces),
    object: z.object({ kind: z.string(), key: z.string(), name: z.string() }).nullable(),
    words: z.string(),
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    period: z.enum(periods).nullable(),
    statedAt: z.date(),
    withdrawnAt: z.date().nullable(),
    state: z.enum(needStates),
    asks: z.array(Ask),
    mine: z.object({
      answer: z.boolean().meta({ description: 'The one who looks may answer it now.' }),
      escalate: z.boolean(),
      withdraw: z.boolean(),
      takeBack: z.boolean(),
    }),
  })
  .meta({ id: 'MandateNeed' });
export type Need = z.infer<typeof Need>;

export const Mandate = z.object({
  person: Card,
  there: z.boolean(),
  holds: z.array(z.object({ kind: z.string(), key: z.string(), name: z.string() })),
  needs: z.array(Need),
  missing: z.int().meta({ description: 'Needs that are open or denied.' }),
  stated: z.boolean(),
});
export type Mandate = z.infer<typeof Mandate>;
export const MandateList = z
  .object({
    counts: z.object({
      accountable: z.int(),
      stated: z.int(),
      complete: z.int(),
      open: z.int(),
      overdue: z.int(),
    }),
    items: z.array(Mandate),
    waiting: z.array(Need).meta({ description: 'What the one who looks is asked and has not answered.' }),
    next: z.null(),
  })
  .meta({ id: 'Mandates' });

export interface StoredNeed {
  id: string;
  personId: string;
  piece: Piece;
  objectKind: string | null;
  objectId: number | null;
  words: string;
  amount: number | null;
  currency: string | null;
  period: (typeof periods)[number] | null;
  statedAt: Date;
  withdrawnAt: Date | null;
  asks: StoredAsk[];
}
export interface StoredAsk {
  id: string;
  rung: 'head' | 'sponsor';
  personId: string;
  at: Date;
  reason: string | null;
  dueAt: Date;
  answers: StoredAnswer[];
}
export interface StoredAnswer {
  id: string;
  answer: (typeof answers)[number];
  words: string | null;
  amount: number | null;
  at: Date;
  byId: string;
  takenBackAt: Date | null;
}

export const lastAsk = (need: StoredNeed): StoredAsk | undefined => need.asks.at(-1);
export const standingAnswer = (ask: StoredAsk | undefined): StoredAnswer | undefined =>
  ask?.answers.findLast((one) => one.takenBackAt === null);

/** Follows from the records: the last rung asked decides. */
export function stateOf(need: StoredNeed): Need['state'] {
  if (need.withdrawnAt) return 'withdrawn';
  if (need.piece === 'nothing') return 'settled';
  return standingAnswer(lastAsk(need))?.answer ?? 'open';
}
