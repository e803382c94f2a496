import type { ResponseFact } from '../src/collect/facts.ts';
import { plans, regions, touchpoints } from './world.ts';

const DAY = 86_400_000;
export const MONTHS = 24;

/** A number from 0 to 2³²−1 that looks like chance and is the same each time (Mulberry32's mixing step). */
export function chance(seed: number): number {
  let t = Math.imul(seed ^ 0x6d2b79f5, 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}

/** Scores as they are given: half promoters, a quarter detractors, one in sixteen low enough to open a case. */
const scores = [9, 10, 8, 10, 9, 7, 6, 9, 8, 10, 5, 9, 4, 10, 7, 2];

const words = [
  'The technician came on time.',
  'Waited three weeks for a date.',
  'Friendly on the phone.',
  'Bill was wrong again.',
];

/**
 * The i-th of n answers in the order of time over the last 24 months: ten touchpoints, twelve slices, ten answers a
 * customer, every fourth with a comment.
 */
export function answer(i: number, n: number, now: number): ResponseFact {
  const c = chance(i);
  const customer = c % Math.max(1, Math.floor(n / 10));
  const slice = customer % 12;
  const at = now - MONTHS * 30.4 * DAY + Math.floor(((i + 1) / n) * (MONTHS * 30.4 * DAY - 60_000));
  return {
    type: 'response',
    key: `a${i}`,
    who: `c${customer}`,
    metric: 'nps',
    value: scores[chance(c) % 16] as number,
    comment: i % 4 === 0 ? (words[c % 4] as string) : null,
    at: new Date(at).toISOString(),
    touchpoint: touchpoints[(c >>> 8) % 10] as string,
    dims: { region: regions[slice % 4] as string, plan: plans[slice % 3] as string },
  };
}

/** What an export of a survey tool looks like; ISO dates, commas, a comment in quotes. */
export const header = 'answer_no,customer_no,answered_at,score,comment,touchpoint,region,plan';

export function csvLine(fact: ResponseFact): string {
  const { key, who, at, value, comment, touchpoint, dims } = fact;
  return `${key},${who},${at},${value},${comment ? `"${comment}"` : ''},${touchpoint},${dims?.region},${dims?.plan}`;
}

export const mapping = {
  yields: [
    {
      type: 'response',
      key: 'answer_no',
      who: 'customer_no',
      metric: '=nps',
      value: 'score',
      comment: 'comment',
      at: 'answered_at',
      touchpoint: 'touchpoint',
      dims: { region: 'region', plan: 'plan' },
    },
  ],
};
