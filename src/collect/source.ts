import { z } from 'zod';
import { Quality, SourceErrors } from './quality/quality.ts';

export const sourceKinds = ['crm', 'operations', 'feedback', 'other'] as const;

/** Pages beside those of single sources. */
const pages = new Set(['import', 'database', 'catalogue', 'openness', 'lineage']);

export const SourceInput = z.object({
  key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'Use lower-case letters, digits, “-” and “_”.')
    .refine((key) => !pages.has(key), 'A page has this name. Choose another key.'),
  name: z.string().trim().min(1).max(200),
  kind: z.enum(sourceKinds).default('other'),
  description: z.string().max(2000).default(''),
  ownerPersonId: z.uuid().nullable().default(null),
  departmentId: z.uuid().nullable().default(null),
  /** The agreed rhythm: something arrives at least this often. Null: none agreed. */
  expectedEveryHours: z.int().min(1).max(8784).nullable().default(null),
});
export type SourceInput = z.infer<typeof SourceInput>;

/** What is left out stays: so nothing here has a default. */
export const SourceChange = z
  .object({
    name: SourceInput.shape.name,
    kind: SourceInput.shape.kind.unwrap(),
    description: SourceInput.shape.description.unwrap(),
    ownerPersonId: SourceInput.shape.ownerPersonId.unwrap(),
    departmentId: SourceInput.shape.departmentId.unwrap(),
    expectedEveryHours: SourceInput.shape.expectedEveryHours.unwrap(),
  })
  .partial();
export type SourceChange = z.infer<typeof SourceChange>;

/** `silent`: nothing for three agreed rhythms. `none_agreed`: it delivers, but nobody said how often it should. */
export const Freshness = z.object({
  state: z.enum(['never', 'none_agreed', 'fresh', 'late', 'silent']),
  lateByHours: z.number().nullable(),
});
export type Freshness = z.infer<typeof Freshness>;

export const Source = SourceInput.extend({
  id: z.int(),
  ownerName: z.string().nullable(),
  departmentName: z.string().nullable(),
  lastReceivedAt: z.date().nullable(),
  lastErrorAt: z.date().nullable(),
  lastError: z.string().nullable(),
  freshness: Freshness,
  /** The last 30 days, oldest first: records that arrived. */
  volume: z.array(z.object({ day: z.string(), taken: z.number(), rejected: z.number() })),
  errors: SourceErrors,
  quality: Quality,
  mine: z.boolean().describe('The one who looks owns it.'),
}).meta({ id: 'Source' });
export type Source = z.infer<typeof Source>;

const HOUR = 3_600_000;

export function freshness(
  source: { lastReceivedAt: Date | null; expectedEveryHours: number | null },
  now: Date,
): Freshness {
  if (!source.lastReceivedAt) return { state: 'never', lateByHours: null };
  if (!source.expectedEveryHours) return { state: 'none_agreed', lateByHours: null };
  const hours = (now.getTime() - source.lastReceivedAt.getTime()) / HOUR;
  const late = hours - source.expectedEveryHours;
  if (late <= 0) return { state: 'fresh', lateByHours: null };
  return {
    state: hours > 3 * source.expectedEveryHours ? 'silent' : 'late',
    lateByHours: Math.round(late * 10) / 10,
  };
}
