import { hereOrRefuse, noteEvidence } from '../own/own.ts';
import type { Actor } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { endWith, toArbiter } from './arbitration.ts';
import { answerBy } from './deadline.ts';
import {
  anybodyBut,
  type DisputeRow,
  insertDispute,
  insertNomination,
  nominees,
  openDispute,
} from './dispute.sql.ts';
import type { DisputeAnswer, DisputeInput } from './dispute.ts';
import { noteMove } from './evidence.ts';
import { endPending, insertHandover, pendingHandover } from './handover.sql.ts';
import { type CaseRow, changeHolder } from './life.sql.ts';
import { type Deed, mustBeOpen, personOf, type Working, workOn } from './life.ts';
import { tell } from './notice.ts';
import { actsFor } from './standIn.ts';

/** “Not mine”: names whose it is instead. The customer keeps the owner until somebody accepts or it is ruled (rule 6). */
export function disputeCase(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: DisputeInput,
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    await mustBeOpen(tx, found);
    if (found.ownerId !== personId) {
      throw new Refusal(
        'not_owner',
        `${found.ownerName} holds case ${found.number}; only the owner can say that it is not theirs.`,
        { ownerId: found.ownerId },
        403,
      );
    }
    if (await openDispute(tx, caseId)) {
      throw conflict(
        'disputed_already',
        'It is disputed already whose this case is. Answer that dispute first.',
        { caseId },
      );
    }
    if (await pendingHandover(tx, caseId)) {
      throw conflict('already_offered', 'This case is offered to somebody already. Withdraw that first.', {
        caseId,
      });
    }
    const dispute = {
      id: newId(),
      caseId,
      touchpointId: found.touchpointId,
      personId,
      reason: input.reason,
      openedAt: now,
    };
    await insertDispute(tx, dispute);
    const nominee = await nominate(tx, platform, actor, {
      dispute,
      found,
      nominee: input.nominee,
      reason: input.reason,
      now,
    });
    await noteEvidence(tx, [
      {
        sign: 'disputed',
        touchpointId: found.touchpointId,
        caseId,
        identityId: found.identityId,
        aboutId: dispute.id,
        fromPersonId: personId,
        toPersonId: nominee,
        at: now,
      },
    ]);
    return [
      { verb: 'disputed', detail: { disputeId: dispute.id, nominee, reason: input.reason } },
      {
        verb: 'hand_over_offered',
        detail: { disputeId: dispute.id, from: personId, to: nominee, reason: input.reason },
      },
    ];
  });
}

/** The nominee, or who acts for them, accepts (and the nominee has the case) or counters; who began it may take it back until it is ruled. */
export function answerDispute(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: DisputeAnswer,
): Promise<void> {
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, case: found, personId, now } = working;
    const dispute = await openDispute(tx, caseId);
    if (!dispute) throw conflict('no_dispute', 'It is not disputed any more whose this case is.', { caseId });
    if (input.answer === 'withdrawn') {
      if (dispute.personId !== personId)
        throw notYours('Only who began the dispute can take it back.', dispute);
      await endPending(tx, {
        caseId,
        at: now,
        by: personId,
        answer: 'withdrawn',
        reason: 'The dispute was taken back.',
      });
      return [await endWith(tx, platform, actor, dispute, 'withdrawn')];
    }
    const offer = await pendingHandover(tx, caseId);
    if (!offer)
      throw conflict('with_the_arbiter', 'This is with the arbiter now.', { disputeId: dispute.id });
    if (offer.toPersonId !== personId) {
      if (!(await actsFor(tx, offer.toPersonId, working)))
        throw notYours('Only the person who was named, or who acts for them, can answer.', dispute);
      mustNotBegin(dispute, personId);
    }
    if (input.answer === 'accepted') return acceptDisputed(working, platform, actor, dispute);
    await endPending(tx, { caseId, at: now, by: personId, answer: 'declined', reason: input.reason });
    const deed: Deed = {
      verb: 'hand_over_declined',
      detail: { disputeId: dispute.id, reason: input.reason },
    };
    if (!input.nominee) return [deed, ...(await toArbiter(tx, platform, actor, { dispute, found }))];
    const nominee = await nominate(tx, platform, actor, {
      dispute,
      found,
      nominee: input.nominee,
      reason: input.reason,
      now,
    });
    return [
      deed,
      {
        verb: 'hand_over_offered',
        detail: { disputeId: dispute.id, from: found.ownerId, to: nominee, reason: input.reason },
      },
    ];
  });
}

/** Nobody answers their own dispute, whomever they act for. */
export function mustNotBegin(dispute: DisputeRow, personId: string): void {
  if (dispute.personId === personId)
    throw notYours('You began this dispute: somebody else must answer for the person who is away.', dispute);
}

/** The case moves to the nominee, also where somebody accepted who acts for them, and the dispute is over. */
export async function acceptDisputed(
  { tx, case: found, personId, now }: Working,
  platform: Platform,
  actor: Actor,
  dispute: DisputeRow,
): Promise<Deed[]> {
  const offer = await pendingHandover(tx, found.caseId);
  const to = offer?.toPersonId ?? personId;
  await endPending(tx, { caseId: found.caseId, at: now, by: personId, answer: 'accepted', reason: null });
  const holderId = newId();
  const how = to === personId ? 'handed over' : `handed over, ${actor.name} accepted acting for its receiver`;
  await changeHolder(tx, {
    holderId,
    caseId: found.caseId,
    personId: to,
    at: now,
    rung: 'handed_over',
    reason: `${found.ownerName} ${how}: ${offer?.reason ?? dispute.reason}`,
    madeBy: offer?.offeredBy ?? dispute.personId,
  });
  await noteMove(tx, found, { holderId, to, at: now });
  await tell(tx, platform, [dispute.personId], {
    kind: 'case_answered',
    customerIds: [found.customerId],
    write: ({ words, customer, href }) => ({
      title: words.answered.accepted(actor.name),
      caseId: found.caseId,
      blocks: [
        { kind: 'text', text: `${customer(found.customerId)} · ${found.reason}` },
        { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
      ],
    }),
  });
  return [
    { verb: 'hand_over_accepted', detail: { disputeId: dispute.id, from: found.ownerId, to } },
    await endWith(tx, platform, actor, dispute, 'accepted'),
  ];
}

async function nominate(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  given: {
    dispute: Pick<DisputeRow, 'id' | 'personId'>;
    found: CaseRow;
    nominee: string;
    reason: string;
    now: Date;
  },
): Promise<string> {
  const { dispute, found, now, reason } = given;
  const asked = await nominees(tx, dispute.id);
  if (given.nominee === actor.personId) {
    throw new Refusal('nominee_is_you', 'You cannot name yourself. Name a colleague, or keep the case.', {
      nominee: given.nominee,
    });
  }
  if (
    given.nominee === found.ownerId ||
    given.nominee === dispute.personId ||
    asked.includes(given.nominee)
  ) {
    throw new Refusal(
      'nominee_asked_already',
      'This colleague has said already that it is not theirs. Name somebody else, or leave it to the arbiter.',
      { nominee: given.nominee },
    );
  }
  const nominee = await hereOrRefuse(tx, given.nominee, now);
  if (!(await anybodyBut(tx, [dispute.personId, ...asked, nominee.id], now))) {
    throw new Refusal(
      'nobody_left_to_rule',
      'Everybody would be a party, and nobody could rule. Leave it to the arbiter.',
      {
        nominee: nominee.id,
      },
    );
  }
  const handoverId = newId();
  const by = answerBy(now, found.urgent);
  await insertHandover(tx, {
    handoverId,
    caseId: found.caseId,
    fromPersonId: found.ownerId,
    toPersonId: nominee.id,
    reason,
    offeredAt: now,
    offeredBy: actor.personId,
    answerBy: by,
  });
  await insertNomination(tx, {
    handoverId,
    disputeId: dispute.id,
    personId: nominee.id,
    byPersonId: personOf(actor),
  });
  await tell(tx, platform, [nominee.id], {
    kind: 'case_offered',
    customerIds: [found.customerId],
    write: ({ words, moment, customer, href }) => ({
      title: words.nominated(actor.name),
      caseId: found.caseId,
      blocks: [
        { kind: 'text', text: `${customer(found.customerId)} · ${found.reason}` },
        { kind: 'quote', text: reason },
        { kind: 'text', text: words.nominatedLead(found.ownerName, moment(by)) },
        { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
      ],
    }),
  });
  return nominee.id;
}

function notYours(message: string, dispute: DisputeRow): Refusal {
  return new Refusal('not_yours_to_answer', message, { disputeId: dispute.id }, 403);
}
