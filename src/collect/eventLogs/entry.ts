import type { NewRejection } from '../imports/rejections.ts';
import type { Occurrences } from '../mapping/rowKey.ts';
import type { RecordBatch } from '../read/batch.ts';
import type { DateFormat } from '../read/dates.ts';
import { parseDate, Rejected } from '../read/parse.ts';
import type { LogColumns, LogWork } from './log.ts';

/** One row of a hand-over history: from `at` on this group held the case, in this state. */
export interface Entry {
  line: number;
  case: string;
  at: number;
  group: string;
  activity: string;
  /** Which of the rows that say exactly the same. */
  nth: number;
}

export interface EntryBatch {
  entries: Entry[];
  bad: NewRejection[];
  rows: number;
  doneBytes: number;
}

/** Nothing that names a team or a ticket is longer; a wrong column with essays in it is. */
const LONGEST = 300;

/** Reads entries out of batches of records whose columns hold `roles` at fixed places. */
export function entryReader(columns: readonly string[], work: LogWork, seen: Occurrences) {
  const names: LogColumns = work.columns;
  const place = (name: string | null) => (name === null ? -1 : columns.indexOf(name));
  const [ofCase, ofTime, ofGroup, ofActivity] = [
    place(names.case),
    place(names.time),
    place(names.group),
    place(names.activity),
  ];
  const time = parseDate(work.dates as DateFormat, work.zone);

  function read(
    values: readonly (string | null)[],
    line: number,
  ): Entry | { column: string; reason: string } {
    const key = values[ofCase]?.trim() ?? '';
    if (key === '') return { column: names.case, reason: 'No case is named.' };
    const group = values[ofGroup]?.trim() ?? '';
    if (group === '') return { column: names.group, reason: 'No group is named: who held the case?' };
    const at = time(values[ofTime] ?? null);
    if (at === null) return { column: names.time, reason: 'No time is named.' };
    if (at instanceof Rejected) return { column: names.time, reason: at.reason };
    const activity = values[ofActivity]?.trim() ?? '';
    for (const [column, text] of [
      [names.case, key],
      [names.group, group],
      [names.activity ?? '', activity],
    ] as const) {
      if (text.length > LONGEST) return { column, reason: `Is longer than ${LONGEST} characters.` };
    }
    const nth = seen.next(`${key}\x1f${at}\x1f${group}\x1f${activity}`).times;
    return { line, case: key, at, group, activity, nth };
  }

  return (batch: RecordBatch): EntryBatch => {
    const entries: Entry[] = [];
    const bad: NewRejection[] = batch.bad.map(({ line, reason, raw }) => ({
      line,
      column: null,
      reason,
      raw,
    }));
    for (const { line, values } of batch.rows) {
      const entry = read(values, line);
      if ('case' in entry) entries.push(entry);
      else bad.push({ line, ...entry, raw: values });
    }
    return { entries, bad, rows: batch.rows.length + batch.bad.length, doneBytes: batch.bytesRead };
  };
}
