import { z } from 'zod';
import { Day } from './day.ts';
import type { PersonCard } from './ledger.ts';
import { Card } from './person.ts';

/** Structural: the registry itself · perceived: people see it differently · lived: what happened to customers. */
export const evidenceKinds = ['structural', 'perceived', 'lived'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** One kind of evidence about one place or seam, counted. */
export interface Finding {
  /** `touchpoint:<key>` or `seam:<a>~<b>`. */
  subject: string;
  kind: EvidenceKind;
  sign: string;
  count: number;
  latest: Date | null;
  /** Of `count`, those after the last decision about the subject; all, where none was made. */
  fresh: number;
  /** Enough by itself to stand on the register. */
  strong: boolean;
  /** Further than counts, for the sentence: how much people agree, whose names claim it. */
  facts?: Record<string, unknown> | undefined;
  /** Whose, where this source knows records of customers. */
  identityIds?: string[] | undefined;
  /** How many customers, where it knows no more. */
  customers?: number | undefined;
}

export interface Clarification {
  person: PersonCard;
  dueAt: Date;
  reason: string | null;
  appointedAt: Date;
}

export interface Decision {
  cause: 'unclear_responsibility' | 'unwilling_to_step_up';
  reason: string;
  accountable: PersonCard | null;
  responsible: PersonCard | null;
  decidedAt: Date;
  decidedBy: PersonCard | null;
}

export type State = 'open' | 'clarifying' | 'decided' | 'reopened';

/** Follows from the records: what was decided stays decided until evidence returns; whoever is appointed then clarifies again. */
export function stateOf(
  findings: readonly Pick<Finding, 'fresh' | 'strong'>[],
  decision: Pick<Decision, 'decidedAt'> | undefined,
  clarification: Pick<Clarification, 'appointedAt'> | undefined,
): State {
  const appointed = clarification && (!decision || clarification.appointedAt > decision.decidedAt);
  if (appointed) return 'clarifying';
  if (!decision) return 'open';
  return stands(findings.map((one) => ({ ...one, count: one.fresh }))) ? 'reopened' : 'decided';
}

/** Hand-overs and missed deadlines happen where all is clear, too: only so many of them speak of a grey area. */
const manyWeak = 10;

/** Is this enough to stand on the register? */
export function stands(findings: readonly Pick<Finding, 'count' | 'strong'>[]): boolean {
  if (findings.some((one) => one.strong && one.count > 0)) return true;
  return findings.reduce((sum, one) => sum + one.count, 0) >= manyWeak;
}

export const weights = ['empty_seat', 'seen_differently', 'seam', 'happened'] as const;
export type Weight = (typeof weights)[number];

/**
 * Why an item stands where it stands. An empty seat, people who see it differently and departments that send customers back and
 * forth are faults by themselves; what merely happened may also happen where all is clear, and follows.
 */
export function weightOf(subject: string, findings: readonly Pick<Finding, 'kind' | 'sign'>[]): Weight {
  if (findings.some((one) => one.kind === 'structural' && one.sign !== 'ruling_review')) return 'empty_seat';
  if (subject.startsWith('seam:')) return 'seam';
  return findings.some((one) => one.kind === 'perceived') ? 'seen_differently' : 'happened';
}

interface Ranked {
  key: string;
  state: State;
  weight: Weight;
  revenue: number | null;
  customers: number;
}

/** Undecided before decided; faults before what happened; then by revenue exposed, customers, name. */
export function byRank(a: Ranked, b: Ranked): number {
  return (
    Number(a.state === 'decided') - Number(b.state === 'decided') ||
    Number(a.weight === 'happened') - Number(b.weight === 'happened') ||
    (b.revenue ?? 0) - (a.revenue ?? 0) ||
    b.customers - a.customers ||
    (a.key < b.key ? -1 : 1)
  );
}

const at = z.date();
const key = z.string().max(300);
const who = z.string().max(320);
const reason = z.string().trim().min(3, 'Say why, in a few words.').max(2000);
const person = Card.nullable();

export const GreyArea = z
  .object({
    rank: z.int(),
    key,
    kind: z.enum(evidenceKinds).describe('Of the weightiest evidence.'),
    name: z.string(),
    touchpoint: z.object({ key: z.string(), name: z.string() }).nullable().describe('Null: a seam.'),
    journey: z.object({ key: z.string(), name: z.string(), phase: z.string() }).nullable(),
    seam: z.object({ a: z.string(), b: z.string() }).nullable(),
    seat: z
      .object({
        person,
        reason: z.enum(['nobody', 'several', 'team', 'left']).nullable(),
        candidates: z.array(Card),
      })
      .nullable(),
    weight: z.enum(weights).describe('Why it stands where it stands.'),
    evidence: z.array(
      z.object({
        kind: z.enum(evidenceKinds),
        sign: z.string(),
        count: z.int(),
        latest: at.nullable(),
        facts: z.record(z.string(), z.unknown()),
      }),
    ),
    customers: z.int().describe('Customers concerned in the period.'),
    revenue: z
      .number()
      .nullable()
      .describe('What they are worth in a year. Null: no attribute holds it, or none of them has it.'),
    state: z.enum(['open', 'clarifying', 'decided', 'reopened']),
    clarification: z
      .object({
        person: Card,
        dueAt: at,
        reason: z.string().nullable(),
        appointedAt: at,
        overdue: z.boolean(),
      })
      .nullable(),
    decision: z
      .object({
        cause: z.enum(['unclear_responsibility', 'unwilling_to_step_up']),
        reason: z.string(),
        accountable: person,
        responsible: person,
        decidedAt: at,
        decidedBy: person,
      })
      .nullable()
      .describe('The last one; while the state is not “decided”, evidence has returned since.'),
    escalation: z.object({ id: z.uuid(), rung: z.string(), people: z.array(Card), since: at }).nullable(),
  })
  .meta({ id: 'GreyArea' });
export type GreyArea = z.infer<typeof GreyArea>;

export const GreyAreaList = z.object({
  items: z.array(GreyArea),
  next: z.null(),
  days: z.int(),
  total: z
    .object({ undecided: z.int(), customers: z.int(), revenue: z.number().nullable() })
    .describe('Of what is not decided; a customer concerned by several counts once.'),
  currency: z.string(),
  valued: z.boolean().describe('An attribute holds what customers are worth.'),
  sources: z.array(z.string()).describe('Which kinds of evidence are read.'),
});
export type GreyAreaList = z.infer<typeof GreyAreaList>;

export const GreyAreaQuery = z.object({
  kind: z.enum(evidenceKinds).optional().describe('Has evidence of this kind.'),
  journey: z.string().max(100).optional(),
  state: z.enum(['open', 'clarifying', 'decided', 'reopened', 'undecided']).optional(),
  days: z.coerce.number().int().min(1).max(730).default(90),
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
});
export type GreyAreaQuery = z.infer<typeof GreyAreaQuery>;

export const Behind = GreyArea.extend({
  cases: z.array(
    z.object({
      sign: z.string(),
      at,
      caseId: z.uuid().nullable(),
      customer: z.object({ id: z.guid(), name: z.string().nullable() }).nullable(),
      from: z.string().nullable().describe('Department.'),
      to: z.string().nullable(),
    }),
  ),
  worth: z.array(z.object({ id: z.guid(), name: z.string().nullable(), revenue: z.number().nullable() })),
  history: z.array(
    z.discriminatedUnion('what', [
      z.object({
        what: z.literal('appointed'),
        at,
        person: Card,
        dueAt: at,
        text: z.string().nullable(),
        by: person,
      }),
      z.object({
        what: z.literal('decided'),
        at,
        cause: z.string(),
        text: z.string(),
        accountable: person,
        responsible: person,
        by: person,
      }),
    ]),
  ),
}).meta({ id: 'GreyAreaBehind' });
export type Behind = z.infer<typeof Behind>;

export const ClarificationInput = z.object({
  owner: who,
  /** Last day for it. */
  dueOn: Day,
  reason: z.string().trim().max(2000).nullish(),
});
export type ClarificationInput = z.infer<typeof ClarificationInput>;

export const DecisionInput = z.object({
  cause: z.enum(['unclear_responsibility', 'unwilling_to_step_up']),
  reason,
  /** Accountable from today on; id or e-mail. Needed where the seat is not held by exactly one person. */
  accountable: who.nullish(),
  responsible: who.nullish(),
  /** Of a seam: the touchpoint whose registry it changes. */
  touchpoint: z.string().max(100).nullish(),
  /** Cases there go to the responsible (else the accountable) person by themselves until the review. */
  route: z.object({ reviewOn: Day }).nullish(),
});
export type DecisionInput = z.input<typeof DecisionInput>;
