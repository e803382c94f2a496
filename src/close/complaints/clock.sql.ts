import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Period } from './period.ts';

export type ComplaintClock = 'acknowledge' | 'answer';

export interface ClockRow extends Period {
  complaintId: string;
  caseId: string;
  clock: ComplaintClock;
  calendarId: string | null;
  pausable: boolean;
  startedAt: Date;
  dueAt: Date;
  metAt: Date | null;
  firstDueAt: Date | null;
  extendedWhy: string | null;
}

const columns = sql`k.complaint_id as "complaintId", c.case_id as "caseId", k.clock, k.n, k.unit, k.calendar_id as "calendarId", k.pausable,
  k.started_at as "startedAt", k.due_at as "dueAt", k.met_at as "metAt", k.first_due_at as "firstDueAt", k.extended_why as "extendedWhy"`;

export function clocksOf(db: Runner, complaintId: string): Promise<ClockRow[]> {
  return db.all<ClockRow>(sql`select ${columns} from complaint_clocks k join complaints c using (complaint_id)
    where k.complaint_id = ${complaintId}::uuid order by k.clock`);
}

/** Clocks of these cases' complaints that still run. */
export function runningOf(db: Runner, caseIds: string[]): Promise<ClockRow[]> {
  return db.all<ClockRow>(sql`select ${columns} from complaints c join complaint_clocks k using (complaint_id)
    where c.case_id = any(${caseIds}::uuid[]) and k.met_at is null`);
}

export async function insertClock(
  tx: Tx,
  k: Omit<ClockRow, 'caseId' | 'metAt' | 'firstDueAt' | 'extendedWhy'> & { warnAt: Date },
): Promise<void> {
  await tx.run(sql`insert into complaint_clocks (complaint_id, clock, n, unit, calendar_id, pausable, started_at, due_at, warn_at)
    values (${k.complaintId}::uuid, ${k.clock}, ${k.n}, ${k.unit}, ${k.calendarId}::uuid, ${k.pausable}, ${k.startedAt}::timestamptz,
      ${k.dueAt}::timestamptz, ${k.warnAt}::timestamptz)`);
}

export async function moveClock(
  tx: Tx,
  k: { complaintId: string; clock: ComplaintClock; dueAt: Date; warnAt: Date },
): Promise<void> {
  await tx.run(sql`update complaint_clocks set due_at = ${k.dueAt}::timestamptz, warn_at = ${k.warnAt}::timestamptz
    where complaint_id = ${k.complaintId}::uuid and clock = ${k.clock}`);
}

/** More time, once: counted from the receipt, as the first was. What was missed before is no longer missed. */
export async function extendClock(
  tx: Tx,
  k: Period & { complaintId: string; dueAt: Date; warnAt: Date; at: Date; by: string; why: string },
): Promise<void> {
  await tx.run(sql`update complaint_clocks set n = ${k.n}, unit = ${k.unit}, first_due_at = due_at, due_at = ${k.dueAt}::timestamptz,
      warn_at = ${k.warnAt}::timestamptz, warned_at = null, missed_at = null, extended_at = ${k.at}::timestamptz,
      extended_by = ${k.by}::uuid, extended_why = ${k.why}
    where complaint_id = ${k.complaintId}::uuid and clock = 'answer'`);
}

export async function meetClocks(
  tx: Tx,
  complaintId: string,
  clocks: readonly ComplaintClock[],
  at: Date,
): Promise<void> {
  await tx.run(sql`update complaint_clocks set met_at = ${at}::timestamptz
    where complaint_id = ${complaintId}::uuid and clock = any(${clocks}::text[]) and met_at is null`);
}

/** The nearest of what is not kept yet, beside the complaint, so that lists read one index. */
export async function noteDue(tx: Tx, complaintIds: string[]): Promise<void> {
  await tx.run(sql`update complaints c set due_at = (select min(k.due_at) from complaint_clocks k
      where k.complaint_id = c.complaint_id and k.met_at is null)
    where c.complaint_id = any(${complaintIds}::uuid[])`);
}

export interface Late {
  complaintId: string;
  clock: ComplaintClock;
  dueAt: Date;
  reference: string;
  caseId: string;
  number: number;
  customerId: string;
  reason: string;
  quote: string | null;
  urgent: boolean;
  ownerId: string;
  touchpointId: number;
}

const about = sql`k.complaint_id as "complaintId", k.clock, k.due_at as "dueAt", c.reference, c.case_id as "caseId", a.number,
  coalesce(l.customer_id, a.customer_id) as "customerId", a.reason, a.quote, a.urgent, a.owner_id as "ownerId",
  a.touchpoint_id as "touchpointId"`;
const joined = sql`join complaints c on c.complaint_id = k.complaint_id join cases a on a.case_id = c.case_id
  left join links l on l.identity_id = a.identity_id`;

/** Marks what is about to be missed, each once, and gives it back. */
export function takeWarned(tx: Tx, now: Date, limit: number): Promise<Late[]> {
  return tx.all<Late>(sql`
    with due as (
      select complaint_id, clock from complaint_clocks where warn_at <= ${now}::timestamptz and met_at is null and warned_at is null
      order by warn_at limit ${limit} for update skip locked
    ), k as (
      update complaint_clocks o set warned_at = ${now}::timestamptz from due
      where o.complaint_id = due.complaint_id and o.clock = due.clock returning o.*
    )
    select ${about} from k ${joined} where k.due_at > ${now}::timestamptz order by k.due_at`);
}

/** Missed, and nobody was told of it; some at a time, for who stands above is asked before they are marked. */
export function missed(db: Runner, now: Date, limit: number): Promise<Late[]> {
  return db.all<Late>(sql`select ${about} from complaint_clocks k ${joined}
    where k.due_at < ${now}::timestamptz and k.met_at is null and k.missed_at is null order by k.due_at limit ${limit}`);
}

/** False where it was kept, extended or told meanwhile. */
export async function markMissed(tx: Tx, one: Late, now: Date): Promise<boolean> {
  const rows = await tx.run(sql`update complaint_clocks set missed_at = ${now}::timestamptz
    where complaint_id = ${one.complaintId}::uuid and clock = ${one.clock} and met_at is null and missed_at is null
      and due_at < ${now}::timestamptz`);
  return rows === 1;
}
