import { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { Day, dayOf } from './day.ts';
import { type Holder, holderBy } from './holder.sql.ts';
import { insertRow, ledgerOfObject, lockLedger, type Made, objectByKey, supersede } from './ledger.sql.ts';
import { type LedgerRow, objectKinds, planes } from './ledger.ts';
import { tell } from './tell.ts';

export const AssignmentObject = z.object({
  kind: z.enum(objectKinds),
  /** A phase is `journey/phase`. */
  key: z.string().min(1).max(210),
});

export const AssignmentInput = z
  .object({
    object: AssignmentObject,
    role: z.enum(['A', 'R', 'C', 'I']),
    /** Strategy and execution are charted apart; cases go by execution. */
    plane: z.enum(planes).default('execution'),
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
    const done = await assignWithin(tx, given, { at: platform.clock.now(), by: actor.personId });
    await tell(tx, platform, actor, done);
    return { id: done.id, replaced: done.replaced };
  });
}

/** One change of the ledger as told: `assignment.made` and what it was. */
export interface Written {
  verb: string;
  id: string;
  data: Record<string, unknown>;
}

/** The same inside a larger change. The ledger is locked already; who calls tells what was written. */
export async function assignWithin(
  tx: Tx,
  given: z.output<typeof AssignmentInput>,
  made: Made,
): Promise<Written & { replaced: string[] }> {
  const object = await objectByKey(tx, given.object.kind, given.object.key);
  if (!object) throw notFound(given.object.kind, given.object.key);
  const holder = await holderBy(tx, given);
  const from = given.from ?? (await dayOf(tx, made.at));
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
  const { kept, replaced } = await makeRoom(tx, { given, object, holder, from, until, made });
  const data = {
    object: given.object,
    objectName: object.name,
    role: given.role,
    plane: given.plane,
    holder: { kind: holder.kind, id: holder.id },
    from,
    until,
    replaced,
    holderName: holder.name,
    reason: given.reason || null,
  };
  if (kept) return { verb: 'assignment.chosen', id: kept.id, data, replaced };
  const id = await insertRow(
    tx,
    {
      objectKind: given.object.kind,
      objectId: object.id,
      role: given.role,
      plane: given.plane,
      holderKind: holder.kind,
      holderId: holder.id,
      from,
      until,
      reason: given.reason || null,
      replaces: replaced[0] ?? null,
    },
    made,
  );
  return { verb: 'assignment.made', id, data, replaced };
}

interface Room {
  given: z.output<typeof AssignmentInput>;
  object: { id: number; name: string };
  holder: Holder;
  from: string;
  until: string | null;
  made: Made;
}

/** Sees to it that nobody else is accountable from a day on, or refuses. `kept`: what the holder has already will do. */
async function makeRoom(tx: Tx, room: Room): Promise<{ kept: LedgerRow | undefined; replaced: string[] }> {
  const { given, object, holder, from, until, made } = room;
  const rows = await ledgerOfObject(tx, given.object.kind, object.id);
  const overlapping = rows.filter(
    (row) => row.role === given.role && row.plane === given.plane && overlaps(row, from, until),
  );
  // Several where somebody else had it for some days in between.
  const same = overlapping.filter((row) => row.holderId === holder.id);
  const others =
    given.role === 'A' && !given.both ? overlapping.filter((row) => row.holderId !== holder.id) : [];
  if (same.length > 0 && others.length === 0) {
    const [first] = same as [LedgerRow];
    const message = `${holder.name} has this role for ${object.name} since ${first.from} already.`;
    throw conflict('assigned_already', message, { assignmentId: first.id });
  }
  if (others.length > 0 && !given.replace) throw taken(others[0]!, object.name, from);
  // One of several claimants is chosen: what that one holds and said yes to stays where it covers the whole time.
  const kept = same.find(
    (row) => row.from <= from && (row.until === null || (until !== null && until <= row.until)),
  );
  const gone = [...others, ...same.filter((row) => row !== kept)];
  for (const row of gone) await cut(tx, row, { from, until, made });
  return { kept, replaced: gone.map((row) => row.id) };
}

export function overlaps(
  row: Pick<LedgerRow, 'from' | 'until'>,
  from: string,
  until: string | null,
): boolean {
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
export async function cut(
  tx: Tx,
  row: LedgerRow,
  { from, until, made }: { from: string; until: string | null; made: Made },
): Promise<void> {
  await supersede(tx, row.id, made);
  const rest = { ...row, replaces: row.id };
  if (row.from < from) await insertRow(tx, { ...rest, until: from }, made);
  if (until !== null && (row.until === null || until < row.until))
    await insertRow(tx, { ...rest, from: until }, made);
}
