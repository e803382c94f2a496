import { z } from 'zod';

const keys = z.array(z.string().max(100)).max(500);
const fields = z.object({
  name: z.string().trim().min(1).max(200),
  /** Response: only answers to this metric; null: to any. */
  metricKey: z.string().max(100).nullable(),
  /** Response: a score at or below this opens a case. */
  atMost: z.number().nullable(),
  /** Response: a wish to be contacted opens a case. */
  contactRequested: z.boolean(),
  /** Interaction: only these kinds; none: any. */
  interactionKinds: keys,
  /** Interaction: one that failed opens a case. */
  failed: z.boolean(),
  /** Interaction: a value at or above this opens a case, such as minutes waited. */
  atLeast: z.number().nullable(),
  /** Only at these touchpoints; none: anywhere. */
  touchpointKeys: keys,
  urgent: z.boolean(),
  /** Older facts (history being loaded) open nothing. */
  withinDays: z.number().int().min(1).max(3650),
});

/** What opens a case by itself. A response rule looks at answers, an interaction rule at what happened. */
export const RuleInput = fields.extend({
  key: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'Use lower-case letters, digits, “-” and “_”.'),
  appliesTo: z.enum(['response', 'interaction']),
  metricKey: fields.shape.metricKey.default(null),
  atMost: fields.shape.atMost.default(null),
  contactRequested: fields.shape.contactRequested.default(false),
  interactionKinds: keys.default([]),
  failed: fields.shape.failed.default(false),
  atLeast: fields.shape.atLeast.default(null),
  touchpointKeys: keys.default([]),
  urgent: fields.shape.urgent.default(false),
  withinDays: fields.shape.withinDays.default(14),
});
export type RuleInput = z.infer<typeof RuleInput>;

/** A change leaves out what stays; `ended` stops a rule or starts it again. */
export const RuleChange = fields.extend({ ended: z.boolean() }).partial();
export type RuleChange = z.infer<typeof RuleChange>;

export interface CaseRule extends RuleInput {
  id: number;
  activeFrom: Date;
  endedAt: Date | null;
}

/** A fact as the loop hands it over once it is recognised, placed and counted. */
export interface OpenableFact {
  kind: 'response' | 'interaction';
  factId: string;
  identityId: string;
  customerId: string;
  sourceKey: string;
  /** Responses: the metric answered. */
  metricKey?: string | null;
  /** Interactions: what kind of thing happened. */
  kindKey?: string | null;
  value: number | null;
  failed: boolean | null;
  comment: string | null;
  contactRequested: boolean | null;
  /** 0 where it was not placed. */
  touchpointId: number;
  touchpointKey: string | null;
  touchpointName: string | null;
  /** The reporting dimensions as they were then; absent where nobody placed it. */
  sliceId?: number;
  occurredAt: Date;
}

/** As much of a fact as a rule looks at, so that millions can be sieved before anything is built for them. */
export type Sieved = Pick<
  OpenableFact,
  'kind' | 'metricKey' | 'kindKey' | 'value' | 'failed' | 'contactRequested' | 'touchpointKey' | 'occurredAt'
>;

const dayMs = 86_400_000;

/**
 * Turns the rules into one function: which rule does this fact meet, if any? Urgent rules are asked first, then in
 * the order they were made. Rules are filed by metric and kind beforehand, so a fact no rule names costs one look-up.
 */
export function compileRules(rules: readonly CaseRule[], now: Date): (fact: Sieved) => CaseRule | undefined {
  const at = now.getTime();
  const living = rules
    .filter(
      (rule) => rule.activeFrom.getTime() <= at && (rule.endedAt === null || rule.endedAt.getTime() > at),
    )
    .toSorted((a, b) => Number(b.urgent) - Number(a.urgent) || a.id - b.id)
    .map((rule) => ({
      rule,
      since: at - rule.withinDays * dayMs,
      places: rule.touchpointKeys.length > 0 ? new Set(rule.touchpointKeys) : null,
    }));
  const file = (kind: CaseRule['appliesTo'], keysOf: (rule: CaseRule) => string[]) => {
    const mine = living.filter(({ rule }) => rule.appliesTo === kind);
    const anywhere = mine.filter(({ rule }) => keysOf(rule).length === 0);
    const named = new Set(mine.flatMap(({ rule }) => keysOf(rule)));
    const byKey = new Map(
      [...named].map((key) => [
        key,
        mine.filter(({ rule }) => keysOf(rule).length === 0 || keysOf(rule).includes(key)),
      ]),
    );
    return (key: string | null | undefined) => (key == null ? undefined : byKey.get(key)) ?? anywhere;
  };
  const responses = file('response', (rule) => (rule.metricKey === null ? [] : [rule.metricKey]));
  const interactions = file('interaction', (rule) => rule.interactionKinds);

  return (fact) => {
    const asked = fact.kind === 'response' ? responses(fact.metricKey) : interactions(fact.kindKey);
    for (const { rule, since, places } of asked) {
      if (!isMet(rule, fact)) continue;
      if (fact.occurredAt.getTime() < since) continue;
      if (places && (fact.touchpointKey === null || !places.has(fact.touchpointKey))) continue;
      return rule;
    }
    return undefined;
  };
}

function isMet(rule: CaseRule, fact: Sieved): boolean {
  if (fact.kind === 'response') {
    return (
      (rule.contactRequested && fact.contactRequested === true) ||
      (rule.atMost !== null && fact.value !== null && fact.value <= rule.atMost)
    );
  }
  return (
    (rule.failed && fact.failed === true) ||
    (rule.atLeast !== null && fact.value !== null && fact.value >= rule.atLeast)
  );
}

/** What a new organisation starts with; each can be changed or ended. */
export const firstRules: RuleInput[] = [
  RuleInput.parse({
    key: 'nps_urgent',
    name: 'Very unhappy',
    appliesTo: 'response',
    metricKey: 'nps',
    atMost: 2,
    urgent: true,
  }),
  RuleInput.parse({
    key: 'nps_detractor',
    name: 'Detractor',
    appliesTo: 'response',
    metricKey: 'nps',
    atMost: 6,
  }),
  RuleInput.parse({
    key: 'contact_requested',
    name: 'Asked to be contacted',
    appliesTo: 'response',
    contactRequested: true,
    urgent: true,
  }),
  RuleInput.parse({
    key: 'operational_failure',
    name: 'Something went wrong on our side',
    appliesTo: 'interaction',
    failed: true,
  }),
];
