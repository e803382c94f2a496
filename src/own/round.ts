import { z } from 'zod';
import { Day } from './day.ts';

/** Where a round stands on a day. `over`: its last day is past and the job that closes it has not come by yet. */
export type RoundState = 'planned' | 'open' | 'over' | 'closed';

export interface RoundRow {
  id: string;
  name: string;
  question: string;
  opensOn: string;
  dueOn: string;
  remindOn: string | null;
  madeAt: Date;
  madeBy: string | null;
  closedAt: Date | null;
  how: 'hand' | 'deadline' | null;
}

export function stateOf(round: Pick<RoundRow, 'opensOn' | 'dueOn' | 'closedAt'>, today: string): RoundState {
  if (round.closedAt) return 'closed';
  if (today < round.opensOn) return 'planned';
  return today > round.dueOn ? 'over' : 'open';
}

/** What a round is about: everything named, together. */
export const RoundAbout = z.object({
  /** Keys. */
  touchpoints: z.array(z.string().max(100)).max(200).default([]),
  journeys: z.array(z.string().max(100)).max(50).default([]),
  /** `journey/phase`. */
  phases: z.array(z.string().max(210)).max(100).default([]),
  /** Every touchpoint that has not exactly one accountable person today. */
  faulty: z.boolean().default(false),
});

/** Who is asked: everybody named, together. */
export const RoundAsked = z.object({
  /** Ids or e-mail addresses. */
  people: z.array(z.string().max(320)).max(500).default([]),
  /** Ids or keys: everybody who works there. */
  departments: z.array(z.string().max(100)).max(100).default([]),
  /** Whoever stands in the ledger for one of the touchpoints; for a department, those who work there. */
  ledger: z.boolean().default(false),
});

export const RoundPreviewInput = z.object({
  about: RoundAbout.prefault({}),
  asked: RoundAsked.prefault({}),
});

export const RoundInput = RoundPreviewInput.extend({
  name: z.string().trim().min(1, { message: 'Give the round a name.' }).max(200),
  /** Stands above every touchpoint; our own words where empty. */
  question: z.string().trim().max(500).default(''),
  /** First day on which people may answer; today if absent. */
  from: Day.optional(),
  /** Last day on which people may answer. */
  until: Day,
  /** Day on which those who are not done are reminded. */
  remind: Day.nullish(),
});
export type RoundInput = z.input<typeof RoundInput>;

const score = z.int().min(1).max(5);

export const AccountableAnswer = z.union([
  z.strictObject({ kind: z.literal('person'), person: z.uuid() }),
  z.strictObject({ kind: z.enum(['nobody', 'several', 'unknown']) }),
]);

/** Nobody answers for somebody else: there is no field for whose answer it is, and none is taken. */
export const AnswerInput = z.strictObject({
  /** Of the answer as last seen; 0: nothing was saved yet. */
  version: z.int().min(0),
  touches: z.boolean(),
  accountable: AccountableAnswer.nullish(),
  responsible: z
    .strictObject({
      people: z.array(z.uuid()).max(20).default([]),
      departments: z.array(z.uuid()).max(20).default([]),
    })
    .prefault({}),
  ownRole: z.enum(['A', 'R', 'C', 'I', 'none']).nullish(),
  clarity: score.nullish(),
  comment: z.string().trim().max(1000).nullish(),
});
export type AnswerInput = z.input<typeof AnswerInput>;

/**
 * The pulse, four statements of our own after what the literature means by role clarity (Rizzo, House & Lirtzman 1970):
 * what is expected, where it ends, who answers for what next to it, and whether the means are there.
 */
export const pulseItems = ['expected', 'boundaries', 'neighbours', 'means'] as const;
export type PulseItem = (typeof pulseItems)[number];

export const PulseInput = z.strictObject({
  version: z.int().min(0),
  expected: score.nullish(),
  boundaries: score.nullish(),
  neighbours: score.nullish(),
  means: score.nullish(),
});
export type PulseInput = z.input<typeof PulseInput>;

const reason = z.string().trim().min(1, { message: 'Say in a sentence why.' }).max(1000);

export const OutcomeInput = z
  .object({
    touchpoint: z.string().max(100),
    /** `assigned` changes the ledger, `kept` says it stands as it is, `postponed` names who settles it by when. */
    kind: z.enum(['assigned', 'kept', 'postponed']),
    reason,
    /** Who decided; whoever records it, where absent. */
    decidedBy: z.string().max(320).optional(),
    decidedOn: Day.optional(),
    role: z.enum(['A', 'R']).default('A'),
    person: z.string().max(320).optional(),
    department: z.string().max(100).optional(),
    /** First day of the new assignment; the day of the decision if absent. */
    from: Day.optional(),
    until: Day.optional(),
    owner: z.string().max(320).optional(),
  })
  .refine((given) => given.kind !== 'assigned' || !given.person !== !given.department, {
    message: 'Name exactly one: the person or the department that has it from now on.',
    path: ['person'],
  })
  .refine((given) => given.kind !== 'postponed' || (given.until && given.owner), {
    message: 'Say until when it is postponed and who settles it.',
    path: ['until'],
  });
export type OutcomeInput = z.input<typeof OutcomeInput>;

/** An answer as kept. What somebody has not come to yet is null. */
export interface Answer {
  touches: boolean;
  accountable: z.infer<typeof AccountableAnswer> | null;
  responsible: { people: string[]; departments: string[] };
  ownRole: 'A' | 'R' | 'C' | 'I' | 'none' | null;
  clarity: number | null;
  comment: string | null;
}

/** Only an answer that says everything counts. */
export function isComplete(answer: Answer): boolean {
  return (
    !answer.touches || (answer.accountable !== null && answer.ownRole !== null && answer.clarity !== null)
  );
}
