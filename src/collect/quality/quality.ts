import { z } from 'zod';

/** A share with what it was counted over; null where nothing was. */
export const Share = z.object({ share: z.number().nullable(), n: z.number() });
export type Share = z.infer<typeof Share>;

/**
 * The last 30 days. Completeness (ISO/IEC 25012: the extent to which data has values for all expected attributes): filled fields of
 * all fields its records of that kind are known by. Validity (ISO 8000, conformance to syntax): filled values that had the form and type they should.
 * Duplicates: new records that say the same of the same person at the same instant under another key.
 */
export const Quality = z.object({ completeness: Share, validity: Share, duplicates: Share });
export type Quality = z.infer<typeof Quality>;

/** Of the last 30 days; dead letters and drifts: those that wait now. */
export const SourceErrors = z.object({
  rejected: z.number(),
  deadLetters: z.number(),
  failedRuns: z.number(),
  refusedRequests: z.number(),
  drifts: z.number(),
});
export type SourceErrors = z.infer<typeof SourceErrors>;

export const FieldQuality = z
  .object({
    feed: z.string(),
    feedName: z.string(),
    kind: z.enum(['file', 'pull', 'event', 'person', 'happening', 'answer', 'letter']),
    field: z.string(),
    type: z.string().nullable(),
    records: z.number(),
    filled: z.number(),
    unfit: z.number(),
    firstAt: z.date().nullable(),
    gone: z.boolean(),
  })
  .meta({ id: 'FieldQuality' });
export type FieldQuality = z.infer<typeof FieldQuality>;

export const SourceDay = z.object({
  day: z.string(),
  taken: z.number(),
  rejected: z.number(),
  again: z.number(),
  doubled: z.number(),
  repeated: z.number(),
});

export const LateSpell = z.object({
  since: z.date(),
  everyHours: z.number(),
  endedAt: z.date().nullable(),
  toldNames: z.array(z.string()),
});

export function share(part: number, n: number): Share {
  return { share: n > 0 ? part / n : null, n };
}
