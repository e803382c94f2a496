import { z } from 'zod';

export const parts = ['provider', 'influencer', 'definer', 'implementer'] as const;
export type Part = (typeof parts)[number];
export const partKinds = ['touchpoint', 'journey', 'metric', 'source'] as const;
export type PartKind = (typeof partKinds)[number];

/** Without these parts nobody knows where a thing's data, rules or work come from. Influence may be nobody's. */
export const needed: Record<PartKind, readonly Part[]> = {
  touchpoint: ['provider', 'definer', 'implementer'],
  journey: ['definer', 'implementer'],
  metric: ['provider', 'definer'],
  source: ['provider'],
};

export const partReasons = [
  'responsible_here',
  'consulted_here',
  'accountable_here',
  'owns_source',
  'source_is_theirs',
  'source_feeds_it',
] as const;

const object = z.object({ kind: z.enum(partKinds), key: z.string().min(1).max(210) });
export const PartsInput = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        /** Id or key. */
        department: z.string().min(1).max(100),
        object,
        part: z.enum(parts),
      }),
    )
    .min(1, { message: 'Name at least one part.' })
    .max(500),
});
export type PartsInput = z.input<typeof PartsInput>;

export const EcosystemQuery = z.object({
  kind: z.enum(partKinds).optional(),
  journey: z.string().max(100).optional(),
  /** Only what this department has a part in, or could have. */
  department: z.string().max(100).optional(),
  missing: z.stringbool().default(false),
  format: z.enum(['json', 'csv']).default('json'),
});

const Entered = z.object({ id: z.uuid(), departmentId: z.uuid(), part: z.enum(parts) });
const Suggested = z.object({ departmentId: z.uuid(), part: z.enum(parts), because: z.enum(partReasons) });
export const EcosystemObject = z.object({
  kind: z.enum(partKinds),
  id: z.int(),
  key: z.string(),
  name: z.string(),
  journey: z.string().nullable(),
  entered: z.array(Entered),
  suggested: z.array(Suggested),
  missing: z.array(z.enum(parts)),
});
export type EcosystemObject = z.infer<typeof EcosystemObject>;
export const Ecosystem = z
  .object({
    departments: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
    counts: z.object({ objects: z.int(), complete: z.int(), missing: z.int(), suggested: z.int() }),
    objects: z.array(EcosystemObject),
  })
  .meta({ id: 'Ecosystem' });
export type Ecosystem = z.infer<typeof Ecosystem>;
