import { z } from 'zod';

const scalar = z.union([z.string().min(1).max(300), z.number(), z.boolean()]);
type Scalar = z.infer<typeof scalar>;

const field = z.string().regex(/^(source|kind|metric|channel|attributes\..{1,100})$/, {
  message: 'A condition is on source, kind, metric, channel or attributes.<name>.',
});

/** {field: value | [values]}: every field must match; a list matches when any of its values does. */
export const Conditions = z
  .record(field, z.union([scalar, z.array(scalar).min(1).max(500)]))
  .transform(inOrder);
export type Conditions = Record<string, Scalar | Scalar[]>;

export const Applies = z.enum(['interaction', 'response', 'any']);

/** One rule as the matcher needs it. */
export interface PlacementRule {
  touchpointId: number;
  applies: z.infer<typeof Applies>;
  when: Conditions;
}

/** What a rule may look at. `metric` is of a response, `kind` of an interaction. */
export interface Placeable {
  applies: 'interaction' | 'response';
  source: string;
  kind?: string | null | undefined;
  metric?: string | null | undefined;
  attributes?: Record<string, unknown> | null | undefined;
  dims?: Record<string, string> | null | undefined;
}

/** The touchpoint's id, or 0 where no rule matches. */
export type Placer = (fact: Placeable) => number;

const fixed = ['source', 'kind', 'metric', 'channel'];

/** One order of fields and no lists of one, so that equal conditions are written equally (the database keeps no order). */
function inOrder(conditions: Conditions): Conditions {
  const rank = (name: string) => (fixed.indexOf(name) + 1 || 9).toString() + name;
  const names = Object.keys(conditions).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return Object.fromEntries(
    names.map((name) => {
      const value = conditions[name]!;
      if (!Array.isArray(value)) return [name, unsigned(value)];
      return [name, value.length === 1 ? unsigned(value[0]!) : value.map(unsigned)];
    }),
  );
}

/** JSON, and so the database, knows no −0. */
function unsigned(value: Scalar): Scalar {
  return value === 0 ? 0 : value;
}

/**
 * Turns rules, in their order, into a function. First match wins. Rules are shelved by kind (interactions) and metric
 * (responses), since nearly every rule names one: a fact then tries the handful of its own kind, not all of them.
 */
export function compilePlacer(rules: readonly PlacementRule[]): Placer {
  const interactions = shelve(rules, 'interaction', 'kind');
  const responses = shelve(rules, 'response', 'metric');
  return (fact) =>
    fact.applies === 'interaction' ? interactions(fact, fact.kind) : responses(fact, fact.metric);
}

interface Compiled {
  touchpointId: number;
  tests: ((fact: Placeable) => boolean)[];
}

function shelve(rules: readonly PlacementRule[], applies: 'interaction' | 'response', by: 'kind' | 'metric') {
  const other = by === 'kind' ? 'metric' : 'kind';
  const fitting = rules.filter(
    (rule) => (rule.applies === applies || rule.applies === 'any') && !(other in rule.when),
  );
  const named = new Set(fitting.flatMap((rule) => list(rule.when[by]).map(String)));
  const shelves = new Map<string, Compiled[]>();
  for (const name of named) {
    const here = fitting.filter(
      (rule) => !(by in rule.when) || list(rule.when[by]).map(String).includes(name),
    );
    shelves.set(
      name,
      here.map((rule) => compileRule(rule, by)),
    );
  }
  const rest = fitting.filter((rule) => !(by in rule.when)).map((rule) => compileRule(rule, by));
  return (fact: Placeable, name: string | null | undefined): number => {
    const shelf = (name != null && shelves.get(name)) || rest;
    for (let i = 0; i < shelf.length; i++) {
      const rule = shelf[i]!;
      let matches = true;
      for (let t = 0; t < rule.tests.length && matches; t++) matches = rule.tests[t]!(fact);
      if (matches) return rule.touchpointId;
    }
    return 0;
  };
}

function compileRule(rule: PlacementRule, shelvedBy: string): Compiled {
  const tests = Object.entries(rule.when)
    .filter(([name]) => name !== shelvedBy)
    .map(([name, wanted]) => test(name, list(wanted)));
  return { touchpointId: rule.touchpointId, tests };
}

/** Compared as text: a CSV's "3" and a JSON 3 are the same reason code. */
function test(name: string, wanted: Scalar[]): (fact: Placeable) => boolean {
  const texts = new Set(wanted.map(String));
  if (name === 'source') return (fact) => texts.has(fact.source);
  if (name === 'channel') {
    return (fact) => has(texts, fact.dims?.channel ?? fact.attributes?.channel);
  }
  const attribute = name.slice('attributes.'.length);
  return (fact) => has(texts, fact.attributes?.[attribute]);
}

function has(texts: Set<string>, value: unknown): boolean {
  return value !== undefined && value !== null && texts.has(String(value));
}

function list(value: Scalar | Scalar[] | undefined): Scalar[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
