import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { overlaps } from './assign.ts';
import { dayOf, daysBetween, earlier, later } from './day.ts';
import {
  delegationRow,
  delegationsIn,
  insertDelegation,
  type NewDelegation,
  supersedeDelegation,
} from './delegation.sql.ts';
import { DelegationInput, type DelegationRow, longestChain, longestDelegation } from './delegation.ts';
import { type Holder, holderBy } from './holder.sql.ts';
import { ledgerOfPerson, lockLedger, objectByKey } from './ledger.sql.ts';
import { partsOf, type Scope, shared } from './scope.ts';

/**
 * Passes responsibility on for a time; accountability stays where it is (rule 2). For oneself, or by whoever may write
 * the ledger. @throws `delegation_cycle`, `chain_too_long`, `delegated_already` (409).
 */
export async function delegate(
  platform: Platform,
  actor: Actor,
  input: DelegationInput,
): Promise<{ id: string }> {
  const given = DelegationInput.parse(input);
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const from = await holderBy(tx, { person: given.person ?? mySelf(actor) });
    if (from.id !== actor.personId) require(actor, 'ownership:write');
    const to = await holderBy(tx, { person: given.to });
    const at = platform.clock.now();
    const first = given.from ?? (await dayOf(tx, at));
    const object = given.object ? await objectByKey(tx, given.object.kind, given.object.key) : null;
    if (given.object && !object) throw notFound(given.object.kind, given.object.key);
    const row: NewDelegation = {
      fromId: from.id,
      toId: to.id,
      objectKind: given.object?.kind ?? null,
      objectId: object?.id ?? null,
      absent: given.absent,
      from: first,
      until: given.until,
      reason: given.reason || null,
    };
    refuseNonsense(row, from, to);
    if (object) await refuseNotTheirs(tx, row, { from, object });
    await refuseKnots(tx, row, { from, to });
    const made = { at, by: actor.personId };
    const id = await insertDelegation(tx, row, made);
    const data = { ...row, fromName: from.name, toName: to.name, objectName: object?.name ?? null };
    await say(tx, platform, actor, { verb: row.absent ? 'absence.made' : 'delegation.made', id, data });
    return { id };
  });
}

/** Returns before its day; from then on (today, where absent) it is theirs again. Before its first day: taken back. */
export async function endDelegation(
  platform: Platform,
  actor: Actor,
  id: string,
  { on, reason }: { on?: string | undefined; reason?: string | null | undefined } = {},
): Promise<{ id: string | null }> {
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await delegationRow(tx, id);
    if (!row) throw notFound('delegation', id);
    if (row.fromId !== actor.personId && row.toId !== actor.personId) require(actor, 'ownership:write');
    if (row.supersededAt) {
      throw conflict('delegation_changed', 'This was changed in the meantime. Load the page again.', { id });
    }
    const at = platform.clock.now();
    const day = on ?? (await dayOf(tx, at));
    if (row.until <= day) {
      throw new Refusal('ended_already', `This returned to ${row.fromName} on ${row.until} already.`, {
        until: row.until,
      });
    }
    const made = { at, by: actor.personId };
    await supersedeDelegation(tx, id, made);
    const rest = { ...row, until: day, reason: reason || row.reason, replaces: id };
    const next = row.from < day ? await insertDelegation(tx, rest, made) : null;
    await say(tx, platform, actor, {
      verb: row.absent ? 'absence.ended' : 'delegation.ended',
      id,
      data: { fromId: row.fromId, toId: row.toId, on: day, reason: reason || null, next },
    });
    return { id: next };
  });
}

function mySelf(actor: Actor): string {
  if (actor.personId) return actor.personId;
  throw new Refusal('needs_a_person', 'Name the person whose responsibility is passed on.', {}, 422);
}

function refuseNonsense(row: NewDelegation, from: Holder, to: Holder): void {
  if (row.fromId === row.toId)
    throw new Refusal('to_oneself', `${from.name} cannot act for ${from.name}. Name somebody else.`);
  if (row.until <= row.from) {
    throw new Refusal('until_before_from', 'The last day lies before the first. Choose a later end.', {
      from: row.from,
      until: row.until,
    });
  }
  if (daysBetween(row.from, row.until) > longestDelegation) {
    throw new Refusal(
      'too_long',
      `A delegation lasts at most ${longestDelegation} days. For longer, make ${to.name} responsible.`,
      { longestDelegation },
    );
  }
  if (row.absent && row.objectKind)
    throw new Refusal('absent_from_all', 'Who is away is away from everything: name no single thing.');
  for (const one of [from, to]) {
    if (one.leftOn !== null && one.leftOn <= row.from) {
      throw new Refusal(
        'person_left',
        `${one.name} left on ${one.leftOn}. Choose somebody who is there on ${row.from}.`,
        { leftOn: one.leftOn },
      );
    }
  }
}

/** Passing on what one has no part in would look like an answer and be none. */
async function refuseNotTheirs(
  tx: Tx,
  row: NewDelegation,
  { from, object }: { from: Holder; object: { name: string } },
): Promise<void> {
  const parts = await partsOf(tx, scopeOf(row));
  const held = (await ledgerOfPerson(tx, from.id)).some(
    (one) =>
      (one.role === 'A' || one.role === 'R') &&
      overlaps(one, row.from, row.until) &&
      parts.some(([kind, id]) => kind === one.objectKind && id === one.objectId),
  );
  if (held) return;
  const incoming = (await delegationsIn(tx, row.from, row.until)).some((one) => one.toId === from.id);
  if (incoming) return;
  throw new Refusal(
    'not_theirs',
    `${from.name} is neither accountable nor responsible for ${object.name} in that time. Assign it first, or choose something of theirs.`,
    { object: object.name },
  );
}

/** No two at once for the same, no circle, no chain longer than is stated. Cautious: any day and thing in common counts. */
async function refuseKnots(
  tx: Tx,
  row: NewDelegation,
  { from, to }: { from: Holder; to: Holder },
): Promise<void> {
  const rows = await delegationsIn(tx, row.from, row.until);
  const there = rows.filter((one) => one.until > row.from && one.from < row.until);
  const twice = there.find(
    (one) =>
      one.fromId === row.fromId &&
      one.objectKind === row.objectKind &&
      one.objectId === row.objectId &&
      one.absent === row.absent,
  );
  if (twice) {
    throw conflict(
      'delegated_already',
      `${twice.toName} acts for ${from.name} from ${twice.from} until ${twice.until} already. End that first, or choose other days.`,
      { delegationId: twice.id, from: twice.from, until: twice.until },
    );
  }
  const scopes = new Map<DelegationRow | NewDelegation, Scope>();
  for (const one of [...there, row]) scopes.set(one, await partsOf(tx, scopeOf(one)));
  const start: Reach = { scope: scopes.get(row)!, from: row.from, until: row.until };
  const walk = (forward: boolean, at: string, reach: Reach, names: string[]): number => {
    let longest = 0;
    for (const one of there) {
      if ((forward ? one.fromId : one.toId) !== at) continue;
      const next = narrowed(reach, one, scopes.get(one)!);
      if (!next) continue;
      const there = forward ? one.toId : one.fromId;
      const name = forward ? one.toName : one.fromName;
      if (forward && there === row.fromId) {
        throw conflict(
          'delegation_cycle',
          `That would go round in a circle: ${[from.name, ...names, name].join(' → ')}. Choose somebody who has not passed it on.`,
          { chain: [from.name, ...names, name] },
        );
      }
      // Cut off where a circle could only be walked for ever: nothing longer is allowed anyway.
      if (names.length <= longestChain + 1)
        longest = Math.max(longest, 1 + walk(forward, there, next, [...names, name]));
    }
    return longest;
  };
  const length = 1 + walk(true, row.toId, start, [to.name]) + walk(false, row.fromId, start, [from.name]);
  if (length > longestChain) {
    throw conflict(
      'chain_too_long',
      `This would be passed on ${length} times; ${longestChain} is the most. Pass it to whoever acts in the end.`,
      { length, longestChain },
    );
  }
}

interface Reach {
  scope: Scope;
  from: string;
  until: string;
}

function narrowed(reach: Reach, one: DelegationRow, scope: Scope): Reach | undefined {
  const both = shared(reach.scope, scope);
  const from = later(one.from, reach.from);
  const until = earlier(one.until, reach.until);
  return both && from < until ? { scope: both, from, until } : undefined;
}

function scopeOf(row: Pick<NewDelegation, 'objectKind' | 'objectId'>) {
  return row.objectKind && row.objectId !== null ? { kind: row.objectKind, id: row.objectId } : null;
}

async function say(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  what: { verb: string; id: string; data: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'delegation', id: what.id };
  await recordEvent(tx, platform, { name: what.verb, subject, data: what.data });
  await audit(tx, platform, actor, { verb: what.verb, subject, detail: what.data });
}
