import type { Runner, Tx } from '../../platform/database.ts';
import type { WorkingHours } from '../../platform/hours/hours.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { readPauses } from '../clocks/clock.sql.ts';
import { hoursById } from '../clocks/terms.sql.ts';
import { type ClockRow, extendClock, insertClock, moveClock, noteDue, runningOf } from './clock.sql.ts';
import { type Period, periodEnd, warnOf, weekdays } from './period.ts';
import type { Regime } from './regime.ts';

async function hoursOf(db: Runner, calendarId: string | null): Promise<WorkingHours> {
  const own = calendarId && (await hoursById(db, [calendarId])).get(calendarId);
  return own || weekdays((await readOrganisation(db)).timezone);
}

async function pausesOf(db: Runner, caseId: string) {
  return (await readPauses(db, [caseId])).map(({ fromAt, untilAt }) => ({
    from: fromAt.getTime(),
    until: untilAt.getTime(),
  }));
}

/** Both clocks of a complaint, from its receipt on. What the rule asks now is asked of this one, whatever becomes of the rule. */
export async function startClocks(
  tx: Tx,
  of: { complaintId: string; regime: Regime; receivedAt: Date },
): Promise<void> {
  const { complaintId, regime, receivedAt } = of;
  const hours = await hoursOf(tx, regime.calendarId);
  for (const clock of ['acknowledge', 'answer'] as const) {
    const dueAt = periodEnd(hours, receivedAt, regime[clock]);
    await insertClock(tx, {
      complaintId,
      clock,
      ...regime[clock],
      calendarId: regime.calendarId,
      pausable: regime.pausable,
      startedAt: receivedAt,
      dueAt,
      warnAt: warnOf(receivedAt, dueAt),
    });
  }
  await noteDue(tx, [complaintId]);
}

async function reckon(db: Runner, clock: ClockRow, period: Period = clock) {
  const pauses = clock.pausable ? await pausesOf(db, clock.caseId) : [];
  const dueAt = periodEnd(await hoursOf(db, clock.calendarId), clock.startedAt, period, pauses);
  return { dueAt, warnAt: warnOf(clock.startedAt, dueAt) };
}

/** After a pause or a change of a calendar: the running clocks of these cases' complaints as they stand now. */
export async function restampComplaints(tx: Tx, caseIds: string[]): Promise<void> {
  const running = await runningOf(tx, caseIds);
  for (const clock of running) await moveClock(tx, { ...clock, ...(await reckon(tx, clock)) });
  if (running.length > 0) await noteDue(tx, [...new Set(running.map(({ complaintId }) => complaintId))]);
}

/** More time for the answer. Gives back until when. */
export async function extend(
  tx: Tx,
  clock: ClockRow,
  how: { period: Period; at: Date; by: string; why: string },
): Promise<Date> {
  const { period, ...rest } = how;
  const { dueAt, warnAt } = await reckon(tx, clock, period);
  await extendClock(tx, { complaintId: clock.complaintId, ...period, dueAt, warnAt, ...rest });
  await noteDue(tx, [clock.complaintId]);
  return dueAt;
}
