import { newId } from '../platform/ids.ts';
import { startAgain } from './clocks/again.ts';
import { reopenComplaintOf } from './complaints/ofCase.ts';
import { endPending } from './handover.sql.ts';
import { changeHolder, currentClosure, endClosure } from './life.sql.ts';
import type { Working } from './life.ts';

/** Opens a closed case again with this person, without a colleague having asked for it: everything is promised anew. */
export async function reopenWith(
  { tx, case: found, now }: Working,
  how: { personId: string; rung: string; why: string; reason: string },
): Promise<void> {
  const closure = await currentClosure(tx, found.caseId);
  if (!closure) throw new Error(`case ${found.number} points at a closure that is not there`);
  const dueAt = await startAgain(tx, { ...found, ownerId: how.personId }, now);
  await endClosure(tx, {
    closureId: closure.closureId,
    caseId: found.caseId,
    at: now,
    why: how.why,
    by: null,
    dueAt,
  });
  await reopenComplaintOf({ tx, case: found, now }, { reason: how.why, by: null });
  await endPending(tx, {
    caseId: found.caseId,
    at: now,
    by: null,
    answer: 'withdrawn',
    reason: 'The case was reopened.',
  });
  await changeHolder(tx, {
    holderId: newId(),
    caseId: found.caseId,
    personId: how.personId,
    at: now,
    rung: how.rung,
    reason: how.reason,
    madeBy: null,
  });
  found.ownerId = how.personId;
}
