import { hereOrRefuse, makeRuling, raise, settle, toAnswer } from '../own/own.ts';
import { type Actor, systemActor } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import {
  arbitersOf,
  type DisputeRow,
  departmentNamed,
  departmentsOfPeople,
  endDispute,
  insertDisputeRuling,
  markArbitrated,
  nominees,
  openDispute,
  partiesOf,
  readDispute,
  unanswered,
} from './dispute.sql.ts';
import type { RulingInput } from './dispute.ts';
import { noteMove } from './evidence.ts';
import { pendingHandover } from './handover.sql.ts';
import { type CaseRow, changeHolder, lockCase, readCase } from './life.sql.ts';
import { type Deed, recordDeeds, workOn } from './life.ts';
import { tell } from './notice.ts';

/**
 * Whose it is, said by the arbiter: the case moves there, cause and catcher are kept apart, and a rule for next time is made.
 * A case closed meanwhile stays closed: the customer has been told.
 */
export async function ruleDispute(
  platform: Platform,
  actor: Actor,
  disputeId: string,
  input: RulingInput,
): Promise<void> {
  const dispute = await readDispute(platform.db, disputeId);
  if (!dispute) throw notFound('dispute', disputeId);
  await workOn(platform, actor, dispute.caseId, async ({ tx, case: found, personId, now }) => {
    const still = await readDispute(tx, disputeId);
    if (!still || still.ending) {
      const how =
        still?.ending === 'ruled' ? 'It was ruled already.' : 'The dispute is over: the case has its owner.';
      throw conflict('dispute_over', how, { disputeId, ending: still?.ending });
    }
    await mustArbitrate(tx, actor, still);
    const owner = await hereOrRefuse(tx, input.owner, now);
    const [causedId, caughtId] = [
      await departmentId(tx, input.causedBy),
      await departmentId(tx, input.caughtBy),
    ];
    const rulingId = input.rule
      ? found.touchpointId === 0
        ? refuseRule()
        : await makeRuling(tx, platform, actor, {
            touchpointId: found.touchpointId,
            conditions: input.rule.conditions,
            personId: owner.id,
            reason: input.reason,
            reviewOn: input.rule.reviewOn,
            disputeId,
          })
      : null;
    const { reason, cause } = input;
    await insertDisputeRuling(tx, {
      disputeId,
      ownerId: owner.id,
      reason,
      cause,
      causedId,
      caughtId,
      rulingId,
      at: now,
      by: personId,
    });
    const deeds: Deed[] = [];
    if (found.closureId === null && found.ownerId !== owner.id) {
      const holderId = newId();
      await changeHolder(tx, {
        holderId,
        caseId: found.caseId,
        personId: owner.id,
        at: now,
        rung: 'ruled',
        reason: `${actor.name} ruled: ${reason}`,
        madeBy: personId,
      });
      await noteMove(tx, found, { holderId, to: owner.id, at: now });
    }
    deeds.push({
      verb: 'dispute_ruled',
      detail: { disputeId, owner: owner.id, reason, cause, causedId, caughtId, rulingId },
    });
    deeds.push(await endWith(tx, platform, actor, still, 'ruled'));
    await tell(tx, platform, [...new Set([owner.id, still.personId, ...(await nominees(tx, disputeId))])], {
      kind: 'ruling',
      customerIds: [found.customerId],
      write: ({ words, customer, href, to }) => ({
        title: to.personId === owner.id ? words.ruledYours(actor.name) : words.ruled(owner.name),
        caseId: found.caseId,
        blocks: [
          { kind: 'text', text: `${customer(found.customerId)} · ${found.reason}` },
          { kind: 'quote', text: reason },
          ...(rulingId ? [{ kind: 'text' as const, text: words.ruledRule }] : []),
          { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
        ],
      }),
    });
    return deeds;
  });
}

/**
 * The present offer of a disputed case is gone without a yes (declined, lapsed, its case closed or taken over): the question
 * whose it is stays, and goes to the arbiter.
 */
export async function offerGone(tx: Tx, platform: Platform, actor: Actor, caseId: string): Promise<Deed[]> {
  const dispute = await openDispute(tx, caseId);
  if (!dispute || dispute.arbitratedAt) return [];
  const found = await readCase(tx, caseId);
  return found ? toArbiter(tx, platform, actor, { dispute, found }) : [];
}

/** By the clock: every dispute whose nominee is asked no longer goes to an arbiter. */
export async function arbitrateUnanswered(platform: Platform): Promise<void> {
  for (const caseId of await unanswered(platform.db)) {
    await platform.db.tx(async (tx) => {
      const found = await lockCase(tx, caseId);
      if (!found || (await pendingHandover(tx, caseId))) return;
      const deeds = await offerGone(tx, platform, systemActor, caseId);
      await recordDeeds(tx, platform, { actor: systemActor, case: found, deeds });
    });
  }
}

/** The ladder is asked to rule, those concerned left out. */
export async function toArbiter(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { dispute, found }: { dispute: DisputeRow; found: CaseRow },
): Promise<Deed[]> {
  const parties = await partiesOf(tx, dispute);
  const raised = await raise(tx, platform, actor, {
    kind: 'dispute',
    subject: dispute.id,
    title: `#${found.number} ${found.reason}`,
    touchpointId: dispute.touchpointId || null,
    departmentIds: await departmentsOfPeople(tx, parties),
    excludedIds: parties,
  });
  if (!raised) return [];
  await markArbitrated(tx, dispute.id, platform.clock.now());
  return [{ verb: 'dispute_to_arbiter', detail: { disputeId: dispute.id } }];
}

export async function endWith(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  dispute: DisputeRow,
  ending: NonNullable<DisputeRow['ending']>,
): Promise<Deed> {
  await endDispute(tx, dispute.id, { ending, at: platform.clock.now(), by: actor.personId });
  await settle(tx, platform, actor, { kind: 'dispute', subject: dispute.id, how: ending });
  return { verb: 'dispute_ended', detail: { disputeId: dispute.id, ending } };
}

/** Only whom the ladder asks now, and never one of the parties. */
async function mustArbitrate(tx: Tx, actor: Actor, dispute: DisputeRow): Promise<void> {
  const parties = await partiesOf(tx, dispute);
  if (actor.personId && parties.includes(actor.personId)) {
    throw new Refusal(
      'is_a_party',
      'You are a party to this dispute. Whoever stands above rules it.',
      { disputeId: dispute.id },
      403,
    );
  }
  const [arbiter] = await arbitersOf(tx, [dispute.id]);
  if (!arbiter) {
    throw conflict(
      'not_with_an_arbiter',
      'The colleague who was named has not answered yet. Wait for that answer.',
      {
        disputeId: dispute.id,
      },
    );
  }
  await toAnswer(tx, actor, arbiter.escalationId);
}

function refuseRule(): never {
  throw new Refusal(
    'no_place_to_route',
    'This case has no touchpoint: rule it without a rule for next time.',
    {
      errors: [{ path: 'rule', message: 'There is no touchpoint to route.' }],
    },
  );
}

async function departmentId(tx: Tx, named: string | null | undefined): Promise<string | null> {
  if (!named) return null;
  const id = await departmentNamed(tx, named);
  if (!id) throw notFound('department', named);
  return id;
}
