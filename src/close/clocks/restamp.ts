import type { Tx } from '../../platform/database.ts';
import { restampComplaints } from '../complaints/clocks.ts';
import { moveDeadlines, readClocks, readPauses } from './clock.sql.ts';
import { deadline, warnMinutes } from './clock.ts';
import { hoursById } from './terms.sql.ts';

/** The deadlines of these cases' running clocks as their calendars and pauses have them now. */
export async function restamp(tx: Tx, caseIds: string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const pausesOf = Map.groupBy(await readPauses(tx, caseIds), ({ caseId }) => caseId);
  const running = (await readClocks(tx, caseIds)).filter(({ metAt }) => metAt === null);
  const hours = await hoursById(
    tx,
    running.map(({ calendarId }) => calendarId),
  );
  const moved = running.map(({ clockId, caseId, calendarId, minutes, warnPercent, startedAt }) => {
    const pauses = (pausesOf.get(caseId) ?? []).map(({ fromAt, untilAt }) => ({
      from: fromAt.getTime(),
      until: untilAt.getTime(),
    }));
    const calendar = calendarId === null ? undefined : hours.get(calendarId);
    return {
      clockId,
      dueAt: deadline(calendar, startedAt, minutes, pauses),
      warnAt: deadline(calendar, startedAt, warnMinutes(minutes, warnPercent), pauses),
    };
  });
  await moveDeadlines(tx, moved);
  await restampComplaints(tx, caseIds);
}
