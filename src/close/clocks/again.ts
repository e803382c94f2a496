import type { Tx } from '../../platform/database.ts';
import { insertClocks, readClocks, replaceClocks, unmeet } from './clock.sql.ts';
import { tellDue } from './clock.ts';
import { clockNames } from './names.ts';
import { restamp } from './restamp.ts';
import { termsFor } from './terms.verbs.ts';

/** A reopened case is promised everything anew, by the terms of whoever owns it now. Gives back the new deadline. */
export async function startAgain(
  tx: Tx,
  of: { caseId: string; ownerId: string; urgent: boolean },
  now: Date,
): Promise<Date> {
  const clocks = (await termsFor(tx, [of.ownerId])).start(of, now);
  await replaceClocks(tx, [of.caseId], clockNames, now);
  await insertClocks(tx, clocks);
  return tellDue(clocks);
}

/** A closure is taken back as if it had not been: what it fulfilled runs on. Gives back the deadline. */
export async function goOn(tx: Tx, caseId: string, closedAt: Date): Promise<Date> {
  await unmeet(tx, caseId, closedAt);
  await restamp(tx, [caseId]);
  return tellDue(await readClocks(tx, [caseId]));
}
