import { type Actor, systemActor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Runner, Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { holderBy } from './holder.sql.ts';
import { objectByKey } from './ledger.sql.ts';
import { readLimits } from './limits.ts';
import * as store from './mandate.sql.ts';
import {
  AnswerInput,
  lastAsk,
  NeedInput,
  type StoredAsk,
  type StoredNeed,
  standingAnswer,
} from './mandate.ts';
import { tellAnswered, tellAsked } from './mandateLetters.ts';

/** Says what somebody needs to answer for what is theirs, and puts it to whoever can grant it. */
export async function stateNeed(platform: Platform, actor: Actor, input: NeedInput): Promise<{ id: string }> {
  const given = NeedInput.parse(input);
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const today = await dayOf(tx, at);
    const who = await holderBy(tx, { person: given.person ?? actor.personId ?? '' });
    if (actor.personId !== who.id && actor.kind !== 'system') {
      throw new Refusal('not_yours', `Only ${who.name} can say what ${who.name} needs.`, {}, 403);
    }
    if (who.leftOn !== null && who.leftOn <= today) {
      throw new Refusal(
        'person_left',
        `${who.name} left on ${who.leftOn} and answers for nothing any more.`,
        {
          leftOn: who.leftOn,
        },
      );
    }
    const object = given.object ? await objectByKey(tx, given.object.kind, given.object.key) : undefined;
    if (given.object && !object) throw notFound(given.object.kind, given.object.key);
    const holds = (await store.holdings(tx, today)).filter((one) => one.personId === who.id);
    if (!holds.some((one) => !object || (one.kind === given.object?.kind && one.id === object.id))) {
      throw new Refusal(
        'not_accountable',
        object
          ? `${who.name} is not accountable for ${object.name}. Take the seat first, or leave the thing out.`
          : `${who.name} is accountable for nothing yet. A mandate goes with a seat.`,
        {},
      );
    }
    const need = {
      id: newId(),
      personId: who.id,
      piece: given.piece,
      objectKind: object ? (given.object?.kind ?? null) : null,
      objectId: object?.id ?? null,
      words: given.words,
      amount: given.amount ?? null,
      currency: given.amount ? (given.currency ?? 'EUR') : null,
      period: given.amount ? (given.period ?? 'year') : null,
      statedAt: at,
      withdrawnAt: null,
    };
    await store.insertNeed(tx, need, actor.personId);
    await tell(tx, platform, actor, {
      verb: 'mandate.needed',
      id: need.id,
      data: { ...given, person: who.name },
    });
    if (need.piece !== 'nothing') await putTo(tx, platform, { ...need, asks: [] }, { actor, reason: null });
    return { id: need.id };
  });
}

/** Grants, denies or offers something else; who asks never answers. */
export async function answerNeed(
  platform: Platform,
  actor: Actor,
  needId: string,
  input: AnswerInput,
): Promise<{ id: string }> {
  const given = AnswerInput.parse(input);
  return platform.db.tx(async (tx) => {
    const { need, ask } = await openAsk(tx, needId);
    const by = await answererOf(tx, actor, need, ask);
    const answered = standingAnswer(ask);
    if (answered) {
      throw conflict('answered_already', 'This was answered already. Take that answer back first.', {
        answer: answered.answer,
        at: answered.at,
      });
    }
    const amount = given.answer === 'alternative' ? (given.amount ?? null) : null;
    const at = platform.clock.now();
    const id = await store.insertAnswer(
      tx,
      ask.id,
      { answer: given.answer, words: given.words ?? null, amount },
      { at, by },
    );
    await tell(tx, platform, actor, { verb: `mandate.${given.answer}`, id: needId, data: { ...given } });
    await tellAnswered(tx, platform, { need, answer: given.answer, words: given.words ?? null, by });
    return { id };
  });
}

/** An answer given by mistake: it stays on record, and the question is open again. */
export async function takeBackAnswer(platform: Platform, actor: Actor, needId: string): Promise<void> {
  await platform.db.tx(async (tx) => {
    const { ask } = await openAsk(tx, needId);
    const answer = standingAnswer(ask);
    if (!answer) throw conflict('not_answered', 'There is no answer to take back.', {});
    if (answer.byId !== actor.personId) {
      throw new Refusal('not_yours', 'Only who answered can take the answer back.', {}, 403);
    }
    await store.takeBack(tx, answer.id, { at: platform.clock.now(), by: actor.personId });
    await tell(tx, platform, actor, {
      verb: 'mandate.answer_taken_back',
      id: needId,
      data: { answer: answer.answer },
    });
  });
}

/** Denied, put off with less than is needed, or overdue: the one who needs it takes it to the sponsor. */
export async function escalateNeed(
  platform: Platform,
  actor: Actor,
  needId: string,
  { reason }: { reason: string },
): Promise<void> {
  await platform.db.tx(async (tx) => {
    const { need, ask } = await openAsk(tx, needId);
    if (need.personId !== actor.personId) {
      throw new Refusal('not_yours', 'Only who needs it can take it further.', {}, 403);
    }
    if (ask.rung === 'sponsor') {
      throw conflict('no_rung_above', 'It lies with the sponsor already; nobody stands above.', {});
    }
    const answer = standingAnswer(ask);
    const late = ask.dueAt < platform.clock.now();
    if (answer ? answer.answer === 'granted' : !late) {
      throw conflict(
        'too_early',
        answer ? 'It was granted. There is nothing to take further.' : 'The deadline has not passed yet.',
        { dueAt: ask.dueAt },
      );
    }
    await putTo(tx, platform, need, { actor, reason });
  });
}

/** It is not needed any more. What was asked and answered stays on record. */
export async function withdrawNeed(platform: Platform, actor: Actor, needId: string): Promise<void> {
  await platform.db.tx(async (tx) => {
    const need = await standingNeed(tx, needId);
    if (need.personId !== actor.personId) {
      throw new Refusal('not_yours', 'Only who needs it can withdraw it.', {}, 403);
    }
    await store.withdraw(tx, needId, { at: platform.clock.now(), by: actor.personId });
    await tell(tx, platform, actor, { verb: 'mandate.withdrawn', id: needId, data: {} });
  });
}

/** What a head did not answer in time goes to the sponsor, with a deadline of its own. */
export async function climbMandates(platform: Platform): Promise<{ climbed: number }> {
  const at = platform.clock.now();
  const waiting = await store.needsToClimb(platform.db, at, await dayOf(platform.db, at));
  let climbed = 0;
  for (const { id } of waiting) {
    await platform.db.tx(async (tx) => {
      const need = await store.lockNeed(tx, id);
      const ask = need && lastAsk(need);
      if (!need || need.withdrawnAt || ask?.rung !== 'head' || standingAnswer(ask)) return;
      if (await putTo(tx, platform, need, { actor: systemActor, reason: null })) climbed += 1;
    });
  }
  return { climbed };
}

/** To the head, or from there to the sponsor. False where nobody is left to ask. */
async function putTo(
  tx: Tx,
  platform: Platform,
  need: StoredNeed,
  { actor, reason }: { actor: Actor; reason: string | null },
): Promise<boolean> {
  const at = platform.clock.now();
  const { head, sponsor } = await store.grantersOf(tx, need.personId, await dayOf(tx, at));
  const before = lastAsk(need);
  const rung = before || !head ? 'sponsor' : 'head';
  const personId = rung === 'head' ? head : sponsor;
  if (!personId) {
    if (before) return false;
    throw new Refusal(
      'nobody_above',
      'Nobody stands above to grant this. Name a head of the department or a sponsor in Settings → People.',
      {},
    );
  }
  const dueAt = new Date(at.getTime() + (await readLimits(tx)).answerWithinDays * 86_400_000);
  await store.insertAsk(tx, need.id, { rung, personId, reason, dueAt }, { at, by: actor.personId });
  await tell(tx, platform, actor, {
    verb: before ? 'mandate.escalated' : 'mandate.asked',
    id: need.id,
    data: { rung, personId, dueAt, reason },
  });
  await tellAsked(tx, platform, { need, personId, dueAt, escalated: before !== undefined });
  return true;
}

async function standingNeed(tx: Tx, id: string): Promise<StoredNeed> {
  const need = await store.lockNeed(tx, id);
  if (!need) throw notFound('need', id);
  if (need.withdrawnAt) throw conflict('withdrawn', 'This need was withdrawn. Load the page again.', {});
  return need;
}

async function openAsk(tx: Tx, id: string): Promise<{ need: StoredNeed; ask: StoredAsk }> {
  const need = await standingNeed(tx, id);
  const ask = lastAsk(need);
  if (!ask) throw conflict('nothing_asked', 'Nothing is asked here: this person has all it takes.', {});
  return { need, ask };
}

async function answererOf(tx: Runner, actor: Actor, need: StoredNeed, ask: StoredAsk): Promise<string> {
  if (actor.personId === need.personId) {
    throw new Refusal(
      'own_request',
      'Nobody grants what they need themselves. It waits for somebody else.',
      {},
      403,
    );
  }
  const mayAnswer = actor.personId === ask.personId || actor.roles.includes('sponsor');
  if (actor.personId && mayAnswer) return actor.personId;
  const asked = await holderBy(tx, { person: ask.personId });
  throw new Refusal(
    'not_asked',
    `This is put to ${asked.name}; only they or the sponsor answer it.`,
    {},
    403,
  );
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { verb, id, data }: { verb: string; id: string; data: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'mandate', id };
  await recordEvent(tx, platform, { name: verb, subject, data });
  await audit(tx, platform, actor, { verb, subject, detail: data });
}
