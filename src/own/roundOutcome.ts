import type { z } from 'zod';
import { touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Runner } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { assign } from './assign.ts';
import { dayOf } from './day.ts';
import { holderBy } from './holder.sql.ts';
import { touchpointsOfRound } from './round.sql.ts';
import { OutcomeInput } from './round.ts';
import { insertOutcome } from './roundOutcome.sql.ts';
import { roundOr404, tellRound } from './rounds.ts';

/**
 * Records what the meeting decided about one touchpoint and, where somebody has it from now on, writes it into the
 * ledger with the round as the reason. @throws `round_open` before the closing, and whatever `assign` refuses.
 *
 * Two transactions: the ledger's own, then the outcome's. Were the second lost, recording it again finds what the first
 * has made and only notes it.
 */
export async function decideOutcome(
  platform: Platform,
  actor: Actor,
  { roundId, ...input }: OutcomeInput & { roundId: string },
): Promise<{ id: string; assignmentId: string | null }> {
  require(actor, 'ownership:write');
  const given = OutcomeInput.parse(input);
  const { db } = platform;
  const round = await roundOr404(db, roundId);
  if (!round.closedAt) {
    throw conflict(
      'round_open',
      `“${round.name}” is still open. Close it first; then its outcome can be decided.`,
      {
        dueOn: round.dueOn,
      },
    );
  }
  const place = (await touchpointIndex(db)).byKey.get(given.touchpoint);
  const asked = await touchpointsOfRound(db, roundId);
  if (!place || !asked.some((one) => one.id === place.id))
    throw notFound('touchpoint in this round', given.touchpoint);
  const today = await dayOf(db, platform.clock.now());
  const decidedOn = given.decidedOn ?? today;
  if (decidedOn > today)
    throw new Refusal('decided_in_future', 'A decision cannot be dated later than today.', {
      decidedOn,
      today,
    });
  const decidedBy = await decider(db, given.decidedBy ?? actor.personId ?? undefined);
  const postponed = given.kind === 'postponed' ? await postponement(db, given, today) : null;
  const assignmentId =
    given.kind === 'assigned'
      ? await intoLedger(platform, actor, { round: round.name, given, decidedOn })
      : null;
  return db.tx(async (tx) => {
    const id = await insertOutcome(
      tx,
      {
        roundId,
        touchpointId: place.id,
        kind: given.kind,
        reason: given.reason,
        decidedBy,
        decidedOn,
        assignmentId,
        postponedUntil: postponed?.until ?? null,
        postponedTo: postponed?.owner ?? null,
        recordedBy: actor.personId,
      },
      platform.clock.now(),
    );
    const data = {
      touchpoint: given.touchpoint,
      kind: given.kind,
      reason: given.reason,
      decidedBy,
      assignmentId,
    };
    await tellRound(tx, platform, actor, { verb: 'round.decided', id: roundId, data });
    return { id, assignmentId };
  });
}

async function decider(on: Runner, named: string | undefined): Promise<string> {
  if (!named) throw new Refusal('who_decided', 'Say who decided: `decidedBy`, a person.');
  return (await holderBy(on, { person: named })).id;
}

async function postponement(
  on: Runner,
  given: z.output<typeof OutcomeInput>,
  today: string,
): Promise<{ until: string; owner: string }> {
  const until = given.until as string;
  if (until <= today) {
    throw new Refusal('postponed_to_the_past', 'Postpone to a day after today.', { until, today });
  }
  const owner = await holderBy(on, { person: given.owner as string });
  if (owner.leftOn !== null && owner.leftOn <= until) {
    throw new Refusal(
      'person_left',
      `${owner.name} ${owner.leftOn <= today ? 'left' : 'leaves'} on ${owner.leftOn}. Choose somebody who is there on ${until}.`,
      { leftOn: owner.leftOn },
    );
  }
  return { until, owner: owner.id };
}

async function intoLedger(
  platform: Platform,
  actor: Actor,
  of: { round: string; given: z.output<typeof OutcomeInput>; decidedOn: string },
): Promise<string> {
  const { given } = of;
  try {
    const { id } = await assign(platform, actor, {
      object: { kind: 'touchpoint', key: given.touchpoint },
      role: given.role,
      ...(given.person ? { person: given.person } : { department: given.department }),
      from: given.from ?? of.decidedOn,
      reason: `Role round “${of.round}”: ${given.reason}`,
      replace: true,
    });
    return id;
  } catch (error) {
    const has =
      error instanceof Refusal && error.code === 'assigned_already' ? error.facts.assignmentId : undefined;
    if (typeof has === 'string') return has;
    throw error;
  }
}
