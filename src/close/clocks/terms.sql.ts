import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { WorkingHours } from '../../platform/hours/hours.ts';
import type { Calendar, Minutes, Terms, TermsInput } from './terms.ts';

/** The terms that hold now: the organisation's first, then the teams' by name. */
export async function readTerms(db: Runner): Promise<Terms[]> {
  const rows = await db.all<
    Omit<Terms, 'normal' | 'urgent'> & { minutes: { normal: Minutes; urgent: Minutes } }
  >(sql`
    select t.department_id as "departmentId", d.name as "departmentName", t.calendar_id as "calendarId",
      c.name as "calendarName", t.minutes, t.warn_at as "warnAt", t.from_at as "from"
    from case_terms t left join departments d using (department_id) left join calendars c using (calendar_id)
    where t.until_at is null order by t.department_id is not null, d.name`);
  return rows.map(({ minutes, ...row }) => ({ ...row, ...minutes }));
}

/** Ends what held and lets these hold from now on. */
export async function writeTerms(
  tx: Tx,
  terms: TermsInput & { id: string; at: Date; by: string | null },
): Promise<void> {
  await endTerms(tx, terms.departmentId, terms.at);
  const minutes = JSON.stringify({ normal: terms.normal, urgent: terms.urgent });
  await tx.run(sql`insert into case_terms (terms_id, department_id, calendar_id, minutes, warn_at, from_at, made_by)
    values (${terms.id}::uuid, ${terms.departmentId}::uuid, ${terms.calendarId}::uuid, ${minutes}::jsonb, ${terms.warnAt},
      ${terms.at}::timestamptz, ${terms.by}::uuid)`);
}

export async function endTerms(tx: Tx, departmentId: string | null, at: Date): Promise<void> {
  await tx.run(sql`update case_terms set until_at = ${at}::timestamptz
    where until_at is null and department_id is not distinct from ${departmentId}::uuid`);
}

export async function readCalendars(db: Runner): Promise<Calendar[]> {
  return db.all<Calendar>(sql`
    select k.calendar_id as id, k.name, k.hours, k.archived_at as "archivedAt",
      (select count(*)::int from case_terms t where t.calendar_id = k.calendar_id and t.until_at is null) as teams,
      (select count(*)::int from case_clocks c where c.calendar_id = k.calendar_id and c.met_at is null and c.replaced_at is null) as running
    from calendars k order by k.archived_at is not null, lower(k.name)`);
}

/** The hours of these calendars, archived ones too: clocks that began by them still run by them. */
export async function hoursById(db: Runner, ids: (string | null)[]): Promise<Map<string, WorkingHours>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await db.all<{ id: string; hours: unknown }>(
    sql`select calendar_id as id, hours from calendars where calendar_id = any(${wanted}::uuid[])`,
  );
  return new Map(rows.map(({ id, hours }) => [id, WorkingHours.parse(hours)]));
}

export async function nameTaken(tx: Tx, name: string, except: string | null): Promise<boolean> {
  const row = await tx.maybe(sql`select 1 from calendars
    where lower(name) = lower(${name}) and archived_at is null and calendar_id is distinct from ${except}::uuid`);
  return row !== undefined;
}

export async function writeCalendar(
  tx: Tx,
  calendar: { id: string; name: string; hours: WorkingHours; at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into calendars (calendar_id, name, hours, made_at, made_by)
    values (${calendar.id}::uuid, ${calendar.name}, ${JSON.stringify(calendar.hours)}::jsonb, ${calendar.at}::timestamptz, ${calendar.by}::uuid)
    on conflict (calendar_id) do update set name = excluded.name, hours = excluded.hours`);
}

export async function archiveCalendar(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.run(sql`update calendars set archived_at = ${at}::timestamptz where calendar_id = ${id}::uuid`);
}

/** Which team these people belong to. */
export async function departmentsOf(db: Runner, personIds: string[]): Promise<Map<string, string | null>> {
  const rows = await db.all<{ id: string; department: string | null }>(sql`
    select person_id as id, department_id as department from people where person_id = any(${personIds}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.department]));
}
