import { z } from 'zod';
import { Mapping } from '../mapping/mapping.ts';

/** `?log=cases` asks for our own cases, so no log may be called that. */
export const OWN_CASES = 'cases';

export const LogName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => name.toLowerCase() !== OWN_CASES, 'is kept for your own cases; choose another name');

const column = z.string().trim().min(1).max(300);

/** Which column of a table, or attribute of an XES log, is what. */
export const LogColumns = z.object({
  case: column,
  time: column,
  group: column,
  activity: column.nullable(),
});
export type LogColumns = z.infer<typeof LogColumns>;

export const StartEventLog = z.object({
  uploadId: z.uuid(),
  name: LogName.describe('The log it becomes or adds to.'),
  case: column.optional().describe('Column of the case; an XES log has concept:name of its traces.'),
  time: column.optional().describe('Column of the time; XES: time:timestamp.'),
  group: column.optional().describe('Column of the group that held the case; XES: org:group.'),
  activity: column.optional().describe('Column of the state or activity; XES: concept:name.'),
  dates: Mapping.shape.dates.describe('Order of a date’s parts, where the file leaves it open.'),
  zone: Mapping.shape.zone.describe('Time zone of times that state none; else the organisation’s.'),
  read: Mapping.shape.read,
});
export type StartEventLog = z.infer<typeof StartEventLog>;

/** What a run of such an import keeps in place of a mapping. */
export const LogWork = z.object({
  columns: LogColumns,
  dates: z.string(),
  zone: z.string(),
  read: Mapping.shape.read,
});
export type LogWork = z.infer<typeof LogWork>;

export const EventLog = z
  .object({
    name: z.string(),
    columns: LogColumns,
    closedWords: z.array(z.string()),
    entries: z.number(),
    cases: z.number(),
    groups: z.number(),
    firstAt: z.date().nullable(),
    lastAt: z.date().nullable(),
    importedAt: z.date().nullable().describe('When something was last brought.'),
  })
  .meta({ id: 'EventLog' });
export type EventLog = z.infer<typeof EventLog>;

export const EventLogChange = z.object({
  closedWords: z.array(z.string().trim().toLowerCase().min(1).max(100)).min(1).max(50),
});
export type EventLogChange = z.infer<typeof EventLogChange>;

/** As help desks and service desks call the end of a case. */
export const CLOSED_WORDS = ['resolved', 'closed', 'completed'];

/** “Completed/In Call” is not closed, “Completed/Closed” is: where a state has parts, the last one decides. */
export function isClosing(activity: string, words: readonly string[]): boolean {
  const last = activity.split('/').at(-1) ?? '';
  return words.includes(last.trim().toLowerCase());
}
