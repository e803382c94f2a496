import type { z } from 'zod';
import { touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { lockRound, touchpointsOfRound } from './round.sql.ts';
import { type Answer, AnswerInput, isComplete, PulseInput, pulseItems, stateOf } from './round.ts';
import {
  answersOf,
  invitationOf,
  type KeptAnswer,
  type MyInvitation,
  type Pulse,
  pulseOf,
  roundsWaitingFor,
  type WaitingRound,
  writeAnswer,
  writePulse,
  writeSubmission,
} from './roundAnswer.sql.ts';
import { notOpen, roundOr404 } from './rounds.ts';

/** Open rounds that wait for a person's answers, the nearest deadline first: what Home shows. */
export function roundsWaiting(on: Runner, personId: string, today: string): Promise<WaitingRound[]> {
  return roundsWaitingFor(on, personId, today);
}

/** The same for whoever is signed in, today; nothing for a key or the operator. */
export async function myRounds(platform: Platform, actor: Actor): Promise<WaitingRound[]> {
  if (!actor.personId) return [];
  return roundsWaiting(platform.db, actor.personId, await dayOf(platform.db, platform.clock.now()));
}

/** What a person is asked and has answered so far; nobody else's, and also after the closing. */
export async function answerSheet(platform: Platform, actor: Actor, roundId: string) {
  const { db } = platform;
  const round = await roundOr404(db, roundId);
  const { personId, invitation } = await invited(db, actor, roundId);
  const today = await dayOf(db, platform.clock.now());
  const kept = new Map((await answersOf(db, roundId, personId)).map((one) => [one.touchpointId, one]));
  const { byId } = await touchpointIndex(db);
  const touchpoints = await touchpointsOfRound(db, roundId);
  return {
    round: {
      id: round.id,
      name: round.name,
      question: round.question,
      opensOn: round.opensOn,
      dueOn: round.dueOn,
      state: stateOf(round, today),
    },
    submittedAt: invitation.submittedAt,
    touchpoints: touchpoints.flatMap(({ id }) => {
      const place = byId.get(id);
      if (!place) return [];
      const { key, name, journeyName, phaseName } = place;
      const answer = kept.get(id);
      return { key, name, journeyName, phaseName, answer: shown(answer) };
    }),
    pulse: (await pulseOf(db, roundId, personId)) ?? null,
  };
}

function shown(kept: KeptAnswer | undefined) {
  if (!kept) return null;
  const { touches, accountable, responsible, ownRole, clarity, comment, version, savedAt } = kept;
  const answer = { touches, accountable, responsible, ownRole, clarity, comment };
  return { ...answer, version, savedAt, complete: isComplete(answer) };
}

/** Keeps one answer, complete or not. @throws `answered_elsewhere` (409) where another window has saved meanwhile. */
export async function saveAnswer(
  platform: Platform,
  actor: Actor,
  { roundId, touchpoint, ...input }: AnswerInput & { roundId: string; touchpoint: string },
): Promise<{ version: number; savedAt: Date; complete: boolean }> {
  const { version, ...given } = AnswerInput.parse(input);
  const answer = asKept(given);
  return platform.db.tx(async (tx) => {
    const personId = await mayAnswer(tx, platform, actor, roundId);
    const place = (await touchpointIndex(tx)).byKey.get(touchpoint);
    const asked = await touchpointsOfRound(tx, roundId);
    if (!place || !asked.some((one) => one.id === place.id))
      throw notFound('touchpoint in this round', touchpoint);
    await refuseUnknown(tx, answer);
    const at = platform.clock.now();
    const complete = isComplete(answer);
    const who = { roundId, personId, touchpointId: place.id };
    if (await writeAnswer(tx, who, { answer, version, at }))
      return { version: version + 1, savedAt: at, complete };
    const kept = (await answersOf(tx, roundId, personId)).find((one) => one.touchpointId === place.id);
    // The same answer sent again, because its receipt was lost on the way.
    if (kept && same(kept, answer)) return { version: kept.version, savedAt: kept.savedAt, complete };
    throw elsewhere(kept?.version ?? 0);
  });
}

/** Keeps the pulse. @throws `answered_elsewhere`. */
export async function savePulse(
  platform: Platform,
  actor: Actor,
  { roundId, ...input }: PulseInput & { roundId: string },
): Promise<{ version: number }> {
  const { version, ...given } = PulseInput.parse(input);
  const pulse = Object.fromEntries(pulseItems.map((item) => [item, given[item] ?? null])) as Pulse;
  return platform.db.tx(async (tx) => {
    const personId = await mayAnswer(tx, platform, actor, roundId);
    const at = platform.clock.now();
    if (await writePulse(tx, { roundId, personId }, { pulse, version, at })) return { version: version + 1 };
    const kept = await pulseOf(tx, roundId, personId);
    if (kept && pulseItems.every((item) => kept[item] === pulse[item])) return { version: kept.version };
    throw elsewhere(kept?.version ?? 0);
  });
}

/** Says “I am done”; answers may still be changed until the round closes. @throws `round_unfinished`, naming what is missing. */
export async function submitAnswers(
  platform: Platform,
  actor: Actor,
  roundId: string,
): Promise<{ submittedAt: Date }> {
  return platform.db.tx(async (tx) => {
    const personId = await mayAnswer(tx, platform, actor, roundId);
    const done = new Set(
      (await answersOf(tx, roundId, personId)).filter(isComplete).map((one) => one.touchpointId),
    );
    const missing = (await touchpointsOfRound(tx, roundId)).filter((one) => !done.has(one.id));
    const pulse = await pulseOf(tx, roundId, personId);
    if (missing.length > 0 || !pulse || pulseItems.some((item) => pulse[item] === null)) {
      const { byId } = await touchpointIndex(tx);
      throw new Refusal(
        'round_unfinished',
        missing.length > 0
          ? `${missing.length} of the touchpoints are not answered yet. “I have nothing to do with it” is an answer, too.`
          : 'The questions about your role in general are not answered yet.',
        { missing: missing.flatMap((one) => byId.get(one.id)?.key ?? []) },
      );
    }
    const at = platform.clock.now();
    await writeSubmission(tx, { roundId, personId }, at);
    return { submittedAt: at };
  });
}

/** The person who answers, if they may now. Holds the round open until the transaction ends. */
async function mayAnswer(tx: Tx, platform: Platform, actor: Actor, roundId: string): Promise<string> {
  const { personId, invitation } = await invited(tx, actor, roundId);
  await lockRound(tx, roundId, 'shared');
  const round = await roundOr404(tx, roundId);
  const today = await dayOf(tx, platform.clock.now());
  if (stateOf(round, today) !== 'open') throw notOpen(round, today);
  if (invitation.leftOn !== null && invitation.leftOn <= today) {
    throw new Refusal(
      'person_left',
      `You left on ${invitation.leftOn}; this round is for those who are here.`,
      {
        leftOn: invitation.leftOn,
      },
    );
  }
  return personId;
}

async function invited(
  on: Runner,
  actor: Actor,
  roundId: string,
): Promise<{ personId: string; invitation: MyInvitation }> {
  require(actor, 'ownership:read');
  if (!actor.personId) {
    throw new Refusal('only_people_answer', 'Each person answers for themselves, signed in.', {}, 403);
  }
  const invitation = await invitationOf(on, roundId, actor.personId);
  if (invitation) return { personId: actor.personId, invitation };
  await roundOr404(on as Tx, roundId);
  throw new Refusal(
    'not_invited',
    'This round does not ask you. Whoever made it can make another that does.',
    { roundId },
    403,
  );
}

/** What follows from “nothing to do with it” is nothing else; an empty text is none. */
function asKept(given: Omit<z.output<typeof AnswerInput>, 'version'>): Answer {
  const { touches } = given;
  return {
    touches,
    accountable: touches ? (given.accountable ?? null) : null,
    responsible: touches ? given.responsible : { people: [], departments: [] },
    ownRole: touches ? (given.ownRole ?? null) : null,
    clarity: touches ? (given.clarity ?? null) : null,
    comment: given.comment || null,
  };
}

function same(kept: Answer, given: Answer): boolean {
  const text = ({ touches, accountable, responsible, ownRole, clarity, comment }: Answer) =>
    JSON.stringify([
      touches,
      accountable?.kind,
      accountable?.kind === 'person' ? accountable.person : null,
      responsible.people,
      responsible.departments,
      ownRole,
      clarity,
      comment,
    ]);
  return text(kept) === text(given);
}

async function refuseUnknown(tx: Tx, { accountable, responsible }: Answer): Promise<void> {
  const people = [...responsible.people, ...(accountable?.kind === 'person' ? [accountable.person] : [])];
  const unknown = await tx.maybe<{ id: string; what: string }>(sql`
    select x.id, 'person' as what from unnest(${people}::uuid[]) as x(id) where not exists (select 1 from people p where p.person_id = x.id)
    union all select x.id, 'department' from unnest(${responsible.departments}::uuid[]) as x(id)
      where not exists (select 1 from departments d where d.department_id = x.id) limit 1`);
  if (unknown) throw notFound(unknown.what, unknown.id);
}

function elsewhere(version: number): Refusal {
  return conflict(
    'answered_elsewhere',
    'You have answered this in another window meanwhile. Its answer is kept; load the page again to go on from there.',
    { version },
  );
}
