import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { EventLog, LogColumns } from './log.ts';

export interface LogRow {
  id: number;
  name: string;
  columns: LogColumns;
  closedWords: string[];
}

const columns = sql`log_id as id, name, columns, closed_words as "closedWords"`;

export function logByName(db: Runner, name: string): Promise<LogRow | undefined> {
  return db.maybe(sql`select ${columns} from event_logs where lower(name) = lower(${name})`);
}

export function allLogs(db: Runner): Promise<LogRow[]> {
  return db.all(sql`select ${columns} from event_logs order by lower(name)`);
}

/** Undefined where somebody made one of this name meanwhile. */
export async function insertLog(
  tx: Tx,
  log: Omit<LogRow, 'id'> & { at: Date; by: string | null },
): Promise<number | undefined> {
  const made = await tx.maybe<{ id: number }>(sql`
    insert into event_logs (name, columns, closed_words, made_at, made_by)
    values (${log.name}, ${JSON.stringify(log.columns)}::jsonb, ${log.closedWords}::text[], ${log.at}::timestamptz, ${log.by}::uuid)
    on conflict do nothing returning log_id as id`);
  return made?.id;
}

export async function setClosedWords(tx: Tx, logId: number, words: string[]): Promise<void> {
  await tx.run(sql`update event_logs set closed_words = ${words}::text[] where log_id = ${logId}`);
}

export async function setColumns(tx: Tx, logId: number, columns: LogColumns): Promise<void> {
  await tx.run(
    sql`update event_logs set columns = ${JSON.stringify(columns)}::jsonb where log_id = ${logId}`,
  );
}

export function hasEntries(db: Runner, logId: number): Promise<unknown> {
  return db.maybe(sql`select 1 from event_log_entries where log_id = ${logId} limit 1`);
}

/** Every log with its size. */
export function shownLogs(db: Runner, logId?: number): Promise<EventLog[]> {
  return db.all(sql`
    select l.name, l.columns, l.closed_words as "closedWords",
      coalesce(e.entries, 0) as entries, coalesce(e.cases, 0) as cases, e.first_at as "firstAt", e.last_at as "lastAt",
      (select count(*) from event_log_groups g where g.log_id = l.log_id) as groups,
      (select max(finished_at) from import_runs r where r.log_id = l.log_id) as "importedAt"
    from event_logs l
    left join (select log_id, count(*) as entries, count(distinct case_id) as cases, min(at) as first_at, max(at) as last_at
      from event_log_entries where ${logId ?? null}::int is null or log_id = ${logId ?? null}::int group by log_id) e using (log_id)
    where ${logId ?? null}::int is null or log_id = ${logId ?? null}::int
    order by lower(l.name)`);
}

export function isBeingImported(db: Runner, logId: number): Promise<unknown> {
  return db.maybe(sql`
    select 1 from import_runs where log_id = ${logId} and finished_at is null and failed_at is null and cancelled_at is null`);
}

/** Takes the log out with everything it brought; the runs and the audit trail stay. */
export async function deleteLog(tx: Tx, logId: number): Promise<void> {
  await tx.run(sql`delete from event_log_departments where group_id in
    (select group_id from event_log_groups where log_id = ${logId})`);
  for (const table of [
    'event_log_entries',
    'event_log_cases',
    'event_log_groups',
    'event_log_activities',
    'event_logs',
  ])
    await tx.run(sql`delete from ${sql.ref(table)} where log_id = ${logId}`);
}

export interface GroupRow {
  id: number;
  name: string;
  /** Said by a person; undefined: nobody said anything. Null: said to be none of ours. */
  departmentId: string | null | undefined;
}

export async function groupsOf(db: Runner, logId: number): Promise<GroupRow[]> {
  const rows = await db.all<{ id: number; name: string; said: boolean; departmentId: string | null }>(sql`
    select g.group_id as id, g.name, m.mapping_id is not null as said, m.department_id as "departmentId"
    from event_log_groups g left join event_log_departments m on m.group_id = g.group_id and m.ended_at is null
    where g.log_id = ${logId} order by g.name`);
  return rows.map(({ said, ...row }) => ({ ...row, departmentId: said ? row.departmentId : undefined }));
}

/** A department for a group from now on; `undefined` takes back what was said. */
export async function sayDepartment(
  tx: Tx,
  groupId: number,
  departmentId: string | null | undefined,
  by: { at: Date; personId: string | null },
): Promise<void> {
  await tx.run(
    sql`update event_log_departments set ended_at = ${by.at}::timestamptz where group_id = ${groupId} and ended_at is null`,
  );
  if (departmentId === undefined) return;
  await tx.run(sql`insert into event_log_departments (mapping_id, group_id, department_id, made_at, made_by)
    values (${newId()}::uuid, ${groupId}, ${departmentId}::uuid, ${by.at}::timestamptz, ${by.personId}::uuid)`);
}

export function activitiesOf(db: Runner, logId: number): Promise<{ id: number; name: string }[]> {
  return db.all(
    sql`select activity_id as id, name from event_log_activities where log_id = ${logId} order by name`,
  );
}

/** Names a table of a log gives numbers to: cases, groups, activities. @returns the number of each name */
export async function numbersOf(
  tx: Tx,
  kind: 'case' | 'group' | 'activity',
  logId: number,
  names: string[],
): Promise<Map<string, number>> {
  const { table, id, name } = {
    case: { table: 'event_log_cases', id: 'case_id', name: 'key' },
    group: { table: 'event_log_groups', id: 'group_id', name: 'name' },
    activity: { table: 'event_log_activities', id: 'activity_id', name: 'name' },
  }[kind];
  const known = sql`select ${sql.ref(id)} as id, ${sql.ref(name)} as name from ${sql.ref(table)}
    where log_id = ${logId} and ${sql.ref(name)} = any(${names}::text[])`;
  const found = new Map((await tx.all<{ id: number; name: string }>(known)).map((row) => [row.name, row.id]));
  const fresh = names.filter((one) => !found.has(one));
  if (fresh.length === 0) return found;
  const made = await tx.all<{ id: number; name: string }>(sql`
    insert into ${sql.ref(table)} (log_id, ${sql.ref(name)}) select ${logId}, n from unnest(${fresh}::text[]) n
    returning ${sql.ref(id)} as id, ${sql.ref(name)} as name`);
  for (const row of made) found.set(row.name, row.id);
  return found;
}
