import type { Metric } from './metric.ts';

/** What counting needs to know of a fact, new or as it was. */
export interface CountedFact {
  /** The metric of a response, the kind of an interaction. */
  typeId: number;
  value: number | null;
  /** Interactions: it went wrong. Responses: not looked at. */
  flag: boolean | null;
}

export type FactType = 'interaction' | 'response';

/** One fact adds one value to one metric. */
export interface Contribution {
  metricId: number;
  value: number;
  /** Bar of the histogram: value − scale_min where that is a whole number from 0 to 10; otherwise −1. */
  bin: number;
}

export type CountingRule = Pick<Metric, 'metricId' | 'takenFrom' | 'take' | 'scaleMin' | 'scaleMax'> & {
  /** The kinds of interaction that feed it, by id. */
  kindIds: number[];
};

const none: readonly Contribution[] = [];

/** Which metrics a fact feeds, and with which value. The SQL of `recount.sql.ts` says the same and is tested against it. */
export function compileCounting(
  metrics: readonly CountingRule[],
): (type: FactType, fact: CountedFact) => readonly Contribution[] {
  const fed = { response: new Map<number, CountingRule[]>(), interaction: new Map<number, CountingRule[]>() };
  for (const metric of metrics) {
    const types = metric.takenFrom === 'response' ? [metric.metricId] : metric.kindIds;
    const by = fed[metric.takenFrom];
    for (const type of types) by.set(type, [...(by.get(type) ?? []), metric]);
  }
  return (type, fact) => {
    const rules = fed[type].get(fact.typeId);
    if (!rules) return none;
    const found: Contribution[] = [];
    for (const rule of rules) {
      const one = contribution(rule, fact);
      if (one) found.push(one);
    }
    return found;
  };
}

function contribution(rule: CountingRule, fact: CountedFact): Contribution | undefined {
  // A source that never says "failed" says it did not fail: most send the flag only when something went wrong.
  const value = rule.take === 'one' ? 1 : rule.take === 'failed' ? (fact.flag ? 1 : 0) : fact.value;
  return value === null ? undefined : { metricId: rule.metricId, value, bin: binOf(value, rule) };
}

function binOf(value: number, { scaleMin, scaleMax }: CountingRule): number {
  if (scaleMin === null || scaleMax === null || scaleMax - scaleMin > 10) return -1;
  const bin = value - scaleMin;
  return Number.isInteger(bin) && bin >= 0 && bin <= 10 ? bin : -1;
}
