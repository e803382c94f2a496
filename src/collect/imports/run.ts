import { z } from 'zod';
import { Mapping } from '../mapping/mapping.ts';

export const runStates = ['waiting', 'running', 'finished', 'failed', 'cancelling', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

export const RunStep = z.object({
  name: z.string(),
  rows: z.number(),
  accepted: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
});
export type RunStep = z.infer<typeof RunStep>;

/** An import, under way or over. Rows of the file: accepted + unchanged + rejected = read. */
export const ImportRun = z
  .object({
    runId: z.int(),
    sourceKey: z.string().nullable(),
    sourceName: z.string().nullable(),
    fileName: z.string(),
    recipe: z.string().nullable(),
    log: z.string().nullable().describe('The hand-over history it belongs to.'),
    state: z.enum(runStates),
    /** Imports before this one in the queue. */
    ahead: z.number(),
    startedAt: z.date(),
    startedBy: z.string().nullable(),
    begunAt: z.date().nullable(),
    overAt: z.date().nullable(),
    totalBytes: z.number().nullable(),
    doneBytes: z.number(),
    read: z.number(),
    accepted: z.number().describe('New or changed rows.'),
    changed: z.number().describe('Part of accepted: rows known before with other content.'),
    unchanged: z.number(),
    rejected: z.number(),
    step: z.string().nullable(),
    steps: z.array(RunStep),
    warnings: z.array(z.string()),
    failure: z.string().nullable(),
  })
  .meta({ id: 'ImportRun' });
export type ImportRun = z.infer<typeof ImportRun>;

export const Rejection = z.object({
  line: z.number(),
  column: z.string().nullable(),
  reason: z.string(),
  /** Cells by column; `rejected_text` where the row could not be taken apart. */
  raw: z.record(z.string(), z.string().nullable()),
});
export type Rejection = z.infer<typeof Rejection>;

export const StartImport = z.object({
  uploadId: z.uuid(),
  source: z.string().min(1).max(60).describe('Key of the source.'),
  mapping: Mapping.optional().describe('Without one, the suggested mapping is used.'),
});
export type StartImport = z.infer<typeof StartImport>;

export interface RunTimes {
  begun_at: Date | null;
  finished_at: Date | null;
  failed_at: Date | null;
  cancel_asked_at: Date | null;
  cancelled_at: Date | null;
}

/** The state follows from what is on record. */
export function stateOf(times: RunTimes): RunState {
  if (times.failed_at) return 'failed';
  if (times.cancelled_at) return 'cancelled';
  if (times.finished_at) return 'finished';
  if (times.cancel_asked_at) return 'cancelling';
  return times.begun_at ? 'running' : 'waiting';
}
