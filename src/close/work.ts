import type { Actor } from '../platform/access.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { insertAction, insertNote } from './life.sql.ts';
import { workOn } from './life.ts';

/** For colleagues; the customer never sees it. */
export function addNote(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { text: string },
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, personId, now }) => {
    const id = newId();
    await insertNote(tx, { id, caseId, at: now, personId, text: input.text });
    return [{ verb: 'noted', detail: { noteId: id } }];
  });
}

/** What was done about it; the follow-up and the customer's page tell it in these words. */
export function recordAction(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { text: string },
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, personId, now }) => {
    const id = newId();
    await insertAction(tx, { id, caseId, at: now, personId, text: input.text });
    return [{ verb: 'action_taken', detail: { actionId: id, text: input.text } }];
  });
}
