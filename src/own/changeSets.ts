import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type ChangeSetRow, changeSetRow, editsOf, listChangeSets } from './changeSet.sql.ts';
import type { Edit } from './changeSet.ts';

export interface ChangeSet extends ChangeSetRow {
  list: { id: string; edit: Edit }[];
}

/** Drafts first, then what was applied or discarded, the latest first. */
export async function changeSets(platform: Platform, actor: Actor): Promise<ChangeSetRow[]> {
  require(actor, 'ownership:read');
  return listChangeSets(platform.db);
}

/** @throws Refusal `not_found`. */
export async function changeSet(platform: Platform, actor: Actor, id: string): Promise<ChangeSet> {
  require(actor, 'ownership:read');
  const row = await changeSetRow(platform.db, id);
  if (!row) throw notFound('change set', id);
  return { ...row, list: await editsOf(platform.db, id) };
}
