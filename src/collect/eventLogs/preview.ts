import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import { uploadOf } from '../imports/uploads.ts';
import { lookAt } from './columns.ts';
import { StartEventLog } from './log.ts';

export const LogPreviewInput = StartEventLog.omit({ name: true, zone: true });

export const LogPreview = z
  .object({
    fileName: z.string(),
    format: z.string().describe('xes, or how the table is written.'),
    columns: z.array(z.object({ name: z.string(), examples: z.array(z.string()) })),
    suggested: z.object({
      case: z.string().nullable(),
      time: z.string().nullable(),
      group: z.string().nullable(),
      activity: z.string().nullable(),
    }),
    warnings: z.array(z.string()),
    /** The first rows: case, time, group, activity, as they stand in the file. */
    sample: z.array(z.object({ line: z.number(), cells: z.array(z.string().nullable()) })),
  })
  .meta({ id: 'EventLogPreview' });
export type LogPreview = z.infer<typeof LogPreview>;

const SHOWN = 8;

/** What an upload holds as a hand-over history, and which columns look like the ones that are needed. */
export async function previewEventLog(
  platform: Platform,
  actor: Actor,
  given: z.infer<typeof LogPreviewInput>,
): Promise<LogPreview> {
  require(actor, 'import:write');
  const upload = await uploadOf(platform, given.uploadId);
  const found = await lookAt(upload.path, given);
  const places = (['case', 'time', 'group', 'activity'] as const).map((role) =>
    found.columns.findIndex(({ name }) => name === found.roles[role]),
  );
  return {
    fileName: upload.fileName,
    format: found.format,
    columns: found.columns.map(({ name, examples }) => ({ name, examples })),
    suggested: found.roles,
    warnings: found.warnings,
    sample: found.rows
      .slice(0, SHOWN)
      .map(({ line, values }) => ({ line, cells: places.map((at) => values[at] ?? null) })),
  };
}
