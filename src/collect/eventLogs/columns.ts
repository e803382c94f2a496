import { Refusal } from '../../platform/errors.ts';
import type { ColumnGuess } from '../read/columns.ts';
import { previewRecords } from '../read/preview.ts';
import type { ReadOptions } from '../read/records.ts';
import type { LogColumns, LogWork, StartEventLog } from './log.ts';
import { looksLikeXes } from './readLog.ts';
import { XES } from './xes.ts';

type Asked = Pick<StartEventLog, 'case' | 'time' | 'group' | 'activity' | 'dates' | 'read'>;

export interface Found {
  /** `xes`, or how the table is written. */
  format: string;
  columns: ColumnGuess[];
  /** What was asked for, and where nothing was, what the names suggest. */
  roles: Record<keyof LogColumns, string | null>;
  dates: string;
  warnings: string[];
  rows: { line: number; values: (string | null)[] }[];
}

const SUGGEST: Record<keyof LogColumns, RegExp> = {
  case: /^(case|ticket|incident|request|sr|issue|order|vorgang|fall)([ _-]?(id|key|no|nr|number|nummer))?$|^(case|ticket)\b|concept:name$/i,
  time: /time|date|\bat$|_at$|stamp|zeit|datum|when/i,
  group:
    /^(group|team|queue|department|unit|support team|assignment[ _]group|org:group|gruppe|abteilung)$|involved st$|team|group|queue/i,
  activity: /sub[ _]?status|^activity$|^status$|^state$|activity|status|state|zustand/i,
};

/** What an upload holds as a hand-over history. */
export async function lookAt(path: string, asked: Asked): Promise<Found> {
  if (await looksLikeXes(path)) {
    const roles = {
      case: asked.case ?? XES.case,
      time: asked.time ?? XES.time,
      group: asked.group ?? XES.group,
      activity: asked.activity ?? XES.activity,
    };
    return { format: 'xes', columns: [], roles, dates: 'iso', warnings: [], rows: [] };
  }
  const file = await previewRecords(path, asked.read as ReadOptions);
  const guesses = file.columns;
  const taken = new Set<string>();
  const roles = {} as Found['roles'];
  for (const role of ['time', 'group', 'activity', 'case'] as const) {
    const free = guesses.filter(({ name }) => !taken.has(name));
    const fit = (one: ColumnGuess) =>
      SUGGEST[role].test(one.name) && (role !== 'time' || one.date !== undefined);
    roles[role] = asked[role] ?? free.find(fit)?.name ?? null;
    if (roles[role]) taken.add(roles[role]);
  }
  const date = guesses.find(({ name }) => name === roles.time)?.date;
  const warnings = [...file.sniffed.warnings];
  if (date?.ambiguous && !asked.dates) {
    warnings.push(
      `Day and month of “${roles.time}” could be the other way round; read as ${date.label}. Say so with dates if that is wrong.`,
    );
  }
  return {
    format: file.sniffed.format,
    columns: guesses,
    roles,
    dates: asked.dates ?? date?.format ?? '',
    warnings,
    rows: file.rows,
  };
}

/**
 * The columns an import reads, as asked for; a table's must be named, because a wrong guess would be taken in silently.
 * @throws Refusal `columns_missing`, `no_such_column`, `no_times`
 */
export function settle(found: Found, asked: Asked, zone: string): LogWork {
  const names = found.columns.map(({ name }) => name);
  if (found.format !== 'xes') {
    const missing = (['case', 'time', 'group'] as const).filter((role) => !asked[role]);
    if (missing.length > 0) {
      throw new Refusal(
        'columns_missing',
        `Say which column holds the ${missing.join(', the ')}. The file has ${names.join(', ')}.`,
        { missing, columns: names },
      );
    }
    for (const role of ['case', 'time', 'group', 'activity'] as const) {
      const name = asked[role];
      if (name === undefined || names.includes(name)) continue;
      throw new Refusal(
        'no_such_column',
        `The file has no column “${name}” (${role}). It has ${names.join(', ')}.`,
        { column: name, columns: names },
      );
    }
    if (!found.dates) {
      const example = found.columns.find(({ name }) => name === asked.time)?.examples[0];
      throw new Refusal(
        'no_times',
        `The column “${asked.time}” holds no times${example ? `, for example “${example}”` : ''}. Choose another one, or say how its dates are written.`,
        { column: asked.time },
      );
    }
  }
  const { case: ofCase, time, group } = found.roles as Record<keyof LogColumns, string>;
  const activity = found.format === 'xes' ? found.roles.activity : (asked.activity ?? null);
  return { columns: { case: ofCase, time, group, activity }, dates: found.dates, zone, read: asked.read };
}
