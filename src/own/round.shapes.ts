import { z } from 'zod';
import { Card } from './person.ts';
import { AccountableAnswer, pulseItems } from './round.ts';

const time = z.iso.datetime();
const share = z.number().min(0).max(1);

const RoundLine = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['planned', 'open', 'over', 'closed']),
  opensOn: z.string(),
  dueOn: z.string(),
  remindOn: z.string().nullable(),
  remindedAt: time.nullable(),
  madeAt: time,
  madeBy: Card.nullable(),
  closedAt: time.nullable(),
  how: z.enum(['hand', 'deadline']).nullable(),
  touchpoints: z.int(),
  invited: z.int(),
  begun: z.int(),
  finished: z.int().meta({ description: 'How many are done. Who, nobody is told.' }),
  outcomes: z.object({ decided: z.int(), postponed: z.int(), open: z.int() }),
});
export const RoundList = z.object({ items: z.array(RoundLine), next: z.null() });
export const Round = RoundLine.extend({ question: z.string(), people: z.array(Card) }).meta({ id: 'Round' });
export const RoundPreview = z.object({ touchpoints: z.int(), people: z.array(Card) });

export const MyRounds = z.object({
  items: z.array(
    z.object({ id: z.uuid(), name: z.string(), dueOn: z.string(), touchpoints: z.int(), answered: z.int() }),
  ),
  next: z.null(),
});

const score = z.int().nullable();
const KeptAnswer = z.object({
  touches: z.boolean(),
  accountable: AccountableAnswer.nullable(),
  responsible: z.object({ people: z.array(z.uuid()), departments: z.array(z.uuid()) }),
  ownRole: z.enum(['A', 'R', 'C', 'I', 'none']).nullable(),
  clarity: score,
  comment: z.string().nullable(),
  version: z.int(),
  savedAt: time,
  complete: z.boolean(),
});
export const AnswerSheet = z
  .object({
    round: RoundLine.pick({ id: true, name: true, opensOn: true, dueOn: true, state: true }).extend({
      question: z.string(),
    }),
    submittedAt: time.nullable(),
    touchpoints: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        journeyName: z.string(),
        phaseName: z.string(),
        answer: KeptAnswer.nullable(),
      }),
    ),
    pulse: z
      .object({ version: z.int(), expected: score, boundaries: score, neighbours: score, means: score })
      .nullable(),
  })
  .meta({ id: 'RoundAnswers' });
export const AnswerSaved = z.object({ version: z.int(), savedAt: time, complete: z.boolean() });

const Department = z.object({ id: z.uuid(), key: z.string(), name: z.string() });
const Said = z.object({
  kind: z.enum(['person', 'department', 'nobody', 'several', 'unknown']),
  person: Card.nullish(),
  department: Department.optional(),
});
const Mean = z.object({ n: z.int(), mean: z.number() });

const Figures = z.object({
  n: z.int(),
  agreement: share.meta({ description: 'Share of pairs of people who give the same answer.' }),
  kappa: z.number().nullable(),
  modal: z.object({ answer: Said, share, tied: z.boolean() }),
  further: z.array(z.object({ answer: Said, share })),
  others: share,
  responsible: z.array(z.object({ answer: Said, share })),
  clarity: Mean,
  claims: z.object({ A: z.int(), R: z.int() }),
  departments: z.array(Department.extend({ n: z.int(), answer: Said.nullable(), clarity: z.number() })),
  hidden: z.int(),
  differ: z.array(z.object({ a: Department, b: Department })),
  comments: z.array(z.string()),
});

const Outcome = z.object({
  id: z.uuid(),
  kind: z.enum(['assigned', 'kept', 'postponed']),
  reason: z.string(),
  decidedBy: Card.nullable(),
  decidedOn: z.string(),
  assignmentId: z.uuid().nullable(),
  role: z.enum(['A', 'R']).nullable(),
  holderName: z.string().nullable(),
  from: z.string().nullable(),
  postponedUntil: z.string().nullable(),
  postponedTo: Card.nullable(),
  recordedAt: time,
});

const ResultTouchpoint = z.object({
  id: z.int(),
  key: z.string(),
  name: z.string(),
  journeyKey: z.string(),
  journeyName: z.string(),
  phaseName: z.string(),
  customers: z.int().meta({ description: 'Who passed here in the 90 days before the closing.' }),
  weight: z.number().nullable().meta({ description: '(1 − agreement) × customers.' }),
  ledger: z.object({
    accountable: Card.nullable(),
    reason: z.enum(['nobody', 'several', 'team', 'left']).nullable(),
    acknowledged: z.boolean(),
    responsible: z.array(z.string()),
  }),
  figures: Figures.nullable().meta({ description: 'Null: fewer than the minimum answered.' }),
  findings: z.array(z.enum(['overlap', 'unclaimed', 'unowned', 'mistaken', 'differ', 'unclear'])),
  mine: z.object({ ownRole: z.string().nullable(), accountable: Said.nullable() }).nullable(),
  before: z
    .object({
      roundId: z.uuid(),
      name: z.string(),
      closedAt: time.nullable(),
      n: z.int(),
      agreement: share,
      kappa: z.number().nullable(),
      modal: Said,
      share,
      clarity: z.number(),
    })
    .nullable(),
  outcome: Outcome.nullable(),
  earlier: z.array(Outcome),
});

export const RoundResult = z
  .object({
    roundId: z.uuid(),
    minimum: z.int(),
    tooFew: z.boolean(),
    respondents: z.int().nullable(),
    agreement: share.nullable(),
    kappa: z.number().nullable(),
    unaware: z.object({ people: z.int(), of: z.int() }).nullable(),
    pulse: z.object({
      overall: z.partialRecord(z.enum(pulseItems), Mean),
      departments: z.array(Department.extend({ n: z.int(), mean: z.number() })),
    }),
    pairs: z.array(
      z.object({ a: Department, b: Department, compared: z.int(), differ: z.array(z.string()) }),
    ),
    touchpoints: z.array(ResultTouchpoint),
  })
  .meta({ id: 'RoundResult' });
export const OutcomeMade = z.object({ id: z.uuid(), assignmentId: z.uuid().nullable() });
