import { z } from 'zod';

const keys = z.array(z.string().trim().min(1).max(200)).min(1).max(200);
const not = z.boolean().default(false);
const bounds = { atMost: z.number().nullable().default(null), atLeast: z.number().nullable().default(null) };
const bounded = (one: { atMost: number | null; atLeast: number | null }) =>
  one.atMost !== null || one.atLeast !== null;
const bound = { message: 'Say “at most”, “at least”, or both.' };

/** One thing a case may be asked. `not` turns it round; a case that has no answer meets only the turned one. */
export const Condition = z.discriminatedUnion('about', [
  z.object({ about: z.literal('touchpoint'), keys, not }),
  /** Key of the journey, “/”, key of the phase. */
  z.object({ about: z.literal('phase'), keys, not }),
  z.object({ about: z.literal('journey'), keys, not }),
  /** Words or beginnings of words in what the customer said; one of them is enough. */
  z.object({ about: z.literal('words'), keys, not }),
  z
    .object({
      about: z.literal('score'),
      metric: z.string().max(100).nullable().default(null),
      ...bounds,
      not,
    })
    .refine(bounded, bound),
  /** A reporting dimension of the organisation's own: segment, product, country. As it was when it happened. */
  z.object({ about: z.literal('dimension'), dimension: z.string().min(1).max(100), keys, not }),
  /** What the customer is worth, by the attribute the organisation named for it. */
  z.object({ about: z.literal('value'), ...bounds, not }).refine(bounded, bound),
  /** Two letters, such as de. */
  z.object({ about: z.literal('language'), keys, not }),
  z.object({ about: z.literal('source'), keys, not }),
  /** A kind of event by its key, or `response` (an answer) or `person` (opened by a colleague). */
  z.object({ about: z.literal('kind'), keys, not }),
  z.object({ about: z.literal('urgent'), not }),
]);
export type Condition = z.infer<typeof Condition>;

/** Where a case goes whose rule is met. */
export const Goes = z.discriminatedUnion('to', [
  z.object({ to: z.literal('ledger') }),
  z.object({ to: z.literal('person'), personId: z.guid() }),
  z
    .object({
      to: z.literal('department'),
      departmentId: z.guid(),
      /** turn: one after the other · load: whoever has the fewest open cases · skill: the same among those who know how · rules: the department's own. */
      by: z.enum(['turn', 'load', 'skill', 'rules']),
      skills: z.array(z.string().trim().toLowerCase().min(1).max(60)).max(10).default([]),
    })
    .refine((one) => one.by !== 'skill' || one.skills.length > 0, {
      message: 'Say which skill it needs.',
      path: ['skills'],
    }),
]);
export type Goes = z.infer<typeof Goes>;

const fields = z.object({
  name: z.string().trim().min(1).max(120),
  /** Whose rule: the company's (null), or a department's, asked where a case was sent to it. */
  departmentId: z.guid().nullable(),
  matches: z.enum(['all', 'any']),
  /** None: every case. */
  conditions: z.array(Condition).max(20),
  goes: Goes,
  activeFrom: z.coerce.date(),
  endedAt: z.coerce.date().nullable(),
});

export const RoutingInput = fields.extend({
  departmentId: fields.shape.departmentId.default(null),
  matches: fields.shape.matches.default('all'),
  conditions: fields.shape.conditions.default([]),
  activeFrom: fields.shape.activeFrom.optional(),
  endedAt: fields.shape.endedAt.default(null),
});
export type RoutingInput = z.input<typeof RoutingInput>;

/** What is left out stays. With `version` nobody's change of the meantime is overwritten. */
export const RoutingChange = fields
  .omit({ departmentId: true })
  .partial()
  .extend({ ended: z.boolean().optional(), version: z.int().optional() });
export type RoutingChange = z.input<typeof RoutingChange>;

export interface RoutingRule extends Omit<z.output<typeof RoutingInput>, 'activeFrom'> {
  id: string;
  position: number;
  activeFrom: Date;
  madeAt: Date;
  version: number;
}

/** What is known of a case when it is decided where it goes. */
export interface Routable {
  touchpointId: number;
  kind: 'response' | 'interaction' | 'person';
  metricKey: string | null;
  kindKey: string | null;
  score: number | null;
  words: string | null;
  sourceKey: string | null;
  urgent: boolean;
  dims: Record<string, string>;
  value: number | null;
  language: string | null;
}

export interface Place {
  key: string;
  phaseKey: string;
  journeyKey: string;
}

export type Meets = (one: Routable) => boolean;

/** In force at an instant. */
export function inForce(rule: Pick<RoutingRule, 'activeFrom' | 'endedAt'>, at: Date): boolean {
  return rule.activeFrom <= at && (rule.endedAt === null || rule.endedAt > at);
}

export function compileRule(
  rule: Pick<RoutingRule, 'matches' | 'conditions'>,
  placeOf: (touchpointId: number) => Place | undefined,
): Meets {
  const asked = rule.conditions.map((condition) => {
    const ask = compileCondition(condition, placeOf);
    return condition.not ? (one: Routable) => !ask(one) : ask;
  });
  if (asked.length === 0) return () => true;
  return rule.matches === 'all'
    ? (one) => asked.every((ask) => ask(one))
    : (one) => asked.some((ask) => ask(one));
}

function compileCondition(condition: Condition, placeOf: (touchpointId: number) => Place | undefined): Meets {
  if (condition.about === 'urgent') return (one) => one.urgent;
  if (condition.about === 'score') {
    const { metric } = condition;
    const within = between(condition);
    return (one) =>
      one.kind !== 'interaction' && (metric === null || one.metricKey === metric) && within(one.score);
  }
  if (condition.about === 'value') {
    const within = between(condition);
    return (one) => within(one.value);
  }
  if (condition.about === 'words') {
    const said = anyOf(condition.keys);
    return (one) => one.words !== null && said.test(one.words);
  }
  const among = new Set(
    condition.about === 'language' ? condition.keys.map((key) => key.toLowerCase()) : condition.keys,
  );
  const has = (key: string | null | undefined) => key != null && among.has(key);
  switch (condition.about) {
    case 'touchpoint':
      return (one) => has(placeOf(one.touchpointId)?.key);
    case 'phase':
      return (one) => {
        const place = placeOf(one.touchpointId);
        return has(place && `${place.journeyKey}/${place.phaseKey}`);
      };
    case 'journey':
      return (one) => has(placeOf(one.touchpointId)?.journeyKey);
    case 'dimension':
      return (one) => has(one.dims[condition.dimension]);
    case 'language':
      return (one) => has(one.language);
    case 'source':
      return (one) => has(one.sourceKey);
    case 'kind':
      return (one) => has(one.kind === 'interaction' ? one.kindKey : one.kind);
  }
}

function between({ atMost, atLeast }: { atMost: number | null; atLeast: number | null }) {
  return (value: number | null): boolean =>
    value !== null && (atMost === null || value <= atMost) && (atLeast === null || value >= atLeast);
}

/** Any of these at the beginning of a word, whatever the case: “bill” finds “Billing”, not “handlebills”. */
function anyOf(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})`, 'iu');
}

/** “de-AT” → “de”; what is no language code → null. */
export function languageCode(spoken: unknown): string | null {
  return typeof spoken === 'string' ? (/^[a-z]{2,3}(?![a-z])/.exec(spoken.toLowerCase())?.[0] ?? null) : null;
}

/** Departments whose rules send a case round in a circle, now or later, in its order; undefined where none do. */
export function circleIn(
  rules: readonly Pick<RoutingRule, 'departmentId' | 'goes' | 'endedAt'>[],
  now: Date,
): string[] | undefined {
  const next = new Map<string, Set<string>>();
  for (const { departmentId, goes, endedAt } of rules) {
    if (endedAt !== null && endedAt <= now) continue;
    if (departmentId === null || goes.to !== 'department' || goes.by !== 'rules') continue;
    next.set(departmentId, (next.get(departmentId) ?? new Set()).add(goes.departmentId));
  }
  const done = new Set<string>();
  const walk = (at: string, path: string[]): string[] | undefined => {
    const seen = path.indexOf(at);
    if (seen >= 0) return [...path.slice(seen), at];
    if (done.has(at)) return undefined;
    for (const to of next.get(at) ?? []) {
      const circle = walk(to, [...path, at]);
      if (circle) return circle;
    }
    done.add(at);
    return undefined;
  };
  for (const from of next.keys()) {
    const circle = walk(from, []);
    if (circle) return circle;
  }
  return undefined;
}
