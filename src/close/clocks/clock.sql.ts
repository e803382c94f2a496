import { copyLine, type Runner, sql, type Tx } from '../../platform/database.ts';
import type { ClockName } from './names.ts';

export interface ClockRow {
  clockId: string;
  caseId: string;
  clock: ClockName;
  calendarId: string | null;
  /** Working minutes allowed. */
  minutes: number;
  /** Per cent of them used up when the owner is warned. */
  warnPercent: number;
  startedAt: Date;
  dueAt: Date;
  warnAt: Date;
}

export async function insertClocks(tx: Tx, clocks: readonly ClockRow[]): Promise<void> {
  await tx.copyFrom(
    'case_clocks',
    [
      'clock_id',
      'case_id',
      'clock',
      'calendar_id',
      'minutes',
      'warn_percent',
      'started_at',
      'due_at',
      'warn_at',
    ],
    clocks.map((c) =>
      copyLine([
        c.clockId,
        c.caseId,
        c.clock,
        c.calendarId,
        c.minutes,
        c.warnPercent,
        c.startedAt,
        c.dueAt,
        c.warnAt,
      ]),
    ),
  );
}

export interface ClockNow extends ClockRow {
  metAt: Date | null;
  calendarName: string | null;
}

const columns = sql`clock_id as "clockId", case_id as "caseId", clock, calendar_id as "calendarId", minutes, warn_percent as "warnPercent",
  started_at as "startedAt", due_at as "dueAt", warn_at as "warnAt", met_at as "metAt", k.name as "calendarName"`;

/** The clocks that count now, in the order of the promise. */
export function readClocks(db: Runner, caseIds: string[]): Promise<ClockNow[]> {
  return db.all<ClockNow>(sql`select ${columns} from case_clocks left join calendars k using (calendar_id)
    where case_id = any(${caseIds}::uuid[]) and replaced_at is null
    order by case_id, array_position(array['acknowledge','act','tell'], clock)`);
}

/** Stops what is fulfilled, at the moment it first was. */
export async function meet(tx: Tx, caseId: string, clocks: readonly ClockName[], at: Date): Promise<void> {
  if (clocks.length === 0) return;
  await tx.run(
    sql`update case_clocks set met_at = ${at}::timestamptz
    where case_id = ${caseId}::uuid and clock = any(${clocks}::text[]) and met_at is null and replaced_at is null`,
    'case clocks met',
  );
}

/** What was fulfilled by a closure that is taken back runs again, as if it had not been. */
export async function unmeet(tx: Tx, caseId: string, since: Date): Promise<void> {
  await tx.run(sql`update case_clocks set met_at = null
    where case_id = ${caseId}::uuid and met_at >= ${since}::timestamptz and replaced_at is null`);
}

export async function replaceClocks(
  tx: Tx,
  caseIds: string[],
  clocks: readonly ClockName[],
  at: Date,
): Promise<void> {
  await tx.run(sql`update case_clocks set replaced_at = ${at}::timestamptz
    where case_id = any(${caseIds}::uuid[]) and clock = any(${clocks}::text[]) and replaced_at is null`);
}

/** Sets new deadlines of running clocks, and the case's own, which is that of telling. */
export async function moveDeadlines(
  tx: Tx,
  moved: readonly { clockId: string; dueAt: Date; warnAt: Date }[],
): Promise<void> {
  if (moved.length === 0) return;
  await tx.run(sql`update case_clocks c set due_at = m.due_at, warn_at = m.warn_at
    from unnest(${moved.map((one) => one.clockId)}::uuid[], ${moved.map((one) => one.dueAt)}::timestamptz[],
      ${moved.map((one) => one.warnAt)}::timestamptz[]) m (clock_id, due_at, warn_at)
    where c.clock_id = m.clock_id`);
  await tx.run(sql`update cases k set due_at = c.due_at from case_clocks c
    where c.clock_id = any(${moved.map((one) => one.clockId)}::uuid[]) and c.clock = 'tell' and k.case_id = c.case_id`);
}

export interface PauseRow {
  pauseId: string;
  caseId: string;
  fromAt: Date;
  untilAt: Date;
  plannedUntil: Date;
  waitsFor: 'customer' | 'supplier' | 'authority' | 'other';
  reason: string;
  madeBy: string;
}

export function readPauses(db: Runner, caseIds: string[]): Promise<PauseRow[]> {
  return db.all<PauseRow>(sql`select pause_id as "pauseId", case_id as "caseId", from_at as "fromAt", until_at as "untilAt",
      planned_until as "plannedUntil", waits_for as "waitsFor", reason, made_by as "madeBy"
    from case_pauses where case_id = any(${caseIds}::uuid[]) order by from_at`);
}

export async function insertPause(tx: Tx, p: PauseRow): Promise<void> {
  await tx.run(sql`insert into case_pauses (pause_id, case_id, from_at, until_at, planned_until, waits_for, reason, made_by)
    values (${p.pauseId}::uuid, ${p.caseId}::uuid, ${p.fromAt}::timestamptz, ${p.untilAt}::timestamptz,
      ${p.plannedUntil}::timestamptz, ${p.waitsFor}, ${p.reason}, ${p.madeBy}::uuid)`);
}

/** Ends a pause that runs; false where none does. */
export async function endPause(tx: Tx, caseId: string, at: Date, by: string | null): Promise<boolean> {
  const rows = await tx.all(sql`update case_pauses set until_at = ${at}::timestamptz, ended_by = ${by}::uuid
    where case_id = ${caseId}::uuid and from_at <= ${at}::timestamptz and until_at > ${at}::timestamptz returning 1`);
  return rows.length > 0;
}

/** Cases with clocks that run by this calendar, some at a time. */
export async function casesRunningBy(
  tx: Tx,
  calendarId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(sql`select case_id as id from (
      select case_id from case_clocks where calendar_id = ${calendarId}::uuid and met_at is null and replaced_at is null
      union select c.case_id from complaint_clocks k join complaints c using (complaint_id)
        where k.calendar_id = ${calendarId}::uuid and k.met_at is null) running
    where case_id > ${after}::uuid order by case_id limit ${limit}`);
  return rows.map((row) => row.id);
}

export interface Warned {
  clockId: string;
  clock: ClockName;
  dueAt: Date;
  caseId: string;
  number: number;
  customerId: string;
  reason: string;
  quote: string | null;
  urgent: boolean;
  ownerId: string;
}

/**
 * Marks the clocks that are about to run out and were not warned of, and gives them back with their cases. Of a
 * case's clocks that come at once the nearest is told. One that already ran out is the ladder's, not a warning.
 */
export function takeWarnings(tx: Tx, now: Date, limit: number): Promise<Warned[]> {
  return tx.all<Warned>(sql`
    with due as (
      select k.clock_id from case_clocks k join cases c on c.case_id = k.case_id
      where k.warn_at <= ${now}::timestamptz and k.met_at is null and k.replaced_at is null and k.warned_at is null
        and c.closure_id is null
      order by k.warn_at limit ${limit} for update of k skip locked
    ), marked as (
      update case_clocks k set warned_at = ${now}::timestamptz from due where k.clock_id = due.clock_id returning k.*
    )
    select distinct on (m.case_id) m.clock_id as "clockId", m.clock, m.due_at as "dueAt", c.case_id as "caseId", c.number,
      coalesce(l.customer_id, c.customer_id) as "customerId", c.reason, c.quote, c.urgent, c.owner_id as "ownerId"
    from marked m join cases c on c.case_id = m.case_id left join links l on l.identity_id = c.identity_id
    where m.due_at > ${now}::timestamptz
    order by m.case_id, m.due_at`);
}
