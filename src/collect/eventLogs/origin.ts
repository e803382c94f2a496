import { type Runner, sql } from '../../platform/database.ts';
import { activitiesOf, allLogs, type GroupRow, groupsOf } from './log.sql.ts';
import { isClosing } from './log.ts';
import { logNamed } from './logs.ts';

/** A log as later rooms read it: its groups, and its entries as part of a statement of theirs. */
export interface EventLogOrigin {
  id: number;
  name: string;
  groups: GroupRow[];
  /** Activities that end a case; null: the log names no activities. */
  closing: { id: number; name: string }[] | null;
  closedWords: string[];
  /** Another value whenever the entries may be others. */
  version: string;
  /** Rows of (case_id, group_id, at, place, closes). */
  entries: ReturnType<typeof sql>;
}

/** @throws Refusal `not_found` */
export async function eventLog(db: Runner, name: string): Promise<EventLogOrigin> {
  const log = await logNamed(db, name);
  const activities = await activitiesOf(db, log.id);
  const closing = activities.filter((one) => isClosing(one.name, log.closedWords));
  const ids = closing.map((one) => one.id);
  const { version } = await db.one<{ version: string }>(sql`
    select count(*) || ':' || coalesce(sum(accepted), 0) as version from import_runs where log_id = ${log.id}`);
  return {
    id: log.id,
    name: log.name,
    groups: await groupsOf(db, log.id),
    closing: activities.length > 0 ? closing : null,
    closedWords: log.closedWords,
    version: `${log.id}:${version}:${ids.join(',')}`,
    entries: sql`select case_id, group_id, at, place, activity_id = any(${ids}::int[]) as closes
      from event_log_entries where log_id = ${log.id}`,
  };
}

export async function eventLogNames(db: Runner): Promise<string[]> {
  return (await allLogs(db)).map((log) => log.name);
}

/** The other system's own numbers of these cases. */
export async function caseKeys(db: Runner, ids: number[]): Promise<Map<number, string>> {
  const rows = await db.all<{ id: number; key: string }>(
    sql`select case_id as id, key from event_log_cases where case_id = any(${ids}::int[])`,
  );
  return new Map(rows.map((row) => [row.id, row.key]));
}
