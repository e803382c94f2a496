import { settle } from './exact.ts';
import { hasHistogram, type Metric } from './metric.ts';

/** What counting needs to know of a fact, new or old. */
export type CountedFact =
  | { type: 'response'; metricId: number; value: number | null | undefined }
  | {
      type: 'interaction';
      /** The kind's key, such as `visit.done`. */
      kind: string;
      value: number | null | undefined;
      failed: boolean | null | undefined;
    };

/** One fact adds one value to one metric. */
export interface Contribution {
  metricId: number;
  value: number;
  /** Bar of the histogram: value − scale_min where that is a whole number from 0 to 10; otherwise −1. */
  bin: number;
}

export type CountingRule = Pick<
  Metric,
  'metricId' | 'takenFrom' | 'interactionKinds' | 'take' | 'scaleMin' | 'scaleMax'
>;

const none: readonly Contribution[] = [];

/** Which metrics a fact feeds, and with which value. The SQL of `recount.sql.ts` says the same and is tested against it. */
export function compileCounting(
  metrics: readonly CountingRule[],
): (fact: CountedFact) => readonly Contribution[] {
  const byMetric = new Map<number, CountingRule>();
  const byKind = new Map<string, CountingRule[]>();
  for (const metric of metrics) {
    if (metric.takenFrom === 'response') byMetric.set(metric.metricId, metric);
    else for (const kind of metric.interactionKinds) byKind.set(kind, [...(byKind.get(kind) ?? []), metric]);
  }
  return (fact) => {
    if (fact.type === 'response') {
      const metric = byMetric.get(fact.metricId);
      const one = metric && contribution(metric, fact.value, undefined);
      return one ? [one] : none;
    }
    const fed = byKind.get(fact.kind);
    if (!fed) return none;
    const found: Contribution[] = [];
    for (const metric of fed) {
      const one = contribution(metric, fact.value, fact.failed);
      if (one) found.push(one);
    }
    return found;
  };
}

function contribution(
  metric: CountingRule,
  given: number | null | undefined,
  failed: boolean | null | undefined,
): Contribution | undefined {
  // A source that never says "failed" says it did not fail: most send the flag only when something went wrong.
  const raw = metric.take === 'one' ? 1 : metric.take === 'failed' ? (failed ? 1 : 0) : given;
  if (raw === null || raw === undefined) return undefined;
  const value = settle(raw);
  return { metricId: metric.metricId, value, bin: binOf(value, metric) };
}

function binOf(value: number, rule: CountingRule): number {
  if (!hasHistogram(rule)) return -1;
  const bin = value - (rule.scaleMin as number);
  return Number.isInteger(bin) && bin >= 0 && bin <= 10 ? bin : -1;
}
