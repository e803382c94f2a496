import type { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvents } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { changeSetRow, insertChangeSet, insertEdits, insertOutcome } from './changeSet.sql.ts';
import { ApplyInput, BulkInput, UndoInput } from './changeSet.ts';
import { draft } from './changeSetDraft.ts';
import { doAll } from './changeSetEdits.ts';
import { dayOf, later } from './day.ts';
import { lockLedger } from './ledger.sql.ts';
import { tellOfSet } from './tellOfSet.ts';

/** All of it holds from its day on, or nothing does. @throws `cannot_apply` (422) with every edit that cannot be done. */
export async function applyChanges(
  platform: Platform,
  actor: Actor,
  id: string,
  input: z.input<typeof ApplyInput>,
): Promise<void> {
  require(actor, 'ownership:write');
  const { reason } = ApplyInput.parse(input);
  await platform.db.tx((tx) => applyWithin(tx, platform, actor, { id, reason }));
}

async function applyWithin(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await lockLedger(tx);
  const row = await draft(tx, id);
  if (row.edits === 0) throw new Refusal('nothing_to_apply', 'This has no edits yet. Add what changes.');
  const { doing, written, problems } = await doAll(tx, { platform, actor, row, reason });
  if (problems.length > 0) {
    throw new Refusal(
      'cannot_apply',
      `${problems.length === 1 ? 'One edit' : `${problems.length} edits`} cannot be done: ${problems[0]!.message}`,
      { problems },
    );
  }
  const { made, before } = doing;
  await insertOutcome(tx, { id, outcome: 'applied', on: row.on, reason, before }, made);
  await recordEvents(
    tx,
    platform,
    written.map((one) => ({
      name: one.verb,
      subject: { kind: 'assignment', id: one.id },
      data: { ...one.data, changeSetId: id },
    })),
  );
  const detail = { name: row.name, on: row.on, reason, edits: row.edits, rows: written.length };
  await tellOfSet(tx, platform, actor, { verb: 'applied', id, detail });
}

/** Takes an applied set back by a new one, from its own day or, once that has passed, from today on. Nothing is lost. */
export async function undoChanges(
  platform: Platform,
  actor: Actor,
  id: string,
  input: z.input<typeof UndoInput> = {},
): Promise<{ id: string }> {
  require(actor, 'ownership:write');
  const given = UndoInput.parse(input);
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await changeSetRow(tx, id);
    if (!row) throw notFound('change set', id);
    if (row.state !== 'applied')
      throw conflict('not_applied', 'Only what was applied can be undone. Discard a draft instead.', { id });
    if (row.undoneBy)
      throw conflict('undone_already', 'This was undone already. Undo that to have it again.', {
        by: row.undoneBy,
      });
    const made = { at: platform.clock.now(), by: actor.personId };
    const on = given.on ?? later(row.on, await dayOf(tx, made.at));
    const undo = await insertChangeSet(tx, { name: row.name, on, undoes: id }, made);
    await insertEdits(tx, undo, [{ do: 'undo', changeSet: id }], made);
    await applyWithin(tx, platform, actor, { id: undo, reason: given.reason || `Takes back “${row.name}”` });
    return { id: undo };
  });
}

/** Many edits at once, without a draft; undone like any set. */
export async function changeTogether(
  platform: Platform,
  actor: Actor,
  input: z.input<typeof BulkInput>,
  source?: Record<string, unknown>,
): Promise<{ id: string }> {
  require(actor, 'ownership:write');
  const given = BulkInput.parse(input);
  return platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const made = { at: platform.clock.now(), by: actor.personId };
    const on = given.on ?? (await dayOf(tx, made.at));
    const id = await insertChangeSet(tx, { name: given.name, on, source }, made);
    await insertEdits(tx, id, given.edits, made);
    await applyWithin(tx, platform, actor, { id, reason: given.reason });
    return { id };
  });
}
