import type { Actor } from '../platform/access.ts';
import { conflict, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { offerGone } from './arbitration.ts';
import { answerBy } from './deadline.ts';
import { openDispute } from './dispute.sql.ts';
import { acceptDisputed, mustNotBegin } from './disputes.ts';
import { noteMove } from './evidence.ts';
import { endPending, insertHandover, pendingHandover } from './handover.sql.ts';
import { changeHolder } from './life.sql.ts';
import { mustBeOpen, workOn } from './life.ts';
import { tell } from './notice.ts';
import { tellOffer } from './offerNotice.ts';
import { actsFor } from './standIn.ts';
import type { HandOverAnswer, HandOverInput } from './verbs.ts';
import { ladderOf, whoIsAsked } from './whoIsAsked.ts';

/**
 * Offers the case to somebody else, with a reason. Until they accept, its owner keeps it (rule 6). Whoever is away is asked
 * through their cover, and the third hand-over goes to the accountable person first: whose is it?
 */
export async function handOver(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: HandOverInput,
): Promise<void> {
  const ladder = await ladderOf(platform, caseId);
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    await mustBeOpen(tx, found);
    const works =
      found.ownerId === personId || (await actsFor(tx, found.ownerId, { personId, now, case: found }));
    if (!works && !actor.permissions.has('ownership:write')) {
      throw new Refusal(
        'not_owner',
        `${found.ownerName} holds case ${found.number}. Step in first, or ask ${found.ownerName}.`,
        { ownerId: found.ownerId },
        403,
      );
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
    const asked = await whoIsAsked({ tx, case: found, personId, now }, { to: input.to, ladder });
    const handoverId = newId();
    const offer = {
      handoverId,
      caseId,
      fromPersonId: found.ownerId,
      toPersonId: asked.toId,
      reason: input.reason,
      offeredAt: now,
      offeredBy: personId,
      answerBy: answerBy(now, found.urgent),
      wantedPersonId: asked.instead ? input.to : null,
      askedInstead: asked.instead,
      givesBack: false,
    };
    await insertHandover(tx, offer);
    await tellOffer(tx, platform, { case: found, giver: actor.name, offer, wanted: asked.wanted });
    return [
      {
        verb: 'hand_over_offered',
        detail: {
          handoverId,
          from: found.ownerId,
          to: asked.toId,
          reason: input.reason,
          ...(asked.instead ? { instead: asked.instead, wanted: input.to } : {}),
        },
      },
    ];
  });
}

/** The receiver, or who acts for them, accepts (and the receiver owns it from now on) or declines with a reason; the giver may withdraw. */
export function answerHandOver(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: HandOverAnswer,
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    const offer = await pendingHandover(tx, caseId);
    if (!offer) throw conflict('no_offer', 'There is no open hand-over of this case any more.', { caseId });
    const mine = input.answer === 'withdrawn' ? [offer.fromPersonId, offer.offeredBy] : [offer.toPersonId];
    const standsIn =
      input.answer !== 'withdrawn' && (await actsFor(tx, offer.toPersonId, { personId, now, case: found }));
    if (!mine.includes(personId) && !standsIn) {
      throw new Refusal(
        'not_yours_to_answer',
        input.answer === 'withdrawn'
          ? 'Only who offered it can withdraw it.'
          : 'Only the person it was offered to can answer.',
        { offer: offer.handoverId },
        403,
      );
    }
    const reason = input.answer === 'declined' ? input.reason : null;
    const dispute = await openDispute(tx, caseId);
    if (dispute && standsIn) mustNotBegin(dispute, personId);
    if (dispute && input.answer === 'accepted')
      return acceptDisputed({ tx, case: found, personId, now }, platform, actor, dispute);
    if (dispute && input.answer === 'withdrawn') {
      throw conflict('is_disputed', 'It is disputed whose this case is. Take the dispute back instead.', {
        disputeId: dispute.id,
      });
    }
    await endPending(tx, { caseId, at: now, by: personId, answer: input.answer, reason });
    const detail = { handoverId: offer.handoverId, from: offer.fromPersonId, to: offer.toPersonId, reason };
    if (input.answer === 'accepted') {
      const holderId = newId();
      await changeHolder(tx, {
        holderId,
        caseId,
        personId: offer.toPersonId,
        at: now,
        rung: 'handed_over',
        reason: standsIn
          ? `${found.ownerName} handed over, ${actor.name} accepted acting for its receiver: ${offer.reason}`
          : `${found.ownerName} handed over: ${offer.reason}`,
        madeBy: offer.offeredBy,
      });
      await noteMove(tx, found, { holderId, to: offer.toPersonId, at: now });
    }
    const answer = input.answer;
    if (answer !== 'withdrawn') {
      await tell(tx, platform, [offer.fromPersonId], {
        kind: 'case_answered',
        customerIds: [found.customerId],
        write: ({ words, customer, href }) => ({
          title: words.answered[answer](actor.name),
          caseId,
          blocks: [
            { kind: 'text', text: `${customer(found.customerId)} · ${found.reason}` },
            ...(reason ? [{ kind: 'quote' as const, text: reason }] : []),
            { kind: 'buttons', buttons: [{ label: words.open, href: href(caseId), main: true }] },
          ],
        }),
      });
    }
    return [{ verb: `hand_over_${input.answer}`, detail }, ...(await offerGone(tx, platform, actor, caseId))];
  });
}
