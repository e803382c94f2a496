import { touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Runner, Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import type { PersonCard } from './ledger.ts';
import { personCards } from './person.sql.ts';
import {
  type Conditions,
  insertReview,
  insertRuling,
  lockRuling,
  type NewRuling,
  type RulingRow,
  readRulings,
} from './ruling.sql.ts';

export interface RuledOwner {
  personId: string;
  rung: 'ruling';
  reason: string;
}

/**
 * Whom a ruling in force sends a case to, in one statement for many touchpoints: the one that names most conditions, among equals
 * the newest. A ruling whose review is due, or whose person is not there that day, sends nobody anywhere.
 */
export async function rulingsAt(
  on: Runner,
  touchpointIds: number[],
): Promise<(touchpointId: number, at: Date, day: string, about?: Conditions) => RuledOwner | undefined> {
  const places = new Set(touchpointIds.filter((id) => id !== 0));
  const rows = places.size === 0 ? [] : await readRulings(on, [...places]);
  const of = Map.groupBy(rows, (row) => row.touchpointId);
  return (touchpointId, at, day, about = {}) => {
    const fitting = (of.get(touchpointId) ?? []).filter(
      (row) => inForce(row, at, day) && meets(row.conditions, about),
    );
    const [first] = fitting.sort((a, b) => named(b.conditions) - named(a.conditions));
    return (
      first && {
        personId: first.personId,
        rung: 'ruling',
        reason: `as was ruled on ${first.from.toISOString().slice(0, 10)}: ${first.reason}`,
      }
    );
  };
}

export function inForce(row: RulingRow, at: Date, day: string): boolean {
  return (
    row.from <= at &&
    day < row.reviewOn &&
    (row.retiredAt === null || at < row.retiredAt) &&
    (row.leftOn === null || day < row.leftOn)
  );
}

const named = (conditions: Conditions): number => Object.values(conditions).filter(Boolean).length;

function meets(asked: Conditions, about: Conditions): boolean {
  return (['rule', 'kind', 'source'] as const).every((name) => !asked[name] || asked[name] === about[name]);
}

export interface Ruling {
  id: string;
  touchpoint: { key: string; name: string };
  conditions: Conditions;
  person: PersonCard;
  reason: string;
  from: Date;
  reviewOn: string;
  renewals: number;
  /** in force · review: its day has come · left: its person is no longer there · retired. */
  state: 'in_force' | 'review' | 'left' | 'retired';
  retired: { at: Date; why: string | null } | null;
  disputeId: string | null;
}

export async function listRulings(platform: Platform, actor: Actor): Promise<Ruling[]> {
  require(actor, 'ownership:read');
  const rows = await readRulings(platform.db);
  const { byId } = await touchpointIndex(platform.db);
  const cards = await personCards(
    platform.db,
    rows.map((row) => row.personId),
  );
  const day = await dayOf(platform.db, platform.clock.now());
  return rows.flatMap((row) => {
    const place = byId.get(row.touchpointId);
    const person = cards.get(row.personId);
    if (!place || !person) return [];
    const { id, conditions, reason, from, reviewOn, renewals, disputeId } = row;
    return {
      id,
      touchpoint: { key: place.key, name: place.name },
      conditions,
      person,
      reason,
      from,
      reviewOn,
      renewals,
      disputeId,
      state: stateOf(row, day),
      retired: row.retiredAt ? { at: row.retiredAt, why: row.retiredWhy } : null,
    };
  });
}

export function stateOf(row: RulingRow, day: string): Ruling['state'] {
  if (row.retiredAt) return 'retired';
  if (row.leftOn !== null && row.leftOn <= day) return 'left';
  return row.reviewOn <= day ? 'review' : 'in_force';
}

/** Writes a rule for next time, in the transaction of the decision it comes from. */
export async function makeRuling(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  made: Omit<NewRuling, 'id' | 'from' | 'madeBy'>,
): Promise<string> {
  const now = platform.clock.now();
  await refuseEarlyReview(tx, made.reviewOn, now);
  const id = newId();
  await insertRuling(tx, { ...made, id, from: now, madeBy: actor.personId });
  const { touchpointId, conditions, personId, reason, reviewOn } = made;
  await tell(tx, platform, actor, {
    id,
    verb: 'ruling.made',
    data: { touchpointId, conditions, personId, reason, reviewOn },
  });
  return id;
}

/** Keeps a ruling for longer; one that was retired or whose person left needs a new one instead. */
export async function renewRuling(
  platform: Platform,
  actor: Actor,
  id: string,
  { reviewOn, reason }: { reviewOn: string; reason?: string | null | undefined },
): Promise<void> {
  require(actor, 'ownership:write');
  await platform.db.tx(async (tx) => {
    const now = platform.clock.now();
    const row = await standing(tx, id);
    if (stateOf(row, await dayOf(tx, now)) === 'left') {
      throw new Refusal(
        'ruling_of_one_who_left',
        `${row.personName} has left. Retire this ruling and decide again whose it is.`,
        { leftOn: row.leftOn },
      );
    }
    await refuseEarlyReview(tx, reviewOn, now);
    await insertReview(tx, {
      id: newId(),
      rulingId: id,
      at: now,
      by: actor.personId,
      reviewOn,
      reason: reason || null,
    });
    await tell(tx, platform, actor, {
      id,
      verb: 'ruling.renewed',
      data: { reviewOn, reason: reason || null },
    });
  });
}

export async function retireRuling(
  platform: Platform,
  actor: Actor,
  id: string,
  { reason }: { reason: string },
): Promise<void> {
  require(actor, 'ownership:write');
  await platform.db.tx(async (tx) => {
    await standing(tx, id);
    await insertReview(tx, {
      id: newId(),
      rulingId: id,
      at: platform.clock.now(),
      by: actor.personId,
      reviewOn: null,
      reason,
    });
    await tell(tx, platform, actor, { id, verb: 'ruling.retired', data: { reason } });
  });
}

async function standing(tx: Tx, id: string): Promise<RulingRow> {
  const row = await lockRuling(tx, id);
  if (!row) throw notFound('ruling', id);
  if (row.retiredAt) throw conflict('ruling_retired', 'This ruling was retired already.', { rulingId: id });
  return row;
}

async function refuseEarlyReview(tx: Tx, reviewOn: string, now: Date): Promise<void> {
  if (reviewOn > (await dayOf(tx, now))) return;
  throw new Refusal('review_in_the_past', 'The day of the review lies in the past. Choose a later day.', {
    reviewOn,
    errors: [{ path: 'reviewOn', message: 'Choose a later day.' }],
  });
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { id, verb, data }: { id: string; verb: string; data: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'ruling', id };
  await recordEvent(tx, platform, { name: verb, subject, data });
  await audit(tx, platform, actor, { verb, subject, detail: data });
}
