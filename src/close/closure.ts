import { mustNotBeErased } from '../know/know.ts';
import type { Actor } from '../platform/access.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { offerGone } from './arbitration.ts';
import { goOn, startAgain } from './clocks/again.ts';
import { endPause } from './clocks/clock.sql.ts';
import { restamp } from './clocks/restamp.ts';
import { closeComplaintOf, reopenComplaintOf } from './complaints/ofCase.ts';
import { endPending } from './handover.sql.ts';
import { currentClosure, endClosure, insertClosure } from './life.sql.ts';
import { type Deed, mustBeOpen, type Working, workOn } from './life.ts';
import { told as isTold, lastTold } from './message.sql.ts';
import { mustNotBeMerged } from './relate/merged.ts';
import { waitingOf } from './telling/scheduled.sql.ts';
import { ClosureInput } from './verbs.ts';

/** Closes what is told, or waives it with a reason (rule 5). Somebody else was first: 409 with who. */
export function closeLoop(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: ClosureInput,
): Promise<void> {
  const asked = ClosureInput.parse(input);
  return workOn(platform, actor, caseId, async (working) => {
    await mustBeOpen(working.tx, working.case);
    if ('waiver' in asked) return closeWith(working, platform, actor, { waiver: asked.waiver });
    const told = await lastTold(working.tx, caseId);
    if (!told) {
      const waits = await waitingOf(working.tx, caseId);
      throw new Refusal(
        'not_told',
        waits
          ? 'The customer is told only when the message that waits has been sent. Let the case close with it, or say why it is not needed.'
          : 'The customer has not been told yet. Write, call, or say why it is not needed.',
        { caseId, ...(waits ? { sendAt: waits.sendAt } : {}) },
      );
    }
    return closeWith(working, platform, actor, { messageId: asked.messageId ?? told.messageId });
  });
}

export async function closeWith(
  working: Working,
  platform: Platform,
  actor: Actor,
  by: { messageId: string } | { waiver: string },
): Promise<Deed[]> {
  const { tx, case: found, personId, now } = working;
  const messageId = 'messageId' in by ? by.messageId : null;
  const waiver = 'waiver' in by ? by.waiver : null;
  if (messageId && !(await isTold(tx, found.caseId, messageId)))
    throw notFound('message that this case could close on', messageId);
  await closeComplaintOf(working, { messageId, waiver });
  const id = newId();
  await endPending(tx, {
    caseId: found.caseId,
    at: now,
    by: personId,
    answer: 'withdrawn',
    reason: 'The case was closed.',
  });
  if (await endPause(tx, found.caseId, now, personId)) await restamp(tx, [found.caseId]);
  await insertClosure(tx, { id, caseId: found.caseId, at: now, personId, messageId, waiver });
  return [
    { verb: 'closed', detail: { closureId: id, messageId, waiver, ownerId: found.ownerId } },
    // The customer is told; whose it was is still worth knowing.
    ...(await offerGone(tx, platform, actor, found.caseId)),
  ];
}

/** Within this time a closure is taken back as if it had not been: the old deadline holds. */
const takenBackMs = 3_600_000;

/** A colleague opens it again; the owner stays. After an hour there is a new deadline. */
export function reopenCase(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { reason: string },
): Promise<void> {
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, case: found, personId, now } = working;
    await mustNotBeErased(tx, found.customerId);
    const closure = await currentClosure(tx, caseId);
    if (!closure) throw conflict('is_open', `Case ${found.number} is open.`, { caseId });
    await mustNotBeMerged(tx, found);
    const takenBack = now.getTime() - closure.at.getTime() <= takenBackMs;
    const dueAt = takenBack ? await goOn(tx, caseId, closure.at) : await startAgain(tx, found, now);
    await endClosure(tx, {
      closureId: closure.closureId,
      caseId,
      at: now,
      why: input.reason,
      by: personId,
      dueAt,
    });
    await reopenComplaintOf(working, { reason: input.reason, by: personId });
    return [{ verb: 'reopened', detail: { reason: input.reason, ownerId: found.ownerId, by: 'colleague' } }];
  });
}
