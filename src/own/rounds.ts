import type { z } from 'zod';
import { customersPassing } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { personCards } from './person.sql.ts';
import {
  insertRound,
  invitedPeople,
  lockRound,
  type RoundCounts,
  roundCounts,
  roundRow,
  roundRows,
  touchpointsOfRound,
  closeRound as writeClosing,
} from './round.sql.ts';
import { RoundInput, type RoundPreviewInput, type RoundRow, stateOf } from './round.ts';
import { snapshotLedger } from './roundAssigned.sql.ts';
import { writeLetters } from './roundMail.ts';
import { outcomeCounts } from './roundOutcome.sql.ts';
import { peopleAsked, touchpointsAbout } from './roundScope.ts';

const DAY = 86_400_000;

export async function tellRound(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  change: { verb: string; id: string; data: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'round', id: change.id };
  await recordEvent(tx, platform, { name: change.verb, subject, data: change.data });
  await audit(tx, platform, actor, { verb: change.verb, subject, detail: change.data });
}

/** What a round would be: its touchpoints and the people it would ask. Writes nothing. */
export async function previewRound(
  platform: Platform,
  actor: Actor,
  given: z.output<typeof RoundPreviewInput>,
) {
  require(actor, 'ownership:write');
  const { db } = platform;
  const today = await dayOf(db, platform.clock.now());
  const touchpointIds = await touchpointsAbout(db, given.about, today);
  const people = await peopleAsked(db, { by: given.asked, touchpointIds }, today);
  const cards = await personCards(
    db,
    people.map((person) => person.id),
  );
  return {
    touchpoints: touchpointIds.length,
    people: people.flatMap((person) => cards.get(person.id) ?? []),
  };
}

/** Makes a round and, where it begins today, invites by mail. @throws `no_touchpoints`, `nobody_invited`, `deadline_past`. */
export async function openRound(
  platform: Platform,
  actor: Actor,
  input: RoundInput,
): Promise<{ id: string; invited: number; touchpoints: number }> {
  require(actor, 'ownership:write');
  const given = RoundInput.parse(input);
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const today = await dayOf(tx, at);
    const opensOn = given.from ?? today;
    const remindOn = given.remind ?? null;
    refuseDays({ opensOn, dueOn: given.until, remindOn, today });
    const touchpointIds = await touchpointsAbout(tx, given.about, today);
    if (touchpointIds.length === 0) {
      throw new Refusal('no_touchpoints', 'Choose at least one touchpoint that the round is about.');
    }
    const people = await peopleAsked(tx, { by: given.asked, touchpointIds }, today);
    if (people.length === 0) {
      throw new Refusal(
        'nobody_invited',
        'Nobody would be asked. Choose people, departments, or those in the ledger.',
      );
    }
    const { name, question, until: dueOn } = given;
    const id = await insertRound(
      tx,
      { name, question, opensOn, dueOn, remindOn, touchpointIds, people },
      { at, by: actor.personId },
    );
    const round = await roundOr404(tx, id);
    if (opensOn <= today)
      await writeLetters(tx, platform, round, {
        kind: 'invitation',
        today,
        since: new Date(0),
        by: actor.name,
      });
    const data = { name, opensOn, dueOn, touchpoints: touchpointIds.length, invited: people.length };
    await tellRound(tx, platform, actor, { verb: 'round.opened', id, data });
    return { id, invited: people.length, touchpoints: touchpointIds.length };
  });
}

function refuseDays(days: { opensOn: string; dueOn: string; remindOn: string | null; today: string }): void {
  const { opensOn, dueOn, remindOn, today } = days;
  if (dueOn < today || dueOn < opensOn) {
    throw new Refusal('deadline_past', 'The last day to answer lies before the first. Choose a later one.', {
      from: opensOn,
      until: dueOn,
    });
  }
  if (opensOn < today)
    throw new Refusal('begins_in_the_past', 'A round cannot begin before today.', { from: opensOn, today });
  if (remindOn !== null && (remindOn < opensOn || remindOn > dueOn)) {
    throw new Refusal('reminder_outside', 'Remind between the first and the last day to answer.', {
      remind: remindOn,
    });
  }
}

/** A round as lists show it: counts, never who. */
export async function listRounds(platform: Platform, actor: Actor) {
  require(actor, 'ownership:read');
  return described(platform, await roundRows(platform.db));
}

/** @throws Refusal `not_found`. */
export async function roundById(platform: Platform, actor: Actor, id: string) {
  require(actor, 'ownership:read');
  const round = await roundOr404(platform.db, id);
  const [shown] = await described(platform, [round]);
  const invited = (await invitedPeople(platform.db, id)).map((one) => one.personId);
  const cards = await personCards(platform.db, invited);
  return { ...shown!, question: round.question, people: invited.flatMap((one) => cards.get(one) ?? []) };
}

async function described(platform: Platform, rounds: RoundRow[]) {
  const { db } = platform;
  const today = await dayOf(db, platform.clock.now());
  const ids = rounds.map((round) => round.id);
  const counts = new Map((await roundCounts(db, ids, today)).map((one) => [one.roundId, one]));
  const outcomes = await outcomeCounts(db, ids);
  const cards = await personCards(
    db,
    rounds.flatMap((round) => round.madeBy ?? []),
  );
  return rounds.map((round) => {
    const { touchpoints, invited, begun, finished, reminded } = counts.get(round.id) as RoundCounts;
    const { decided, postponed } = outcomes.get(round.id) ?? { decided: 0, postponed: 0 };
    return {
      id: round.id,
      name: round.name,
      state: stateOf(round, today),
      opensOn: round.opensOn,
      dueOn: round.dueOn,
      remindOn: round.remindOn,
      remindedAt: reminded,
      madeAt: round.madeAt,
      madeBy: (round.madeBy && cards.get(round.madeBy)) || null,
      closedAt: round.closedAt,
      how: round.how,
      touchpoints,
      invited,
      begun,
      finished,
      outcomes: { decided, postponed, open: touchpoints - decided - postponed },
    };
  });
}

/** Reminds everybody who is not done. Once a day at most, so that nobody is pestered. */
export async function remindRound(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<{ reminded: number }> {
  require(actor, 'ownership:write');
  return platform.db.tx(async (tx) => {
    const round = await roundOr404(tx, id);
    const at = platform.clock.now();
    const today = await dayOf(tx, at);
    if (stateOf(round, today) !== 'open') throw notOpen(round, today);
    const since = new Date(at.getTime() - DAY);
    const reminded = await writeLetters(tx, platform, round, {
      kind: 'reminder',
      today,
      since,
      by: actor.name,
    });
    await tellRound(tx, platform, actor, { verb: 'round.reminded', id, data: { reminded } });
    return { reminded };
  });
}

/** From now on nobody answers and everybody sees the result. @throws `round_closed` (409) the second time. */
export async function closeRound(platform: Platform, actor: Actor, id: string): Promise<{ closedAt: Date }> {
  require(actor, 'ownership:write');
  const round = await roundOr404(platform.db, id);
  const at = platform.clock.now();
  const today = await dayOf(platform.db, at);
  if (round.closedAt || stateOf(round, today) === 'planned') throw notOpen(round, today);
  const ids = (await touchpointsOfRound(platform.db, id)).map((one) => one.id);
  // Outside the transaction: it may take seconds over millions of facts, and nobody who answers waits for it.
  const customers = await customersPassing(platform.db, ids, {
    from: new Date(at.getTime() - 90 * DAY),
    to: at,
  });
  return platform.db.tx(async (tx) => {
    await lockRound(tx, id, 'exclusive');
    const how = actor.kind === 'system' ? 'deadline' : 'hand';
    if (!(await writeClosing(tx, id, { at, by: actor.personId, how, customers })))
      throw notOpen({ ...round, closedAt: at }, today);
    await snapshotLedger(tx, { roundId: id, touchpointIds: ids, day: today });
    await tellRound(tx, platform, actor, { verb: 'round.closed', id, data: { name: round.name, how } });
    return { closedAt: at };
  });
}

export async function roundOr404(on: Platform['db'] | Tx, id: string): Promise<RoundRow> {
  const round = await roundRow(on, id);
  if (!round) throw notFound('round', id);
  return round;
}

/** Why a round takes no answers on a day. */
export function notOpen(round: RoundRow, today: string): Refusal {
  if (stateOf(round, today) === 'planned') {
    return conflict('round_not_open', `“${round.name}” begins on ${round.opensOn}.`, {
      opensOn: round.opensOn,
    });
  }
  return conflict(
    'round_closed',
    `“${round.name}” is closed${round.closedAt ? '' : `: its last day was ${round.dueOn}`}. What was answered before counts.`,
    { closedAt: round.closedAt, dueOn: round.dueOn },
  );
}
