import { touchpointIndex } from '../map/map.ts';
import { type Actor, type Permission, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { hold } from '../platform/locks.ts';
import type { Platform } from '../platform/platform.ts';
import { type AssignmentInput, assign } from './assign.ts';
import { dayOf } from './day.ts';
import { readEscalations } from './escalation.sql.ts';
import { hereOrRefuse } from './escalations.ts';
import { departmentsAt, insertClarification, insertDecision, readCourse } from './greyArea.sql.ts';
import { type ClarificationInput, DecisionInput, type State } from './greyArea.ts';
import { register } from './greyAreas.ts';
import { raise, settle, take } from './ladder.ts';
import { ledgerOf } from './ledger.sql.ts';
import { seatOf } from './ledger.ts';
import { makeRuling } from './rulings.ts';
import { within } from './within.ts';

/** Who finds out whose it is, by when. Not answered in time, it climbs the ladder. */
export async function appointClarifier(
  platform: Platform,
  actor: Actor,
  key: string,
  given: ClarificationInput,
): Promise<void> {
  require(actor, 'ownership:write');
  const now = platform.clock.now();
  const dueAt = new Date(`${given.dueOn}T17:00:00Z`);
  if (dueAt <= now) {
    throw new Refusal('due_in_the_past', 'The deadline lies in the past. Choose a later day.', {
      errors: [{ path: 'dueOn', message: 'Choose a later day.' }],
    });
  }
  const { name, touchpointId } = await place(platform, key);
  await platform.db.tx(async (tx) => {
    await hold(tx, 'clarifying');
    const person = await hereOrRefuse(tx, given.owner, now);
    await appointed(tx, platform, actor, { key, personId: person.id, dueAt, reason: given.reason || null });
    const departmentIds =
      touchpointId === null ? [] : await departmentsAt(tx, touchpointId, await dayOf(tx, now));
    const [matter] = await readEscalations(tx, { subject: key, open: true });
    // Already on the ladder, it goes to whoever is appointed now and climbs on from where it stood.
    if (matter)
      await take(tx, platform, matter, {
        rung: 'appointed',
        personIds: [person.id],
        dueAt,
        why: 'appointed',
      });
    else {
      await raise(tx, platform, actor, {
        kind: 'grey_area',
        subject: key,
        title: name,
        touchpointId,
        departmentIds,
        first: { personId: person.id, dueAt },
      });
    }
  });
}

/** Records the appointment; its mail is the ladder's. */
export async function appointed(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  given: { key: string; personId: string; dueAt: Date; reason: string | null },
): Promise<void> {
  const { key: subject, personId, dueAt, reason } = given;
  await insertClarification(tx, {
    id: newId(),
    subject,
    personId,
    dueAt,
    reason,
    appointedAt: platform.clock.now(),
    appointedBy: actor.personId,
  });
  await tellOf(tx, platform, actor, 'grey_area.appointed', subject, { personId, dueAt, reason });
}

/** Whose it is from now on: edits the registry, and the routing where asked, in one transaction with the decision. */
export async function decideGreyArea(
  platform: Platform,
  actor: Actor,
  key: string,
  input: DecisionInput,
): Promise<void> {
  const given = DecisionInput.parse(input);
  const seen = await seeGreyArea(platform, key);
  if (!actor.personId || !seen.asked.includes(actor.personId)) require(actor, 'ownership:write');
  await platform.db.tx((tx) => decideIn(tx, platform, actor, { key, seen, given }));
}

/** What somebody decides upon, so that two who decide at once do not both succeed. */
export interface Seen {
  state: State;
  decidedAt: Date | null;
  /** Who was appointed to clarify it, and whom the ladder asks: they may decide it. */
  asked: string[];
}

export async function seeGreyArea(platform: Platform, key: string): Promise<Seen> {
  const { items } = await register(platform, 90, { wanted: key });
  const item = items.find((one) => one.key === key);
  if (!item) throw notFound('grey area', key);
  return {
    state: item.state,
    decidedAt: item.decision?.decidedAt ?? null,
    asked: [item.clarification?.person.id ?? [], item.escalation?.people.map((one) => one.id) ?? []].flat(),
  };
}

/** The same inside the caller's transaction; the caller has seen to it that the actor may. */
export async function decideIn(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { key, seen, given }: { key: string; seen: Seen; given: ReturnType<typeof DecisionInput.parse> },
): Promise<void> {
  await hold(tx, 'clarifying');
  await refuseDecided(tx, key, seen);
  const now = platform.clock.now();
  const day = await dayOf(tx, now);
  const index = await touchpointIndex(tx);
  const touchpointKey = key.startsWith('touchpoint:') ? key.slice('touchpoint:'.length) : given.touchpoint;
  const spot = touchpointKey ? index.byKey.get(touchpointKey) : undefined;
  if (touchpointKey && !spot) throw notFound('touchpoint', touchpointKey);
  const accountable = given.accountable ? await hereOrRefuse(tx, given.accountable, now) : undefined;
  const responsible = given.responsible ? await hereOrRefuse(tx, given.responsible, now) : undefined;
  if ((accountable || responsible) && !spot) {
    throw new Refusal('which_touchpoint', 'Name the touchpoint whose registry this changes.', { key });
  }
  const seat = spot && seatOf(await ledgerOf(tx, { touchpoints: [spot.id] }, ['A']), day);
  if (seat && !seat.person && !accountable) {
    throw new Refusal(
      'seat_stays_empty',
      'Nobody, or not one person alone, is accountable here. Name who is from now on.',
      {
        reason: seat.reason,
        errors: [{ path: 'accountable', message: 'Name who is accountable from now on.' }],
      },
    );
  }
  const assigning = within(platform, tx);
  const clarifying: Actor = {
    ...actor,
    permissions: new Set<Permission>([...actor.permissions, 'ownership:write']),
  };
  const assignmentIds: string[] = [];
  for (const [role, person] of [
    ['A', accountable],
    ['R', responsible],
  ] as const) {
    if (!person || !spot) continue;
    const object = { kind: 'touchpoint' as const, key: spot.key };
    const id = await assigned(assigning, clarifying, {
      object,
      role,
      person: person.id,
      reason: `Grey area decided: ${given.reason}`.slice(0, 1000),
      replace: role === 'A',
    });
    if (id) assignmentIds.push(id);
  }
  const decisionId = newId();
  await insertDecision(tx, {
    id: decisionId,
    subject: key,
    cause: given.cause,
    reason: given.reason,
    accountableId: accountable?.id ?? null,
    responsibleId: responsible?.id ?? null,
    assignmentIds,
    decidedAt: now,
    decidedBy: actor.personId,
  });
  const routed = responsible ?? accountable;
  if (given.route) {
    if (!spot || !routed) {
      throw new Refusal('route_to_whom', 'Say who is responsible: the cases go to that person.', {
        errors: [{ path: 'responsible', message: 'The cases go to this person.' }],
      });
    }
    await makeRuling(tx, platform, actor, {
      touchpointId: spot.id,
      conditions: {},
      personId: routed.id,
      reason: given.reason,
      reviewOn: given.route.reviewOn,
      decisionId,
    });
  }
  await settle(tx, platform, actor, { kind: 'grey_area', subject: key, how: 'decided' });
  await tellOf(tx, platform, actor, 'grey_area.decided', key, {
    decisionId,
    cause: given.cause,
    reason: given.reason,
    accountable: accountable?.id ?? null,
    responsible: responsible?.id ?? null,
  });
}

/** Decided, and nothing has returned since; or somebody decided while this one was still reading. */
async function refuseDecided(tx: Tx, key: string, seen: Seen): Promise<void> {
  const [last] = (await readCourse(tx, key)).decisions;
  if (!last || (seen.state !== 'decided' && last.decidedAt.getTime() === seen.decidedAt?.getTime())) return;
  throw conflict(
    'decided_already',
    'This was decided already. Appoint somebody to clarify it again if the decision does not hold.',
    { key, decidedAt: last.decidedAt },
  );
}

/** The id of the new row; undefined where the person had exactly this role already. */
async function assigned(
  platform: Platform,
  actor: Actor,
  input: AssignmentInput,
): Promise<string | undefined> {
  try {
    return (await assign(platform, actor, input)).id;
  } catch (problem) {
    if (problem instanceof Refusal && problem.code === 'assigned_already') return undefined;
    throw problem;
  }
}

async function place(
  platform: Platform,
  key: string,
): Promise<{ name: string; touchpointId: number | null }> {
  const sides = /^seam:(.+?)~(.+)$/.exec(key);
  if (sides) return { name: `${sides[1]} – ${sides[2]}`, touchpointId: null };
  const spot = (await touchpointIndex(platform.db)).byKey.get(key.replace(/^touchpoint:/, ''));
  if (!spot || !key.startsWith('touchpoint:')) throw notFound('grey area', key);
  return { name: spot.name, touchpointId: spot.id };
}

async function tellOf(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  verb: string,
  key: string,
  data: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'grey_area', id: key };
  await recordEvent(tx, platform, { name: verb, subject, data });
  await audit(tx, platform, actor, { verb, subject, detail: data });
}
