import { currentCustomer } from '../../know/know.ts';
import type { Actor } from '../../platform/access.ts';
import { require } from '../../platform/access.ts';
import { conflict, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { offerGone } from '../arbitration.ts';
import { answerBy } from '../deadline.ts';
import { openDispute } from '../dispute.sql.ts';
import { endPending, insertHandover, isHere, pendingHandover } from '../handover.sql.ts';
import { changeHolder, type HolderRow, readHolders } from '../life.sql.ts';
import { type Deed, mustBeOpen, personOf, type Working, workOn } from '../life.ts';
import { tell } from '../notice.ts';
import { tellOffer } from '../offerNotice.ts';
import { openCase } from '../openByPerson.ts';
import { nextToTake } from './advocate.sql.ts';
import { markHandedBack } from './stepIn.sql.ts';

/** Anyone may become the customer's advocate at once, and it is on the record (C1). */
export function stepIn(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { reason?: string | undefined },
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    await mustBeOpen(tx, found);
    if (found.ownerId === personId)
      throw new Refusal('has_it_already', 'This case is yours already.', { caseId });
    await endPending(tx, {
      caseId,
      at: now,
      by: personId,
      answer: 'withdrawn',
      reason: `${actor.name} stepped in.`,
    });
    await changeHolder(tx, {
      holderId: newId(),
      caseId,
      personId,
      at: now,
      rung: 'stepped_in',
      reason: input.reason ? `${actor.name} stepped in: ${input.reason}` : `${actor.name} stepped in`,
      madeBy: personId,
    });
    await tell(tx, platform, [found.ownerId], {
      customerIds: [found.customerId],
      write: ({ words, customer, href }) => ({
        title: words.tookOver(actor.name),
        caseId,
        blocks: [
          { kind: 'text', text: `${customer(found.customerId)} · ${found.reason}` },
          ...(input.reason ? [{ kind: 'quote' as const, text: input.reason }] : []),
          { kind: 'text', text: words.tookOverLead },
          { kind: 'buttons', buttons: [{ label: words.open, href: href(caseId) }] },
        ],
      }),
    });
    return [
      { verb: 'stepped_in', detail: { from: found.ownerId, to: personId, reason: input.reason ?? null } },
      ...(await offerGone(tx, platform, actor, caseId)),
    ];
  });
}

/**
 * From the customer's page: takes the open case whose deadline is nearest, or opens one where there is none, so that nobody
 * has to look for a case before they help. Gives back the case.
 */
export async function stepInFor(
  platform: Platform,
  actor: Actor,
  customer: string,
  input: { reason: string },
): Promise<string> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  const customerId = await platform.db.tx((tx) => currentCustomer(tx, customer));
  const { caseId, mine } = await nextToTake(platform.db, customerId, personId);
  if (caseId) {
    await stepIn(platform, actor, caseId, input);
    return caseId;
  }
  if (mine > 0) {
    throw new Refusal('has_it_already', 'You have this customer already.', { customerId });
  }
  return openCase(platform, actor, { customerId, reason: input.reason, urgent: false, mine: true });
}

/**
 * Takes a step-in back: the case returns at once to the person it was taken from. What was handed over goes back with a reason,
 * and as an offer: whoever gave it has it again when they accept, as with every hand-over (rule 6).
 */
export function handBack(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { reason?: string | undefined } = {},
): Promise<void> {
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, case: found, personId, now } = working;
    await mustBeOpen(tx, found);
    const [current, before] = await readHolders(tx, caseId);
    const here = before && (await isHere(tx, before.personId, now));
    if (current?.personId !== personId || !here) throw cannot(caseId);
    if (current.rung === 'handed_over' && before.personId !== personId)
      return offerBack(working, platform, actor, { before, reason: input.reason });
    if (current.rung !== 'stepped_in') throw cannot(caseId);
    await endPending(tx, {
      caseId,
      at: now,
      by: personId,
      answer: 'withdrawn',
      reason: `${actor.name} handed it back.`,
    });
    await markHandedBack(tx, current.holderId, now);
    const why = input.reason
      ? `${actor.name} handed it back: ${input.reason}`
      : `${actor.name} handed it back.`;
    await changeHolder(tx, {
      holderId: newId(),
      caseId,
      personId: before.personId,
      at: now,
      rung: before.rung,
      reason: `${why} ${before.reason}`,
      madeBy: personId,
    });
    return [
      {
        verb: 'handed_back',
        detail: { from: personId, to: before.personId, reason: input.reason ?? null },
      },
      ...(await offerGone(tx, platform, actor, caseId)),
    ];
  });
}

async function offerBack(
  { tx, case: found, personId, now }: Working,
  platform: Platform,
  actor: Actor,
  { before, reason }: { before: HolderRow; reason: string | undefined },
): Promise<Deed[]> {
  const { caseId } = found;
  if (!reason || reason.trim().length < 3) {
    throw new Refusal('needs_a_reason', 'Say why you hand it back, in a few words.', { caseId });
  }
  if (await pendingHandover(tx, caseId)) {
    throw conflict('already_offered', 'This case is offered to somebody already. Withdraw that first.', {
      caseId,
    });
  }
  if (await openDispute(tx, caseId)) {
    throw conflict('is_disputed', 'It is disputed whose this case is: the arbiter says who has it next.', {
      caseId,
    });
  }
  const handoverId = newId();
  const by = answerBy(now, found.urgent);
  const offer = {
    handoverId,
    caseId,
    fromPersonId: personId,
    toPersonId: before.personId,
    reason,
    offeredAt: now,
    offeredBy: personId,
    answerBy: by,
    wantedPersonId: null,
    askedInstead: null,
    givesBack: true,
  } as const;
  await insertHandover(tx, offer);
  await tellOffer(tx, platform, { case: found, giver: actor.name, offer, wanted: null });
  return [
    {
      verb: 'hand_over_offered',
      detail: { handoverId, from: personId, to: before.personId, reason, givesBack: true },
    },
  ];
}

function cannot(caseId: string): Refusal {
  return conflict(
    'not_stepped_in',
    'Only who has just stepped in, or was handed the case, can hand it back, and only to somebody who is still here. Offer it to a colleague instead.',
    { caseId },
  );
}
