import { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { Day, dayOf } from './day.ts';
import { type Holder, holderBy } from './holder.sql.ts';
import {
  insertRow,
  ledgerOfObject,
  ledgerRow,
  lockLedger,
  objectByKey,
  supersede,
  writeAcknowledgement,
} from './ledger.sql.ts';
import type { LedgerRow } from './ledger.ts';

export const AssignmentObject = z.object({
  kind: z.enum(['journey', 'phase', 'touchpoint', 'metric', 'source']),
  /** A phase is `journey/phase`. */
  key: z.string().min(1).max(210),
});

export const AssignmentInput = z
  .object({
    object: AssignmentObject,
    role: z.enum(['A', 'R', 'C', 'I']),
    /** Exactly one of the three: a person's id or e-mail, a team's or department's id or key. */
    person: z.string().max(320).optional(),
    team: z.string().max(100).optional(),
    department: z.string().max(100).optional(),
    /** First day; today if absent. */
    from: Day.optional(),
    /** First day after; open if absent. */
    until: Day.nullish(),
    reason: z.string().trim().max(1000).nullish(),
    /** Ends whoever is accountable in that time on the day this begins, and lets them resume when it ends. */
    replace: z.boolean().default(false),
    /** Records that several claim it. It stands on the register of grey areas until one is chosen. */
    both: z.boolean().default(false),
  })
  .refine((given) => [given.person, given.team, given.department].filter(Boolean).length === 1, {
    message: 'Name exactly one: a person, a team or a department.',
    path: ['person'],
  });
export type AssignmentInput = z.input<typeof AssignmentInput>;

/**
 * Writes who answers for what from a day on. Rows are never rewritten: whatever changes is superseded by new rows.
 * @throws `already_accountable` (409, facts: assignmentId, person, endOn) for a second accountable at the same time.
 */
export async function assign(
  platform: Platform,
  actor: Actor,
  input: AssignmentInput,
): Promise<{ id: string; replaced: string[] }> {
  require(actor, 'ownership:write');
  const given = AssignmentInput.parse(input);
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const object = await objectByKey(tx, given.object.kind, given.object.key);
    if (!object) throw notFound(given.object.kind, given.object.key);
    const holder = await holderBy(tx, given);
    const at = platform.clock.now();
    const from = given.from ?? (await dayOf(tx, at));
    const until = given.until ?? null;
    if (until !== null && until <= from) {
      throw new Refusal(
        'until_before_from',
        'The last day lies before the first. Choose a later end, or leave it open.',
        { from, until },
      );
    }
    if (holder.leftOn !== null && holder.leftOn <= from) {
      throw new Refusal(
        'person_left',
        `${holder.name} left on ${holder.leftOn}. Choose somebody who is there on ${from}.`,
        { leftOn: holder.leftOn },
      );
    }
    const made = { at, by: actor.personId };
    const overlapping = (await ledgerOfObject(tx, given.object.kind, object.id)).filter(
      (row) => row.role === given.role && overlaps(row, from, until),
    );
    const same = overlapping.find((row) => row.holderId === holder.id);
    if (same)
      throw conflict(
        'assigned_already',
        `${holder.name} has this role for ${object.name} since ${same.from} already.`,
        { assignmentId: same.id },
      );
    const replaced: string[] = [];
    if (given.role === 'A' && overlapping.length > 0 && !given.both) {
      if (!given.replace) throw taken(overlapping[0]!, object.name, from);
      for (const row of overlapping) {
        await cut(tx, row, { from, until, ...made });
        replaced.push(row.id);
      }
    }
    const id = await insertRow(
      tx,
      {
        objectKind: given.object.kind,
        objectId: object.id,
        role: given.role,
        holderKind: holder.kind,
        holderId: holder.id,
        from,
        until,
        reason: given.reason || null,
        replaces: replaced[0] ?? null,
      },
      made,
    );
    const data = {
      object: given.object,
      role: given.role,
      holder: { kind: holder.kind, id: holder.id },
      from,
      until,
      replaced,
    };
    await tell(tx, platform, actor, {
      verb: 'assignment.made',
      id,
      data: { ...data, holderName: holder.name, reason: given.reason || null },
    });
    return { id, replaced };
  });
}

function overlaps(row: Pick<LedgerRow, 'from' | 'until'>, from: string, until: string | null): boolean {
  return (until === null || row.from < until) && (row.until === null || from < row.until);
}

function taken(row: LedgerRow, name: string, from: string): Refusal {
  const end = row.from < from ? `End that on ${from}` : 'Take it back';
  return conflict(
    'already_accountable',
    `${row.holderName} is accountable for ${name} since ${row.from}${row.until ? ` until ${row.until}` : ''}. ${end} by replacing, or choose other days.`,
    { assignmentId: row.id, holder: row.holderName, since: row.from, until: row.until, endOn: from },
  );
}

/** Takes [from, until) out of a row: what it held before and after stays with its holder, who said yes to it. */
async function cut(
  tx: Tx,
  row: LedgerRow,
  { from, until, at, by }: { from: string; until: string | null; at: Date; by: string | null },
): Promise<void> {
  await supersede(tx, row.id, { at, by });
  const rest = { ...row, replaces: row.id };
  if (row.from < from) await insertRow(tx, { ...rest, until: from }, { at, by });
  if (until !== null && (row.until === null || until < row.until))
    await insertRow(tx, { ...rest, from: until }, { at, by });
}

/** Ends on a day, the first on which it no longer holds. On or before its first day it is taken back altogether. */
export async function endAssignment(
  platform: Platform,
  actor: Actor,
  id: string,
  { on, reason }: { on?: string | undefined; reason?: string | null | undefined } = {},
): Promise<{ id: string | null }> {
  require(actor, 'ownership:write');
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await current(tx, id);
    const at = platform.clock.now();
    const day = on ?? (await dayOf(tx, at));
    if (row.until !== null && row.until <= day) {
      throw new Refusal(
        'ended_already',
        `This ended on ${row.until} already. To lengthen it, assign again from that day.`,
        { until: row.until },
      );
    }
    const made = { at, by: actor.personId };
    await supersede(tx, id, made);
    const rest = { ...row, until: day, reason: reason || row.reason, replaces: id };
    const next = row.from < day ? await insertRow(tx, rest, made) : null;
    const data = {
      object: { kind: row.objectKind, id: row.objectId },
      role: row.role,
      holder: row.holderName,
      on: day,
      reason: reason || null,
    };
    await tell(tx, platform, actor, { verb: 'assignment.ended', id, data: { ...data, next } });
    return { id: next };
  });
}

/** The holder says yes. Nobody says it for somebody else; the program itself may when it loads the past. */
export async function acknowledge(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<{ acknowledgedAt: Date }> {
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await current(tx, id);
    const own = row.holderKind === 'person' && row.holderId === actor.personId;
    if (!own && actor.kind !== 'system' && actor.kind !== 'operator') {
      throw new Refusal(
        'not_yours',
        `Only ${row.holderName} can say yes to this.`,
        { holder: row.holderName },
        403,
      );
    }
    if (row.acknowledgedAt) return { acknowledgedAt: row.acknowledgedAt };
    const at = platform.clock.now();
    await writeAcknowledgement(tx, id, at);
    await tell(tx, platform, actor, {
      verb: 'assignment.acknowledged',
      id,
      data: { object: { kind: row.objectKind, id: row.objectId }, role: row.role },
    });
    return { acknowledgedAt: at };
  });
}

async function current(tx: Tx, id: string): Promise<LedgerRow> {
  const row = await ledgerRow(tx, id);
  if (!row) throw notFound('assignment', id);
  if (row.supersededAt)
    throw conflict(
      'assignment_changed',
      'This assignment was changed in the meantime. Load the page again.',
      { assignmentId: id },
    );
  return row;
}

async function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  change: { verb: string; id: string; data: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'assignment', id: change.id };
  await recordEvent(tx, platform, { name: change.verb, subject, data: change.data });
  await audit(tx, platform, actor, { verb: change.verb, subject, detail: change.data });
}

export type { Holder };
