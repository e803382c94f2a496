import type { Written } from './assign.ts';
import type { Doing } from './changeSetEdits.ts';
import { later } from './day.ts';
import { endWithin } from './ending.ts';
import { insertRow, type LoggedRow, ledgerOfObject, logOfChangeSet, remainsOf } from './ledger.sql.ts';
import type { LedgerRow } from './ledger.ts';
import { freeOf } from './spans.ts';

/**
 * What an applied set wrote ends on the day, and what it took the place of goes on from there with the yes that was said
 * to it. What somebody has decided since stays: an undo takes back one change, not the ones after it.
 */
export async function takeBack(doing: Doing, changeSetId: string): Promise<Written[]> {
  const { tx, day, made, reason } = doing;
  const rows = await logOfChangeSet(tx, changeSetId);
  const written: Written[] = [];
  for (const row of await remainsOf(tx, changeSetId)) {
    if (row.until !== null && row.until <= day) continue;
    written.push(await endWithin(tx, row, { on: day, reason, made }));
  }
  const ofThis = new Set(rows.map((row) => row.id));
  for (const row of rows) {
    if (row.supersededIn !== changeSetId || row.madeIn === changeSetId) continue;
    if (row.until !== null && row.until <= day) continue;
    const taken = (await ledgerOfObject(tx, row.objectKind, row.objectId)).filter(
      (now) =>
        now.role === row.role &&
        now.plane === row.plane &&
        (now.holderId === row.holderId || (row.role === 'A' && !ofThis.has(now.id) && isLater(now, row))),
    );
    for (const free of freeOf({ from: later(row.from, day), until: row.until }, taken)) {
      const id = await insertRow(tx, { ...row, ...free, replaces: row.id }, made);
      ofThis.add(id);
      written.push({ verb: 'assignment.made', id, data: { ...dataOf(row), ...free, reason } });
    }
  }
  return written;
}

function dataOf(row: LoggedRow): Record<string, unknown> {
  return {
    object: { kind: row.objectKind, id: row.objectId },
    role: row.role,
    plane: row.plane,
    holder: { kind: row.holderKind, id: row.holderId },
    holderName: row.holderName,
  };
}

function isLater(now: LedgerRow, gone: LoggedRow): boolean {
  return gone.supersededAt !== null && now.madeAt >= gone.supersededAt;
}
