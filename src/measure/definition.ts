import { z } from 'zod';
import { Refusal } from '../platform/errors.ts';
import { hasHistogram, type Metric, metricKinds } from './metric.ts';

const text = z.string().trim();

const fields = {
  name: text.min(1).max(100),
  kind: z.enum(metricKinds),
  takenFrom: z.enum(['response', 'interaction']),
  interactionKinds: z.array(text.min(1).max(100)).max(50),
  take: z.enum(['value', 'failed', 'one']),
  scaleMin: z.number().nullable(),
  scaleMax: z.number().nullable(),
  unit: text.max(20).nullable(),
  higherIsBetter: z.boolean(),
  goodAt: z.number().nullable(),
  badAt: z.number().nullable(),
  common: z.boolean(),
  description: text.max(1000),
};

/** What a metric is. Left out, the usual of its kind is taken: 0–10 for NPS, 1–5 for CSAT, 1–7 for CES. */
export const MetricInput = z
  .strictObject({
    key: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,59}$/, 'has small letters, digits and _ only, and begins with a letter'),
    ...z.object(fields).partial().shape,
    name: fields.name,
    kind: fields.kind,
  })
  .meta({ id: 'MetricInput' });
export type MetricInput = z.infer<typeof MetricInput>;

export const MetricChange = z
  .strictObject({ ...z.object(fields).partial().shape, archived: z.boolean().optional() })
  .meta({ id: 'MetricChange' });
export type MetricChange = z.infer<typeof MetricChange>;

/** A definition with everything filled in, as it is stored. */
export type Definition = Omit<Metric, 'metricId' | 'archivedAt'>;

/** What decides which facts count and how; with facts behind it, it stays as it is. */
export const meaning = [
  'kind',
  'takenFrom',
  'interactionKinds',
  'take',
  'scaleMin',
  'scaleMax',
  'unit',
] as const;

const scales: Partial<Record<Metric['kind'], [number, number]>> = {
  nps: [0, 10],
  csat: [1, 5],
  ces: [1, 7],
  rate: [0, 1],
};

/** Thresholds that hold where a metric names none, in the unit of its readings. */
const usual: Partial<Record<Metric['kind'], [goodAt: number, badAt: number]>> = {
  nps: [20, -0.5],
  csat: [80, 60],
  ces: [5.5, 4],
};

/** Fills in what the kind implies and refuses what cannot be read. @throws Refusal `metric_unsound`. */
export function define(given: MetricInput): Definition {
  const input = {
    takenFrom: 'response' as const,
    interactionKinds: [] as string[],
    higherIsBetter: true,
    common: false,
    description: '',
    ...MetricInput.parse(given),
  };
  const fact = input.takenFrom === 'interaction';
  const take =
    input.take ?? (input.kind === 'rate' && fact ? 'failed' : input.kind === 'count' ? 'one' : 'value');
  const scale = take === 'value' ? scales[input.kind] : undefined;
  const unit = input.unit ?? unitOf(input.kind);
  const [goodAt, badAt] = (usual[input.kind] ?? [null, null]).map((at) =>
    at !== null && unit === 'share' ? at / 100 : at,
  );
  const definition: Definition = {
    ...input,
    take,
    scaleMin: input.scaleMin ?? scale?.[0] ?? null,
    scaleMax: input.scaleMax ?? scale?.[1] ?? null,
    unit,
    goodAt: input.goodAt === undefined ? (goodAt ?? null) : input.goodAt,
    badAt: input.badAt === undefined ? (badAt ?? null) : input.badAt,
  };
  const unsound = faultOf(definition);
  if (unsound) throw new Refusal('metric_unsound', unsound, { key: input.key });
  return definition;
}

function unitOf(kind: Metric['kind']): string | null {
  if (kind === 'csat' || kind === 'rate') return '%';
  return kind === 'nps' ? 'points' : kind === 'duration' ? 'hours' : null;
}

function faultOf(d: Definition): string | undefined {
  const fact = d.takenFrom === 'interaction';
  if (fact && d.interactionKinds.length === 0)
    return 'Name at least one kind of interaction that feeds the metric.';
  if (!fact && d.interactionKinds.length > 0)
    return 'Kinds of interaction feed only a metric taken from interactions.';
  if (!fact && d.take === 'failed') return 'Answers do not fail: count failures from interactions.';
  if ((d.scaleMin === null) !== (d.scaleMax === null)) return 'Give both ends of the scale, or none.';
  if (d.scaleMin !== null && d.scaleMax !== null && d.scaleMin >= d.scaleMax)
    return 'The scale must end above where it begins.';
  if (d.kind === 'nps' && (fact || d.scaleMin !== 0 || d.scaleMax !== 10))
    return 'NPS is asked on a scale from 0 to 10.';
  if (d.kind === 'csat' && (!hasHistogram(d) || d.take !== 'value')) {
    return 'CSAT is the share of the two best boxes: it needs a scale of at most eleven whole steps.';
  }
  if ((d.kind === 'csat' || d.kind === 'rate') && d.unit !== '%' && d.unit !== 'share')
    return 'The unit of a CSAT or a rate is % or share.';
  if (d.kind === 'rate' && d.take === 'one')
    return 'A rate of facts that all count as one is always 100 %: take the value, or failures.';
  if (d.kind === 'rate' && d.take === 'value' && (d.scaleMin !== 0 || d.scaleMax !== 1))
    return 'A rate is taken from values of 0 and 1.';
  if (d.kind !== 'rate' && d.take === 'failed') return 'Failures are read as a rate.';
  if (d.kind !== 'count' && d.take === 'one') return 'Facts that all count as one are read as a count.';
  return undefined;
}
