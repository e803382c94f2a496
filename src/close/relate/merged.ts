import type { Runner, Tx } from '../../platform/database.ts';
import { conflict } from '../../platform/errors.ts';
import { type CaseRow, lockCase } from '../life.sql.ts';
import { mergeOf } from './related.sql.ts';

/** 409 with where it went: whoever works on a duplicate works past the customer. */
export async function mustNotBeMerged(tx: Tx, found: { caseId: string; number: number }): Promise<void> {
  const merge = await mergeOf(tx, found.caseId);
  if (!merge) return;
  throw conflict(
    'is_merged',
    `Case ${found.number} was merged into case ${merge.intoNumber}. Go on there, or undo the merge.`,
    { intoId: merge.intoId, intoNumber: merge.intoNumber, at: merge.at },
  );
}

/** The case in which this one goes on: itself, or what it was merged into. */
async function goingOn(db: Runner, caseId: string): Promise<string> {
  const merge = await mergeOf(db, caseId);
  return merge ? goingOn(db, merge.intoId) : caseId;
}

/** What a customer says about a duplicate counts where it goes on. Locked there; merged meanwhile, it is looked for again. */
export async function lockGoingOn(tx: Tx, caseId: string): Promise<CaseRow | undefined> {
  const id = await goingOn(tx, caseId);
  const found = await lockCase(tx, id);
  return found && (await mergeOf(tx, id)) ? lockGoingOn(tx, id) : found;
}
