import { touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { listDepartments } from './departments.ts';
import {
  type EscalationRow,
  insertAnswer,
  lockEscalation,
  readEscalations,
  type StepRow,
} from './escalation.sql.ts';
import { type Escalation, ImprovementInput, type Kind } from './escalation.ts';
import { type Holder, holderBy } from './holder.sql.ts';
import { hrefOf, raise, settle, take, tellOf } from './ladder.ts';
import { personCards } from './person.sql.ts';
import { readTerms } from './terms.ts';

/** What is on the ladder, the longest waiting first. `mine`: what waits for the one who asks. */
export async function listEscalations(
  platform: Platform,
  actor: Actor,
  filter: { open?: boolean | undefined; mine?: boolean | undefined; kind?: Kind | undefined } = {},
): Promise<Escalation[]> {
  require(actor, 'ownership:read');
  const rows = (await readEscalations(platform.db, { open: filter.open ?? true })).filter(
    (row) => !filter.kind || row.kind === filter.kind,
  );
  const people = await personCards(
    platform.db,
    rows.flatMap((row) => [
      ...row.steps.flatMap((step) => step.personIds),
      ...row.answers.flatMap((one) => [one.personId, one.toPersonId ?? []].flat()),
    ]),
  );
  const { byId } = await touchpointIndex(platform.db);
  const departments = new Map((await listDepartments(platform.db)).map((one) => [one.id, one.name]));
  const now = platform.clock.now();
  const card = (id: string) => people.get(id) ?? [];
  const shown = rows.map((row): Escalation => {
    const last = row.steps.at(-1) as StepRow;
    const place = row.touchpointId === null ? undefined : byId.get(row.touchpointId);
    return {
      id: row.id,
      kind: row.kind,
      subject: row.subject,
      title: row.title,
      href: hrefOf(row),
      touchpoint: place ? { key: place.key, name: place.name } : null,
      departments: row.departmentIds.map((id) => ({ id, name: departments.get(id) ?? '' })),
      raisedAt: row.raisedAt,
      daysWaiting: Math.floor(((row.settledAt ?? now).getTime() - row.raisedAt.getTime()) / 86_400_000),
      rung: last.rung,
      people: last.personIds.flatMap(card),
      dueAt: last.dueAt,
      mine: !row.settledAt && actor.personId !== null && last.personIds.includes(actor.personId),
      settled: row.settledAt && row.settledHow ? { at: row.settledAt, how: row.settledHow } : null,
      steps: row.steps.map((step) => {
        const answer = row.answers.find((one) => one.stepId === step.id);
        const by = answer && people.get(answer.personId);
        return {
          rung: step.rung,
          people: step.personIds.flatMap(card),
          at: step.at,
          dueAt: step.dueAt,
          why: step.why,
          answer:
            answer && by
              ? {
                  answer: answer.answer,
                  by,
                  words: answer.words,
                  to: (answer.toPersonId && people.get(answer.toPersonId)) || null,
                  at: answer.at,
                }
              : null,
        };
      }),
    };
  });
  return filter.mine ? shown.filter((one) => one.mine) : shown;
}

/** The open matter itself, locked; only who is asked now may answer it. @throws `settled_already`, `not_asked`. */
export async function toAnswer(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ row: EscalationRow; step: StepRow }> {
  const row = await lockEscalation(tx, id);
  if (!row) throw notFound('escalation', id);
  if (row.settledAt) throw conflict('settled_already', 'This is settled already.', { escalationId: id });
  const step = row.steps.at(-1) as StepRow;
  if (!actor.personId || !step.personIds.includes(actor.personId)) {
    throw new Refusal(
      'not_asked',
      'Only those whom the ladder asks now can answer this.',
      { escalationId: id },
      403,
    );
  }
  return { row, step };
}

/** Back to whoever was asked before, with a reason: their time begins again. */
export async function sendBack(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  words: string,
): Promise<void> {
  const { row, step } = await toAnswer(tx, actor, id);
  const before = row.steps.findLast(
    (one) => one.number < step.number && !one.personIds.every((person) => step.personIds.includes(person)),
  );
  if (!before) {
    throw new Refusal(
      'nobody_before',
      'You were asked first: there is nobody to send it back to. Decide, or appoint somebody.',
      { escalationId: id },
    );
  }
  await noteAnswer(tx, platform, actor, { row, step, answer: 'sent_back', words, to: null });
  await take(tx, platform, row, { rung: before.rung, personIds: before.personIds, why: 'sent_back' });
}

/** Somebody else shall settle it. A party to a dispute cannot. */
export async function appoint(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  given: { to: string; words: string },
): Promise<{ row: EscalationRow; to: string; dueAt: Date }> {
  const { row, step } = await toAnswer(tx, actor, id);
  const now = platform.clock.now();
  const person = await hereOrRefuse(tx, given.to, now);
  if (row.excludedIds.includes(person.id)) {
    throw new Refusal('is_a_party', `${person.name} is a party to this. Appoint somebody who is not.`, {
      to: person.id,
    });
  }
  if (step.personIds.includes(person.id)) {
    throw new Refusal('asked_already', `${person.name} is asked already. Appoint somebody else, or decide.`, {
      to: person.id,
    });
  }
  await noteAnswer(tx, platform, actor, {
    row,
    step,
    answer: 'appointed',
    words: given.words,
    to: person.id,
  });
  const dueAt = new Date(now.getTime() + (await readTerms(tx)).hours.owner * 3_600_000);
  await take(tx, platform, row, { rung: 'appointed', personIds: [person.id], dueAt, why: 'appointed' });
  return { row, to: person.id, dueAt };
}

/** Decided on the ladder itself: an improvement is begun or turned down, in words. */
export async function decideHere(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  words: string,
): Promise<EscalationRow> {
  const { row, step } = await toAnswer(tx, actor, id);
  await noteAnswer(tx, platform, actor, { row, step, answer: 'decided', words, to: null });
  await settle(tx, platform, actor, { kind: row.kind, subject: row.subject, how: 'decided' });
  return row;
}

async function noteAnswer(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  given: {
    row: EscalationRow;
    step: StepRow;
    answer: 'decided' | 'appointed' | 'sent_back';
    words: string;
    to: string | null;
  },
): Promise<void> {
  const { row, step, answer, words, to } = given;
  const at = platform.clock.now();
  await insertAnswer(tx, row.id, {
    id: newId(),
    stepId: step.id,
    personId: actor.personId as string,
    answer,
    words,
    toPersonId: to,
    at,
  });
  await tellOf(tx, platform, actor, row, 'escalation.answered', { answer, words, to });
}

/** Anyone may ask other departments for an improvement; unanswered, it climbs until somebody answers. */
export async function askImprovement(
  platform: Platform,
  actor: Actor,
  input: ImprovementInput,
): Promise<{ id: string }> {
  require(actor, 'ownership:read');
  if (!actor.personId) {
    throw new Refusal(
      'needs_a_person',
      'Only a person can ask for an improvement. Sign in as yourself.',
      {},
      403,
    );
  }
  const given = ImprovementInput.parse(input);
  return platform.db.tx(async (tx) => {
    const now = platform.clock.now();
    const owner = await hereOrRefuse(tx, given.owner, now);
    const departmentIds: string[] = [];
    for (const department of given.departments) departmentIds.push((await holderBy(tx, { department })).id);
    const place = given.touchpoint ? (await touchpointIndex(tx)).byKey.get(given.touchpoint) : undefined;
    if (given.touchpoint && !place) throw notFound('touchpoint', given.touchpoint);
    const dueAt = given.dueAt
      ? new Date(given.dueAt)
      : new Date(now.getTime() + (await readTerms(tx)).hours.owner * 3_600_000);
    const subject = newId();
    const id = await raise(tx, platform, actor, {
      kind: 'improvement',
      subject,
      title: given.title,
      touchpointId: place?.id ?? null,
      departmentIds,
      first: { personId: owner.id, dueAt },
    });
    return { id: id as string };
  });
}

/** Somebody who is there today. @throws `person_left`. */
export async function hereOrRefuse(tx: Tx, person: string, now: Date): Promise<Holder> {
  const holder = await holderBy(tx, { person });
  if (holder.leftOn !== null && holder.leftOn <= (await dayOf(tx, now))) {
    throw new Refusal('person_left', `${holder.name} left on ${holder.leftOn}. Name somebody who is here.`, {
      leftOn: holder.leftOn,
    });
  }
  return holder;
}
