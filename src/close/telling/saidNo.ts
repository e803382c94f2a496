import { isHere } from '../handover.sql.ts';
import { above, type Ladder } from '../ladder.ts';
import type { Deed, Working } from '../life.ts';
import { noes } from '../message.sql.ts';
import { reopenWith } from '../reopening.ts';

/** Closed, but the customer says no: open again, with its advocate or, the second time, with the next one up. */
export async function reopenFor(working: Working, ladder: Ladder | undefined): Promise<Deed> {
  const { tx, case: found, now } = working;
  const times = await noes(tx, found.caseId);
  const stays = times < 2 && (await isHere(tx, found.ownerId, now)) !== undefined;
  const next = stays ? { personId: found.ownerId, rung: 'reopened' } : above(ladder, found.ownerId);
  const reason = stays
    ? 'The customer says it was not put right; it comes back to the same person.'
    : `The customer says it was not put right (${times === 1 ? 'once' : `${times} times`}); it goes one level up.`;
  await reopenWith(working, { ...next, why: 'The customer says it was not put right.', reason });
  return { verb: 'reopened', detail: { by: 'customer', ownerId: next.personId, times } };
}
