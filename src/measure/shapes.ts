import { z } from 'zod';
import { Refusal } from '../platform/errors.ts';
import { Metric } from './metric.ts';
import { Reading } from './reading.ts';
import { type By, groupings, type Scope } from './readings.ts';
import { Target } from './targets.ts';

export const MetricKey = z.object({ key: z.string().max(60) });

export const MetricAnswer = Metric.extend({
  target: Target.nullable().meta({ description: 'In force today, for all touchpoints together.' }),
}).meta({ id: 'MetricAnswer' });

export const MetricList = z.object({ items: z.array(MetricAnswer), next: z.null() });
export const TargetList = z.object({ items: z.array(Target), next: z.null() });
export const ReadingList = z.array(Reading);

const day = z.iso.date();
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const scope = {
  from: day.optional().meta({ description: 'First day, included. Open where left out.' }),
  to: day
    .optional()
    .meta({ description: 'Last day, included. Days are those of the organisation’s time zone.' }),
  touchpoint: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Key; “unplaced” for what is on no touchpoint.' }),
  phase: z.string().max(200).optional().meta({ description: 'Key, or journey/phase.' }),
  journey: z.string().max(100).optional(),
};

/** `where.<dimension>=value`, which may be repeated for several values. */
const where = z.union([z.string().max(200), z.array(z.string().max(200)).max(100)]);

const by = z
  .string()
  .refine((text) => (groupings as readonly string[]).includes(text) || /^slice\..+/.test(text), {
    message: `is one of ${groupings.join(', ')}, or slice.<dimension>`,
  })
  .transform((text) => text as By)
  .optional()
  .meta({
    description:
      'touchpoint, phase, journey, day, week, month or slice.<dimension>; the total where left out.',
  });

const format = z.enum(['json', 'csv']).default('json');

export const ReadingsQuery = z.object({ ...scope, by, format }).catchall(where);
export const LineageQuery = z.object({ ...scope, format }).catchall(where);
export const TrendQuery = z
  .object({ ...scope, by: z.enum(['day', 'week', 'month']).default('month') })
  .catchall(where);
export const BehindQuery = z
  .object({
    ...scope,
    least: z.coerce.number().optional().meta({ description: 'Only facts of at least this value.' }),
    most: z.coerce.number().optional(),
    words: flag.optional().meta({ description: 'Only those with words.' }),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    format,
  })
  .catchall(where);
export const MoversQuery = z
  .object({ ...scope, from: day, to: day, beforeFrom: day.optional(), beforeTo: day.optional(), by })
  .catchall(where);
export const GridQuery = z.object({ journey: scope.journey, from: scope.from, to: scope.to });
export const TargetQuery = z.object({ metric: z.string().max(60).optional(), on: day.optional() });
export const MetricListQuery = z.object({ archived: flag.optional() });
export const ResponsesQuery = z.object({
  metric: z.string().max(60).optional(),
  from: scope.from,
  to: scope.to,
  format: z.literal('csv').default('csv'),
});

export const Trend = z.object({
  metric: z.string(),
  by: z.enum(['day', 'week', 'month']),
  points: z.array(Reading.extend({ at: z.string().meta({ description: 'First day of the stretch.' }) })),
});

export const Dimensions = z.object({
  items: z.array(z.object({ key: z.string(), name: z.string(), values: z.array(z.string()) })),
  next: z.null(),
});

export const Verdict = z.object({
  ok: z.boolean(),
  metrics: z.int(),
  differing: z.array(z.record(z.string(), z.unknown())).meta({ description: 'At most 20.' }),
});

/**
 * The scope of a query: named fields, and `where.<dimension>` gathered.
 * @throws Refusal `unknown_parameter`, `period_reversed`.
 */
export function scopeOf(query: Record<string, unknown> & Scope): Scope {
  const gathered: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(query)) {
    if (name.startsWith('where.'))
      gathered[name.slice('where.'.length)] = [value as string | string[]].flat();
    else if (!known.has(name)) {
      throw new Refusal(
        'unknown_parameter',
        `There is no parameter “${name}”. To narrow a figure down use where.<dimension>.`,
        { name },
      );
    }
  }
  const { from, to, touchpoint, phase, journey } = query;
  if (from && to && from > to) {
    throw new Refusal('period_reversed', 'The period ends before it begins. Change from and to.', {
      from,
      to,
    });
  }
  return { from, to, touchpoint, phase, journey, where: gathered };
}

const known = new Set([
  ...Object.keys(scope),
  'by',
  'format',
  'least',
  'most',
  'words',
  'after',
  'limit',
  'beforeFrom',
  'beforeTo',
]);
