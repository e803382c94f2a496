import type { Tx } from '../../platform/database.ts';
import {
  type ClockRow,
  endPause,
  insertClocks,
  moveDeadlines,
  readClocks,
  replaceClocks,
} from './clock.sql.ts';
import type { TermsOf } from './clock.ts';
import { restamp } from './restamp.ts';

/** These cases just became urgent: no pause holds them any longer, and every deadline may only come nearer. */
export async function hasten(
  tx: Tx,
  terms: TermsOf,
  cases: readonly { caseId: string; ownerId: string }[],
  now: Date,
): Promise<void> {
  const resumed: string[] = [];
  for (const { caseId } of cases) if (await endPause(tx, caseId, now, null)) resumed.push(caseId);
  await restamp(tx, resumed);
  const running = Map.groupBy(
    (
      await readClocks(
        tx,
        cases.map(({ caseId }) => caseId),
      )
    ).filter(({ metAt }) => metAt === null),
    ({ caseId }) => caseId,
  );
  const nearer: ClockRow[] = [];
  for (const { caseId, ownerId } of cases) {
    for (const old of running.get(caseId) ?? []) {
      const [next] = terms.start({ caseId, ownerId, urgent: true }, now, [old.clock]);
      if (next && next.dueAt < old.dueAt) nearer.push(next);
    }
  }
  for (const [clock, rows] of Map.groupBy(nearer, ({ clock }) => clock)) {
    await replaceClocks(
      tx,
      rows.map(({ caseId }) => caseId),
      [clock],
      now,
    );
  }
  await insertClocks(tx, nearer);
  await moveDeadlines(tx, nearer);
}
