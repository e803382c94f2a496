import { z } from 'zod';
import type { Look } from './profile.ts';

export const changes = ['appeared', 'vanished', 'retyped'] as const;
export type ChangeKind = (typeof changes)[number];

export const DriftVerdict = z.object({
  verdict: z
    .enum(['accepted', 'ignored'])
    .describe('accepted: this is the shape from now on. ignored: not warned of again.'),
  reason: z.string().trim().max(1000).nullish(),
});
export type DriftVerdict = z.infer<typeof DriftVerdict>;

export const Drift = z
  .object({
    id: z.uuid(),
    feed: z
      .string()
      .describe('The shape: file:orders, pull:…, event:…, person, happening:…, answer:…, letter:…'),
    feedName: z.string(),
    field: z.string(),
    change: z.enum(changes),
    before: z.string().nullable(),
    after: z.string().nullable(),
    runId: z.int().nullable(),
    seenAt: z.date(),
    settled: z
      .object({
        at: z.date(),
        by: z.string().nullable(),
        verdict: z.enum(['accepted', 'ignored', 'over']),
        reason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Drift' });
export type Drift = z.infer<typeof Drift>;

export interface KnownField {
  field: string;
  type: Look | null;
  gone: boolean;
  /** Share of records that usually have it. */
  usual: number;
}

export interface SeenShape {
  /** A file and a query list their columns; elsewhere a field is seen only where it says something. */
  listed: boolean;
  records: number;
  fields: ReadonlyMap<string, { type: Look | null; filled: number }>;
}

export interface Change {
  field: string;
  change: ChangeKind;
  before: Look | null;
  after: Look | null;
  /** It is as it was before the last change: nothing new, and that change is over. */
  back: boolean;
}

/** Below so many records without it, a field that is not always there may be missing by chance. */
const ENOUGH = 20;
const USUALLY = 0.5;

/** Where nobody lists the fields, one in a few records is an exception, not a new field. */
export function isField(seen: SeenShape, filled: number): boolean {
  return seen.listed || filled >= Math.max(3, 0.05 * seen.records);
}

/** What is different from the shape as it is known. Nothing, while nothing is known. */
export function changesOf(known: readonly KnownField[], seen: SeenShape): Change[] {
  if (known.length === 0) return [];
  const found: Change[] = [];
  const names = new Set<string>();
  for (const { field, type, gone, usual } of known) {
    names.add(field);
    const now = seen.fields.get(field);
    if (now && gone) found.push({ field, change: 'appeared', before: null, after: now.type, back: true });
    else if (!now && !gone && (seen.listed || (seen.records >= ENOUGH && usual >= USUALLY)))
      found.push({ field, change: 'vanished', before: type, after: null, back: false });
    if (now?.type && type && now.type !== type)
      found.push({ field, change: 'retyped', before: type, after: now.type, back: false });
  }
  for (const [field, { type, filled }] of seen.fields)
    if (!names.has(field) && isField(seen, filled))
      found.push({ field, change: 'appeared', before: null, after: type, back: false });
  return found;
}
