import { type Evidence, noteEvidence } from '../own/own.ts';
import type { Tx } from '../platform/database.ts';
import { type CaseRow, readHolders } from './life.sql.ts';

/** What a case that has just changed hands shows: handed over, sent back to who had it before, handed over for the third time. */
export async function noteMove(
  tx: Tx,
  found: Pick<CaseRow, 'caseId' | 'touchpointId' | 'identityId' | 'ownerId'>,
  move: { holderId: string; to: string; at: Date },
): Promise<void> {
  const holders = await readHolders(tx, found.caseId);
  const hands = holders.filter((one, i) => one.personId !== holders[i + 1]?.personId);
  const nth = hands.filter((one) => passed.has(one.rung)).length;
  const seen: Evidence['sign'][] = ['handed_over'];
  if (hands[2]?.personId === move.to) seen.push('returned');
  if (nth === 3) seen.push('third_hand_over');
  await noteEvidence(
    tx,
    seen.map((sign) => ({
      sign,
      touchpointId: found.touchpointId,
      caseId: found.caseId,
      identityId: found.identityId,
      aboutId: move.holderId,
      fromPersonId: found.ownerId,
      toPersonId: move.to,
      at: move.at,
    })),
  );
}

/** Rungs on which a case went from one colleague to another, and was not taken up, helped with or opened again. */
const passed = new Set(['handed_over', 'ruled']);
