import type { Yield } from '../mapping/mapping.ts';
import type { Table } from './format.ts';
import type { MetricKind } from './question.ts';

/**
 * Responses of an export that holds several kinds of surveys in one column of scores: each row goes to the metric that its
 * type names. Types that ask for none of these are kept as something that happened, so that nothing is lost.
 */
export function byType(
  given: {
    type: string;
    kinds: [MetricKind, string[]][];
    response: Omit<Extract<Yield, { type: 'response' }>, 'type' | 'metric' | 'when'>;
  },
  { metrics }: Pick<Table, 'metrics'>,
): Yield[] {
  const known = given.kinds.filter(([kind]) => metrics.some((metric) => metric.key === kind));
  const { value: _value, comment, contactRequested: _contact, ...other } = given.response;
  return [
    ...known.map(
      ([kind, is]): Yield => ({
        type: 'response',
        when: { column: given.type, is },
        metric: `=${kind}`,
        ...given.response,
      }),
    ),
    {
      type: 'interaction',
      when: { column: given.type, not: known.flatMap(([, is]) => is) },
      kind: '=survey.answered',
      ...other,
      ...(comment ? { summary: comment } : {}),
    },
  ];
}
