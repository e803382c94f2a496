import { z } from 'zod';
import { Card } from './person.ts';
import type { Terms } from './terms.ts';

export const kinds = ['grey_area', 'dispute', 'improvement'] as const;
export type Kind = (typeof kinds)[number];

export const rungNames = [
  'owner',
  'accountable',
  'phase',
  'journey',
  'heads',
  'lead',
  'sponsor',
  'appointed',
] as const;
export type Rung = (typeof rungNames)[number];
export type Why = 'raised' | 'unanswered' | 'sent_back' | 'appointed';

/**
 * The rungs of the ladder from the bottom. A dispute climbs the map, because its arbiter is whoever answers for the level
 * above the touchpoint; everything else climbs the organisation.
 */
const ladders: Record<Kind, readonly Rung[]> = {
  grey_area: ['owner', 'accountable', 'heads', 'lead', 'sponsor'],
  improvement: ['owner', 'accountable', 'heads', 'lead', 'sponsor'],
  dispute: ['phase', 'journey', 'sponsor', 'lead'],
};

/** Rungs above one, in order; above none: all. Whoever was appointed stands where the one who appointed stood before. */
export function rungsAbove(kind: Kind, steps: readonly { rung: Rung }[]): readonly Rung[] {
  const ladder = ladders[kind];
  const last = steps.at(-1);
  if (!last) return ladder;
  if (last.rung === 'appointed') {
    const by = steps.findLast((step) => step.rung !== 'appointed');
    return by ? ladder.slice(ladder.indexOf(by.rung)) : ladder;
  }
  return ladder.slice(ladder.indexOf(last.rung) + 1);
}

/** Hours somebody on this rung has; null: nobody stands above. */
export function hoursAt(kind: Kind, rung: Rung, hours: Terms['hours']): number | null {
  if (rung === 'sponsor') return null;
  if (rung === 'appointed') return hours.owner;
  if (kind === 'dispute') return hours.arbiter;
  return rung === 'phase' || rung === 'journey' ? hours.accountable : hours[rung];
}

const words = z.string().trim().min(3, 'Say it in a few words.').max(2000);

/** What somebody on the ladder says. */
export const EscalationAnswer = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('decided'),
    words,
    /** A grey area: who is accountable from now on; id or e-mail. */
    accountable: z.string().max(320).optional(),
    cause: z.enum(['unclear_responsibility', 'unwilling_to_step_up']).default('unclear_responsibility'),
  }),
  z.object({ answer: z.literal('appointed'), words, to: z.string().max(320) }),
  z.object({ answer: z.literal('sent_back'), words }),
]);
export type EscalationAnswer = z.infer<typeof EscalationAnswer>;

/** An improvement that one department asks of others. */
export const ImprovementInput = z.object({
  title: z.string().trim().min(5, 'Say what should improve, in a few words.').max(200),
  touchpoint: z.string().max(100).nullish(),
  /** Keys or ids of the departments it needs. */
  departments: z.array(z.string().max(100)).min(1, 'Name the departments it needs.').max(10),
  /** Whom it is asked of first; id or e-mail. */
  owner: z.string().max(320),
  dueAt: z.iso.datetime({ offset: true }).optional(),
});
export type ImprovementInput = z.infer<typeof ImprovementInput>;

const at = z.date();
export const Escalation = z
  .object({
    id: z.uuid(),
    kind: z.enum(kinds),
    subject: z.string(),
    title: z.string(),
    href: z.string(),
    touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
    departments: z.array(z.object({ id: z.uuid(), name: z.string() })),
    raisedAt: at,
    daysWaiting: z.int().describe('Since it was raised; stays counted until it is answered.'),
    rung: z.enum(rungNames),
    people: z.array(Card).describe('Who is asked now.'),
    dueAt: at.nullable(),
    mine: z.boolean().describe('Waits for my answer.'),
    settled: z.object({ at, how: z.string() }).nullable(),
    steps: z.array(
      z.object({
        rung: z.enum(rungNames),
        people: z.array(Card),
        at,
        dueAt: at.nullable(),
        why: z.enum(['raised', 'unanswered', 'sent_back', 'appointed']),
        answer: z
          .object({
            answer: z.enum(['decided', 'appointed', 'sent_back']),
            by: Card,
            words: z.string(),
            to: Card.nullable(),
            at,
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'Escalation' });
export type Escalation = z.infer<typeof Escalation>;
