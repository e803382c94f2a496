import { alwaysOpen } from '../../platform/hours/hours.ts';
import { hold } from '../../platform/locks.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { hoursById } from '../clocks/terms.sql.ts';
import { addUp } from './added.ts';
import { writeRows } from './cells.sql.ts';
import { noteAll, noteMoved, readRecords, takeChanged } from './records.sql.ts';

/** Cases in one transaction: on the embedded engine nobody waits longer than a few tenths of a second behind it. */
const BATCH = 500;

/**
 * Counts the cases that changed since the last time. Each is added up anew from its records, and the cells it stood in or
 * stands in now from their rows, so a count never drifts and doing it twice changes nothing.
 */
export async function countFlow(platform: Platform): Promise<number> {
  let cases = 0;
  for (;;) {
    const looked = await countSome(platform);
    cases += looked;
    if (looked === 0) return cases;
  }
}

async function countSome(platform: Platform): Promise<number> {
  const { timezone } = await readOrganisation(platform.db);
  return platform.db.tx(async (tx) => {
    await hold(tx, 'countingFlow');
    const ids = await takeChanged(tx, BATCH);
    if (ids.length === 0) return 0;
    const records = await readRecords(tx, ids, timezone);
    const hours = await hoursById(
      tx,
      records.map(({ calendarId }) => calendarId),
    );
    const rows = records.map((one) =>
      addUp(one, one.calendarId === null ? undefined : (hours.get(one.calendarId) ?? alwaysOpen())),
    );
    await writeRows(tx, ids, rows);
    return ids.length;
  });
}

/** Open cases whose owner changed teams, which is no event of the case. */
export async function noteMovedOwners(platform: Platform): Promise<void> {
  await platform.db.tx(noteMoved);
  await countFlow(platform);
}

/** Every case, from its records. */
export async function countAnew(platform: Platform): Promise<void> {
  await platform.db.tx(noteAll);
  await countFlow(platform);
}
