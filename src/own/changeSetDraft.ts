import type { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import {
  type ChangeSetRow,
  changeDraft,
  changeSetRow,
  insertChangeSet,
  insertEdits,
  insertOutcome,
  removeEdits,
} from './changeSet.sql.ts';
import { ApplyInput, ChangeSetChange, ChangeSetInput, mostEdits } from './changeSet.ts';
import { lockLedger } from './ledger.sql.ts';
import { tellOfSet } from './tellOfSet.ts';

/** A planned reorganisation in draft: nothing of it holds until it is applied. */
export async function draftChanges(
  platform: Platform,
  actor: Actor,
  input: z.input<typeof ChangeSetInput>,
  source?: Record<string, unknown>,
): Promise<{ id: string }> {
  require(actor, 'ownership:write');
  const given = ChangeSetInput.parse(input);
  return platform.db.tx(async (tx) => {
    const made = { at: platform.clock.now(), by: actor.personId };
    const id = await insertChangeSet(tx, { name: given.name, on: given.on, source }, made);
    await insertEdits(tx, id, given.edits, made);
    await tellOfSet(tx, platform, actor, { verb: 'drafted', id, detail: { name: given.name, on: given.on } });
    return { id };
  });
}

export async function changeChanges(
  platform: Platform,
  actor: Actor,
  id: string,
  input: z.input<typeof ChangeSetChange>,
): Promise<void> {
  require(actor, 'ownership:write');
  const given = ChangeSetChange.parse(input);
  await platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await draft(tx, id);
    if (given.add.some((edit) => edit.do === 'undo'))
      throw new Refusal('undo_alone', 'Undo an applied change from its own page.');
    if (row.edits + given.add.length > mostEdits) throw tooMany();
    const made = { at: platform.clock.now(), by: actor.personId };
    await changeDraft(tx, id, { name: given.name ?? row.name, on: given.on ?? row.on });
    await removeEdits(tx, id, given.remove, made);
    await insertEdits(tx, id, given.add, made);
    await tellOfSet(tx, platform, actor, { verb: 'changed', id, detail: { ...given } });
  });
}

export async function discardChanges(
  platform: Platform,
  actor: Actor,
  id: string,
  input: z.input<typeof ApplyInput>,
): Promise<void> {
  require(actor, 'ownership:write');
  const { reason } = ApplyInput.parse(input);
  await platform.db.tx(async (tx) => {
    await lockLedger(tx);
    const row = await draft(tx, id);
    const made = { at: platform.clock.now(), by: actor.personId };
    await insertOutcome(tx, { id, outcome: 'discarded', on: row.on, reason }, made);
    await tellOfSet(tx, platform, actor, { verb: 'discarded', id, detail: { name: row.name, reason } });
  });
}

/** @throws `change_set_ended` (409) where it is a draft no longer. */
export async function draft(tx: Tx, id: string): Promise<ChangeSetRow> {
  const row = await changeSetRow(tx, id);
  if (!row) throw notFound('change set', id);
  if (row.state === 'draft') return row;
  throw conflict(
    'change_set_ended',
    `This was ${row.state} ${row.endedBy ? `by ${row.endedBy} ` : ''}already. Make a new one.`,
    { state: row.state, endedBy: row.endedBy },
  );
}

function tooMany(): Refusal {
  return new Refusal('too_many_edits', `A set holds at most ${mostEdits} edits. Split it into several.`, {
    mostEdits,
  });
}
