import { z } from 'zod';
import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { suppress } from '../platform/suppression.ts';
import { addDays } from './calendar.ts';
import type { Metric } from './metric.ts';
import {
  addCounted,
  type Counted,
  differs,
  figure,
  type Group,
  Reading,
  readingsOf,
  uncounted,
} from './reading.ts';
import { type By, groupsOf, metricOf, type Scope } from './readings.ts';
import { decompose } from './statistics/decomposition.ts';

export const Mover = z.object({
  key: z.string(),
  label: z.string(),
  rate: z.number().meta({
    description: 'Part of the change because it became better or worse there, in the reading’s unit.',
  }),
  mix: z.number().meta({ description: 'Part of the change because more or fewer answers came from there.' }),
  before: z.number().nullable(),
  after: z.number().nullable(),
  significant: z.boolean().meta({
    description: 'The figure there differs between the periods by more than chance explains (95 %).',
  }),
});

export const Movers = z
  .object({
    metric: z.string(),
    from: z.string(),
    to: z.string(),
    beforeFrom: z.string(),
    beforeTo: z.string(),
    before: Reading,
    after: Reading,
    change: z
      .number()
      .nullable()
      .meta({ description: 'After minus before: the sum of all rates and mixes, exactly.' }),
    rate: z.number(),
    mix: z.number(),
    movers: z.array(Mover).meta({
      description: 'The largest rate first; groups of fewer than 5 answers stand together under “others”.',
    }),
  })
  .meta({ id: 'Movers' });
export type Movers = z.infer<typeof Movers>;

export interface MoversQuery extends Scope {
  metric: string;
  from: string;
  to: string;
  /** The same number of days right before, where left out. */
  beforeFrom?: string | undefined;
  beforeTo?: string | undefined;
  by?: By | undefined;
}

/** What moved a figure between two periods: exact decomposition of the change into rate and mix, by touchpoint unless told. */
export async function movers(platform: Pick<Platform, 'db'>, query: MoversQuery): Promise<Movers> {
  const { db } = platform;
  const metric = await metricOf(db, query.metric);
  if (metric.kind === 'count') {
    throw new Refusal('not_a_mean', 'A count has no mix: compare the counts themselves.', {
      metric: metric.key,
    });
  }
  const { from, to, by = 'touchpoint' } = query;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  const beforeTo = query.beforeTo ?? addDays(from, -1);
  const beforeFrom = query.beforeFrom ?? addDays(beforeTo, 1 - days);
  const now = await groupsOf(db, metric, { ...query, by });
  const then = await groupsOf(db, metric, { ...query, by, from: beforeFrom, to: beforeTo });
  const [before, after] = [totalOf(metric, then), totalOf(metric, now)];
  const found = { metric: metric.key, from, to, beforeFrom, beforeTo, before, after };
  if (before.value === null || after.value === null)
    return { ...found, change: null, rate: 0, mix: 0, movers: [] };

  const pairs = hideSmall(paired(then, now));
  const level = (counted: Counted) => (counted.n > 0 ? figure(metric, counted).value : null);
  const { change, rate, mix, effects } = decompose(
    pairs.map((pair) => ({
      key: pair.key,
      before: { weight: pair.was.n / (before.n as number), level: level(pair.was) },
      after: { weight: pair.is.n / (after.n as number), level: level(pair.is) },
    })),
  );
  const list = effects.map((effect, i) => {
    const pair = pairs[i]!;
    return {
      ...effect,
      label: pair.label,
      before: level(pair.was),
      after: level(pair.is),
      significant: differs(metric, pair.was, pair.is),
    };
  });
  list.sort(
    (a, b) => Number(a.key === OTHERS) - Number(b.key === OTHERS) || Math.abs(b.rate) - Math.abs(a.rate),
  );
  return { ...found, change, rate, mix, movers: list };
}

const OTHERS = 'others';

interface Pair {
  key: string;
  label: string;
  was: Counted;
  is: Counted;
}

function totalOf(metric: Metric, groups: Group[]): Reading {
  const counted = groups.reduce((sum, group) => addCounted(sum, group.counted), uncounted());
  return readingsOf(metric, [{ key: 'all', label: 'all', counted }])[0]!;
}

function paired(before: Group[], after: Group[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { key, label, counted } of before) pairs.set(key, { key, label, was: counted, is: uncounted() });
  for (const { key, label, counted } of after) {
    const pair = pairs.get(key);
    if (pair) pair.is = counted;
    else pairs.set(key, { key, label, was: uncounted(), is: counted });
  }
  return [...pairs.values()];
}

/** What is hidden in either period is told of only together. */
function hideSmall(pairs: Pair[]): Pair[] {
  const before = suppress(pairs.map((pair) => pair.was.n));
  const after = suppress(pairs.map((pair) => pair.is.n));
  const small = pairs.filter((_, i) => before[i] || after[i]);
  if (small.length === 0) return pairs;
  const others: Pair = {
    key: OTHERS,
    label: 'others',
    was: small.map((pair) => pair.was).reduce(addCounted),
    is: small.map((pair) => pair.is).reduce(addCounted),
  };
  return [...pairs.filter((pair) => !small.includes(pair)), others];
}
