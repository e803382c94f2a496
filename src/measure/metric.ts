import { z } from 'zod';

export const metricKinds = ['nps', 'csat', 'ces', 'mean', 'rate', 'duration', 'count'] as const;

export const Metric = z
  .object({
    metricId: z.int(),
    key: z.string(),
    name: z.string(),
    kind: z.enum(metricKinds),
    takenFrom: z.enum(['response', 'interaction']),
    interactionKinds: z.array(z.string()).meta({ description: 'Which kinds of interaction feed it.' }),
    take: z.enum(['value', 'failed', 'one']).meta({
      description: 'What one fact adds: its value; 1 where it failed, else 0; or always 1.',
    }),
    scaleMin: z.number().nullable(),
    scaleMax: z.number().nullable(),
    unit: z.string().nullable(),
    higherIsBetter: z.boolean(),
    goodAt: z.number().nullable().meta({ description: 'From here on a reading is good, in its unit.' }),
    badAt: z.number().nullable().meta({ description: 'From here on a reading is bad, in its unit.' }),
    common: z.boolean().meta({ description: 'The one metric all departments share.' }),
    description: z.string(),
    archivedAt: z.date().nullable(),
  })
  .meta({ id: 'Metric' });
export type Metric = z.infer<typeof Metric>;

/** Whole steps, eleven at most: each has its own bar in the cells, and shares and NPS can be read from them. */
export function hasHistogram({ scaleMin, scaleMax }: Pick<Metric, 'scaleMin' | 'scaleMax'>): boolean {
  return scaleMin !== null && scaleMax !== null && Number.isInteger(scaleMin) && scaleMax - scaleMin <= 10;
}
