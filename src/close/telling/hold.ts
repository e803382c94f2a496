import type { Runner } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { isHere } from '../handover.sql.ts';
import type { CaseRow } from '../life.sql.ts';
import { mailTo } from './reachable.ts';
import { happenedSince, type ScheduledRow } from './scheduled.sql.ts';
import type { HoldReason } from './scheduled.ts';

/** Why this message should not be sent as if nothing had happened since it was written; null: nothing has. */
export async function whyHeld(
  db: Runner,
  message: ScheduledRow,
  found: CaseRow,
  now: Date,
): Promise<HoldReason | null> {
  if (message.heldWhy) return message.heldWhy;
  const happened = await happenedSince(db, message.caseId, message.seenAt);
  if (happened) return happened;
  if (found.customerId !== message.customerId) return 'merged';
  if (!(await isHere(db, message.personId, now))) return 'writer_gone';
  if (message.channel === 'letter') return null;
  try {
    await mailTo(db, found.customerId, now);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'no_address' ? 'no_address' : 'refused';
  }
}
